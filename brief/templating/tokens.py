"""A piece of markup cut into what it opens, closes and says, once for all the times it is printed.

What is read here is a plain part of XML: elements of the vocabulary with attributes in double
quotes, marks of places, words, well-known entities.  For all else, mistakes included, `NotPlain` is
raised, and the whole rendering is read as a text of markup (`brief.templating.markup`).
"""

from __future__ import annotations

from functools import lru_cache

from brief import TYPE_CHECKING
from brief.document.tree import Origin, Text
from brief.templating.entities import ENTITIES
from brief.templating.nodes import Next, NotPlain
from brief.templating.places import MARK
from brief.templating.vocabulary import BLOCKS, FRAMES, INLINE, ISSUED_TAGS, TAGS, attributes, roles
from brief.templating.words import content

if TYPE_CHECKING:
    from typing import Any

    # A tag that ends; what begins, as `Node` takes it; both; words.
    Event = str | tuple[str, dict[str, str], str, int] | Next | Text
    # words before the first event, and newlines in them; words after the last one; the beginning
    # of a tag that does not end here
    Edges = tuple[str, int, str, str]
    # what it takes of the room there is; the events; file and line behind the last one (no file:
    # newlines in words without an event); what there is besides events
    Tokens = tuple[int, tuple[Event, ...], str, int, Edges | None]

BLANKS = " \t\r\n"
# Pieces that begin with a mark, whose places are the same whenever they are printed, and pieces
# without tags.
KNOWN: dict[str, Tokens] = {}
# Of these the ones that have a mark, and nothing at their edges: all but the last of their tokens.
WHOLE: dict[str, tuple[int, tuple[Event, ...], str, int]] = {}
ELEMENT = 8  # the room that an element takes, in characters
_MOST = 4096  # pieces that are remembered
_PREDEFINED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'", "#34": '"', "#39": "'"}


def tokens(piece: str, file: str, line: int) -> Tokens:
    """The tokens of a piece of markup that begins outside a tag, in that line of a template;
    remembered where they are the same in every other."""
    cut = _Cut(piece, file, line)
    if not cut.roving and len(KNOWN) < _MOST:
        KNOWN[piece] = cut.tokens
        if cut.tokens[2] and cut.tokens[4] is None:
            WHOLE[piece] = cut.tokens[:4]
    return cut.tokens


def typed(text: str, file: str, line: int) -> Text:
    """Words of a template, the next event standing in that line."""
    if "\n" in text:
        line -= text.lstrip().count("\n")
    return Text(content(text), Origin("template", place=f"{file}:{line}"))


def tag(text: str) -> tuple[str, dict[str, str], bool]:
    """Name, attributes and emptiness of a start tag, given from `<` to `>`."""
    body = text[1:-1]
    empty = body.endswith("/")
    if empty:
        body = body[:-1]
    if body in TAGS and body not in ISSUED_TAGS:
        return body, {}, empty
    name, rest = _word(body)
    if name not in TAGS or name in ISSUED_TAGS:
        raise NotPlain
    given: dict[str, str] = {}
    allowed = attributes(name)
    while rest:
        if rest[0] not in BLANKS:
            raise NotPlain
        rest = rest.lstrip(BLANKS)
        if not rest:
            break
        key, is_given, rest = rest.partition('="')
        value, is_closed, rest = rest.partition('"')
        if not is_given or not is_closed or key not in allowed or key in given:
            raise NotPlain
        if "<" in value or "\n" in value or "\t" in value:
            raise NotPlain
        given[key] = _unescaped(value)
    role = given.get("data-role")
    if role and role not in roles(name):
        raise NotPlain
    return name, given, empty


@lru_cache(maxsize=1024)
def begun(text: str) -> tuple[str, dict[str, str], str] | None:
    """Name and attributes of a start tag that is begun up to the value of a last attribute, whose
    name comes last; None where that value must be looked at, or where the tag is begun otherwise.
    """
    if not text.endswith('="'):
        return None
    name, given, _ = tag(f'{text}">')
    key = list(given)[-1]
    return None if key == "data-role" or given.pop(key) else (name, given, key)


