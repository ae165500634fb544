"""Selectors: the words a person typed, found in a snapshot exactly once or not at all.

Nothing here is approximate: words match after silent folding (rung L1 of the ladder) or not.
`nearest_passage` serves "did you mean" alone.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable

from brief.archive.snapshots import Paragraph, Passage, Snapshot
from brief.expressions import expression
from brief.record import Record
from brief.text.folding import fold

# "first words … last words": the ellipsis stands between blanks.
_CUT = expression(r"\s(?:…|\.\.\.)\s")
_MAX_TOLD = 4
# A mark that is no apostrophe inside a word.
_MARK = expression(r"(?<!\w)'|'(?!\w)")
_WORD = expression(r"\w+")
# Runs that begin and end where `bounded` lets words begin and end.
_LETTERS = expression(r"[^\W_]+")
# From this length, and after so many scans, looking words up is quicker than scanning.
_LARGE = 200_000
_SCANS = 64


class Found(Record):
    """A place in an index: half-open offsets into its folded text, and the paragraph's ordinal."""

    start: int
    end: int
    paragraph: int


class Problem(Record):
    """Why a selector selects nothing: a code, a message, places to show, help.

    `places` are (start, end, label) in the snapshot's text.
    """

    code: str
    message: str
    places: tuple[tuple[int, int, str], ...] = ()
    helps: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Index:
    """A snapshot folded once, for finding many passages in it.

    `text` holds the folded paragraphs, furniture included, a line each; `starts` their offsets.
    """

    __slots__ = (
        "_begins",
        "_ends",
        "_fold",
        "_scans",
        "_where",
        "paragraphs",
        "snapshot",
        "starts",
        "text",
    )

    def __init__(self, snapshot: Snapshot) -> None:
        self._scans = 0
        self._where: dict[str, list[int]] = {}
        self.snapshot = snapshot
        self.paragraphs = snapshot.paragraphs
        whole = snapshot.text
        parts = [whole[p.start : p.end] for p in self.paragraphs]
        # No snapshot holds a NUL, so that it keeps paragraphs apart; nothing folds over it.  The
        # memory of `fold` is for short texts that come again.
        self._fold = fold.__wrapped__("\0".join(parts))
        self._begins = _cumulated(map(len, parts))
        folded = self._fold.text.split("\0")
        self.starts = _cumulated(map(len, folded))
        self._ends = [start + len(part) for start, part in zip(self.starts, folded, strict=False)]
        # Marks of any nesting compare alike; the replacements keep every offset.
        self.text = self._fold.text.replace('"', "'").replace("\0", "\n")

    def passage(self, found: Found) -> Passage:
        """What `found` stands for in the snapshot's own characters."""
        shift = self.paragraphs[found.paragraph].start - self._begins[found.paragraph]
        start, end = self._fold.source(found.start, found.end)
        start, end = start + shift, end + shift
        snapshot = self.snapshot
        return Passage(snapshot.source, start, end, snapshot.text[start:end])

    def bounds(self, ordinal: int) -> tuple[int, int]:
        """The folded span of a paragraph."""
        return self.starts[ordinal], self._ends[ordinal]

    def paragraph(self, ordinal: int) -> str:
        """The folded text of a paragraph."""
        return self.text[self.starts[ordinal] : self._ends[ordinal]]

    def is_content(self, found: Found) -> bool:
        """Whether it stands outside furniture."""
        return self.paragraphs[found.paragraph].number > 0

    def ordinal(self, offset: int) -> int:
        """The ordinal of the paragraph that holds an offset of the snapshot's text."""
        return max(0, bisect_right(self.paragraphs, offset, key=_start) - 1)

    def find(self, selector: str, low: int = 0, high: int | None = None) -> list[Found]:
        """Every place the words select between two folded offsets, in order; at most a few.

        Furniture is searched too, so that a caller can say what was met there.
        """
        high = len(self.text) if high is None else high
        found = self._find_whole(needle(selector), low, high)
        if not found and _CUT.search(selector):
            found = self._find_cut([needle(part) for part in _CUT.split(selector)], low, high)
        return found

    def _find_whole(self, words: str, low: int, high: int) -> list[Found]:
        found = self._occurrences(words, low, high, _MAX_TOLD)
        if not found and len(words) > 1 and words[-1] in ".,":
            # L1: a terminal comma or stop may differ.
            found = self._occurrences(words[:-1], low, high, _MAX_TOLD)
        if not found and words[:1] == "'" and (bare := _unwrapped(words)):
            return self._find_whole(bare, low, high)
        return [Found(s, s + n, self._paragraph_of(s)) for s, n in found]

    def _find_cut(self, parts: list[str], low: int, high: int) -> list[Found]:
        if not all(parts):
            return []
        found: list[Found] = []
        # The first words may be common; the last are then looked for in their paragraphs only.
        hopeless = -1
        for start, length in self._occurrences(parts[0], low, high, 1000):
            ordinal = self._paragraph_of(start)
            if ordinal == hopeless:
                continue
            end = min(high, self.bounds(ordinal)[1])
            ends = self._last(parts[1:], start + length, end)
            if not ends:
                hopeless = ordinal  # what is not after these words is not after later ones
            found += [Found(start, stop, ordinal) for stop in ends]
            if len(found) >= _MAX_TOLD:
                break
        return found[:_MAX_TOLD]

    def _last(self, parts: list[str], low: int, high: int) -> list[int]:
        """Where the last of the parts ends, the others standing before it in their order."""
        for part in parts[:-1]:
            between = self._occurrences(part, low, high, 1)
            if not between:
                return []
            low = between[0][0] + between[0][1]
        last = parts[-1]
        ends = self._occurrences(last, low, high, _MAX_TOLD)
        if not ends and len(last) > 1 and last[-1] in ".,":
            ends = self._occurrences(last[:-1], low, high, _MAX_TOLD)
        return [start + length for start, length in ends]

    def _occurrences(self, words: str, low: int, high: int, limit: int) -> list[tuple[int, int]]:
        """Starts and lengths of the words between two offsets, at the bounds of words only."""
        found: list[tuple[int, int]] = []
        if not words or "\n" in words:
            return found
        if low == 0 and high == len(self.text) and high > _LARGE:
            paragraphs = self._candidates(words)
            if paragraphs is not None:
                for ordinal in paragraphs:
                    found += self._scan(words, *self.bounds(ordinal), limit - len(found))
                    if len(found) >= limit:
                        break
                return found
        return self._scan(words, low, high, limit)

    def _candidates(self, words: str) -> list[int] | None:
        """The paragraphs of a large text that hold the rarest of the words, or None.

        A scan of the whole text for every selector would take the square of its length; so after
        some scans each word is mapped to its paragraphs, once.
        """
        self._scans += 1
        if self._scans < _SCANS:
            return None
        where = self._where
        if not where:
            for ordinal in range(len(self.paragraphs)):
                for word in set(_LETTERS.findall(self.paragraph(ordinal))):
                    where.setdefault(word, []).append(ordinal)
        held = [where.get(word, []) for word in _LETTERS.findall(words)[:100]]
        rarest = min(held, key=len) if held else None
        # Words that stand nearly everywhere are found sooner by a scan.
        return rarest if rarest is not None and len(rarest) * 16 < len(self.paragraphs) else None

    def _scan(self, words: str, low: int, high: int, limit: int) -> list[tuple[int, int]]:
        text, size = self.text, len(words)
        found: list[tuple[int, int]] = []
        missed = 0
        at = text.find(words, low, high)
        while at >= 0 and len(found) < limit:
            if bounded(text, at, at + size):
                found.append((at, size))
            else:
                missed += 1
                if missed > 1000:
                    # Not the words of anyone: a run of one character, or the like.
                    break
            at = text.find(words, at + 1, high)
        return found

    def _paragraph_of(self, position: int) -> int:
        return bisect_right(self.starts, position) - 1


