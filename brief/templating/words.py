"""Words as they stand in the tree: what an XML reader would make of them, and who issued them."""

from __future__ import annotations

from brief.document.tree import Origin, Text
from brief.expressions import expression
from brief.templating.nodes import NotPlain

# From so many bytes on, expat gives words in several parts.
MOST_BYTES = 8192
_SHORT = MOST_BYTES // 4
MOST_PLAIN = 256  # characters of a value that is counted as having as many
# Characters that XML cannot carry; the reader of dossiers refuses them, this holds the line.
UNPRINTABLE = expression("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_BY_FACT = ("fact", "author", "source", "name")


def without_unprintable(text: str) -> str:
    """Text as it is read again where markup carries it."""
    if not text.replace("\xa0", " ").replace("\u202f", " ").isprintable():
        text = UNPRINTABLE.sub("\ufffd", text)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def content(text: str) -> str:
    """Words as they stand in the tree: blanks single, nothing that XML cannot carry."""
    if len(text) >= _SHORT and len(text.encode("utf-8", "replace")) >= MOST_BYTES:
        raise NotPlain
    for blank in "\n\t\r":
        if blank in text:
            text = text.replace(blank, " ")
    while "  " in text:
        text = text.replace("  ", " ")
    return text if text.isprintable() else without_unprintable(text)


def issued_text(text: str, origin: Origin) -> Text:
    """Words of a value."""
    if origin.kind != "fact":  # whose ids are plain words
        known(origin)
    if "  " in text or len(text) >= _SHORT or not text.isprintable():
        text = content(text)
    return Text(text, origin)


def has_marks(text: str) -> bool:
    """Whether a quotation mark opens in the text."""
    return '"' in text or "“" in text or "«" in text or "„" in text


def is_plain(text: str) -> bool:
    """Whether the words of a value stand in the tree as they are, in a line of their own too, and
    quote nobody: so of most values."""
    return bool(
        text.isprintable()
        and not ("  " in text or '"' in text or "“" in text or "«" in text or "„" in text)
        and text
        and text.strip() == text
        and len(text) <= MOST_PLAIN
    )


def ready_text(text: str, origin: Origin) -> tuple[Text] | None:
    """Words of a value that stand in one line; None for those of several."""
    return None if "\n" in text or "\r" in text else (issued_text(text, origin),)


def known(origin: Origin) -> Origin:
    """An issuer that its element's attributes tell as it is."""
    fact, field = origin.fact, origin.field
    if not (fact if origin.kind in _BY_FACT else field):
        raise NotPlain
    if not (fact.isprintable() and field.isprintable()):
        raise NotPlain
    return origin
