"""What a template prints read as it comes, without a text of markup in between.

The pieces that templates type are cut into tokens once; values put inlines that are ready for the
tree.  The outcome equals that of the markup read as a text (`brief.templating.markup`), places
included; where that is not certain, or anything is wrong, `NotPlain` is raised.
"""

from __future__ import annotations

from brief import TYPE_CHECKING
from brief.document.tree import Emphasis, Origin, Quotation, Text
from brief.templating.nodes import Cited, Next, Node, NotPlain
from brief.templating.options import MAIN
from brief.templating.runtime import Run, spread
from brief.templating.tokens import ELEMENT, KNOWN, WHOLE, begun, tag, tokens, typed
from brief.templating.values import Printable
from brief.templating.vocabulary import BLOCKS, EITHER, FRAMES, HOLDS_INLINES, INLINE, TAGS
from brief.templating.words import content, issued_text, known

if TYPE_CHECKING:
    from collections.abc import Iterable

    from brief.document.tree import Inline
    from brief.templating.tokens import Event
    from brief.templating.values import Inside

DEEPEST = 60  # nearly `markup.MAX_DEPTH`
_ROOT = ""  # the tag of what holds the article
# By element, what it may stand in, and whether that holds either blocks or a line.
_WITHIN = {
    name: dict.fromkeys(HOLDS_INLINES, False)
    if name in INLINE
    else {holder: holder in EITHER for holder in TAGS[name].within}
    for name in TAGS
}
_WITHIN["article"] = {_ROOT: False}


