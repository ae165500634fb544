"""A file that came back, perhaps edited by hand, held against its edition and the sources.

The edition's own file and manifest are trusted, never data carried in the file itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from pathlib import Path

from brief import TYPE_CHECKING
from brief.diagnostics import ERROR, INFO, WARNING, Diagnostic, UsageError
from brief.editions import lineage
from brief.editions.audit import squeeze
from brief.editions.lineage import Committed, FileText
from brief.editions.manifest import StatementEntry
from brief.record import Record

if TYPE_CHECKING:
    from brief.checks.desk import Desk
    from brief.dossier.model import Dossier

_SHOWN = 300  # code points of a passage of text in a message


class Audit(Record):
    """What an audit found: the edition, whether the file is one of its files byte for byte, the
    statements that stand as they were issued, those that do not, and the findings."""

    edition: str
    variant: str
    unchanged: bool
    held: tuple[StatementEntry, ...]
    changed: tuple[StatementEntry, ...]
    diagnostics: tuple[Diagnostic, ...]


def edition_of(file: Path, out: Path) -> tuple[bytes, FileText, Committed]:
    """The edition that a file is of; `UsageError` where there is none."""
    data, text = lineage.read_file(file)
    found = lineage.edition_of(data, text, list(lineage.committed(out)))
    if found is None:
        raise UsageError(
            f"{file.name} is of no edition below {out.name}/",
            help="work in its workspace (brief -C DIR …), and generate the edition again if it "
            "was deleted",
        )
    return data, text, found


def audit(data: bytes, text: FileText, found: Committed, dossier: Dossier | None) -> Audit:
    """Hold a file against the edition it is of.

    `dossier` is the edition's dossier as it is read today; without one, what a change breaks is
    not told, only that there is one.
    """
    manifest = found.manifest
    if lineage.unchanged(data, found):
        return Audit(manifest.edition, manifest.variant, True, manifest.statements, (), ())
    held = tuple(s for s in manifest.statements if _stands(s, text))
    changed = tuple(s for s in manifest.statements if s not in held)
    diagnostics = _word_findings(text) + _pdf_findings(text)
    original = _original(found, text.format)
    if original is None:
        diagnostics.append(
            Diagnostic(
                "AUDIT-PARTIAL",
                WARNING,
                "the edition's own file is gone, so added text cannot be told from labels",
                helps=("generate the edition again, then audit",),
            )
        )
        for said in changed:
            diagnostics.append(_lost(said, text.format))
    else:
        desk = _desk(dossier)
        for before, after in _changes(original, text):
            diagnostics += _judge(before, after, manifest.statements, desk, text.format)
        diagnostics += _note_changes(original, text)
    return Audit(
        manifest.edition, manifest.variant, False, held, changed, tuple(dict.fromkeys(diagnostics))
    )


def _stands(said: StatementEntry, text: FileText) -> bool:
    """Whether a statement's words stand in the file as issued (a table row: cell after cell)."""
    return squeeze(said.text) in text.body


def _desk(dossier: Dossier | None) -> Desk | None:
    if dossier is None:
        return None
    from brief.checks.desk import Desk

    return Desk(dossier)


def _original(found: Committed, format: str) -> FileText | None:
    for file in found.manifest.files:
        path = found.folder / file.path
        if file.format == format and path.is_file():
            data, text = lineage.read_file(path)
            # An edition's own file that was tampered with is no witness.
            return text if lineage.unchanged(data, found) else None
    return None


