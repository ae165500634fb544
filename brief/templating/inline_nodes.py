"""Inline elements of parsed markup as inlines: values with their issuers, citations, links."""

from __future__ import annotations

from collections.abc import Iterable

from brief import TYPE_CHECKING
from brief.diagnostics import ERROR, Diagnostic, Span
from brief.document import tree
from brief.document.tree import (
    Block,
    Citation,
    Inline,
    Origin,
    Quotation,
    Statement,
    Strong,
    Styled,
    Text,
)
from brief.expressions import expression
from brief.templating.lines import blank, is_trim, statements, tidy
from brief.templating.nodes import FORMS, MOST_TOLD, Cited, Node, NotPlain, Words
from brief.templating.vocabulary import INLINE
from brief.text.words import nearest

if TYPE_CHECKING:
    from brief.templating.nodes import Form

    Child = Node | Words | Cited | Inline | tree.Cell

_TEXT = frozenset((Text,))
_LINK = expression(r"#[\w.-]+|https?://\S+|mailto:\S+")
_SPACES = expression(r"[ \t\r\n]+")


class Built:
    """The blocks and running heads of a document, and what is wrong with them."""

    def __init__(self, facts: Iterable[str]) -> None:
        self.blocks: tuple[Block, ...] = ()
        self.running: dict[str, tuple[Inline, ...]] = {}
        self.found: list[Diagnostic] = []
        self.facts = frozenset(facts)
        self.typed: dict[tuple[str, int], Origin] = {}  # origins of a template's own words
        self._count = 0

    def statement_id(self) -> str:
        self._count += 1
        return f"s{self._count}"

    def tell(self, code: str, message: str, span: Span, *helps: str) -> None:
        diagnostic = Diagnostic(code, ERROR, message, span, helps=tuple(filter(None, helps)))
        if len(self.found) < MOST_TOLD and diagnostic not in self.found:
            self.found.append(diagnostic)


