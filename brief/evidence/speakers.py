"""Whether a written speaker is the person or body that a text names."""

from __future__ import annotations

from brief.evidence.names import TITLES, name_words, same_word, split_title
from brief.evidence.people import bare_name, is_institution
from brief.evidence.reading import Reading


def is_same(claimed: str, speaker: tuple[str, ...], reading: Reading | None = None) -> bool:
    """Whether the written speaker is the person or body that the text's words name."""
    words = name_words(claimed)
    if words and words[0].lower() == "the":
        words = words[1:]
    wanted = list(bare_name(tuple(split_title(words)[1])))
    have = list(bare_name(speaker))
    if not wanted or not have:
        return False
    if _equal(wanted, have):
        return True
    if [w.lower() for w in words] == [w.lower() for w in speaker if w.lower() != "the"]:
        return True
    if len(wanted) > len(have) and _equal(wanted[-len(have) :], have):
        # A fuller name than the text has for this person: nothing contradicts it.
        if len(have) == 1:
            return not is_institution(tuple(wanted)) or len(wanted) == len(have)
        return all(word.lower() in TITLES for word in wanted[: -len(have)])
    if len(have) > len(wanted) and _equal(have[-len(wanted) :], wanted):
        if len(wanted) == 1:
            return not is_institution(tuple(have))
        return all(
            word.lower().rstrip(".") in TITLES or word[0].isupper() for word in have[: -len(wanted)]
        )
    if len(wanted) > 1 and len(have) > 1 and same_word(wanted[-1], have[-1]):
        return (
            _initial_of(wanted[0], have[0])
            or _initial_of(have[0], wanted[0])
            or same_word(wanted[0], have[0])
        )
    if len(wanted) == 1 and len(have) > 1 and same_word(wanted[0], have[0]) and reading is not None:
        return any(
            q.mention.kind == "name" and bare_name(q.mention.words) == (have[0],)
            for q in reading.quotations
        )
    return False


def _equal(one: list[str], other: list[str]) -> bool:
    return len(one) == len(other) and all(same_word(a, b) for a, b in zip(one, other, strict=True))


def _initial_of(short: str, full: str) -> bool:
    letters = short.rstrip(".")
    return (len(letters) == 1 or (short.endswith(".") and len(letters) == 2)) and full.startswith(
        letters
    )
