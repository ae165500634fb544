"""Finished files held against the document they were made from, block for block.

Everything that a file prints was issued by the tree, and everything in the tree is in the file:
what is not is told as R-DOCX, R-PDF or R-HTML, and a difference between two files as R-PARITY.  The
files are read back by code that shares nothing with the writers.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, takewhile

from brief import TYPE_CHECKING
from brief.diagnostics import ERROR, Diagnostic
from brief.document.flow import Flow

if TYPE_CHECKING:
    from brief.editions.read_docx import ReadDocx
    from brief.editions.read_html import ReadHtml
    from brief.editions.read_pdf import ReadPdf

_SHOWN = 400  # code points of a difference that a message shows
_WINDOW = 4000  # code points in which a piece is looked for behind the one before it
_MOST = 20  # differences that are told of one file
_COMPARED = 300  # pieces from the first difference on that are looked at


def squeeze(text: str) -> str:
    """Without white space, which in a PDF is distance, and a reader's guess; nor soft hyphens, of
    which only those at the end of a line are there."""
    return "".join(text.replace("\xad", "").split())


def _squeezed(texts: Sequence[str]) -> list[str]:
    """Texts without white space, all in one step."""
    found = squeeze("\0".join(texts)).split("\0")
    if len(found) != len(texts):  # one holds the sign between them, or there are none
        return [squeeze(text) for text in texts]
    return found


def docx(expected: Flow, read: ReadDocx) -> list[Diagnostic]:
    """What the Word file lost, gained or changed: text of each block, notes, where they stand."""
    found = [] if read.says(expected) else _changes(expected, read)
    found += [
        Diagnostic("R-DOCX", ERROR, "the DOCX holds hidden text", notes=(text[:_SHOWN],))
        for text in read.hidden
    ]
    found += _running(expected.running, (" ".join(read.running),), "R-DOCX", "DOCX")
    return found


def _changes(expected: Flow, read: ReadDocx) -> list[Diagnostic]:
    """Where texts, notes and their marks differ, block for block."""
    blocks = read.blocks()
    texts = [block.text for block in blocks if block.text]
    wanted = _texts(expected, texts)
    if texts != wanted:
        texts = _labelled(texts, wanted)
    found = _differences(wanted, texts, "R-DOCX", "DOCX", "text")
    found += _notes(expected.notes, read.numbered_notes(), "R-DOCX", "DOCX")
    if not found:
        wanted_cites = [block.cites for block in expected.blocks if block.cites]
        cites = [block.cites for block in blocks if block.cites]
        found += _marks(wanted_cites, cites, "R-DOCX", "DOCX")
    return found


def pdf(expected: Flow, read: ReadPdf) -> list[Diagnostic]:
    """What the PDF lost, gained or changed: text in reading order, where blocks begin, notes."""
    wanted = [text for text in _squeezed([block.text for block in expected.blocks]) if text]
    found = [
        Diagnostic("R-PDF", ERROR, f"what the PDF prints cannot be vouched for: {doubt}")
        for doubt in read.doubts
    ]
    if "".join(wanted) != read.body:
        found += _differences(wanted, _cut(wanted, read.body), "R-PDF", "PDF", "text")
    else:
        starts = [0, *accumulate(map(len, wanted))][:-1]
        inside = [w for start, w in zip(starts, wanted, strict=True) if start not in read.starts]
        found += [
            Diagnostic(
                "R-PDF",
                ERROR,
                "the PDF runs a block together with the one before it",
                notes=(f"issued: {text[:_SHOWN]}",),
            )
            for text in inside[:_MOST]
        ]
    texts = _squeezed([text for _, text in expected.notes])
    notes = [(number, text) for (number, _), text in zip(expected.notes, texts, strict=True)]
    found += _notes(notes, read.notes, "R-PDF", "PDF")
    if not found:
        wanted_cites = [n for block in expected.blocks for n in block.cites]
        found += _marks(wanted_cites, list(read.cites), "R-PDF", "PDF")
    found += _contents(read)
    running = expected.running
    if len(read.artifacts) == 1:  # the head of later pages has no page to stand on
        running = running[:1] + running[2:]
    found += _running(running, read.artifacts, "R-PDF", "PDF")
    return found


def html(expected: Flow, read: ReadHtml) -> list[Diagnostic]:
    """What the HTML page lost, gained or changed: text in order, notes, where they stand."""
    wanted = [squeezed for block in expected.blocks if (squeezed := squeeze(block.text))]
    found: list[Diagnostic] = []
    if "".join(wanted) != read.body:
        found += _differences(wanted, _cut(wanted, read.body), "R-HTML", "HTML", "text")
    notes = tuple((number, squeeze(text)) for number, text in expected.notes)
    found += _notes(notes, read.notes, "R-HTML", "HTML")
    if not found:
        wanted_cites = [n for block in expected.blocks for n in block.cites]
        found += _marks(wanted_cites, list(read.cites), "R-HTML", "HTML")
    return found


def parity(word: ReadDocx, other: ReadPdf) -> list[Diagnostic]:
    """Where the Word file and the PDF of one edition differ, from the files alone."""
    blocks = [squeezed for block in word.blocks() if (squeezed := squeeze(block.text))]
    found: list[Diagnostic] = []
    if "".join(blocks) != other.body:
        pieces = _cut(blocks, other.body)
        found += _differences(blocks, pieces, "R-PARITY", "PDF beside the DOCX", "text")
    notes = tuple((number, squeeze(text)) for number, text in word.numbered_notes())
    found += _notes(notes, other.notes, "R-PARITY", "PDF beside the DOCX")
    return found


def _texts(expected: Flow, lines: Sequence[str]) -> list[str]:
    """The texts to find in a Word file, in which several fields may share a line of the head."""
    wanted: list[str] = []
    joined = set(lines)
    for block in expected.blocks:
        if block.kind == "field" and wanted and f"{wanted[-1]} {block.text}" in joined:
            wanted[-1] = f"{wanted[-1]} {block.text}"
        elif block.text:
            wanted.append(block.text)
    return wanted


def _labelled(texts: Sequence[str], wanted: Sequence[str]) -> list[str]:
    """The texts of a Word file, a label too wide for its column put before what it labels again."""
    issued = set(wanted)
    found: list[str] = []
    for text in texts:
        if found and found[-1] not in issued and f"{found[-1]} {text}" in issued:
            found[-1] = f"{found[-1]} {text}"
        else:
            found.append(text)
    return found


def _cut(wanted: Sequence[str], body: str) -> list[str]:
    """A body of text cut into the wanted pieces as far as they are in it, in order, and the rest.

    A piece that is found far ahead would pass over everything between, so each is looked for within
    a window of the pieces around it.
    """
    pieces: list[str] = []
    position = 0
    for text in wanted:
        place = body.find(text, position, position + len(text) + _WINDOW)
        if place < 0:
            continue
        if place > position:
            pieces.append(body[position:place])
        pieces.append(text)
        position = place + len(text)
    if position < len(body):
        pieces.append(body[position:])
    return pieces


def _notes(
    wanted: Sequence[tuple[int, str]], found: Sequence[tuple[int, str]], code: str, name: str
) -> list[Diagnostic]:
    if list(wanted) == list(found):
        return []
    one = [f"{number} {text}" for number, text in wanted]
    two = [f"{number} {text}" for number, text in found]
    return _differences(one, two, code, name, "note")


def _marks(wanted: object, found: object, code: str, name: str) -> list[Diagnostic]:
    if wanted == found:
        return []
    notes = (f"issued: {wanted}"[:_SHOWN], f"found: {found}"[:_SHOWN])
    message = f"the note marks of the {name} are not where they were issued"
    return [Diagnostic(code, ERROR, message, notes=notes)]


def _contents(read: ReadPdf) -> list[Diagnostic]:
    """Entries of the contents that name a page on which their words do not stand."""
    ends = (*read.page_starts, len(read.body))
    return [
        Diagnostic(
            "R-PDF",
            ERROR,
            f"the contents name page {page} for a heading that is not there",
            notes=(f"issued: {words[:_SHOWN]}",),
        )
        for words, page in read.contents
        if not 0 < page <= read.pages or words not in read.body[ends[page - 1] : ends[page]]
    ]


def _running(wanted: Sequence[str], pages: Sequence[str], code: str, name: str) -> list[Diagnostic]:
    """Running heads that stand on no page."""
    texts = [squeeze(page) for page in pages]
    return [
        Diagnostic(code, ERROR, f"the {name} lost a running head", notes=(f"issued: {text}",))
        for text in wanted
        if not any(squeeze(text) in page for page in texts)
    ]


def _differences(
    wanted: Sequence[str], found: Sequence[str], code: str, name: str, what: str
) -> list[Diagnostic]:
    if list(wanted) == list(found):
        return []
    from difflib import SequenceMatcher  # only where something is wrong

    # Of very many, only those around the first difference are compared: that takes time beyond
    # the square of their number, and few are told.
    pairs = zip(wanted, found, strict=False)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    wanted, found = wanted[same : same + _COMPARED], found[same : same + _COMPARED]
    problems = []
    matcher = SequenceMatcher(None, wanted, found, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            continue
        lost, gained = " / ".join(wanted[i1:i2]), " / ".join(found[j1:j2])
        message = {
            "delete": f"the {name} lost a {what} that was issued",
            "insert": f"the {name} holds a {what} that nobody issued",
            "replace": f"the {name} changed a {what} that was issued",
        }[tag]
        shown = (("issued", lost), ("found", gained))
        notes = tuple(f"{word}: {text[:_SHOWN]}" for word, text in shown if text)
        problems.append(Diagnostic(code, ERROR, message, notes=notes))
    return problems[:_MOST]
