"""Text as evidence sees it: silent folding with a way back, sentences, suspect characters, diffs.

Nothing here is fuzzy except `nearest`, which only ever serves a "did you mean".
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
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


_WORD = expression(r"\w+(?:['\u2019.-]\w+)*|[^\w\s]")


def words(text: str) -> list[str]:
    """The words and marks of `text` after folding, in order, for showing differences."""
    return _WORD.findall(fold(text).text)


@lru_cache(maxsize=256)
def whole_words(words: str) -> re.Pattern[str]:
    """Finds declared words, but never within a longer word or figure: "2" is not in "2.5 or 12"."""
    before = r"(?<!\w)(?<!\d[.,])" if words[:1].isalnum() else ""
    after = r"(?!\w|[.,]\d)" if words[-1:].isalnum() else ""
    return re.compile(before + re.escape(words) + after)


def word_diff(source: str, written: str) -> str:
    """A readable line: words only in `source` as [-these-], only in `written` as {+these+}.

    Long equal stretches are cut to a few words around each difference; at most the first 400
    words of either side are compared.
    """
    from difflib import SequenceMatcher

    left, right = words(source)[:400], words(written)[:400]
    parts: list[str] = []
    opcodes = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    for index, (tag, i1, i2, j1, j2) in enumerate(opcodes):
        if tag == "equal":
            same = left[i1:i2]
            if len(same) > 9:
                head = same[:4] if index else []
                tail = same[-4:] if index + 1 < len(opcodes) else []
                same = [*head, "\u2026", *tail]
            parts.extend(same)
            continue
        if i2 > i1:
            parts.append("[-" + _join(left[i1:i2]) + "-]")
        if j2 > j1:
            parts.append("{+" + _join(right[j1:j2]) + "+}")
    return _join(parts)


def _join(parts: list[str]) -> str:
    text = " ".join(parts)
    return re.sub(r" ([,.;:!?%)\]])", r"\1", text)


def nearest(name: str, candidates: list[str] | tuple[str, ...] | set[str]) -> str | None:
    """The candidate a person most likely meant by `name`, or None; for "did you mean" alone."""
    best: tuple[int, str] | None = None
    wanted = name.casefold()
    for candidate in sorted(candidates):
        limit = max(1, min(len(wanted), len(candidate)) // 3)
        if best is not None:
            limit = min(limit, best[0] - 1)
        if limit < 0 or abs(len(candidate) - len(wanted)) > limit:
            continue
        cost = _distance(wanted, candidate.casefold(), limit)
        if cost <= limit:
            best = (cost, candidate)
    return best[1] if best else None


def _distance(a: str, b: str, limit: int) -> int:
    """Edit distance with neighbouring letters swapped counted once; gives up beyond `limit`."""
    if a == b:
        return 0
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        new = [i]
        for j, y in enumerate(b, 1):
            cost = min(row[j] + 1, new[j - 1] + 1, row[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before[j - 2] + 1)
            new.append(cost)
        if min(new) > limit:
            return limit + 1
        before, row = row, new
    return row[-1]


_ABBREVIATIONS = frozenset(
    """mr mrs ms mx dr prof gen lt col sgt capt cmdr adm maj brig rep reps sen sens gov pres hon
    rev fr st ste jr sr vs etc no nos vol fig al inc ltd co corp bros llc plc dept univ est ave
    blvd rd mt ft approx ca cf ed eds jan feb mar apr jun jul aug sep sept oct nov dec mon tue
    tues wed thu thur thurs fri sat sun messrs supt det insp atty dist ala ariz ark calif colo
    conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa tenn tex
    va vt wash wis wyo i.e e.g p.m a.m u.s u.k u.n e.u d.c
    г гг в вв др пр ул им акад проф тыс млн млрд трлн руб долл коп стр рис см ср т.е т.к т.д т.п т.н
    напр обл р-н пос пер просп тг ж жж б.з.д""".split()
)
# Abbreviations that often end a sentence too: followed by a capital, they may.
_MAY_END = frozenset(
    "etc inc ltd co corp jr sr al est p.m a.m г гг тыс млн млрд трлн руб др т.д т.п ж".split()
)
# Runs of stops, but for most of those within a word; in most texts no ellipsis is a character.
_STOP_RUN = expression(r"[.!?]+(?!\w)")
_ANY_STOP_RUN = expression(r"[.!?\u2026]+(?!\w)")
_CLOSING = frozenset("\"'\u2019\u201d\u00bb)]")
_STARTS = frozenset(
    """the a an he she it they we i you his her their its this that these those in on at as for
    from by with under after before during since while when if but and however meanwhile also
    both earlier later according""".split()
)


def sentences(paragraph: str) -> list[tuple[int, int]]:
    """Half-open spans of the sentences of one paragraph, without the blanks between them.

    A stop after an initial, a known abbreviation ("U.S.", "Nov.", "D.C.", "тыс.") or before a
    small letter ends nothing; closing marks after a stop belong to the sentence.  An initialism
    such as "U.S." ends a sentence only where a common opening word follows.
    """
    spans: list[tuple[int, int]] = []
    start = _skip(paragraph, 0)
    for stop, end in _terminals(paragraph):
        if stop < start:
            continue
        after = _skip(paragraph, end)
        if after < len(paragraph) and not _ends(paragraph, start, stop, paragraph[stop:end], after):
            continue
        spans.append((start, end))
        start = after
    end = len(paragraph.rstrip())
    if start < end:
        spans.append((start, end))
    return spans


def _terminals(paragraph: str) -> Iterator[tuple[int, int]]:
    """Half-open spans of stops with the marks that close behind them, each before a blank."""
    size = len(paragraph)
    for match in (_ANY_STOP_RUN if "\u2026" in paragraph else _STOP_RUN).finditer(paragraph):
        start, end = match.span()
        while end < size and paragraph[end] in _CLOSING:
            end += 1
        if end < size and paragraph[end].isspace():
            yield start, end


@lru_cache(maxsize=1 << 16)
def sentence_spans(paragraph: str) -> tuple[tuple[int, int], ...]:
    """`sentences`, remembered: a paragraph is asked for once for each passage that stands in it."""
    return tuple(sentences(paragraph))


def _skip(text: str, at: int) -> int:
    size = len(text)
    while at < size and text[at].isspace():
        at += 1
    return at


_OPENING = "\"'([\u2018\u201c\u00ab\u201e"


def _ends(text: str, floor: int, stop: int, mark: str, after: int) -> bool:
    head = after
    while head < len(text) and text[head] in _OPENING:
        head += 1
    following = text[head : head + 1]
    if following.islower():
        return False
    if mark[0] in "!?":
        return not (len(mark) > 1 and following.islower())
    if following in "-\u2013\u2014," or (mark[0] == "\u2026" and following.islower()):
        return False
    if mark[0] != "." or len(mark.rstrip("\"'\u2019\u201d\u00bb)]")) > 1 or len(mark) > 1:
        return True
    begin = stop
    while (
        begin > floor
        and stop - begin < 16
        and (text[begin - 1].isalnum() or text[begin - 1] in ".-")
    ):
        begin -= 1
    word = text[begin:stop]
    lower = word.lower()
    if lower[:2] in ("r-", "d-", "i-"):  # a lawmaker's party and state: R-Ky.
        lower = lower[2:]
    if len(word) == 1 and word.isalpha():  # an initial: "J. Smith"; but "Plan B. The"
        return word.islower() is False and _next_word(text, head) in _STARTS and word not in "I"
    if "." in word and all(len(part) <= 2 for part in word.split(".")):  # U.S, D.C, Ph.D
        return _next_word(text, head) in _STARTS
    if lower in _ABBREVIATIONS:
        if following.isdigit():
            return False
        return lower in _MAY_END or _next_word(text, head) in _STARTS - {"a", "i"}
    return True


def _next_word(text: str, at: int) -> str:
    end = at
    while end < len(text) and end - at < 20 and text[end].isalpha():
        end += 1
    return text[at:end].lower()


_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_INVISIBLE = frozenset(
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u200b\u200c\u200d\u2060\u2061"
    "\u2062\u2063\u2064\u206a\u206b\u206c\u206d\u206e\u206f\u3164\ufeff\uffa0\ufff9\ufffa\ufffb"
)
_PLAIN = expression(r"[\n\t -~]*\Z")
_RUN = expression(r"[^\W\d_]+(?:[^\W\d_]|[\u0300-\u036f])*")


def suspicious_characters(text: str) -> list[tuple[int, int, str]]:
    """(offset, code point, why) of each character that a quotation should not carry, in order.

    Control, bidirectional, invisible, private-use, unassigned and tag characters, and the first
    odd letter of a word that mixes the Latin, Cyrillic and Greek scripts.  A soft hyphen counts:
    folding accepts it in a source, a person does not type one.
    """
    if text.isascii() and _PLAIN.match(text):
        return []
    from unicodedata import category

    found = [(at, ord(char), why) for at, char in enumerate(text) if (why := _why(char, category))]
    if not text.isascii():
        for match in _RUN.finditer(text):
            found.extend(_mixed(match.group(), match.start()))
    return sorted(found)


def _why(char: str, category: Callable[[str], str]) -> str:
    if " " <= char <= "~" or char in "\n\t":
        return ""
    if char in _BIDI:
        return "bidirectional control"
    if char in _INVISIBLE or "\ufe00" <= char <= "\ufe0f":
        return "invisible"
    code = ord(char)
    if 0xE0000 <= code <= 0xE0FFF:
        return "tag or variation character"
    if char in "\r\x85\u2028\u2029":
        return "" if char == "\r" else "line control"
    kind = category(char)
    if kind == "Cc":
        return "control"
    if kind == "Co":
        return "private use"
    if kind in ("Cn", "Cs"):
        return "unassigned"
    return "invisible" if kind == "Cf" else ""


def _script(char: str) -> str:
    if char < "\u0250" or "\u1e00" <= char <= "\u1eff":
        return "Latin"
    if "\u0400" <= char <= "\u052f" or "\u1c80" <= char <= "\u1c8f":
        return "Cyrillic"
    if "\u0370" <= char <= "\u03ff" or "\u1f00" <= char <= "\u1fff":
        return "Greek"
    if "\uff21" <= char <= "\uff5a":
        return "full-width Latin"
    if "\U0001d400" <= char <= "\U0001d7ff":
        return "mathematical"
    return ""


def _mixed(word: str, offset: int) -> list[tuple[int, int, str]]:
    if word.isascii():
        return []
    counts: dict[str, list[int]] = {}
    for at, char in enumerate(word):
        if (script := _script(char)) and char not in "ªºµ":
            counts.setdefault(script, []).append(at)
    if not counts:
        return []
    main = max(counts, key=lambda script: len(counts[script]))
    odd = [at for script, places in counts.items() if script != main for at in places]
    if main in ("full-width Latin", "mathematical"):
        return [(offset, ord(word[0]), f"{main} letter")]
    if not odd:
        return []
    first = min(odd)
    return [(offset + first, ord(word[first]), f"{_script(word[first])} letter in a {main} word")]