def _changes(original: FileText, text: FileText) -> list[tuple[str, str]]:
    """Blocks of the edition's file with what stands there now; either may be empty."""
    one, two = list(original.blocks), list(text.blocks)
    pairs: list[tuple[str, str]] = []
    matcher = SequenceMatcher(None, one, two, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            continue
        before, after = one[i1:i2], two[j1:j2]
        if len(before) == len(after):
            pairs += zip(before, after, strict=True)
        else:
            pairs += _paired(before, after)
    return pairs


def _paired(before: Sequence[str], after: Sequence[str]) -> list[tuple[str, str]]:
    """Blocks paired by likeness, in order; what has no like is lost or new."""
    pairs: list[tuple[str, str]] = []
    rest = list(after)
    for old in before:
        likeness = [(SequenceMatcher(None, old, new).ratio(), n) for n, new in enumerate(rest)]
        best = max(likeness, default=(0.0, -1))
        if best[0] >= 0.5:
            pairs += [("", new) for new in rest[: best[1]]]
            pairs.append((old, rest[best[1]]))
            rest = rest[best[1] + 1 :]
        else:
            pairs.append((old, ""))
    return pairs + [("", new) for new in rest]


def _judge(
    before: str,
    after: str,
    statements: Sequence[StatementEntry],
    desk: Desk | None,
    format: str,
) -> list[Diagnostic]:
    """What one changed block breaks, by the rules that its statements were checked by."""
    said = [s for s in statements if before and _within(s, before) and not _in(s, after)]
    code = f"R-{format.upper()}"
    ids = ", ".join(s.id for s in said)
    where = f"statement {ids}" if ids else "a text"
    notes = tuple(f"{word}: {t[:_SHOWN]}" for word, t in (("issued", before), ("now", after)) if t)
    if not after:
        return [Diagnostic(code, ERROR, f"{where} was removed", notes=notes, fact=_facts(said))]
    if not before:
        message = "a text that nobody issued was added"
        return [Diagnostic(code, ERROR, message, notes=notes)]
    broken: list[Diagnostic] = []
    if desk is not None and said:
        from brief.checks.desk.statements import ground, problems

        known = desk.dossier.facts
        facts = [known[f] for s in said for f in s.facts if f in known]
        # What the other statements of the block say stays theirs to say.
        others = [known[f] for s in statements if _within(s, after) for f in s.facts if f in known]
        for problem in problems(desk, after, ground(desk, [*facts, *others])):
            broken.append(
                Diagnostic(
                    problem.code,
                    problem.severity,
                    f"{where}: {problem.message}",
                    related=problem.related,
                    helps=problem.helps,
                    notes=notes,
                    fact=_facts(said),
                )
            )
    if broken:
        return broken
    message = f"{where} was changed; no rule that a machine checks speaks against it"
    helps = ("read it beside its passage: whether the wording is fair is for a person",)
    return [Diagnostic(code, WARNING, message, helps=helps, notes=notes, fact=_facts(said))]


def _within(said: StatementEntry, block: str) -> bool:
    """Whether a statement, or for a table's row this cell of it, stands in a block."""
    statement, text = squeeze(said.text), squeeze(block)
    return statement in text or (len(text) > 2 and text in statement)


def _in(said: StatementEntry, block: str) -> bool:
    return squeeze(said.text) in squeeze(block)


def _facts(said: Sequence[StatementEntry]) -> str:
    return ", ".join(dict.fromkeys(f for s in said for f in s.facts))


def _lost(said: StatementEntry, format: str) -> Diagnostic:
    return Diagnostic(
        f"R-{format.upper()}",
        ERROR,
        f"statement {said.id} no longer stands as it was issued",
        notes=(f"issued: {said.text[:_SHOWN]}",),
        fact=", ".join(said.facts),
    )


def _note_changes(original: FileText, text: FileText) -> list[Diagnostic]:
    """Notes whose words changed, by number."""
    before, after = dict(original.notes), dict(text.notes)
    found = []
    for number in sorted(before.keys() | after.keys()):
        if before.get(number) != after.get(number):
            notes = (
                f"issued: {before.get(number, '(none)')}",
                f"now: {after.get(number, '(none)')}",
            )
            message = f"note {number} is not the one that was issued"
            found.append(Diagnostic(f"R-{text.format.upper()}", ERROR, message, notes=notes))
    return found


def _word_findings(text: FileText) -> list[Diagnostic]:
    """What a Word file tells of itself: tracked changes (taken as accepted), hidden text."""
    if text.word is None:
        return []
    found = [
        Diagnostic(
            "AUDIT-TRACKED",
            INFO,
            f"a tracked change, taken as accepted: {kind} “{words.strip()[:_SHOWN]}”",
        )
        for kind, words in text.word.tracked
    ]
    found += [
        Diagnostic("R-DOCX", ERROR, "hidden text", notes=(words[:_SHOWN],))
        for words in text.word.hidden
    ]
    if text.word.comments:
        found.append(
            Diagnostic("AUDIT-COMMENTS", INFO, f"{text.word.comments} paragraphs of comments")
        )
    return found


def _pdf_findings(text: FileText) -> list[Diagnostic]:
    """That a PDF is not built as ours are: words may be hidden in it, or covered by others."""
    return [
        Diagnostic(
            "R-PDF",
            WARNING,
            f"what the PDF prints cannot be vouched for: {doubt}",
            helps=("it was changed or saved by another program; look at its pages, too",),
        )
        for doubt in text.doubts
    ]
