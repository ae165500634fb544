"""A translated statement beside its original: the same figures, dates and names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from brief.dossier.model import Name
from brief.evidence.dates import dates
from brief.evidence.quantities import Quantity, quantities

_DIGITS = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d+)*")
_WORD = re.compile(r"\w+")
_DURATION = frozenset("year years month months week weeks day days decade decades".split())
# Words for "estimated", which other languages put into the verb beside the figure.
_ESTIMATE = re.compile(r"(?<!\w)(?:оцен|баға)\w*", re.IGNORECASE)
_SAME = {"exactly": "exact", "only": "exact", "at most": "up to"}


def figures_lost(original: str, source: str, text: str, target: str) -> list[str]:
    """What a translation says of figures and dates otherwise than its original, in words."""
    own, other = _figures(original, source), _figures(text, target)
    found: list[str] = []
    for quantity in list(own):
        match = next((one for one in other if _equal(quantity, one, text)), None)
        if match is not None:
            own.remove(quantity)
            other.remove(match)
    own, other = ([one for one in side if not _ordinal(one)] for side in (own, other))
    for quantity in own:
        near = next((one for one in other if _digits(one) == _digits(quantity)), None)
        if near is not None:
            other.remove(near)
            found.append(f"“{near.text.strip()}” stands for “{quantity.text.strip()}”")
        else:
            found.append(f"“{quantity.text.strip()}” is not in the translation")
    found += [f"“{one.text.strip()}” is not in the original" for one in other]
    lost, added = _days(original) - _days(text), _days(text) - _days(original)
    found += [f"the date {_shown(day)} is not in the translation" for day in lost]
    found += [f"the date {_shown(day)} is not in the original" for day in added]
    if not found:
        lost_digits = _rest(original, source) - _rest(text, target)
        more_digits = _rest(text, target) - _rest(original, source)
        found += [f"“{digits}” is not in the translation" for digits in lost_digits]
        found += [f"“{digits}” is not in the original" for digits in more_digits]
    return found


def _figures(text: str, language: str) -> list[Quantity]:
    """The quantities of a text, without years and the pronoun one."""
    return [
        quantity
        for quantity in quantities(text, language)
        if quantity.unit not in ("year", "decade")
        and not (quantity.low == quantity.high == 1 and not quantity.unit)
    ]


def _digits(quantity: Quantity) -> tuple[int, ...]:
    """The digits of a value whatever its power of ten."""
    return quantity.low.normalize().as_tuple().digits


def _ordinal(quantity: Quantity) -> bool:
    """An ordinal in words ("first"), for which other languages need no number."""
    return quantity.unit == "ordinal" and not any(char.isdigit() for char in quantity.text)


def _equal(one: Quantity, other: Quantity, text: str) -> bool:
    if (one.low, one.high) != (other.low, other.high) or _unit(one) != _unit(other):
        return False
    mine, theirs = (_SAME.get(q.qualifier, q.qualifier) for q in (one, other))
    if mine == theirs:
        return one.approximate == other.approximate
    if one.status == "estimated" and mine == "approximate" and theirs == "exact":
        return bool(_ESTIMATE.search(text))
    # "Over five years" is how long it lasts, which others say without a bound.
    lasting = one.text.lower().startswith("over ") and bool(_DURATION & set(one.noun.split()))
    return lasting and theirs == "exact"


def _unit(quantity: Quantity) -> str:
    if quantity.unit == "ordinal":  # the 10th anniversary, 10-летие
        return ""
    return "USD" if quantity.unit == "$" else quantity.unit


def _days(text: str) -> Counter[tuple[int, int, int, tuple[int, int, int]]]:
    found = (date for date in dates(text) if not date.relative)
    return Counter((d.year, d.month, d.day, d.last) for d in found if d.year or d.month)


def _shown(day: tuple[int, int, int, tuple[int, int, int]]) -> str:
    return "-".join(str(part) for part in day[:3] if part)


def _rest(text: str, language: str) -> Counter[str]:
    """The digits that belong to no quantity: of names, ordinals, formats."""
    taken = [quantity.number for quantity in _figures(text, language)]
    found: Counter[str] = Counter()
    for match in _DIGITS.finditer(text):
        if not any(start <= match.start() < end for start, end in taken):
            found[re.sub(r"[^\d.]", "", match.group().replace(",", "."))] += 1
    return found


# ---------------------------------------------------------------- names


def stands(name: Name, text: str, language: str) -> bool:
    """Whether a form of the name in that language, with whatever endings, stands in the text."""
    return bool(_places(name, text, language))


def forms(name: Name, language: str) -> tuple[str, ...]:
    """The name's forms in a language, longest first: in full, short, a person's last word; where
    the form is in Latin letters, its other spellings too."""
    full = name.forms.get(language, "")
    found = [full, name.forms.get(f"{language}-short", "")]
    if name.kind == "person" and full:
        found.append(full.split()[-1])
    if full.isascii():
        found += name.spellings
    return tuple(sorted(dict.fromkeys(filter(None, found)), key=len, reverse=True))


def others(names: Iterable[Name], allowed: set[str], text: str, language: str) -> list[Name]:
    """The names beyond those allowed that stand in a text; within an allowed name ("The Washington
    Post"), or in the name of a currency, none does."""
    rest = text
    for quantity in quantities(text, language):
        if quantity.currency:
            rest = _blanked(rest, [quantity.span])
    listed = list(names)
    for name in sorted(
        (name for name in listed if name.id in allowed),
        key=lambda name: -len("".join(forms(name, language)[:1])),
    ):
        rest = _blanked(rest, _places(name, rest, language))
    return [name for name in listed if name.id not in allowed and stands(name, rest, language)]


def peoples(names: Iterable[Name], text: str) -> set[str]:
    """The ids of places whose people or adjective a text names: Israeli, Kazakh."""
    words = [word for word in _WORD.findall(text) if len(word) > 4 and word[0].isupper()]
    return {
        name.id
        for name in names
        if name.kind == "place" and any(word[:5] == name.name[:5] for word in words)
    }


def _blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + "\u2026" * (end - start) + text[end:]
    return text


def _places(name: Name, text: str, language: str) -> list[tuple[int, int]]:
    words = list(_WORD.finditer(text))
    found: list[tuple[int, int]] = []
    for form in forms(name, language):
        wanted = _WORD.findall(form)
        for at in range(len(words) - len(wanted) + 1):
            window = words[at : at + len(wanted)]
            if all(_inflected(one, w.group()) for one, w in zip(wanted, window, strict=True)):
                found.append((window[0].start(), window[-1].end()))
    return found


def _inflected(form: str, word: str) -> bool:
    """Whether a word is the form with an ending of Russian or Kazakh; Latin words have none."""
    if form == word:
        return True
    if not "\u0400" <= form[0] <= "\u04ff" or form.isupper() or form[0] != word[0]:
        return False
    stem = form if len(form) <= 3 else form[: max(3, len(form) - 2)]
    return word.startswith(stem) and len(word) - len(stem) <= 9