class Lines:
    """Makes lines of inlines from nodes, telling what is wrong into `built`."""

    def __init__(self, built: Built) -> None:
        self.built = built

    def form(self, node: Node, form: Form) -> Form:
        wanted = node.attributes.get("data-cite", "") if node.attributes else ""
        if not wanted:
            return form
        if wanted not in FORMS:
            close = nearest(wanted, FORMS)
            hint = f"did you mean `{close}`?" if close else f"forms are: {', '.join(FORMS)}"
            self.built.tell("T-ATTRIBUTE", f"no form of citation `{wanted}`", node.span(), hint)
            return form
        return wanted

    def line(
        self,
        children: list[Child],
        form: Form,
        author: bool = False,
        stated: bool = False,
    ) -> tuple[Inline, ...]:
        """A line's inlines: spaces made single, runs that end in a citation made statements.

        `stated` tells that the row it stands in is the statement already.
        """
        inlines = tidy(self.inlines(children, form, None))
        if stated or (form == "none" and Citation not in map(type, inlines)):
            return tuple(inlines)
        return statements(inlines, self.built.statement_id, author)

    def short(self, children: list[Child], form: Form, stated: bool) -> tuple[Inline, ...] | None:
        """The line that words alone make, or words with a citation behind them, as most are that
        were read as they were printed; None for all others, and where blanks are to be taken."""
        if not 0 < len(children) < 3:
            return None
        words = children[0]
        if isinstance(words, Text):
            text: Inline = words
        elif isinstance(words, Quotation) and len(words.children) == 1:
            text = words.children[0]
        else:
            return None
        if not isinstance(text, Text) or not is_trim(text.content):
            return None
        if len(children) == 1:
            return (words,)
        cited = children[1]
        if not isinstance(cited, Cited):
            return None
        mark = self.mark(cited, form)
        if stated:
            return words, mark
        return (Statement((words, mark), self.built.statement_id(), mark.facts),)

    def inlines(self, children: list[Child], form: Form, origin: Origin | None) -> list[Inline]:
        found: list[Inline] = []
        if _TEXT.issuperset(map(type, children)):
            found += children  # type: ignore[arg-type]  # words that are ready for the tree
            return found
        for child in children:
            if isinstance(child, Text):
                found.append(child)
            elif isinstance(child, Cited):
                found.append(self.mark(child, form))
            elif isinstance(child, Node):
                if child.tag in INLINE:
                    found += self.inline(child, self.form(child, form), origin)
                else:
                    found += self.inlines(child.children, form, origin)  # told of by the parser
            elif isinstance(child, Words):
                content = child.text
                if "\n" in content or "  " in content or "\t" in content or "\r" in content:
                    content = _SPACES.sub(" ", content)
                found.append(Text(content, origin or self.typed(child)))
            elif not isinstance(child, tree.Cell):
                found.append(child)
        return found

    def mark(self, cited: Cited, form: Form) -> Citation:
        """A citation that is right: a wrong one is told of by `citation`."""
        known = self.built.facts
        if cited.facts in known:
            facts: tuple[str, ...] = (cited.facts,)
        else:
            facts = tuple(dict.fromkeys(cited.facts.split()))
            if not facts or not known.issuperset(facts):
                raise NotPlain
        if cited.form:
            if cited.form not in FORMS:
                raise NotPlain
            form = cited.form
        return Citation(facts, form, (), cited.place)

    def typed(self, words: Words) -> Origin:
        """The origin of words that a template types."""
        place = (words.file, words.line)
        if place not in self.built.typed:
            origin = Origin("template", place=f"{words.file}:{words.line}")
            self.built.typed[place] = origin
        return self.built.typed[place]

    def inline(self, node: Node, form: Form, origin: Origin | None) -> list[Inline]:
        tag = node.tag
        if tag == "cite":
            return self.citation(node, form)
        if tag == "br":
            return [tree.LineBreak()]
        if tag in ("data", "q"):
            issuer = _issuer(node) or origin
            inside = self.inlines(node.children, form, issuer)
            return [Quotation(tuple(inside), node.get("lang"))] if tag == "q" else inside
        if tag == "span" and node.get("data-remark"):
            return [tree.RemarkMark(node.get("data-remark"))]
        if tag == "span" and node.get("data-page"):
            page = node.get("data-page") == "count"
            return [tree.PageCount() if page else tree.PageNumber()]
        inside = self.inlines(node.children, form, origin)
        if any(isinstance(one, Citation) for one in inside) or node.get("data-author"):
            author = bool(node.get("data-author"))
            inside = list(statements(inside, self.built.statement_id, author))
        return self.wrapped(node, tuple(inside))

    def wrapped(self, node: Node, inside: tuple[Inline, ...]) -> list[Inline]:
        if not inside:
            return []
        role, lang = node.get("data-role"), node.get("lang")
        if node.tag == "a":
            target = node.get("href")
            if not _LINK.fullmatch(target):
                message = f"a link cannot lead to `{target}`"
                hint = "links are http, https, mailto, or `#id` within the document"
                self.built.tell("T-ATTRIBUTE", message, node.span(), hint)
                return list(inside)
            if target.startswith("#"):
                return [tree.CrossReference(target[1:], inside)]
            return [tree.Link(inside, target)]
        if node.tag == "strong":
            inside = (Strong(inside),)
        elif node.tag == "em":
            inside = (tree.Emphasis(inside),)
        return [Styled(inside, role, lang)] if role or lang else list(inside)

    def citation(self, node: Node, form: Form) -> list[Inline]:
        facts = self.cited(node)
        if not facts and not node.get("data-facts").strip():
            self.built.tell("T-CITE", "a citation to nothing", node.span(), "cite a fact")
        if not facts:
            return []
        wanted = node.get("data-form")
        if wanted and wanted not in FORMS:
            self.built.tell("T-ATTRIBUTE", f"no form of citation `{wanted}`", node.span())
        elif wanted:
            form = wanted
        remark: tuple[Inline, ...] = ()
        if node.children:
            remark = tuple(tidy(self.inlines(node.children, "none", None)))
        place = f"{node.file}:{node.line}"
        return [Citation(facts, form, () if blank(remark) else remark, place)]

    def cited(self, node: Node) -> tuple[str, ...]:
        """The facts an element cites; those that are not there are told of."""
        wanted = node.get("data-facts").split()
        if len(wanted) < 2 and self.built.facts.issuperset(wanted):
            return tuple(wanted)
        for fact in wanted:
            if fact not in self.built.facts:
                close = nearest(fact, tuple(self.built.facts))
                hint = f"did you mean `{close}`?" if close else ""
                self.built.tell("T-CITE", f"there is no fact `{fact}` to cite", node.span(), hint)
        return tuple(dict.fromkeys(fact for fact in wanted if fact in self.built.facts))


def _issuer(node: Node) -> Origin | None:
    """Who issued the words of a `data` or `q` element."""
    get = node.attributes.get
    field = get("data-field", "")
    if fact := get("data-fact"):
        return Origin("fact", fact, field)
    for kind in ("author", "source", "name", "setting", "label", "citation", "mark"):
        value = get(f"data-{kind}")
        if value is None:
            continue
        if kind in ("author", "source"):
            return Origin(kind, value, field)
        if kind == "name":
            return Origin("name", value)
        return Origin(kind, field=value)
    return None
