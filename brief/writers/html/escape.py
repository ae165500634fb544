"""The one place where text becomes markup."""

from __future__ import annotations

# Characters that HTML does not allow print as the replacement character, never as nothing.
_CONTROLS = {code: "\ufffd" for code in (*range(0x20), *range(0x7F, 0xA0)) if code not in (9, 10)}
_CONTROLS |= dict.fromkeys((0xFFFE, 0xFFFF, *range(0xD800, 0xE000)), "\ufffd")


def text(content: str) -> str:
    """Characters as they stand between tags."""
    if not content.isprintable():
        content = content.translate(_CONTROLS)
    return content.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(content: str) -> str:
    """Characters as they stand within a quoted attribute."""
    return text(content).replace('"', "&quot;").replace("'", "&#39;")
