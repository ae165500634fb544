"""A house file while it is read: its parts as trees, its styles, and what there is to say."""

from __future__ import annotations

from pathlib import Path

from brief import TYPE_CHECKING
from brief.diagnostics import INFO, WARNING, Diagnostic
from brief.house.parts import Parts, finding
from brief.house.resolved import Styles, name

if TYPE_CHECKING:
    from lxml.etree import _Element

# The styles that a brief is made of; a file that has none of them is no house file of ours.
_OURS = "brief "


class UnreadableError(Exception):
    """A part is no well-formed markup."""


def parsed(parts: Parts, part: str) -> _Element | None:
    """A part as a tree, with no entity resolved and no file fetched; None where there is none."""
    from lxml import etree

    content = parts.held.get(part)
    if content is None:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError(f"{part}: {error.msg}") from error
    # In whichever encoding it is written, which a search of bytes cannot know.
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableError(f"{part}: declares a document type, which no Word document needs")
    return root


class HouseFile:
    """One house file on its way into a theme."""

    def __init__(self, parts: Parts, path: Path) -> None:
        self.parts = parts
        self.path = path
        self.file = path.name
        root = parsed(parts, "word/styles.xml")
        document = parsed(parts, "word/document.xml")
        if root is None or document is None:
            raise UnreadableError("a part is missing")
        themes = [part for part in parts.held if part.startswith("word/theme/")]
        self.styles = Styles(root, parsed(parts, min(themes)) if themes else None)
        self.document = document
        self.body = self.styles.find("paragraph", "Normal") or self.styles.default()
        self.ours = any(
            shown.casefold().startswith(_OURS) for shown in self.styles.names("paragraph")
        )
        self.found: list[Diagnostic] = []

    def say(self, code: str, message: str, help: str = "", *, warn: bool = True) -> None:
        severity = WARNING if warn else INFO
        self.found.append(finding(code, severity, message, self.file, help))

    def section(self) -> _Element | None:
        """The last section: its paper and margins hold for all."""
        sections = list(self.document.iter(name("sectPr")))
        return sections[-1] if sections else None

    def target(self, part: str, relation: str) -> str:
        """The part that a relationship leads to, within the folder `word`."""
        root = parsed(self.parts, part)
        for row in () if root is None else root:
            if row.get("Id") == relation and row.get("TargetMode") != "External":
                return row.get("Target", "").removeprefix("/word/")
        return ""

    def setting(self, tag: str) -> bool:
        """Whether an option of the document is on."""
        root = parsed(self.parts, "word/settings.xml")
        found = None if root is None else root.find(name(tag))
        return found is not None and found.get(name("val"), "1") in {"1", "true", "on"}