def _cumulated(lengths: Iterable[int]) -> list[int]:
    """Where each of several parts begins, with one character between them."""
    starts = []
    position = 0
    for length in lengths:
        starts.append(position)
        position += length + 1
    return starts


def _start(paragraph: Paragraph) -> int:
    return paragraph.start


def needle(words: str) -> str:
    """Typed words in the form of an index's text."""
    return fold(words.strip()).text.replace('"', "'")


def _unwrapped(words: str) -> str:
    """A needle without the marks around the whole; "" where there are none."""
    if len(words) > 2 and words[0] == words[-1] == "'" and not _MARK.search(words[1:-1]):
        return words[1:-1].strip()
    return ""


# What belongs to the number or word before it, and to the one after it.
_AFTER = "%‰°+_"
_BEFORE = "$€£¥₸₽#@_"


def bounded(text: str, start: int, end: int) -> bool:
    """Whether a run begins and ends where a word or a number does.

    "17" is not found in "17.2" nor in "$17", "nuclear" not in "non-nuclear", "can" not in "can't".
    """
    return not (_joined_before(text, start) or _joined_after(text, end))


def _joined_before(text: str, start: int) -> bool:
    if start == 0:
        return False
    before, first = text[start - 1], text[start]
    if "\u0300" <= first <= "\u036f":
        return True
    if before.isalnum():
        return first.isalnum() or first in _AFTER
    if not (first.isalnum() or first in _BEFORE):
        return False
    if before in _BEFORE:
        return True
    earlier = text[start - 2] if start > 1 else " "
    if before in ".,":
        return first.isdigit() and earlier.isdigit()
    if before == "-":
        # Half a compound, or a number without its sign.
        return earlier.isalnum() or (first.isdigit() and earlier in " (")
    return before == "'" and earlier.isalnum() and first.isalnum()


