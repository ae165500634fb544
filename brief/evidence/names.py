"""Names: their forms, where they stand, and whether a text supports a name as written.

Judgement calls:
* A name as written must stand in the text word for word.  Beyond that: a title before a surname
  (Mr or Ms always; Dr, Lord or an office only where the text gives it to that person), initials
  for a first name that the text spells out, a middle name or initial left out, the possessive,
  and the case endings of Russian and Kazakh.
* No other spelling is accepted (Tokayev, Toqayev): that is for a dossier's declared aliases.
* A part of a hyphenated name is not the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from brief.evidence.lexicon import COURTESY
from brief.expressions import expression
from brief.record import Record
from brief.text.folding import fold

Span = tuple[int, int]
Problem = tuple[str, str, Span | None]
_TOKEN = expression(r"\w+|[^\w\s]")


class Occurrence(Record):
    """A form of a name and where it stands, possessive ending excluded."""

    form: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        """The half-open span in the text searched."""
        return self.start, self.end


class Finder:
    """A search for many names at once; build it once for a set of forms, use it on many texts.

    Cost is linear in the text's length (times the words of the longest name), whatever the
    number of names.  The longest form at a place wins; found forms never overlap.
    """

    def __init__(self, forms: Iterable[str]) -> None:
        self._first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for form in dict.fromkeys(forms):
            tokens = tuple(_TOKEN.findall(fold(form).text))
            if tokens:
                self._first.setdefault(tokens[0], []).append((tokens, form))
        self._trie: dict[str, object] = {}
        for entries in self._first.values():
            for tokens, form in entries:
                node: dict[str, object] = self._trie
                for token in tokens:
                    step = node.setdefault(token, {})
                    assert isinstance(step, dict)
                    node = step
                node[""] = form

    def occurrences(self, text: str) -> list[Occurrence]:
        """Where the forms stand in `text`, in order, with spans in `text`."""
        folded = fold(text)
        trie = self._trie
        tokens = [
            (match.group(), match.start(), match.end()) for match in _TOKEN.finditer(folded.text)
        ]
        found: list[Occurrence] = []
        index, size = 0, len(tokens)
        while index < size:
            node = trie.get(tokens[index][0])
            if node is None:
                index += 1
                continue
            last = None
            at = index
            while isinstance(node, dict):
                if "" in node:
                    last = (at, node[""])
                at += 1
                if at >= size:
                    break
                node = node.get(tokens[at][0])
            if last is None:
                index += 1
                continue
            end, form = last
            span = folded.source(tokens[index][1], tokens[end][2])
            found.append(Occurrence(str(form), *span))
            index = end + 1
        return found


def occurrences(text: str, names: Iterable[str]) -> list[Occurrence]:
    """Where any of the name forms stands in `text`, word-bounded, in order; see `Finder`."""
    return Finder(names).occurrences(text)


TITLES = (
    frozenset(
        """president vice prime minister deputy first chief chairman chairwoman chairperson chair
    senator sen representative rep congressman congresswoman governor gov mayor secretary
    undersecretary assistant general gen lieutenant lt colonel col major maj captain capt
    sergeant sgt admiral adm commander cmdr ambassador envoy king queen prince princess pope
    cardinal archbishop bishop reverend rev father sister judge justice chancellor premier
    speaker leader director head ceo cfo coo founder co-founder spokesman spokeswoman
    spokesperson professor prof doctor coach manager officer attorney sheriff marshal minister
    ex-president ex-minister former acting interim foreign defense defence finance interior
    economy energy health trade justice state commerce treasury us u.s uk eu un pm
    president-elect analyst economist economist lawyer activist journalist author actor actress
    singer emperor sultan sheikh emir crown commissioner superintendent inspector detective
    representatives senators presidents ministers governors mayors ambassadors professors
    generals judges secretaries chairmen reps sens
    constable councillor councilman councilwoman delegate baroness baron duke duchess
    президент премьер министр премьер-министр глава председатель депутат сенатор посол
    генерал секретарь директор губернатор аким аким вице-премьер замминистра спикер
    президенті министрі премьер-министрі төраға төрағасы әкім әкімі елші депутаты""".split()
    )
    | COURTESY
)
# Words that begin sentences, never names.
COMMON = frozenset(
    """a an the and but so yet while when as after before although though because since if in on at
    by for from with to of or nor both even only just not no now then still also here there this
    that these those his her its their our my your he she it we they who what why how where which
    is was are were had has have did does do can could will would may might must should like unlike
    democrat republican""".split()
)
_SHORT_TITLES = {
    "sen": "senator", "rep": "representative", "gov": "governor", "gen": "general",
    "lt": "lieutenant", "col": "colonel", "maj": "major", "capt": "captain", "sgt": "sergeant",
    "adm": "admiral", "prof": "professor", "rev": "reverend", "cmdr": "commander",
}  # fmt: skip
PARTICLES = frozenset("de al el bin ibn van von der den da di la le du dos bint ben ter".split())
# Titles that anyone has; Dr, Sir or Lord must be in the text like an office.
_FREE = COURTESY - {"dr", "sir", "dame", "lord", "lady", "madam"}
_LINKS = frozenset(("of", "for", "and", "the", "to", "on", "in", "de", "at"))
_ENDINGS = (
    "ого", "ому", "ыми", "ими", "ами", "ями", "ых", "их", "ой", "ей", "ою", "ым", "им", "ом", "ем",
    "ём", "ах", "ях", "ям", "ам", "ую", "юю", "ая", "яя", "ый", "ий", "а", "я", "у", "ю", "е", "ы",
    "и", "й", "ь", "о",
    "тың", "тің", "дың", "дің", "ның", "нің", "ға", "ге", "қа", "ке", "ды", "ді", "ты", "ті", "ны",
    "ні", "нан", "нен", "дан", "ден", "тан", "тен", "мен", "бен", "пен", "да", "де", "та", "те",
)  # fmt: skip


def stems(word: str) -> frozenset[str]:
    """The word and what is left of a Cyrillic word without each possible case ending."""
    if len(word) < 4 or not ("\u0400" <= word[0] <= "\u04ff"):
        return frozenset((word,))
    return frozenset(
        (word, *(word[: -len(e)] for e in _ENDINGS if word.endswith(e) and len(word) - len(e) > 2))
    )


def same_word(one: str, other: str) -> bool:
    """Whether two words of names are equal, case endings of Cyrillic words aside."""
    return one == other or bool("\u0400" <= one[:1] <= "\u04ff" and stems(one) & stems(other))


_NAME_TOKEN = expression(r"[^\W\d_]\.(?:-?[^\W\d_]\.)+|[^\W\d_](?:\.(?!\w))|\w+(?:[-'&.]\w+)*")
_POSSESSIVE = expression(r"(?:'s|(?<=s)')\Z")


def name_words(name: str) -> list[str]:
    """The words of a name, folded, without a possessive ending; initials keep their stops."""
    shown = _POSSESSIVE.sub("", fold(name).text.strip())
    return [_POSSESSIVE.sub("", word) for word in _NAME_TOKEN.findall(shown)]


def split_title(words: list[str]) -> tuple[list[str], list[str]]:
    """(title words, name words) of a written name; an all-title name keeps its last word."""
    cut = 0
    for index, word in enumerate(words[:-1]):
        lower = word.lower().rstrip(".")
        if lower in TITLES:
            cut = index + 1
        elif cut and (
            lower in _LINKS
            or (index + 1 < len(words) and index == cut and words[index - 1].lower() in _LINKS)
        ):
            if lower not in _LINKS:
                cut = index + 1
        elif index and cut == 0 and index > 1:
            break
    return words[:cut], words[cut:]


def is_initial(word: str) -> bool:
    """Whether a word of a name is one or several initials ("J.", "K.-J.", "D")."""
    return bool(re.fullmatch(r"[^\W\d_](?:\.?-?[^\W\d_])*\.|[^\W\d_]", word)) and word[0].isupper()


def _initials(word: str) -> str:
    return "".join(char for char in word if char.isalpha())


class _Text:
    """The words of a text with their spans, and where each word stands."""

    def __init__(self, text: str) -> None:
        self.folded = fold(text)
        body = self.folded.text
        self.words: list[str] = []
        self.spans: list[Span] = []
        self.places: dict[str, list[int]] = {}
        for match in _NAME_TOKEN.finditer(body):
            word = _POSSESSIVE.sub("", match.group())
            self.places.setdefault(word, []).append(len(self.words))
            self.words.append(word)
            self.spans.append((match.start(), match.start() + len(word)))

    def adjacent(self, index: int) -> bool:
        """Whether the word at `index` and the next can be parts of one name."""
        gap = self.folded.text[self.spans[index][1] : self.spans[index + 1][0]]
        if gap == ". ":
            lower = self.words[index].lower()
            return lower in TITLES or lower in ("st", "jr", "sr")
        return gap in (" ", "", '" ', ' "')

    def at(self, word: str) -> list[int]:
        """Where the word stands, with any Cyrillic case ending."""
        if "\u0400" <= word[:1] <= "\u04ff":
            wanted = stems(word)
            return sorted(i for other, places in self.places.items() if other[:2] == word[:2]
                          and stems(other) & wanted for i in places)  # fmt: skip
        return self.places.get(word, [])


_cached: tuple[str, _Text] | None = None


def _read(text: str) -> _Text:
    global _cached  # noqa: PLW0603 - one text is asked about many times in a row
    if _cached is None or _cached[0] is not text:
        _cached = (text, _Text(text))
    return _cached[1]


def supports(passage: str, written: str) -> list[Problem]:
    """Why `passage` does not support the name as written (rule A-ALIAS); empty if it does."""
    return locate(passage, written)[1]


def locate(passage: str, written: str) -> tuple[Span | None, list[Problem]]:
    """Where the passage supports the written name, and why not (rule A-ALIAS)."""
    words = name_words(written)
    if words and words[0].lower() == "the":
        words = words[1:]
    if not words:
        return None, [("A-ALIAS", "no name is written", None)]
    text = _read(passage)
    if (place := _run(text, words)) is not None:
        return _span(text, *place), []
    title, name = split_title(words)
    place = _run(text, name) if title else None
    place = place or _short(text, name)
    if place is None:
        return _unknown(text, name, written)
    wanted = [word for word in title if word.lower().rstrip(".") not in _FREE]
    if wanted and not _has_title(text, wanted, name[-1]):
        span = _span(text, *place)
        shown = " ".join(title)
        return span, [("A-ALIAS", f"the text does not call {name[-1]} “{shown}”", span)]
    return _span(text, *place), []


def _unknown(text: _Text, name: list[str], written: str) -> tuple[Span | None, list[Problem]]:
    for word in (name[-1], name[0]):
        for index in text.at(word):
            begin = end = index
            while begin > 0 and text.adjacent(begin - 1) and text.words[begin - 1][:1].isupper():
                begin -= 1
            while (
                end + 1 < len(text.words)
                and text.adjacent(end)
                and text.words[end + 1][:1].isupper()
            ):
                end += 1
            shown = " ".join(text.words[begin : end + 1])
            span = _span(text, begin, end)
            return span, [("A-ALIAS", f"the text has “{shown}”, not “{written.strip()}”", span)]
    return None, [("A-ALIAS", f"the text does not name “{written.strip()}”", None)]


def _span(text: _Text, begin: int, end: int) -> Span:
    return text.folded.source(text.spans[begin][0], text.spans[end][1])


def _run(text: _Text, words: list[str]) -> tuple[int, int] | None:
    """The first place where the words stand side by side."""
    for begin in text.at(words[0]):
        end = begin + len(words) - 1
        if end >= len(text.words) or (is_initial(words[0]) and _follows_given(text, begin)):
            continue
        if all(same_word(text.words[begin + i], words[i]) for i in range(1, len(words))) and all(
            text.adjacent(i) for i in range(begin, end)
        ):
            return begin, end
    return None


def _follows_given(text: _Text, index: int) -> bool:
    """Whether the word stands inside a name, after a first name: the "B." of "James B. Comey"."""
    if index == 0 or not text.adjacent(index - 1):
        return False
    before = text.words[index - 1]
    return before[:1].isupper() and before.lower().rstrip(".") not in TITLES | COMMON


def _short(text: _Text, name: list[str]) -> tuple[int, int] | None:
    """A fuller form of the name in the text: middle words left out, initials for first names."""
    if len(name) < 2:
        return None
    for end in text.at(name[-1]):
        begin = end
        while (
            begin > 0
            and end - begin < 4
            and text.adjacent(begin - 1)
            and (text.words[begin - 1][:1].isupper() or text.words[begin - 1] in PARTICLES)
        ):
            begin -= 1
        while begin < end and text.words[begin].lower() in COMMON:
            begin += 1
        for first in range(begin, end):
            if _described(text.words[first:end], name[0]) or (
                is_initial(text.words[first]) and _follows_given(text, first)
            ):
                continue
            if _fits(text.words[first : end + 1], name):
                return first, end
    return None


def _described(words: list[str], first: str) -> bool:
    """Whether the first of `words` describes the person: the Beatle of "Beatle George Harrison".

    It does where an initial is written for it and a well-known first name follows.
    """
    from brief.evidence.places import FEMALE, MALE

    given = MALE | FEMALE
    return is_initial(first) and words[0] not in given and not given.isdisjoint(words[1:])


def _fits(full: list[str], name: list[str]) -> bool:
    """Whether `name` is `full` with middle words dropped or first names cut to initials."""
    if not _given(full[0], name[0]):
        return False
    middle, kept = full[1:-1], name[1:-1]
    if any("-" in word for word in middle) and middle != kept:
        return False  # James Franco-Seth Rogen is two people
    if is_initial(name[0]) and len(_initials(name[0])) > 1 and not kept:
        letters = _initials(name[0])
        parts = [part for word in full[:-1] for part in word.split("-")]
        return letters == "".join(part[0] for part in parts if part)
    at = 0
    for word in kept:
        while at < len(middle) and not _given(middle[at], word):
            at += 1
        if at == len(middle):
            return False
        at += 1
    return all(word.lower().rstrip(".") not in TITLES for word in full[:-1])


def _given(full: str, written: str) -> bool:
    if same_word(full, written):
        return True
    if not is_initial(written):
        return False
    letters, parts = _initials(written), full.split("-")
    return full[0] == letters[0] and (
        len(letters) == 1 or letters == "".join(p[:1] for p in parts) or not full.isalpha()
    )


def _has_title(text: _Text, title: list[str], surname: str) -> bool:
    wanted = [_plain_title(word) for word in title]
    size = len(wanted)
    for index in text.at(surname):
        for begin in range(max(0, index - size - 3), index - size + 1):
            if [_plain_title(word) for word in text.words[begin : begin + size]] == wanted:
                between = text.words[begin + size : index]
                if all(word[:1].isupper() for word in between):
                    return True
        if _title_in_apposition(text, wanted, index):
            return True
        following = [_plain_title(word) for word in text.words[index + 1 : index + 14]]
        tail = text.folded.text[text.spans[index][1] : text.spans[index][1] + 2]
        if tail[:1] in (",", "(") or tail == " -":
            for begin in range(len(following) - size + 1):
                if following[begin : begin + size] == wanted and begin < 7:
                    return True
    return False


def _title_in_apposition(text: _Text, wanted: list[str], index: int) -> bool:
    """Kazakhstan's Minister of Industry, Yersayin Nagaspayev: the title stands before a comma."""
    begin = index
    while begin > 0 and text.adjacent(begin - 1) and text.words[begin - 1][:1].isupper():
        begin -= 1
    body = text.folded.text
    if begin == 0 or body[text.spans[begin - 1][1] : text.spans[begin][0]] != ", ":
        return False
    phrase = [begin - 1]
    while phrase[0] > 0 and len(phrase) < 10 and text.adjacent(phrase[0] - 1):
        phrase.insert(0, phrase[0] - 1)
    words = [_plain_title(text.words[place]) for place in phrase]
    return any(words[at : at + len(wanted)] == wanted for at in range(len(words)))


def _plain_title(word: str) -> str:
    lower = word.lower().rstrip(".")
    return _SHORT_TITLES.get(lower, lower)
