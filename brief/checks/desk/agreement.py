"""A translated statement beside its original: the same figures, dates and names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from brief.dossier.model import Name
from brief.evidence.dates import dates
from brief.evidence.quantities import Quantity, quantities
from brief.expressions import expression

_DIGITS = expression(r"\d+(?:[.,\u00a0\u202f ]\d+)*")
_WORD = expression(r"\w+")
_DURATION = frozenset("year years month months week weeks day days decade decades".split())
# Words for "estimated", which other languages put into the verb beside the figure.
_ESTIMATE = expression(r"(?<!\w)(?:оцен|баға)\w*", re.IGNORECASE)
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
    days, others = _days(original), _days(text)
    found += [f"the date {_shown(day)} is not in the translation" for day in days - others]
    found += [f"the date {_shown(day)} is not in the original" for day in others - days]
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


# A form's words, and letters that must stand in a text wherever the form does.
_Form = tuple[list[str], str]


class Forms:
    """The registered names as one language writes them; build it once for many texts."""

    def __init__(self, names: Iterable[Name], language: str) -> None:
        self._language = language
        self._names = {name.id: name for name in names}
        self._forms = {id: _forms(name, language) for id, name in self._names.items()}
        longest = ((-max([sum(map(len, words)) for words, _ in forms], default=0), id)
                   for id, forms in self._forms.items())  # fmt: skip
        self._stems = [(stem, id) for id, forms in self._forms.items() for _, stem in forms]
        self._peoples: dict[str, set[str]] = {}
        self._longest_first = [id for _, id in sorted(longest)]

    def stands(self, id: str, text: str) -> bool:
        """Whether a form of the name, with whatever endings, stands in the text."""
        return bool(self._places(id, text))

    def others(self, allowed: set[str], text: str) -> list[Name]:
        """The names beyond those allowed that stand in a text; within an allowed name ("The
        Washington Post"), or in the name of a currency, none does."""
        likely = {id for stem, id in self._stems if stem in text}
        standing = [id for id in self._longest_first if id in likely and self.stands(id, text)]
        if allowed.issuperset(standing):
            return []
        rest = text
        for quantity in quantities(text, self._language):
            if quantity.currency:
                rest = _blanked(rest, [quantity.span])
        for id in standing:
            if id in allowed:
                rest = _blanked(rest, self._places(id, rest))
        return [self._names[id] for id in standing if id not in allowed and self.stands(id, rest)]

    def peoples(self, text: str) -> set[str]:
        """The ids of places whose people or adjective an original names: Israeli, Kazakh."""
        known = self._peoples.get(text)
        if known is None:
            begun = {
                word[:5] for word in _WORD.findall(text) if len(word) > 4 and word[0].isupper()
            }
            known = self._peoples[text] = {
                name.id
                for name in self._names.values()
                if name.kind == "place" and name.name[:5] in begun
            }
        return known

    def _places(self, id: str, text: str) -> list[tuple[int, int]]:
        wanted = [words for words, stem in self._forms[id] if stem in text]
        if not wanted:
            return []
        words = list(_WORD.finditer(text))
        found: list[tuple[int, int]] = []
        for form in wanted:
            for at in range(len(words) - len(form) + 1):
                window = words[at : at + len(form)]
                if all(_inflected(one, w.group()) for one, w in zip(form, window, strict=True)):
                    found.append((window[0].start(), window[-1].end()))
        return found


def _forms(name: Name, language: str) -> list[_Form]:
    """The name's forms in a language: in full, short, a person's last word; where the form is in
    Latin letters, its other spellings too."""
    full = name.forms.get(language, "")
    found = [full, name.forms.get(f"{language}-short", "")]
    if name.kind == "person" and full:
        found.append(full.split()[-1])
    if full.isascii():
        found += name.spellings
    listed = [_WORD.findall(form) for form in dict.fromkeys(filter(None, found))]
    return [(words, _stem(words[0])) for words in listed if words]


def _blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + "\u2026" * (end - start) + text[end:]
    return text


def _stem(form: str) -> str:
    """What every inflected form of a word begins with."""
    if not "\u0400" <= form[0] <= "\u04ff" or form.isupper() or len(form) <= 3:
        return form
    return form[: max(3, len(form) - 2)]


def _inflected(form: str, word: str) -> bool:
    """Whether a word is the form with an ending of Russian or Kazakh; Latin words have none."""
    if form == word:
        return True
    if not "\u0400" <= form[0] <= "\u04ff" or form.isupper():
        return False
    stem = _stem(form)
    return word.startswith(stem) and len(word) - len(stem) <= 9
