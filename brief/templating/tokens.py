"""A piece of markup cut into what it opens, closes and says, once for all the times it is printed.

What is read here is a plain part of XML: elements of the vocabulary with attributes in double
quotes, marks of places, words, well-known entities.  For all else, mistakes included, `NotPlain` is
raised, and the whole rendering is read as a text of markup (`brief.templating.markup`).
"""

from __future__ import annotations

from brief import TYPE_CHECKING
from brief.templating.entities import ENTITIES
from brief.templating.nodes import NotPlain
from brief.templating.places import MARK
from brief.templating.vocabulary import ISSUED_TAGS, TAGS, attributes, roles

if TYPE_CHECKING:
    # kind; element, file or words; attributes, line or newlines; newlines above since the mark
    Event = tuple[int, str, "dict[str, str] | int", int]
    # words before the first event; the events; words after the last one; newlines since the last
    # mark; the beginning of a tag that does not end here
    Tokens = tuple[str, tuple[Event, ...], str, int, str]

START, END, WORDS, PLACE = range(4)
BLANKS = " \t\r\n"
KNOWN: dict[str, Tokens] = {}
_MOST = 4096  # pieces that are remembered
_PREDEFINED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'", "#34": '"', "#39": "'"}


def tokens(piece: str) -> Tokens:
    """The tokens of a piece of markup that begins outside a tag; remembered."""
    found = KNOWN.get(piece)
    if found is None:
        found = _tokens(piece)
        if len(KNOWN) < _MOST:
            KNOWN[piece] = found
    return found


def tag(text: str) -> tuple[str, dict[str, str], bool]:
    """Name, attributes and emptiness of a start tag, given from `<` to `>`."""
    body = text[1:-1]
    empty = body.endswith("/")
    if empty:
        body = body[:-1]
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


def _tokens(piece: str) -> Tokens:
    if not piece.replace("\n", "").isprintable() and not all(map(_allowed, piece)):
        raise NotPlain
    words: list[str] = []  # before the first event, between events, after the last
    events: list[Event] = []
    lines = at = 0  # newlines since the last mark
    opened = ""
    while True:
        start = piece.find("<", at)
        text = piece[at:] if start < 0 else piece[at:start]
        words.append(_unescaped(text))
        lines += text.count("\n")
        if start < 0:
            break
        at = piece.find(">", start) + 1
        if not at:
            opened = piece[start:]
            if "<" in opened[1:]:
                raise NotPlain
            break
        if len(words) > 1 and words[-1]:
            said = words[-1]
            events.append((WORDS, said, said.lstrip().count("\n"), lines))
        if piece.startswith("</", start):
            name = piece[start + 2 : at - 1].rstrip(BLANKS)
            events.append((END, name, 0, lines))
            lines += piece.count("\n", start, at)
        elif piece.startswith("<?", start):
            file, line = _place(piece[start:at])
            events.append((PLACE, file, line, lines))
            lines = 0
        else:
            name, given, empty = tag(piece[start:at])
            events.append((START, name, given, lines))
            lines += piece.count("\n", start, at)
            if empty:
                events.append((END, name, 0, lines))
    if not events:
        return "", (), words[0], lines, opened
    return words[0], tuple(events), words[-1], lines, opened


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
    steps = file.split("/")
    if (
        not mark.startswith(f"<?{MARK} ")
        or not mark.endswith("?>")
        or not (line.isascii() and line.isdecimal() and len(line) <= 7)
        or len(steps) < 2
        or steps[0] != "templates"
        or ":" in file
        or any(step in ("", ".", "..") for step in steps)
    ):
        raise NotPlain
    return file, int(line)
