"""Lines of inlines: spaces made single, runs that end in a citation made statements."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence

from brief.document.tree import (
    Citation,
    CrossReference,
    Emphasis,
    Inline,
    LineBreak,
    Link,
    Quotation,
    RemarkMark,
    Statement,
    Strong,
    Styled,
    Text,
    inlines_text,
)
from brief.expressions import expression

# Closing punctuation belongs to the statement that ends before it.
_CLOSING = expression(r"[.,;:!?…)\]»”]+")
_BLANKS = expression(" {2,}")
_WORDS = frozenset((Text, Quotation))
_TEXTS = frozenset((Text,))
_HUGGING = ("note", "none")
Holder = Strong | Emphasis | Styled | Quotation | Link | CrossReference | Statement
_HOLDERS = (Strong, Emphasis, Styled, Quotation, Link, CrossReference, Statement)


def blank(inlines: Iterable[Inline]) -> bool:
    """Whether nothing but spaces would print."""
    for inline in inlines:
        if isinstance(inline, Text):
            if inline.content and not inline.content.isspace():
                return False
        elif isinstance(inline, _HOLDERS) and not blank(inline.children):
            return False
    return True


def prints(inlines: Sequence[Inline]) -> bool:
    """Whether a line has anything to print, a citation included."""
    return not blank(inlines) or any(_has_mark(inline) for inline in inlines)


def _has_mark(inline: Inline) -> bool:
    if isinstance(inline, Citation):
        return inline.form != "none"
    if isinstance(inline, _HOLDERS):
        return any(map(_has_mark, inline.children))
    return isinstance(inline, RemarkMark) or type(inline).__name__.startswith("Page")


def is_trim(content: str, blanks: str | None = None) -> bool:
    """Whether words by themselves hold no blank to take away (at their ends, none of `blanks`)."""
    return bool(content) and "  " not in content and content.strip(blanks) == content


def tidy(inlines: Sequence[Inline]) -> list[Inline]:
    """Runs of blanks made one; none at the ends, nor before a note."""
    return list(inlines) if _is_tidy(inlines) else stripped(_tidied(inlines, [True]))


def _is_tidy(inlines: Sequence[Inline]) -> bool:
    """Whether words, quoted ones too, and citations, as most lines have them alone, hold no blank
    to take away."""
    if _TEXTS.issuperset(map(type, inlines)):
        contents = [one.content for one in inlines]  # type: ignore[attr-defined]  # of `Text`
        return all(contents) and is_trim("".join(contents), " ")
    after_space = True
    for inline in inlines:
        if isinstance(inline, Citation):
            if after_space and inline.form in _HUGGING:
                return False
            after_space = False
            continue
        words = inline.children if isinstance(inline, Quotation) else (inline,)
        if not words:
            return False
        for one in words:
            content = one.content if isinstance(one, Text) else ""
            if not content or "  " in content or (after_space and content[0] == " "):
                return False
            after_space = content[-1] == " "
    return not after_space


def _tidied(inlines: Sequence[Inline], after_space: list[bool]) -> list[Inline]:
    found: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text):
            content = inline.content
            if "  " in content:
                content = _BLANKS.sub(" ", content)
            if after_space[0]:
                content = content.lstrip(" ")
            if not content:
                continue
            after_space[0] = content.endswith(" ")
            found.append(inline if content is inline.content else Text(content, inline.origin))
        elif isinstance(inline, _HOLDERS):
            inside = _tidied(inline.children, after_space)
            if inside:
                found.append(inline.replace(children=tuple(inside)))
        elif isinstance(inline, Citation) and inline.form in _HUGGING:
            if _ends_blank(found):
                found = stripped(found)
                after_space[0] = False  # the blank taken here may follow the note
            found.append(inline)
        else:
            after_space[0] = isinstance(inline, LineBreak)
            if after_space[0]:
                found = stripped(found)
            found.append(inline)
    return found


def _ends_blank(inlines: Sequence[Inline]) -> bool:
    """Whether the last of the inlines ends in a blank."""
    if not inlines:
        return False
    last = inlines[-1]
    if isinstance(last, Text):
        return last.content.endswith(" ")
    return inlines_text((last,)).endswith(" ")


def stripped(inlines: Sequence[Inline]) -> list[Inline]:
    """Without the blanks at the end, those before notes at the end included."""
    ends = list(inlines)
    if len(ends) > 1 and isinstance(ends[-1], Citation) and ends[-1].form in _HUGGING:
        ends.pop()
    if ends and isinstance(ends[-1], Text) and ends[-1].content[-1:] not in (" ", ""):
        return list(inlines)  # nothing to take away
    return _stripped(inlines)[0]


def _stripped(inlines: Sequence[Inline]) -> tuple[list[Inline], bool]:
    """The inlines without blanks at the end, and whether they end in something that prints."""
    found = list(inlines)
    after: list[Inline] = []  # in reverse
    while found:
        last = found.pop()
        ends = True
        if isinstance(last, Text):
            content = last.content.rstrip(" ")
            if not content:
                continue
            after.append(last if content == last.content else Text(content, last.origin))
        elif isinstance(last, _HOLDERS):
            inside, ends = _stripped(last.children)
            if inside:
                after.append(last.replace(children=tuple(inside)))
        else:
            after.append(last)
            ends = not (isinstance(last, Citation) and last.form in _HUGGING)
        if ends:
            return [*found, *reversed(after)], True
    return after[::-1], False


def statements(
    inlines: Sequence[Inline], new_id: Callable[[], str], author: bool = False
) -> tuple[Inline, ...]:
    """Each run up to a citation as a statement, closing punctuation drawn in before the citation.

    What follows the last citation stays bare, or is the author's own statement.  A lead stands
    apart from the statement that it begins.
    """
    if not author and Citation not in set(map(type, inlines)):
        return tuple(inlines)
    last = inlines[-1] if inlines else None
    if isinstance(last, Citation) and _WORDS.issuperset(map(type, inlines[:-1])):
        return (Statement(tuple(inlines), new_id(), last.facts, author=False),)
    found: list[Inline] = []
    run: list[Inline] = []
    queue = deque(inlines)
    while queue:
        inline = queue.popleft()
        if isinstance(inline, Statement) or (
            isinstance(inline, Styled) and inline.role == "lead" and blank(run)
        ):
            found += run
            run = []
            found.append(inline)
        elif isinstance(inline, Citation):
            closing = _closing(queue)
            if not run and found and isinstance(found[-1], Statement) and not closing:
                found[-1] = _joined(found[-1], inline)
                continue
            whole = (*run, *closing, inline)
            found.append(Statement(whole, new_id(), inline.facts, author=False))
            run = []
        else:
            run.append(inline)
    if not run:
        return tuple(found)
    if author and not blank(run):
        found.append(Statement(tuple(run), new_id(), (), author=True))
    else:
        found += run
    return tuple(found)


def _closing(queue: deque[Inline]) -> list[Inline]:
    """The closing punctuation that the next text begins with, taken from it."""
    following = queue[0] if queue else None
    if not isinstance(following, Text):
        return []
    match = _CLOSING.match(following.content)
    if match is None:
        return []
    rest = following.content[match.end() :]
    if rest:
        queue[0] = Text(rest, following.origin)
    else:
        queue.popleft()
    return [Text(match.group(), following.origin)]


def _joined(statement: Statement, citation: Citation) -> Statement:
    """A further citation at a statement's end, joined with the one before where they are alike."""
    last = statement.children[-1]
    facts = tuple(dict.fromkeys((*statement.facts, *citation.facts)))
    if isinstance(last, Citation) and last.form == citation.form:
        joined = last.replace(
            facts=tuple(dict.fromkeys((*last.facts, *citation.facts))),
            remark=(*last.remark, *citation.remark),
        )
        return statement.replace(children=(*statement.children[:-1], joined), facts=facts)
    return statement.replace(children=(*statement.children, citation), facts=facts)