class Reader:
    """Takes what is printed piece by piece, of which no more than `most` characters may be."""

    def __init__(self, most: int, main: str = MAIN) -> None:
        self._stack = [Node(_ROOT, {}, "", 0)]
        self._words: list[str] = []  # since the last event
        self._tag = ""  # the beginning of a tag whose end is not printed yet
        self._within: list[str] = []  # what was printed in it since
        self._file = f"templates/{main}"
        self._line = 1
        # What values write around their words is not counted: let the text decide in good time.
        self._room = most // 4
        self._typed: dict[tuple[str, str, int], Text] = {}

    def article(self) -> Node:
        """The whole, when all has been taken."""
        if self._words:
            self._flush()
        root, *unclosed = self._stack
        if unclosed or len(root.children) != 1 or self._tag or self._room < 0:
            raise NotPlain
        found = root.children[0]
        assert isinstance(found, Node)
        return found

    # ------------------------------------------------------------ what is printed

    def take(self, pieces: Iterable[object]) -> None:
        """Pieces of markup, values that put themselves, and runs of both."""
        whole = WHOLE.get
        for piece in pieces:
            if not isinstance(piece, str):
                if type(piece) is Run:
                    self.take(spread((piece,)))
                    continue
                if not isinstance(piece, Printable):
                    raise NotPlain
                piece.put(self)
                continue
            rest = self._end_of_tag(piece) if self._tag else piece
            cut = whole(rest)
            if cut is None:
                if rest:
                    self.markup(rest)
                continue
            size, events, file, line = cut
            self._room -= size
            if self._room < 0:
                raise NotPlain
            self._tagged(events, file, line)

    def markup(self, piece: str) -> None:
        """A piece of markup, which may begin or end within a tag."""
        if self._tag:
            piece = self._end_of_tag(piece)
            if not piece:
                return
        cut = KNOWN.get(piece) or tokens(piece, self._file, self._line)
        size, events, file, line, edges = cut
        self._room -= size
        if self._room < 0:
            raise NotPlain
        if edges is not None:
            first, newlines, last, opened = edges
            if first:
                self._words.append(first)
                self._line += newlines
        if file:
            self._tagged(events, file, line)
        else:
            self._line += line
        if edges is not None:
            if last:
                self._words.append(last)
            self._tag = opened

    def _tagged(self, events: Iterable[Event], file: str, line: int) -> None:
        """Take tags and text of a piece, which leave the template in a line of a file."""
        if self._words:
            self._flush()
        if events:
            self._take(events)
        self._file = file
        self._line = line

    def issued(self, text: str, origin: Origin, name: str = "data", lang: str = "") -> None:
        """Words and who issued them, as an element `data`, or `q` in a language."""
        if self._words:
            self._flush()
        parent = self._stack[-1]
        if parent.tag not in HOLDS_INLINES or self._tag:
            raise NotPlain
        self._room -= len(text) + ELEMENT
        if "\n" in text or "\r" in text:
            self._line += _newlines(text)
        made = issued_text(text, origin)
        parent.children.append(Quotation((made,), lang) if name == "q" else made)

    def cited(self, facts: str, form: str) -> None:
        """The end of a statement and the facts it cites, as an element `cite` with nothing in."""
        if self._words:
            self._flush()
        parent = self._stack[-1]
        self._room -= ELEMENT
        if parent.tag not in HOLDS_INLINES or self._tag:
            raise NotPlain
        parent.children.append(Cited(facts, form, f"{self._file}:{self._line}"))

    def quotation(self, parts: Iterable[Inside], origin: Origin, lang: str) -> None:
        """A quotation with parts of others' in it."""
        self.open("q", {})
        inside: list[Inline] = []
        for text, issuer, stressed in parts:
            if text:
                made = Text(content(text), known(issuer or origin))
                inside.append(Emphasis((made,)) if stressed else made)
                self._room -= len(text) + ELEMENT
                self._line += _newlines(text)
        self._stack.pop()
        self._stack[-1].children[-1] = Quotation(tuple(inside), lang)

    def open(self, name: str, given: dict[str, str]) -> None:
        """An element that is not the template's own; its attributes are known to be right."""
        if self._tag or not all(map(str.isprintable, given.values())):
            raise NotPlain
        if self._words:
            self._flush()
        self._room -= ELEMENT
        self._take(((name, given, self._file, self._line),))

    def close(self) -> None:
        """The end of what was opened last."""
        if self._words:
            self._flush()
        if len(self._stack) == 1:
            raise NotPlain
        self._stack.pop()

    # ------------------------------------------------------------ the tree

    def _take(self, events: Iterable[Event]) -> None:
        stack = self._stack
        for event in events:
            if isinstance(event, str):
                if stack.pop().tag != event:
                    raise NotPlain
            elif isinstance(event, Next):
                if stack[-1].tag != event.ended:
                    raise NotPlain
                stack[-1] = node = Node(*event.begun)
                stack[-2].children.append(node)
            elif isinstance(event, tuple):
                parent = stack[-1]
                either = _WITHIN[event[0]].get(parent.tag)
                if either is None or len(stack) > DEEPEST:
                    raise NotPlain
                if either and any(map(_is_line, parent.children)):
                    raise NotPlain
                node = Node(*event)
                parent.children.append(node)
                stack.append(node)
            else:
                self._say(event)

    def _flush(self) -> None:
        """Say the words that have come since the last event; the next is at hand."""
        text = "".join(self._words)
        self._words.clear()
        if "]]>" in text:
            raise NotPlain
        place = text, self._file, self._line
        found = self._typed.get(place)
        if found is None:
            found = self._typed[place] = typed(*place)
        self._say(found)

    def _say(self, words: Text) -> None:
        """Words of the template's own."""
        parent = self._stack[-1]
        if parent.tag in FRAMES:
            return
        if words.content == " ":
            if parent.tag in BLOCKS:
                # Between blocks, or before the first words of a line, blanks print nothing.
                before = parent.children
                if not before or (type(before[-1]) is Node and before[-1].tag not in INLINE):
                    return
            elif parent.tag == _ROOT:
                return
        elif parent.tag == _ROOT:
            raise NotPlain
        parent.children.append(words)

    def _end_of_tag(self, piece: str) -> str:
        """What follows the tag that was begun before; nothing where it does not end yet."""
        self._room -= len(piece) + ELEMENT
        if ">" not in piece:
            self._within.append(piece)
            if "<" in piece:
                raise NotPlain
            return ""
        opened, value = self._tag, "".join(self._within)
        self._tag = ""
        self._within.clear()
        if self._words:
            self._flush()
        known_tag = begun(opened) if piece.startswith('">') else None
        if known_tag is not None and fits(value):
            name, given, key = known_tag
            self._take(((name, {**given, key: value}, self._file, self._line),))
            self._line += opened.count("\n")
            return piece[2:]
        whole = opened + value + piece
        end = whole.find(">") + 1
        name, given, empty = tag(whole[:end])
        self._take(((name, given, self._file, self._line),))
        if empty:
            self._stack.pop()
        self._line += whole.count("\n", 0, end)
        return whole[end:]


# Characters that mean something within the value of an attribute, or at its end.
_SIGNS = frozenset('"<>&\n\t')


def fits(value: str) -> bool:
    """Whether the value of an attribute means what it says."""
    return value.isprintable() and _SIGNS.isdisjoint(value)


def _newlines(text: str) -> int:
    """How many lines an XML reader counts in a text."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.count("\n")


def _is_line(child: object) -> bool:
    """Whether something beside a block makes a line."""
    if isinstance(child, Node):
        return child.tag in INLINE
    if isinstance(child, Text) and child.origin.kind == "template":
        return bool(child.content.strip())
    return True