def _joined_after(text: str, end: int) -> bool:
    if end >= len(text):
        return False
    last, after = text[end - 1], text[end]
    if "\u0300" <= after <= "\u036f":
        return True
    if not last.isalnum():
        return last in _BEFORE and after.isalnum()
    if after.isalnum() or after in _AFTER:
        return True
    later = text[end + 1] if end + 1 < len(text) else " "
    if after in ".,":
        return last.isdigit() and later.isdigit()
    return after in "-'" and later.isalnum()


def resolve(
    index: Index, selector: str, hint: Callable[[], bool] = lambda: True
) -> Passage | Problem:
    """The one passage that the words select in the whole snapshot, or why there is none.

    `hint` is asked before the nearest words are looked for, which takes time.
    """
    found = index.find(selector)
    content = [place for place in found if index.is_content(place)]
    if len(content) == 1:
        return index.passage(content[0])
    if content:
        return ambiguous(index, content)
    if found:
        passage = index.passage(found[0])
        return Problem(
            "SRC-FURNITURE",
            "the words stand in a caption, a credit or another line that is not content",
            ((passage.start, passage.end, "declared as furniture of its source"),),
            ("select words of the text itself, or take the line out of `furniture`",),
        )
    return lost(index, selector, hint())


def ambiguous(index: Index, found: list[Found]) -> Problem:
    """What to say where words stand more than once."""
    passages = [index.passage(place) for place in found]
    count = f"{len(found)} times" if len(found) < _MAX_TOLD else "many times"
    return Problem(
        "SPAN-AMBIGUOUS",
        f"the words stand {count} in the text" if len(found) > 2 else "the words stand twice",
        tuple((p.start, p.end, "here") for p in passages),
        ("write more words around them, so that they stand only once",),
    )


