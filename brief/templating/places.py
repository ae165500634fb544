"""Places of templates: where a running template, or an error in one, stands."""

from __future__ import annotations

from types import FrameType, TracebackType

from brief.diagnostics import Span
from brief.expressions import expression

MARK = "brief-at"  # the processing instruction that carries a template's place
BY_HAND = "print a value (`{{ … }}`), which writes the element itself"
# A mark's place.  A template may write such an instruction itself, and point nowhere else.
PLACE = expression(r"(templates(?:/(?!\.\.?/)[^/:]+)+):([0-9]{1,7})")


def mark_before(markup: str, offset: int) -> Span | None:
    """The place of the last mark before an offset of a rendering."""
    at = markup.rfind(f"<?{MARK} ", 0, offset)
    found = PLACE.match(markup, at + len(MARK) + 3) if at >= 0 else None
    return Span(found.group(1), int(found.group(2)), 1) if found else None


def template_place(frame: FrameType | None) -> Span | None:
    """The place in a template that a running frame belongs to, innermost first."""
    while frame is not None:
        template = frame.f_globals.get("__brief_template__")
        if template is not None:
            line = template.line(frame.f_lineno)
            return Span(template.filename, line, 1)
        frame = frame.f_back
    return None


def raised_place(trace: TracebackType | None) -> Span | None:
    """The innermost place in a template of a traceback."""
    found: Span | None = None
    while trace is not None:
        template = trace.tb_frame.f_globals.get("__brief_template__")
        # An unknown filter or test is a stand-in function, defined before the template's lines.
        stand_in = trace.tb_frame.f_code.co_name.startswith("t_")
        if template is not None and not stand_in:
            line = template.line(trace.tb_lineno)
            found = Span(template.filename, line, 1)
        trace = trace.tb_next
    return found
