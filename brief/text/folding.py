"""Silent folding of a text, with a way back to its offsets."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import pairwise

from brief.expressions import expression
from brief.record import Record

# One edit of a layer: folded start and end, original start and end, all half-open.
Edit = tuple[int, int, int, int]


class Folded(Record):
    """A folded text and the way back to the offsets of the text it was made from.

    `layers` holds one tuple of edits for each pass of folding, the first pass first; characters
    outside every edit correspond one to one.
    """

    text: str
    layers: tuple[tuple[tuple[int, ...], tuple[Edit, ...]], ...] = ()

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The half-open span of the original that the folded span `start:end` stands for.

        A span that touches a character made of several (a ligature, a run of spaces) takes in
        all of them; characters that folding drops at an edge of the span stay outside.
        """
        for starts, edits in reversed(self.layers):
            start, end = _low(starts, edits, start), _high(starts, edits, end, start)
        return start, end


def _low(starts: tuple[int, ...], edits: tuple[Edit, ...], at: int) -> int:
    index = bisect_right(starts, at) - 1
    if index < 0:
        return at
    _, folded_end, source_start, source_end = edits[index]
    return source_start if at < folded_end else source_end + at - folded_end


def _high(starts: tuple[int, ...], edits: tuple[Edit, ...], at: int, start: int) -> int:
    if at <= start:
        return _low(starts, edits, at)
    index = bisect_left(starts, at) - 1
    if index < 0:
        return at
    _, folded_end, _, source_end = edits[index]
    return source_end if at <= folded_end else source_end + at - folded_end


# Glyphs with a plain counterpart of the same length; letters that NFC itself replaces are here
# too, because they are rare and this keeps the normal path free of Unicode tables.
_SAME_LENGTH = (
    ("\u2019", "'"), ("\u2018", "'"), ("\u201c", '"'), ("\u201d", '"'), ("\u2013", "-"),
    ("\u00a0", " "), ("\u202f", " "), ("\u2009", " "), ("\u200a", " "), ("\u2011", "-"),
    ("\u00ab", '"'), ("\u00bb", '"'), ("\u201e", '"'), ("\u201f", '"'), ("\u2033", '"'),
    ("\u201a", "'"), ("\u201b", "'"), ("\u2032", "'"), ("\u02bc", "'"), ("\u2039", "'"),
    ("\u203a", "'"), ("\u00b4", "'"), ("\uff02", '"'), ("\uff07", "'"), ("\u02b9", "'"),
    ("\u2010", "-"), ("\u2012", "-"), ("\u2212", "-"), ("\ufe63", "-"), ("\uff0d", "-"),
    ("\u2015", "\u2014"), ("\u2000", " "), ("\u2001", " "), ("\u2002", " "), ("\u2003", " "),
    ("\u2004", " "), ("\u2005", " "), ("\u2006", " "), ("\u2007", " "), ("\u2008", " "),
    ("\u205f", " "), ("\u3000", " "), ("\u212a", "K"), ("\u212b", "\u00c5"),
    ("\u2126", "\u03a9"),
)  # fmt: skip
_USUAL = 6  # the first of them, after which most texts are in ASCII
_LIGATURES = {
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
    "\ufb05": "st", "\ufb06": "st",
}  # fmt: skip
_DROPPED = "\u00ad\u200b\u2060\ufeff"
_MARK = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u065f\u093c\u1160-\u11ff\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f"
)
_RARE_BREAKS = "\x85\u2028\u2029"
_SPACES = f" \t\n\r\f\v{_RARE_BREAKS}"
# What folding looks for, by parts: a text is searched only for those whose key stands in it.
# Every part is of bounded length or a run of one class, so a scan is linear.
_BREAKS = f"\t\n\r\f\v{_RARE_BREAKS}"
_PARTS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("  ",), f" [{_SPACES}]+"),
    (tuple(_BREAKS), f" ?[{_BREAKS}][{_SPACES}]*"),
    (("\u2014",), "\u2014 ?"),
    (("--",), "(?<!-)-{2,3}(?!-) ?"),
    (("...",), r"(?<!\.)\.{3,4}(?!\.)"),
    ((". . .",), r"(?<!\.)\. \. \.(?: \.(?![\w.]))?"),
    (("``",), "``"),
    (("''",), "(?<=[\\w.,!?\u2026)])''(?!')|(?<![\\w'])''(?=[\\w$\u20ac\u00a3\u2026.(\\[])"),
    (tuple(_DROPPED), f"[{_DROPPED}]+"),
    (tuple(_LIGATURES), "[\ufb00-\ufb06]"),
)
# Most texts hold none of the keys; a text in ASCII can hold but the first of them.
_ASCII_KEYS = tuple(key for keys, _ in _PARTS for key in keys if key.isascii())
_OTHER_KEYS = tuple(key for keys, _ in _PARTS for key in keys if not key.isascii())
_FIRST_MARK = "\u0300"
_HAS_MARK = expression(f"[{_MARK}]")
_STOPS = frozenset(".!?:;\u2026\"')]\u2019\u201d\u00bb")
_LONG_LINE = 160


@lru_cache(maxsize=256)
def fold(text: str) -> Folded:
    """The silent normalisation (rung L1) of `text`, with a map back to its offsets.

    Folds: canonical composition, quotation glyphs to `"` and `'`, spaces of every width, soft
    hyphens and zero-width spaces, dash glyphs (a hyphen or en dash to `-`; an em dash, spaced or
    not, to ` - `), ligatures, three dots to one ellipsis character, line wraps to a space, words
    divided at a line end joined.  A paragraph's end becomes `\\n\\n`: a blank line, or in a text
    with lines too long to be wrapped, a line end after a stop.  Letters' case, accents and
    spelling are never touched.  Folding twice changes nothing more.
    """
    layers: list[tuple[tuple[int, ...], tuple[Edit, ...]]] = []
    for _ in range(6):
        folded, edits = _fold_once(text)
        if edits:
            layers.append((tuple(edit[0] for edit in edits), tuple(edits)))
        if folded == text:
            break
        text = folded
        if not edits:
            break
    return Folded(text, tuple(layers))


