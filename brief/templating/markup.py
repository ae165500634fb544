"""Rendered markup parsed strictly: elements of the vocabulary, each with a template's place."""

from __future__ import annotations

from xml.parsers import expat

from brief import TYPE_CHECKING
from brief.diagnostics import ERROR, Diagnostic, Span
from brief.templating.entities import ENTITIES
from brief.templating.nodes import MOST_TOLD, Node, Words
from brief.templating.options import MAIN
from brief.templating.places import MARK, PLACE
from brief.templating.vocabulary import EITHER, INLINE, TAGS, attributes, roles
from brief.text.words import nearest

if TYPE_CHECKING:
    from typing import Any

MAX_DEPTH = 64
_PROLOGUE = (
    "<!DOCTYPE article ["
    + "".join(f"<!ENTITY {name} '&#{code};'>" for name, code in ENTITIES.items())
    + "]>"
)


def parse(
    markup: str, pack: str, most: int, main: str = MAIN
) -> tuple[Node | None, list[Diagnostic]]:
    """The article of a rendering and what is wrong with its markup; None where it cannot be read.

    `pack` and `main` name the template where a place is not known; `most` is how many
    elements may be made.
    """
    reader = _Reader(f"{pack}/{main}", most)
    return reader.read(markup), reader.found


class _Reader:
    def __init__(self, main: str, most: int) -> None:
        self.most = most
        self.found: list[Diagnostic] = []
        self.root: Node | None = None
        self.stack: list[Node] = []
        self.file = f"templates/{main}"
        self.line = 1
        self.marked_at = 1  # the line of the rendering where the last mark stood
        self.nodes = 0
        self.places: dict[str, tuple[str, int]] = {}  # marks recur with every turn of a loop
        self.skipped = 0
        self.parser: Any = None

    def read(self, markup: str) -> Node | None:
        self.parser = parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.words
        parser.ProcessingInstructionHandler = self.instruction
        try:
            parser.Parse(_PROLOGUE.encode("utf-8"), False)
            parser.Parse(markup.encode("utf-8", "replace"), True)
        except expat.ExpatError as error:
            self.broken(error)
            return None
        except _TooMuch as error:
            where = Span(self.file, self.at(), 1)
            self.found.append(Diagnostic("T-LIMIT", ERROR, str(error), where))
            return None
        return self.root

    # ------------------------------------------------------------ events

    def instruction(self, target: str, data: str) -> None:
        place = self.places.get(data) if target == MARK else None
        if place is None:
            match = PLACE.fullmatch(data) if target == MARK else None
            if match is None:
                self.tell("T-TAG", f"there is no instruction `<?{target[:40]}`")
                return
            place = self.places[data] = match.group(1), int(match.group(2))
        self.file, self.line = place
        self.marked_at = self.parser.CurrentLineNumber

    def at(self) -> int:
        """The template's line of the event at hand."""
        return self.line + int(self.parser.CurrentLineNumber) - self.marked_at

    def start(self, tag: str, given: dict[str, str]) -> None:
        self.nodes += 1
        if self.nodes > self.most:
            raise _TooMuch(f"the template makes more than {self.most:,} elements")
        stack = self.stack
        if len(stack) > MAX_DEPTH:
            raise _TooMuch(f"elements stand more than {MAX_DEPTH} deep in one another")
        line = self.line + self.parser.CurrentLineNumber - self.marked_at
        node = Node(tag, given, self.file, line)
        if tag not in TAGS:
            self.unknown_tag(node)
        else:
            if given:
                self.check_attributes(node)
            self.check_parent(node)
        if stack:
            stack[-1].children.append(node)
        elif self.root is None:
            self.root = node
        stack.append(node)

    def end(self, _tag: str) -> None:
        self.stack.pop()

    def words(self, text: str) -> None:
        if not self.stack:
            return
        line = self.line + self.parser.CurrentLineNumber - self.marked_at
        if "\n" in text:
            line -= text.lstrip().count("\n")
        self.stack[-1].children.append(Words(text, self.file, line))

    # ------------------------------------------------------------ checks

    def tell(self, code: str, message: str, *helps: str, span: Span | None = None) -> None:
        where = span or Span(self.file, self.at(), 1)
        diagnostic = Diagnostic(code, ERROR, message, where, helps=tuple(filter(None, helps)))
        if diagnostic in self.found:
            return
        if len(self.found) >= MOST_TOLD:
            raise _TooMuch(f"the template makes more than {MOST_TOLD} mistakes: see the first")
        self.found.append(diagnostic)

    def unknown_tag(self, node: Node) -> None:
        close = nearest(node.tag, tuple(TAGS)) or _KIN.get(node.tag)
        hint = (
            f"did you mean `<{close}>`?"
            if close
            else "the vocabulary is in the reference of templates"
        )
        self.tell("T-TAG", f"there is no element `<{node.tag}>`", hint, span=node.span())

    def check_attributes(self, node: Node) -> None:
        allowed = attributes(node.tag)
        for name in [name for name in node.attributes if name not in allowed]:
            close = nearest(name, allowed)
            message = f"`<{node.tag}>` has no attribute `{name}`"
            hint = f"did you mean `{close}`?" if close else f"it has: {', '.join(allowed)}"
            self.tell("T-ATTRIBUTE", message, hint, span=node.span())
            del node.attributes[name]
        role = node.attributes.get("data-role")
        if role and role not in (known := roles(node.tag)):
            close = nearest(role, tuple(known))
            message = f"`<{node.tag}>` has no role `{role}`"
            hint = f"did you mean `{close}`?" if close else f"it has: {', '.join(sorted(known))}"
            self.tell("T-ATTRIBUTE", message, hint if known else "", span=node.span())
            del node.attributes["data-role"]

    def check_parent(self, node: Node) -> None:
        parent = self.stack[-1] if self.stack else None
        if parent is None:
            if node.tag != "article":
                self.tell("T-NEST", f"the document begins with `<{node.tag}>`, not `<article>`")
            return
        if parent.tag not in TAGS:
            return
        tag = TAGS[node.tag]
        if node.tag in INLINE:
            holds = TAGS[parent.tag].holds
            if holds[0] in ("inlines", "both"):
                return
        elif parent.tag in tag.within:
            if parent.tag not in EITHER or not any(_is_line(child) for child in parent.children):
                return
            message = f"`<{node.tag}>` stands beside loose words in `<{parent.tag}>`"
            self.tell("T-NEST", message, "put the words into a `<p>`", span=node.span())
            return
        message = f"`<{node.tag}>` cannot stand in `<{parent.tag}>`"
        within = ", ".join(f"`<{name}>`" for name in tag.within if name != "inline")
        self.tell("T-NEST", message, f"it stands in {within}" if within else "", span=node.span())

    def broken(self, error: expat.ExpatError) -> None:
        message = expat.ErrorString(error.code)
        helps: list[str] = []
        if error.code == 7 and self.stack:  # mismatched tag
            opened = self.stack[-1]
            message = f"`<{opened.tag}>` (line {opened.line}) is not closed before another ends"
            if opened.tag in ("br", "col", "img"):
                helps.append(f"write `<{opened.tag}/>`")
        elif error.code == 11:
            message = "this entity is not known"
            helps.append(f"known are: {', '.join(f'&{name};' for name in ENTITIES)}")
        elif error.code == 4:
            message = "the markup is not well formed"
            helps.append("a value cannot stand in an attribute; `<` and `&` are `&lt;` and `&amp;`")
        elif error.code == 3:
            message = "the template prints nothing"
        line = self.line + error.lineno - self.marked_at
        where = Span(self.file, max(1, line), 1)
        self.found.append(Diagnostic("T-SYNTAX", ERROR, message, where, helps=tuple(helps)))


class _TooMuch(Exception):
    """A limit on what a template makes is reached."""


_KIN = {"b": "strong", "i": "em", "div": "section", "h5": "h4", "h6": "h4", "main": "article",
        "sup": "cite", "tt": "span", "u": "em"}  # fmt: skip


def _is_line(child: object) -> bool:
    if isinstance(child, Words):
        return bool(child.text.strip())
    return isinstance(child, Node) and child.tag in INLINE