class _Cut:
    """Cuts a piece; `roving` tells that it has tags before its first mark, if any: their places
    are those of what was printed before."""

    def __init__(self, piece: str, file: str, line: int) -> None:
        if not piece.replace("\n", "").isprintable() and not all(map(_allowed, piece)):
            raise NotPlain
        self.file, self.line = file, line
        self.roving = False
        self.events: list[Any] = []
        first, newlines = "", 0
        at, begins, opened = 0, True, ""
        while True:
            start = piece.find("<", at)
            raw = piece[at:] if start < 0 else piece[at:start]
            words, at = _unescaped(raw), piece.find(">", start) + 1
            self.line += raw.count("\n")
            if start < 0 or not at:
                opened = piece[start:] if start >= 0 else ""
                break
            if begins:
                first, newlines = words, raw.count("\n")
                self.roving = not piece.startswith("<?", start)
            elif words and self._prints(words):
                self.events.append(typed(words, self.file, self.line))
            begins = False
            self._tag(piece[start:at])
        if "<" in opened[1:]:
            raise NotPlain
        size = len(piece) + ELEMENT * len(self.events)
        if begins:
            edges = "", 0, words, opened
            self.tokens: Tokens = size, (), "", raw.count("\n"), edges
            return
        if not self._prints(words, opened):
            words = ""
        at_edges = (first, newlines, words, opened) if first or words or opened else None
        self.tokens = size, _in_turn(self.events), self.file, self.line, at_edges

    def _prints(self, words: str, opened: str = "") -> bool:
        """Whether words may print where they stand: blanks do not between blocks, nor before the
        first, nor where a frame is known to be around them."""
        if words.strip(BLANKS):
            return True
        last = self.events[-1] if self.events else None
        if isinstance(last, str):
            return last in INLINE
        if isinstance(last, tuple):
            return last[0] not in BLOCKS and last[0] not in FRAMES
        name = _word(opened[1:])[0]
        return last is not None or name not in TAGS or not FRAMES.issuperset(TAGS[name].within)

    def _tag(self, text: str) -> None:
        """What stands from `<` to `>`."""
        if text.startswith("</"):
            name = text[2:-1].rstrip(BLANKS)
            if name not in TAGS:
                raise NotPlain
            self.events.append(name)
        elif text.startswith("<?"):
            self.file, self.line = _place(text)
            return
        else:
            name, given, empty = tag(text)
            self.events.append((name, given, self.file, self.line))
            if empty:
                self.events.append(name)
        self.line += text.count("\n")


def _in_turn(events: list[Any]) -> tuple[Event, ...]:
    """The events, an end and a beginning as one where the latter may stand wherever the former."""
    found: list[Any] = []
    for event in events:
        last = found[-1] if found else None
        if isinstance(last, str) and isinstance(event, tuple):
            ended, begun = TAGS[last], TAGS[event[0]]
            if ended.within == begun.within and last not in INLINE:
                found[-1] = Next(last, event)
                continue
        found.append(event)
    return tuple(found)


def _allowed(char: str) -> bool:
    """Whether XML carries a character as it is."""
    return (
        char in "\n\t" or "\x20" <= char < "\x7f" or "\xa0" <= char < "\ud800"
        or "\ue000" <= char < "\ufffe" or char > "\uffff"
    )  # fmt: skip


def _word(text: str) -> tuple[str, str]:
    """The first word, and what follows it."""
    at = 0
    while at < len(text) and text[at].isalnum():
        at += 1
    return text[:at], text[at:]


def _unescaped(text: str) -> str:
    if "]]>" in text:
        raise NotPlain
    if "&" not in text:
        return text
    first, *rest = text.split("&")
    found = [first]
    for part in rest:
        name, ended, after = part.partition(";")
        if name in _PREDEFINED:
            char = _PREDEFINED[name]
        elif name in ENTITIES:
            char = chr(ENTITIES[name])
        else:
            raise NotPlain
        if not ended:
            raise NotPlain
        found += (char, after)
    return "".join(found)


def _place(mark: str) -> tuple[str, int]:
    """File and line of a mark."""
    file, _, line = mark.removeprefix(f"<?{MARK} ").removesuffix("?>").rpartition(":")
    if (
        not mark.startswith(f"<?{MARK} ")
        or not mark.endswith("?>")
        or not (line.isascii() and line.isdecimal() and len(line) <= 7)
        or not _is_file(file)
    ):
        raise NotPlain
    return file, int(line)


@lru_cache(maxsize=256)
def _is_file(name: str) -> bool:
    """Whether a mark may name such a file."""
    first, *steps = name.split("/")
    if first != "templates" or not steps or ":" in name:
        return False
    return not any(step in ("", ".", "..") for step in steps)
