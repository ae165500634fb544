"""Text and attribute values as XML: the one place where Word's markup meets data."""

from __future__ import annotations

from brief.diagnostics import ERROR, Diagnostic
from brief.expressions import expression

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PROLOG = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

# The namespaces that a body may use; w15 alone is not in the standard and is declared ignorable.
BODY_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' mc:Ignorable="w15"'
)

# What XML 1.0 cannot hold (section 2.2), and what Word gives elements of their own.
FORBIDDEN = expression("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPECIAL = expression("[&<>\t\n\r\xad\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CONTROL = expression("(\r\n|[\t\n\r\xad])")
_CONTROLS = bytes(code for code in range(0x20) if code not in b"\t\n")
_ELEMENTS = {
    "\t": "<w:tab/>",
    "\n": "<w:br/>",
    "\r": "<w:br/>",
    "\r\n": "<w:br/>",
    "\xad": "<w:softHyphen/>",
}

OPEN_TEXT = '<w:t xml:space="preserve">'
CLOSE_TEXT = "</w:t>"
PLAIN_RUN = "<w:r>"  # opens a run without properties
CLOSE_RUN = "</w:r>"


def _prints(text: str) -> bool:
    """Whether all of it prints, as of most texts, so that nothing in it is a control, a surrogate
    or no character; spaces that do not break count as printing."""
    return text.isprintable() or text.replace("\xa0", " ").replace("\u202f", " ").isprintable()


def _is_plain(text: str) -> bool:
    """Whether a text stands in XML as it is."""
    if not text.isprintable() and not _prints(text):
        return _SPECIAL.search(text) is None
    return "&" not in text and "<" not in text and ">" not in text


def escape(text: str) -> str:
    """Text for the content of an element; tabs and line ends stay as they are."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(text: str) -> str:
    """Text for an attribute value in double quotes; XML keeps line ends only as references."""
    if _is_plain(text) and '"' not in text:
        return text
    if _prints(text):
        return escape(text).replace('"', "&quot;")
    return (
        escape(FORBIDDEN.sub("\ufffd", text))
        .replace('"', "&quot;")
        .replace("\t", "&#9;")
        .replace("\n", "&#10;")
        .replace("\r", "&#13;")
    )


def plain(text: str) -> str:
    """Text for an element of a part that holds no runs, such as the properties."""
    if _is_plain(text):
        return text
    if _prints(text):
        return escape(text)
    return escape(FORBIDDEN.sub("\ufffd", text)).replace("\r", "&#13;")


def plain_bytes(text: bytes) -> bytes:
    """The same for UTF-8, several times faster for a long one."""
    if len(text.translate(None, _CONTROLS)) < len(text) or b"\xef\xbf" in text:
        return plain(text.decode()).encode()
    return text.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")


def run_content(text: str, diagnostics: list[Diagnostic]) -> str:
    """What a run holds for `text`: `w:t` elements, tabs, breaks and optional hyphens.

    A character that XML 1.0 forbids prints as U+FFFD and is reported (W-CHAR): it could only be
    dropped, and nothing is dropped in silence.
    """
    if (  # as of most texts, which are many: see `_is_plain`
        text.isprintable() and "&" not in text and "<" not in text and ">" not in text
    ) or _is_plain(text):
        return f"{OPEN_TEXT}{text}{CLOSE_TEXT}"
    if _prints(text):
        return f"{OPEN_TEXT}{escape(text)}{CLOSE_TEXT}"
    if FORBIDDEN.search(text) is not None:
        diagnostics.append(_forbidden(text))
        text = FORBIDDEN.sub("\ufffd", text)
    text = escape(text)
    if _CONTROL.search(text) is None:
        return f"{OPEN_TEXT}{text}{CLOSE_TEXT}"
    return "".join(
        _ELEMENTS.get(piece) or f"{OPEN_TEXT}{piece}{CLOSE_TEXT}"
        for piece in _CONTROL.split(text)
        if piece
    )


def _forbidden(text: str) -> Diagnostic:
    found = ", ".join(sorted({f"U+{ord(c):04X}" for c in FORBIDDEN.findall(text)}))
    shown = FORBIDDEN.sub("\ufffd", text)[:60]
    return Diagnostic(
        "W-CHAR",
        ERROR,
        f"a Word document cannot hold the character {found}, in “{shown}”",
        helps=("remove the character where the text is written",),
    )
