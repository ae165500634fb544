"""Before a variant commits: nothing of what was withheld may stand in any byte that travels.

Every stream of the finished files is inflated and read: parts of the DOCX, streams of the PDF and
the text that a reader extracts from it, the HTML and the manifest.  Looked for are the withheld
names, figures and runs of five words that nothing issued contains.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterable
from io import BytesIO

from brief.diagnostics import ERROR, Diagnostic

RUN = 5  # words in a row that are taken for a trace

_WORD = re.compile(r"\w+", re.UNICODE)
_TAG = re.compile(r"<[^<>]*>")
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_FIGURE = re.compile(r"\d[\d.,\u00a0]*\d|\d{2,}")


def traces(withheld: Iterable[str], issued: Iterable[str], names: Iterable[str]) -> list[str]:
    """What would betray what was withheld: figures, names and five-word runs not issued anyway.

    `withheld` and `issued` are texts; `names` are spellings of names that only withheld facts use.
    """
    shown = _words(" \n ".join(issued))
    known = set(_runs(shown))
    plain = " ".join(shown)
    found: dict[str, None] = {}
    for text in withheld:
        for run in _runs(_words(text)):
            if run not in known:
                found[" ".join(run)] = None
        for figure in _FIGURE.findall(text):
            words = " ".join(_words(figure))
            if len(words) > 2 and f" {words} " not in f" {plain} ":
                found[words] = None
    for name in names:
        words = " ".join(_words(name))
        if words and f" {words} " not in f" {plain} ":
            found[words] = None
    return list(found)


def scan(name: str, data: bytes, wanted: list[str]) -> list[Diagnostic]:
    """Where traces stand in a file's bytes, every stream inflated (V-LEAK)."""
    found: dict[str, Diagnostic] = {}
    for part, text in _parts(name, data):
        words = f" {' '.join(_words(text))} "
        squeezed = words.replace(" ", "")
        for trace in wanted:
            # A PDF's text may come without its spaces, so long traces are looked for without.
            bare = trace.replace(" ", "")
            if f" {trace} " in words or (len(bare) > 16 and bare in squeezed):
                found.setdefault(
                    trace,
                    Diagnostic(
                        "V-LEAK",
                        ERROR,
                        f"{name} holds withheld words in {part}: “{trace}”",
                        helps=(
                            "nothing was committed; word what you wrote yourself without them, and "
                            "report it as a fault if you wrote none of it",
                        ),
                    ),
                )
    return list(found.values())


def _parts(name: str, data: bytes) -> Iterable[tuple[str, str]]:
    """The texts in a file, with what they stand in."""
    yield "its name", name
    if data.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for info in archive.infolist():
                yield f"the name of {info.filename}", info.filename
                inside = archive.read(info)
                if inside.startswith(b"PK"):
                    yield from _parts(info.filename, inside)
                else:
                    yield info.filename, _plain(inside)
    elif data.startswith(b"%PDF"):
        from brief.editions import read_pdf

        read = read_pdf.read(data, name)
        notes = " ".join(text for _, text in read.notes)
        yield "its text", f"{read.body} {notes} {' '.join(read.artifacts)}"
        yield "its objects", _pdf_text(_STREAM.sub(b"", data))
        for number, match in enumerate(_STREAM.finditer(data), 1):
            try:
                inside = zlib.decompress(match.group(1))
            except zlib.error:  # a stream that is not deflated is read as it stands
                inside = match.group(1)
            yield f"stream {number}", _pdf_text(inside)
    else:
        yield "its text", _plain(data)


def _plain(data: bytes) -> str:
    """Markup twice: its text alone, and all of it (comments, attributes); entities resolved."""
    from html import unescape

    text = data.decode("utf-8", "replace")
    return unescape(_TAG.sub("", text)) + "\n" + unescape(text)


def _pdf_text(data: bytes) -> str:
    """The text strings of PDF objects: literal, hexadecimal and UTF-16 ones."""
    texts = [data.decode("utf-8", "replace"), data.decode("latin-1")]
    for match in re.finditer(rb"<(?:FEFF|feff)([0-9A-Fa-f\s]*)>", data):
        digits = re.sub(rb"\s", b"", match.group(1))
        texts.append(
            bytes.fromhex(digits[: len(digits) // 4 * 4].decode()).decode("utf-16-be", "replace")
        )
    for match in re.finditer(rb"\(\xfe\xff((?:[^()\\]|\\.)*)\)", data, re.DOTALL):
        raw = re.sub(rb"\\(.)", rb"\1", match.group(1))
        texts.append(raw[: len(raw) // 2 * 2].decode("utf-16-be", "replace"))
    return " ".join(texts)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _runs(words: list[str]) -> Iterable[tuple[str, ...]]:
    return zip(*(words[start:] for start in range(RUN)), strict=False)
