"""What a template prints read as it comes, without a text of markup in between.

The pieces that templates type are cut into tokens once; values put inlines that are ready for the
tree.  The outcome equals that of the markup read as a text (`brief.templating.markup`), places
included; where that is not certain, or anything is wrong, `NotPlain` is raised.
"""

from __future__ import annotations

from brief import TYPE_CHECKING
from brief.document.tree import Emphasis, Origin, Quotation, Text
from brief.expressions import expression
from brief.templating.nodes import Node, NotPlain
from brief.templating.options import MAIN
from brief.templating.tokens import BLANKS, END, KNOWN, PLACE, START, tag, tokens
from brief.templating.values import without_unprintable
from brief.templating.vocabulary import BLOCKS, EITHER, FRAMES, HOLDS_INLINES, INLINE, TAGS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from brief.document.tree import Inline
    from brief.templating.values import Inside

_SPACES = expression(r"[ \t\r\n]+")
_LONG_TAG = 10_000  # characters
# From so many bytes on, expat gives words in several parts.
_MOST_BYTES = 8192
_SHORT = _MOST_BYTES // 4
_DEEPEST = 60  # nearly `markup.MAX_DEPTH`


class Reader:
    """Takes what is printed piece by piece; `most` is how many elements and characters may be."""

    def __init__(self, most_elements: int, most_characters: int, main: str = MAIN) -> None:
        self._root: Node | None = None
        self._stack: list[Node] = []
        self._words: list[str] = []  # since the last event
        self._tag = ""  # the beginning of a tag whose end is not printed yet
        self._file = f"templates/{main}"
        self._line = 1
        self._elements = most_elements
        # What values write around their words is not counted: let the text decide in good time.
        self._characters = most_characters // 4
        self._typed: dict[tuple[str, str, int], Text] = {}

    def article(self) -> Node:
        """The whole, when all has been taken."""
        if self._words:
            self._flush()
        if self._root is None or self._stack or self._tag:
            raise NotPlain
        return self._root

    # ------------------------------------------------------------ what is printed

    def markup(self, piece: str) -> None:
        """A piece of markup, which may begin or end within a tag."""
        self._characters -= len(piece)
        if self._characters < 0:
            raise NotPlain
        if self._tag:
            piece = self._end_of_tag(piece)
            if not piece:
                return
        first, events, last, lines, self._tag = KNOWN.get(piece) or tokens(piece)
        if events:
            base = self._line
            if first:
                self._words.append(first)
            if self._words:
                self._flush(base + events[0][3])
            stack = self._stack
            for kind, what, given, below in events:
                if kind == END:
                    if not stack or stack.pop().tag != what:
                        raise NotPlain
                elif kind == START:
                    self._start(Node(what, given, self._file, base + below))  # type: ignore[arg-type]  # as `Event` says
                elif kind == PLACE:
                    self._file = what
                    base = given  # type: ignore[assignment]  # as `Event` says
                else:
                    self._say(what, base + below - given)  # type: ignore[operator]  # as `Event` says
            self._line = base + lines
        else:
            self._line += lines
        if last:
            self._words.append(last)

    def issued(self, text: str, origin: Origin, name: str, lang: str) -> None:
        """Words and who issued them, as an element `data`, or `q` in a language."""
        plain = text.isprintable() and len(text) < _SHORT and "  " not in text
        made: Inline = Text(text if plain else self._content(text), _known(origin))
        if self._words:
            self._flush()
        stack = self._stack
        if self._tag or not stack or stack[-1].tag not in HOLDS_INLINES or len(stack) > _DEEPEST:
            raise NotPlain
        self._elements -= 1
        self._characters -= len(text)
        if self._elements < 0 or self._characters < 0:
            raise NotPlain
        stack[-1].children.append(Quotation((made,), lang) if name == "q" else made)
        if not plain:
            self._line += _newlines(text)

    def quotation(self, parts: Iterable[Inside], origin: Origin, lang: str) -> None:
        """A quotation with parts of others' in it."""
        self.open("q", {})
        inside: list[Inline] = []
        for text, issuer, stressed in parts:
            if text:
                made = Text(self._content(text), _known(issuer or origin))
                inside.append(Emphasis((made,)) if stressed else made)
                self._elements -= 1
                self._characters -= len(text)
                self._line += _newlines(text)
        self._stack.pop()
        self._stack[-1].children[-1] = Quotation(tuple(inside), lang)

    def open(self, name: str, given: dict[str, str]) -> None:
        """An element that is not the template's own; its attributes are known to be right."""
        if self._tag or not all(map(str.isprintable, given.values())):
            raise NotPlain
        if self._words:
            self._flush()
        self._start(Node(name, given, self._file, self._line))

    def close(self) -> None:
        """The end of what was opened last."""
        if self._words:
            self._flush()
        if not self._stack:
            raise NotPlain
        self._stack.pop()

    # ------------------------------------------------------------ the tree

    def _start(self, node: Node) -> None:
        self._elements -= 1
        stack = self._stack
        if self._elements < 0 or len(stack) > _DEEPEST:
            raise NotPlain
        name = node.tag
        if stack:
            parent = stack[-1]
            holder = parent.tag
            if name in INLINE:
                fits = holder in HOLDS_INLINES
            else:
                fits = holder in TAGS[name].within
                if holder in EITHER and any(map(_is_line, parent.children)):
                    raise NotPlain
            if not fits:
                raise NotPlain
            parent.children.append(node)
        elif self._root is not None or name != "article":
            raise NotPlain
        else:
            self._root = node
        stack.append(node)

    def _flush(self, line: int = 0) -> None:
        """Say the words that have come since the last event; the next stands in that line."""
        text = "".join(self._words)
        self._words.clear()
        line = line or self._line
        if "\n" in text:
            line -= text.lstrip().count("\n")
        if "]]>" in text:
            raise NotPlain
        self._say(text, line)

    def _say(self, text: str, line: int) -> None:
        """Words of the template's own."""
        stack = self._stack
        if not stack:
            if text.strip(BLANKS):
                raise NotPlain
            return
        parent = stack[-1]
        if parent.tag in FRAMES:
            return
        if parent.tag in BLOCKS and not text.strip(BLANKS):
            # Between blocks, or before the first words of a line, blanks print nothing.
            before = parent.children
            if not before or (type(before[-1]) is Node and before[-1].tag not in INLINE):
                return
        place = text, self._file, line
        found = self._typed.get(place)
        if found is None:
            origin = Origin("template", place=f"{self._file}:{line}")
            found = self._typed[place] = Text(self._content(text), origin)
        parent.children.append(found)

    # ------------------------------------------------------------ words

    def _end_of_tag(self, piece: str) -> str:
        """What follows the tag that was begun before; nothing where it does not end yet."""
        whole = self._tag + piece
        end = whole.find(">") + 1
        if not end:
            if "<" in piece or len(whole) > _LONG_TAG:
                raise NotPlain
            self._tag = whole
            return ""
        self._tag = ""
        if self._words:
            self._flush()
        name, given, empty = tag(whole[:end])
        self._start(Node(name, given, self._file, self._line))
        if empty:
            self._stack.pop()
        self._line += whole.count("\n", 0, end)
        return whole[end:]

    def _content(self, text: str) -> str:
        """Words as they stand in the tree: blanks single, nothing that XML cannot carry."""
        if len(text) >= _SHORT and len(text.encode("utf-8", "replace")) >= _MOST_BYTES:
            raise NotPlain
        if not text.isprintable():
            text = without_unprintable(text)
            if "\n" in text or "\t" in text or "\r" in text:
                return _SPACES.sub(" ", text)
        return _SPACES.sub(" ", text) if "  " in text else text


def _newlines(text: str) -> int:
    """How many lines an XML reader counts in a text."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.count("\n")


def _known(origin: Origin) -> Origin:
    """An issuer that its element's attributes tell as it is."""
    fact, field = origin.fact, origin.field
    if not (fact if origin.kind in _BY_FACT else field):
        raise NotPlain
    if not (fact.isprintable() and field.isprintable()):
        raise NotPlain
    return origin


_BY_FACT = ("fact", "author", "source", "name")


def _is_line(child: object) -> bool:
    """Whether something beside a block makes a line."""
    if isinstance(child, Node):
        return child.tag in INLINE
    if isinstance(child, Text) and child.origin.kind == "template":
        return bool(child.content.strip())
    return True