def lost(index: Index, selector: str, near: bool = True) -> Problem:
    """What to say where words are not found; with `near`, the most similar sentence is shown."""
    parts = [needle(part) for part in _CUT.split(selector)]
    if len(parts) > 1 and (apart := _apart(index, parts)):
        return apart
    message = "the words do not stand in the text"
    helps: list[str] = ["copy them from the snapshot"]
    if len(parts) > 1 and all(parts):
        missing = [
            name
            for name, part in (("first", parts[0]), ("last", parts[-1]))
            if not index._find_whole(part, 0, len(index.text))
        ]
        if missing:
            message = f"the {' and the '.join(missing)} words do not stand in the text"
    elif "…" in selector or "..." in selector:
        helps.append("to select from the first words to the last, put blanks around the `…`")
    if "\n" in fold(selector.strip()).text:
        helps = ["select words of one paragraph"]
    if not near:
        return Problem("SPAN-LOST", message, (), tuple(helps))
    passage = nearest_passage(index, selector)
    if passage is None:
        return Problem("SPAN-LOST", message, (), tuple(helps))
    from brief.text.words import word_diff

    return Problem(
        "SPAN-LOST",
        message,
        ((passage.start, passage.end, "the nearest words"),),
        tuple(helps),
        (f"nearest: {word_diff(passage.exact, selector)}",) if len(parts) == 1 else (),
    )


def _apart(index: Index, parts: list[str]) -> Problem | None:
    """First and last words that both stand there, though never in one paragraph and order."""
    size = len(index.text)
    if not all(parts):
        return None
    first = index._find_whole(parts[0], 0, size)
    last = index._find_whole(parts[-1], 0, size)
    if not first or not last:
        return None
    begin = index.passage(first[0])
    end = next((index.passage(f) for f in last if f.start >= first[0].end), index.passage(last[0]))
    places = ((begin.start, begin.end, "the first words"), (end.start, end.end, "the last words"))
    between = index.paragraphs[first[0].paragraph : index.ordinal(end.start) + 1]
    if any(paragraph.number == 0 for paragraph in between):
        return Problem(
            "SRC-FURNITURE",
            "the passage would span a caption, a credit or another line that is not content",
            places,
            ("end the passage before that line, and add the rest under `passages`",),
        )
    if end.start < begin.end:
        return Problem(
            "SPAN-LOST",
            "the last words do not stand after the first",
            places,
            ("write the words in the order of the text",),
        )
    return Problem(
        "SPAN-LOST",
        "the passage runs over more than one paragraph",
        places,
        ("keep a passage within one paragraph, and add others under `passages`",),
    )


def nearest_passage(index: Index, selector: str) -> Passage | None:
    """The sentence that shares most words with the selector: a hint, never a decision."""
    from brief.text.sentences import sentences

    wanted = set(_WORD.findall(needle(selector).casefold()))
    if not wanted:
        return None
    best: tuple[float, int] | None = None
    for ordinal in range(min(5000, len(index.paragraphs))):
        words = _WORD.findall(index.paragraph(ordinal)[:5000].casefold())
        shared = len(wanted.intersection(words))
        if shared and (best is None or shared > best[0]):
            best = (shared, ordinal)
    if best is None or best[0] * 3 < len(wanted):
        return None
    paragraph = index.paragraphs[best[1]]
    text = index.snapshot.text[paragraph.start : min(paragraph.end, paragraph.start + 20_000)]
    spans = sentences(text) or [(0, len(text))]

    def score(span: tuple[int, int]) -> float:
        have = _WORD.findall(needle(text[span[0] : span[1]]).casefold())
        return len(wanted.intersection(have)) / (len(have) + len(wanted)) if have else 0

    start, end = max(spans, key=score)
    return Passage(
        index.snapshot.source, paragraph.start + start, paragraph.start + end, text[start:end]
    )


def surroundings(snapshot: Snapshot, passage: Passage, size: int = 32) -> tuple[str, str]:
    """The prefix and suffix that the lock keeps of a passage: up to `size` code points each."""
    text = snapshot.text
    return text[max(0, passage.start - size) : passage.start], text[passage.end :][:size]
