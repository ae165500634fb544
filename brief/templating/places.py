"""Places of templates carried through rendering: what was printed knows its file and line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import FrameType, TracebackType

from jinja2.exceptions import TemplateSyntaxError
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

from brief.diagnostics import Span

MARK = "brief-at"  # the processing instruction that carries a template's place
# A mark's place.  A template may write such an instruction itself, and point nowhere else.
PLACE = re.compile(r"(templates(?:/(?!\.\.?/)[^/:]+)+):([0-9]{1,7})")
_ISSUED = re.compile(r"<(data|q)\b")


class Places(Extension):
    """Puts the template's place before each piece of its markup, so that the parser can tell
    where an element or a literal was written; refuses elements that only values may issue."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        state = ""
        marked = False
        where = stream.filename or stream.name or ""
        for token in stream:
            if token.type == "data":
                if issued := _ISSUED.search(token.value):
                    line = token.lineno + token.value.count("\n", 0, issued.start())
                    raise IssuedByHand(issued.group(1), line, stream.name, stream.filename)
                value, state, marked = _marked(token.value, token.lineno, where, state)
                yield Token(token.lineno, "data", value)
            else:
                if token.type == "variable_begin":
                    if not marked and not state:
                        yield Token(token.lineno, "data", f"<?{MARK} {where}:{token.lineno}?>")
                    marked = False
                yield token


class IssuedByHand(TemplateSyntaxError):
    """A template writes an element that says where words came from; only values may."""

    def __init__(self, tag: str, line: int, name: str | None, filename: str | None) -> None:
        self.tag = tag
        super().__init__(f"`<{tag}>` is written by values alone", line, name, filename)


def _marked(text: str, line: int, where: str, state: str) -> tuple[str, str, bool]:
    """The text with a mark at its first point outside a tag; the state after it ("" outside)."""
    at = 0
    mark_at = -1 if state or not text.strip() else 0
    size = len(text)
    while at < size:
        if not state:
            open_at = text.find("<", at)
            if open_at < 0:
                break
            state = "-->" if text.startswith("<!--", open_at) else ">"
            at = open_at + 1
        elif state == ">":
            found = _TAG_END.search(text, at)
            if found is None:
                break
            at = found.end()
            char = found.group()
            state = "" if char == ">" else char
            if not state and mark_at < 0:
                mark_at = at
        else:
            close_at = text.find(state, at)
            if close_at < 0:
                break
            at = close_at + len(state)
            state = "" if state == "-->" else ">"
            if not state and mark_at < 0:
                mark_at = at
    if mark_at < 0:
        return text, state, False
    line += text.count("\n", 0, mark_at)
    mark = f"<?{MARK} {where}:{line}?>"
    return text[:mark_at] + mark + text[mark_at:], state, True


_TAG_END = re.compile(r"[>\"']")


def mark_before(markup: str, offset: int) -> Span | None:
    """The place of the last mark before an offset of a rendering."""
    at = markup.rfind(f"<?{MARK} ", 0, offset)
    found = PLACE.match(markup, at + len(MARK) + 3) if at >= 0 else None
    return Span(found.group(1), int(found.group(2)), 1) if found else None


def template_place(frame: FrameType | None) -> Span | None:
    """The place in a template that a running frame belongs to, innermost first."""
    while frame is not None:
        template = frame.f_globals.get("__jinja_template__")
        if template is not None:
            line = template.get_corresponding_lineno(frame.f_lineno)
            return Span(str(template.filename), line, 1)
        frame = frame.f_back
    return None


def raised_place(trace: TracebackType | None) -> Span | None:
    """The innermost place in a template of a traceback."""
    found: Span | None = None
    while trace is not None:
        template = trace.tb_frame.f_globals.get("__jinja_template__")
        # An unknown filter or test is a stand-in function, defined before the template's lines.
        stand_in = trace.tb_frame.f_code.co_name.startswith("t_")
        if template is not None and not stand_in:
            line = template.get_corresponding_lineno(trace.tb_lineno)
            found = Span(str(template.filename), line, 1)
        trace = trace.tb_next
    return found
