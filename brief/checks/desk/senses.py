"""The sense of a sentence against its passages: what it denies, promises, counts on, whom it calls
what.  These read English; a sentence or a text in another language is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from brief.archive.snapshots import Passage
from brief.checks.desk import Desk, denials, extents, offices, outlooks
from brief.checks.desk.grounds import Ground, Problem
from brief.diagnostics import ERROR, WARNING, Related
from brief.text.characters import has_cyrillic


def turned(
    desk: Desk, text: str, on: Ground, skip: tuple[tuple[int, int], ...]
) -> Iterator[Problem]:
    """Where a sentence turns the sense of its passages; `skip` are spans that other rules hold."""
    if not on.passages or not _english(desk, on.passages):
        return
    plain = _blanked(text, skip)
    held = (*on.passages, *on.computed)
    yield from _denied(desk, plain, on)
    yield from _foreseen(desk, plain, on)
    for found in offices.changed(desk, plain, on.naming):
        start, end = found.passage.start + found.at[0], found.passage.start + found.at[1]
        yield Problem(
            "A-TITLE",
            f"“{found.ours}” beside {found.name}, whom the passage calls “{found.theirs}”",
            found.start,
            found.end,
            (Related(desk.where(found.passage.source, start, end), "here"),),
            ("write the office that the passage gives",),
        )
    for extent in (
        *extents.overdrawn(plain, held),
        *extents.miscounted(plain, held),
        *extents.unheard(plain, (*on.naming, *on.computed)),
    ):
        yield Problem(
            extent.code,
            extent.message,
            extent.start,
            extent.end,
            desk.seen(on.passages),
            (extent.help,),
            ERROR if extent.sure else WARNING,
        )


def _english(desk: Desk, passages: tuple[Passage, ...]) -> bool:
    if desk.dossier.head.language.partition("-")[0] != "en":
        return False
    for passage in passages:
        source = desk.dossier.sources.get(passage.source)
        if source is not None and source.language.partition("-")[0] != "en":
            return False
        if has_cyrillic(passage.exact):
            return False
    return True


def _blanked(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    """The text with spaces for what stands within the spans, character for character."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _denied(desk: Desk, text: str, on: Ground) -> Iterator[Problem]:
    for found in denials.denials(text, on.passages):
        where = desk.where(
            found.passage.source,
            found.passage.start + found.start,
            found.passage.start + found.end,
        )
        if found.dropped:
            message = f"“{found.ours}” is said without the denial of the passage: “{found.theirs}”"
        else:
            message = f"“{found.ours}” denies what the passage says: “{found.theirs}”"
        at = max(0, text.find(found.ours))
        yield Problem(
            "C-NEGATION",
            message,
            at,
            at + len(found.ours),
            (Related(where, "here"),),
            ("say it as the passage does, or cite the passage that denies it",),
        )


def _foreseen(desk: Desk, text: str, on: Ground) -> Iterator[Problem]:
    help = ("write the status that the passage gives",)
    for start, end, ours, theirs in outlooks.firmer(text, on.passages):
        message = f"“{ours}” is more certain than the passage: “{theirs}”"
        yield Problem("N-STATUS", message, start, end, desk.seen(on.passages), help)
    for quantity, kind, cue in outlooks.figures_ahead(text, on.passages):
        shown = quantity.text.strip()
        why = "of before" if kind == "before" else "as expected"
        message = f"“{shown}” is given as it is now; the passage has it {why} (“{cue}”)"
        yield Problem("N-STATUS", message, *quantity.span, desk.seen(on.passages), help)
