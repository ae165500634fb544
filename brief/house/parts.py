"""A house file's parts, after everything that could do harm is refused or left out.

A house file comes from outside: it may carry macros, a remote template, hidden data, entities that
grow, or a zip that does.  Only what a look needs is let in; the rest is named to the user.
"""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from brief.diagnostics import ERROR, INFO, WARNING, Diagnostic, Severity, Span
from brief.record import Record

_MOST_BYTES = 50_000_000  # unpacked
_MOST_PARTS = 500
_MOST_RATIO = 100  # of a part's size to its packed size, above a size that matters
_RATIO_MATTERS = 1_000_000

_ALLOWED = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/core\.xml"
    r"|word/(document|styles|settings|fontTable|numbering|footnotes|endnotes)\.xml"
    r"|word/theme/theme\d*\.xml|word/(header|footer)\d*\.xml"
    r"|word/media/[^/]+\.(png|jpe?g)"
    r"|word/_rels/(document|settings|fontTable|header\d*|footer\d*)\.xml\.rels",
    re.IGNORECASE,
)
_NEEDED = ("[Content_Types].xml", "word/document.xml", "word/styles.xml")
_ENTITIES = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_EXTERNAL = re.compile(rb'TargetMode\s*=\s*"External"')

# What is left out, by its name -> what to tell the user.
_LEFT_OUT = (
    ("vbaProject", "macros"),
    ("activeX", "ActiveX controls"),
    ("embeddings/", "embedded files"),
    ("customXml/", "custom XML data"),
    ("attachedToolbars", "toolbars"),
    ("glossary/", "building blocks"),
    ("comments", "comments"),
    ("people", "names of people"),
)
_REMOTE = re.compile(rb"relationships/(attachedTemplate|oleObject|frame|subDocument|image)\"")


class Parts(Record):
    """The parts let in, by name, and what was found on the way."""

    held: dict[str, bytes]
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether the file can be read at all."""
        return not any(found.severity == ERROR for found in self.diagnostics)


def finding(code: str, severity: Severity, message: str, file: str, help: str = "") -> Diagnostic:
    """A finding about a house file as a whole."""
    return Diagnostic(code, severity, message, Span(file), helps=(help,) if help else ())


def opened(data: bytes, file: str) -> Parts:
    """The parts of a house file; `file` names it in messages."""
    found: list[Diagnostic] = []

    def refuse(message: str) -> Parts:
        help = "save it anew in Word as a plain document (.docx)"
        return Parts({}, (*found, finding("H-FILE", ERROR, message, file, help)))

    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError) as error:
        return refuse(f"the house file is no Word document ({error})")
    rows = archive.infolist()
    if len(rows) > _MOST_PARTS:
        return refuse(f"the house file has {len(rows)} parts; at most {_MOST_PARTS} are read")
    total = sum(row.file_size for row in rows)
    if total > _MOST_BYTES or any(
        row.file_size > _RATIO_MATTERS and row.file_size > _MOST_RATIO * max(row.compress_size, 1)
        for row in rows
    ):
        return refuse("the house file unpacks to far more than a look needs")
    held: dict[str, bytes] = {}
    for row in rows:
        name = row.filename
        if not _ALLOWED.fullmatch(name):
            continue
        try:
            # One byte more than it claims: a part that lies about its size ends here.
            with archive.open(row) as stream:
                content = stream.read(row.file_size + 1)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
            return refuse(f"the part {name} cannot be unpacked ({error})")
        if len(content) > row.file_size or name in held:
            return refuse(f"the part {name} is not what the file says it is")
        if name.endswith((".xml", ".rels")) and _ENTITIES.search(_plain(content)):
            return refuse(f"the part {name} declares entities, which no Word document needs")
        held[name] = content
    for name in _NEEDED:
        if name not in held:
            return refuse(f"the house file has no part {name}")
    found += _left_out([row.filename for row in rows], held, file)
    return Parts(held, tuple(found))


def _plain(content: bytes) -> bytes:
    """Markup in an encoding of two bytes, as one of one, so that it can be searched."""
    return content.replace(b"\0", b"") if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else content


def _left_out(names: list[str], held: dict[str, bytes], file: str) -> list[Diagnostic]:
    found = []
    for stem, words in _LEFT_OUT:
        if any(stem.lower() in name.lower() for name in names):
            found.append(
                finding("H-UNSAFE", WARNING, f"the house file carries {words}: left out", file)
            )
    for name, content in held.items():
        if not name.endswith(".rels") or not _EXTERNAL.search(content):
            continue
        remote = _REMOTE.search(content)
        words = "a remote template or object" if remote else "links to elsewhere"
        severity = WARNING if remote else INFO
        found.append(
            finding("H-UNSAFE", severity, f"the house file carries {words}: left out", file)
        )
    return found