def _sites(text: str) -> str:
    """The pattern of what is to be folded in `text`, empty if there is nothing."""
    plain = text.isascii()
    parts: list[str] = []
    if _holds(text, plain):
        parts = [
            pattern for keys, pattern in (_PARTS if not plain else _PARTS[:8])
            if any(key in text for key in keys)
        ]  # fmt: skip
    if plain:  # a class with characters of other scripts takes ten times as long to compile
        return "|".join(parts).replace(_RARE_BREAKS, "")
    if max(text) >= _FIRST_MARK and _HAS_MARK.search(text):
        parts.append(f"[^{_MARK}\n ][{_MARK}]{{1,30}}")
    return "|".join(parts)


def _holds(text: str, plain: bool) -> bool:
    """Whether any key of what is folded stands in a text; `plain` tells that it is in ASCII."""
    if plain and text.isprintable():  # no line's end: the few others are asked for one by one
        return (
            "  " in text
            or "--" in text
            or "..." in text
            or ". . ." in text
            or "``" in text
            or "''" in text
        )
    for key in _ASCII_KEYS:
        if key in text:
            return True
    return not plain and any(key in text for key in _OTHER_KEYS)


def _fold_once(text: str) -> tuple[str, list[Edit]]:
    if not text.isascii():
        for old, new in _SAME_LENGTH[:_USUAL]:
            text = text.replace(old, new)
        if not text.isascii():
            for old, new in _SAME_LENGTH[_USUAL:]:
                text = text.replace(old, new)
    pattern = _sites(text)
    if not pattern:
        return text, []
    site = re.compile(pattern)
    wrapped = _is_wrapped(text)
    out: list[str] = []
    edits: list[Edit] = []
    done = length = 0
    last = ""  # the last character written
    for match in site.finditer(text):
        start, end = match.span()
        new = _replacement(text, start, end, last if start == done else text[start - 1], wrapped)
        while new.startswith("\b"):  # the hyphen or space before the site goes too
            new = new[1:]
            start -= 1
        if start < done:
            continue
        if new == text[start:end]:
            continue
        kept = text[done:start]
        out += (kept, new)
        length += len(kept)
        edits.append((length, length + len(new), start, end))
        length += len(new)
        last = new[-1] if new else (kept[-1] if kept else last)
        done = end
    out.append(text[done:])
    return "".join(out), edits


def _is_wrapped(text: str) -> bool:
    """Whether lone line ends are a page's, not paragraphs': no line is long, few end in a stop."""
    if "\n" not in text:
        return True
    lines = text.split("\n")
    if max(map(len, lines)) > _LONG_LINE:
        return False
    ends = [
        one.rstrip()[-1:] in _STOPS for one, two in pairwise(lines) if one.strip() and two.strip()
    ]
    return len(ends) < 3 or sum(ends) < 0.6 * len(ends)


def _replacement(text: str, start: int, end: int, before: str, wrapped: bool) -> str:
    """What the site `start:end` becomes; a leading backspace takes the character before it."""
    site = text[start:end]
    first = site[0]
    if "\u2014" in site or "--" in site:
        left = "" if start == 0 or before in " \n" else " "
        right = "" if end >= len(text) or text[end] in _SPACES else " "
        return left + "-" + right
    if first in _SPACES:
        return _space(text, start, end, wrapped)
    if first == ".":
        dots = site.count(".")
        return "\u2026" if dots == 3 else ".\u2026"
    if first in "`'":
        return '"'
    if first in _DROPPED:
        return ""
    if first in _LIGATURES and len(site) == 1:
        return _LIGATURES[first]
    from unicodedata import normalize  # large tables, which few texts ask for

    return normalize("NFC", site)


def _space(text: str, start: int, end: int, wrapped: bool) -> str:
    site = text[start:end]
    breaks = site.count("\n") or site.count("\r") or site.count("\u2028") or site.count("\u2029")
    if not breaks:
        return " "
    before = text[start - 1] if start else ""
    after = text[end] if end < len(text) else ""
    if start > 1 and before == "-" and text[start - 2].isalnum() and after.isalnum():
        # A word divided at the line's end; a compound's own hyphen stays.
        joins = text[start - 2].islower() and after.islower()
        return "\b" if joins and not _compound(text, start - 1, end) else ""
    if before == "\u00ad":
        return ""
    runs_on = after.islower() and (before.islower() or before in ",-")
    if breaks > 1 or "\u2029" in site:
        return " " if runs_on else "\n\n"
    return " " if wrapped or before not in _STOPS or runs_on else "\n\n"


def _compound(text: str, hyphen: int, after: int) -> bool:
    """Whether the word divided at `hyphen` has a hyphen elsewhere (one-on-one), so keeps this."""
    start = hyphen
    while start > 0 and hyphen - start < 24 and text[start - 1].isalpha():
        start -= 1
    if start > 0 and text[start - 1] == "-" and text[start - 2 : start - 1].isalnum():
        return True
    end = after
    while end < len(text) and end - after < 24 and text[end].isalpha():
        end += 1
    return text[end : end + 1] == "-" and text[end + 1 : end + 2].isalpha()
