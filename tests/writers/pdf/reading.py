"""Finished PDF files read by others: PDFium for places of characters, poppler for the structure."""

from __future__ import annotations

import ctypes
import re
import subprocess
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from brief.house.default import DEFAULT
from brief.writers import Supplies, Written
from brief.writers.pdf import write
from tests.conftest import require
from tests.unusual import ALL, IMAGES


@cache
def made(name: str) -> Written:
    """One of the documents of `tests.unusual`, written once."""
    return write(ALL[name](), DEFAULT, Supplies(images=IMAGES))


class Line(NamedTuple):
    """Characters on one baseline: its distance from the page's top edge and its ends, in points."""

    y: float
    left: float
    right: float
    text: str


class Character(NamedTuple):
    """A character: its origin from the left top corner of the page and the right edge of its ink,
    in points."""

    x: float
    y: float
    right: float
    text: str


def characters(data: bytes) -> list[list[Character]]:
    """The printed characters of each page."""
    found: list[list[Character]] = []
    document = pypdfium2.PdfDocument(data)
    for page in document:
        height = page.get_height()
        texts = page.get_textpage()
        row: list[Character] = []
        x, y = ctypes.c_double(), ctypes.c_double()
        box = [ctypes.c_double() for _ in range(4)]
        for index in range(pdfium.FPDFText_CountChars(texts)):
            if pdfium.FPDFText_IsGenerated(texts, index) == 1:
                continue
            pdfium.FPDFText_GetCharOrigin(texts, index, x, y)
            pdfium.FPDFText_GetCharBox(texts, index, *box)
            text = chr(pdfium.FPDFText_GetUnicode(texts, index))
            row.append(Character(x.value, round(height - y.value, 1), box[1].value, text))
        found.append(row)
        texts.close()
        page.close()
    document.close()
    return found


def lines(data: bytes) -> list[list[Line]]:
    """The lines of each page, from top to bottom; raised characters are lines of their own."""
    found: list[list[Line]] = []
    for page in characters(data):
        rows: dict[float, list[tuple[float, float, str]]] = {}
        for character in page:
            place = (character.x, character.right, character.text)
            rows.setdefault(character.y, []).append(place)
        found.append([_line(place, row) for place, row in sorted(rows.items())])
    return found


def _line(y: float, row: list[tuple[float, float, str]]) -> Line:
    row.sort(key=lambda piece: piece[0])
    inked = [piece for piece in row if not piece[2].isspace()] or row
    return Line(y, inked[0][0], max(piece[1] for piece in inked), "".join(p[2] for p in row))


def baseline(page: list[Line], words: str) -> float:
    """Where the only line of a page stands that holds these words, in points from the top."""
    found = [line.y for line in page if words in line.text]
    assert len(found) == 1, (words, found)
    return found[0]


class Tag(NamedTuple):
    """A piece of the structure: the path of tags above it and its words."""

    path: tuple[str, ...]
    text: str


def structure(data: bytes, folder: Path) -> list[Tag]:
    """The tagged text in order, as poppler reads it."""
    path = folder / "read.pdf"
    path.write_bytes(data)
    program = require("pdfinfo", "the structure tree is read with it (poppler-utils)")
    done = subprocess.run([program, "-struct-text", str(path)], capture_output=True, check=True)
    found: list[Tag] = []
    above: list[str] = []
    text = done.stdout.decode("utf-8", "replace")
    for line in _joined(text):
        indent = (len(line) - len(line.lstrip(" "))) // 2
        words = line.strip()
        if words.startswith('"'):
            found.append(Tag(tuple(above[:indent]), words[1:-1]))
        elif re.match(r"[A-Z]\w*( |$|:)", words) and not words.startswith("Object "):
            del above[indent:]
            above.append(re.split(r"[ :]", words)[0])
    return found


def _joined(text: str) -> list[str]:
    """Lines of output; a quoted text that runs over lines is one."""
    found: list[str] = []
    for line in text.split("\n"):
        if found and found[-1].lstrip().startswith('"') and not found[-1].endswith('"'):
            found[-1] += "\n" + line
        else:
            found.append(line)
    return found
