"""Numbered copies: a file of each format for each recipient of an audience, name and number on
every page."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from brief import TYPE_CHECKING
from brief.diagnostics import ERROR, WARNING, Diagnostic, errors
from brief.document.tree import Document, Inline, Origin, Text, inlines_text
from brief.editions.manifest import recipient_mark
from brief.record import Record
from brief.writers import FORMATS, Supplies, Written

if TYPE_CHECKING:
    from typing import Any

    from brief.delivery.recipients import Recipient
    from brief.document.flow import Flow
    from brief.dossier.audiences import Audience
    from brief.editions.read_pdf import ReadPdf
    from brief.house.theme import Theme
    from brief.pipeline.planning import Plan
    from brief.templating.packs import Pack

FILES = ("recipients.yaml", "recipients.csv")
_MOST = 2000  # copies that are held in memory at once


class Copy(Record):
    """One recipient's copy: its number, the recipient's mark in the manifest, what stands in the
    left of the foot of its pages, and what its file names end with."""

    number: int
    recipient: str
    foot: tuple[Inline, ...]
    ending: str


class Output(Record):
    """A file that was written; `copy` is None for the one file of a format that all get."""

    format: str
    written: Written
    copy: Copy | None = None


def plan_copies(
    plan: Plan, pack: Pack, workspace: Path, dossier: Path, edition: str, language: str
) -> tuple[list[Copy], list[Diagnostic]]:
    """The copies of a variant, numbered in the order of the list of recipients; none where the
    audience gets no numbered copies.  With an error among the findings there are none."""
    limits = plan.limits
    if limits is None or not limits.numbered:
        return [], []
    people, found = _recipients(plan, limits, workspace, dossier, language)
    labels = pack.labels.get(language.partition("-")[0], {})
    for key, places in (("copy-of", ("{number}", "{count}")), ("copy-file", ("{number}",))):
        if not all(place in labels.get(key, "") for place in places):
            needed = " and ".join(places)
            found.append(
                Diagnostic(
                    "V-COPIES",
                    ERROR,
                    f"the template `{pack.name}` has no label `{key}` with {needed}",
                    limits.span("numbered"),
                    helps=(f"add it to labels/{language.partition('-')[0]}.toml",),
                )
            )
    if errors(found):
        return [], found
    digits = max(3, len(str(len(people))))
    copies = []
    for number, person in enumerate(people, 1):
        words = labels["copy-of"].replace("{number}", str(number))
        words = words.replace("{count}", str(len(people)))
        foot = (
            Text(f"{words} · ", Origin("label")),
            Text(person.name or person.address, Origin("setting")),
        )
        ending = safe_name(labels["copy-file"].replace("{number}", f"{number:0{digits}}"))
        copies.append(Copy(number, recipient_mark(edition, person.key), foot, ending))
    return copies, found


def _recipients(
    plan: Plan, limits: Audience, workspace: Path, dossier: Path, language: str
) -> tuple[list[Recipient], list[Diagnostic]]:
    """Those who get a copy of this variant, and what is wrong with the list."""
    from brief.delivery import recipients
    from brief.dossier import audiences

    there = [dossier / name for name in FILES if (dossier / name).is_file()]
    if len(there) != 1:
        what = "there are two lists" if there else "there is no list"
        help = "keep one of them" if there else f"write {FILES[0]}, or take `numbered` out"
        return [], [_wrong(limits, f"{what} of recipients for numbered copies", help)]
    try:
        shown = there[0].resolve().relative_to(workspace.resolve()).as_posix()
    except ValueError:
        shown = there[0].as_posix()
    known, _ = audiences.load(dossier, workspace)
    settings = _settings(workspace)
    rules = recipients.Rules(
        audiences={"general": "", **{a.id: a.clearance for a in known.by_id.values()}},
        scale=plan.scale,
        known=_texts(settings.get("known-domains")),
        local_domains=_texts(settings.get("local-domains")),
        formats=tuple(FORMATS),
    )
    people, found = recipients.load(there[0], shown, rules)
    theirs = [p for p in people if p.audience == plan.audience and p.language in {"", language}]
    if not theirs and not errors(found):
        message = f"{shown} names nobody for the audience {plan.audience}"
        found.append(_wrong(limits, message, "add them, or take `numbered` out"))
    if len(theirs) > _MOST:
        message = f"{len(theirs):,} numbered copies are more than {_MOST:,}"
        found.append(_wrong(limits, message, "part the audience in several"))
    for person in theirs:
        if not person.name:
            message = "a numbered copy for one without a name bears the address"
            found.append(
                Diagnostic("V-COPIES", WARNING, message, person.span, helps=("add `name:`",))
            )
    return theirs, found


def _wrong(limits: Audience, message: str, help: str) -> Diagnostic:
    return Diagnostic("V-COPIES", ERROR, message, limits.span("numbered"), helps=(help,))


def _settings(workspace: Path) -> dict[str, Any]:
    from brief import config

    table = config.find(workspace).settings.get("delivery", {})
    return table if isinstance(table, dict) else {}


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(item).lower() for item in value) if isinstance(value, list) else ()


def write(
    format: str, document: Document, theme: Theme, supplies: Supplies, copies: list[Copy]
) -> Iterator[Output]:
    """The file of a format, or one for each copy; what they share is made once where the writer
    can."""
    module = import_module(FORMATS[format].module)
    if not copies:
        yield Output(format, module.write(document, theme, supplies))
    elif hasattr(module, "write_copies"):
        made = module.write_copies(document, theme, supplies, [copy.foot for copy in copies])
        for copy, written in zip(copies, made, strict=True):
            yield Output(format, written, copy)
    else:
        for copy in copies:
            yield Output(format, module.write(footed(document, copy), theme, supplies), copy)


def footed(document: Document, copy: Copy | None) -> Document:
    """The document as that copy prints it."""
    if copy is None:
        return document
    return document.replace(running=document.running.replace(foot_left=copy.foot))


def distinct(files: dict[str, bytes], outputs: list[Output]) -> dict[str, bytes]:
    """What is to be searched of files, in the order of their outputs: of numbered copies the first
    whole, and what the others print apart from it."""
    searched = dict(files)
    for name, output in zip(files, outputs, strict=False):  # the message comes after them
        if output.copy and output.copy.number > 1:
            searched[name] = inlines_text(output.copy.foot).encode()
    return searched


def audit(document: Document, outputs: list[Output], most_pages: int = 0) -> list[Diagnostic]:
    """Each finished file held against what was issued, and the PDF's body against `most_pages`.

    The first of several copies is read and held against the tree whole.  Of the others, what is
    the same to the byte is not held against the tree again.
    """
    from brief.document.flow import flow

    first: dict[str, Output] = {}
    for output in outputs:
        first.setdefault(output.format, output)
    copy = next(iter(first.values())).copy
    expected = flow(footed(document, copy))
    found, paper = whole(expected, {f: o.written for f, o in first.items()})
    if paper is not None and not errors(found):
        from brief.pipeline import length

        found += length.check(document, expected, paper, most_pages)
    if copy is None or errors(found):
        return found
    from brief.editions import copies

    readers: dict[str, copies.Docx | copies.Pdf] = {}
    foot = inlines_text(copy.foot)
    if "docx" in first:
        readers["docx"] = copies.Docx(first["docx"].written.data, foot)
    if "pdf" in first:
        pages = paper.artifacts if paper else ()
        readers["pdf"] = copies.Pdf(first["pdf"].written.data, foot, pages)
    for output in outputs:
        if output is first[output.format] or output.copy is None:
            continue
        data, reader = output.written.data, readers.get(output.format)
        told = reader.differences(data, inlines_text(output.copy.foot)) if reader else None
        if told is None:
            issued = flow(footed(document, output.copy))
            told, _ = whole(issued, {output.format: output.written})
        found += told
    return found


def whole(expected: Flow, written: dict[str, Written]) -> tuple[list[Diagnostic], ReadPdf | None]:
    """Each finished file against what was issued, and Word against PDF; and the PDF as read."""
    from brief.editions import audit

    found: list[Diagnostic] = []
    word = paper = None
    if "docx" in written:
        from brief.editions import read_docx

        word = read_docx.read(written["docx"].data)
        found += audit.docx(expected, word)
    if "pdf" in written:
        from brief.editions import read_pdf

        paper = read_pdf.read(written["pdf"].data)
        found += audit.pdf(expected, paper)
    if "html" in written:
        from brief.editions import read_html

        found += audit.html(expected, read_html.read(written["html"].data))
    if word is not None and paper is not None:
        found += audit.parity(word, paper)
    return found, paper


def safe_name(text: str) -> str:
    """A text as part of a file name: letters, digits, hyphens and spaces, in any script."""
    return " ".join("".join(c if c.isalnum() or c in "-_ " else " " for c in text).split())[:80]
