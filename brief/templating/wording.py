"""Where words of a pack's own stand: the line and column in a template or a file of labels."""

from __future__ import annotations

from pathlib import Path

from brief.diagnostics import Span
from brief.document.tree import Document, Origin
from brief.expressions import expression
from brief.templating.packs import Pack

_HEADER = expression(r"\s*\[([\w.\- ]+)\]\s*(?:#.*)?$")
_KEY = expression(r"\s*([\w.\-]+)\s*=\s*")
_FURTHER = 200  # lines below the place of a text that are looked through for its words


class Wording:
    """The places of a document's fixed words, looked up in the files of the pack that made it."""

    def __init__(self, pack: Pack, document: Document) -> None:
        self._pack = pack
        self._language = document.meta.lang.partition("-")[0]

    def __call__(self, origin: Origin, words: str) -> Span | None:
        """Where `words`, issued by `origin`, stand; None where no file of the pack has them."""
        if origin.kind == "label":
            return self._label(origin.field, words)
        file, _, line = origin.place.rpartition(":")
        name = next((s for s in self._pack.shown if file.startswith(f"{s}/")), "")
        if not name or not line.isdigit():
            return None
        folder = self._pack.folders[self._pack.shown.index(name)]
        lines = _lines(folder / file[len(name) + 1 :])
        for number in range(int(line), min(int(line) + _FURTHER, len(lines)) + 1):
            at = lines[number - 1].find(words)
            if at >= 0:
                return Span(file, number, at + 1, max(len(words), 1))
        return None

    def _label(self, key: str, words: str) -> Span | None:
        """A label in the first pack that has it: in its language's file, or in pack.toml."""
        for folder, shown in zip(self._pack.folders, self._pack.shown, strict=True):
            for file, below in (
                (f"labels/{self._language}.toml", ""),
                ("pack.toml", f"labels-{self._language}-"),
            ):
                found = _key(_lines(folder / file), f"{below}{key}", words)
                if found is not None:
                    return Span(f"{shown}/{file}", *found)
        return None


def _key(lines: list[str], wanted: str, words: str) -> tuple[int, int, int] | None:
    """Line, column and length of the words in a key's value; tables join keys by hyphens."""
    table = ""
    for number, line in enumerate(lines, 1):
        if header := _HEADER.match(line):
            table = header[1].strip().replace(".", "-") + "-"
        elif (pair := _KEY.match(line)) and table + pair[1].replace(".", "-") == wanted:
            at = line.find(words, pair.end())
            return (number, at + 1, max(len(words), 1)) if at >= 0 else (number, pair.end() + 1, 1)
    return None


def _lines(path: Path) -> list[str]:
    try:
        return path.read_bytes().decode("utf-8", "replace").split("\n")
    except OSError:
        return []
