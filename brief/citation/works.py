"""Held texts as citation styles see them: who, what, where, when, as far as it is known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from brief.record import Record


class Person(Record):
    """An author: family and given names, or (`given` empty) a name that is never turned round."""

    family: str
    given: str = ""

    @property
    def natural(self) -> str:
        """As it prints in running text."""
        return f"{self.given} {self.family}" if self.given else self.family


class Known(Record):
    """A detail: its words, and whether they come from elsewhere, to print in [square brackets]."""

    text: str = ""
    supplied: bool = False
    by: str = ""

    @property
    def shown(self) -> str:
        return f"[{self.text}]" if self.supplied and self.text else self.text


class Day(Record):
    """A date as far as it is known: what is not stated is 0."""

    year: int = 0
    month: int = 0
    day: int = 0


class Work(Record):
    """A held text: `kind` is news, web, report or statement, `short` the house's name for it.

    `authors` are those of the byline, for a report or statement without one whoever issued it
    (`issued` tells so; the outlet is then not said again).  `date` is read from `published`, all 0
    where it is not a date.
    """

    id: str
    code: str
    kind: str = "news"
    language: str = ""
    short: str = ""
    outlet: Known = Known()
    author: Known = Known()
    title: Known = Known()
    published: Known = Known()
    url: Known = Known()
    authors: tuple[Person, ...] = ()
    issued: bool = False
    date: Day = Day()

    @property
    def description(self) -> str:
        """What stands where a title would, in brackets since it is the house's."""
        return "" if self.title.text else f"[{self.short or self.code}]"

    @property
    def short_title(self) -> str:
        """The title up to its first colon, whole where that would part a pair of marks."""
        head, colon, _ = self.title.text.partition(": ")
        if not colon or head.count("“") != head.count("”") or head.count("«") != head.count("»"):
            return self.title.text
        return head if head.count('"') % 2 == 0 else self.title.text


def work(
    id: str,
    code: str,
    kind: str,
    language: str,
    short: str,
    details: Mapping[str, Known],
    people: Mapping[str, Person] | None = None,
) -> Work:
    """A work from its details (outlet, author, title, published, url).

    `people` maps spellings of registered names to persons and bodies, which decide over the rule.
    """
    outlet, author = details["outlet"], details["author"]
    authors = byline(author.text, {outlet.text: Person(outlet.text), **(people or {})})
    issued = not authors and kind in ("report", "statement") and bool(outlet.text)
    if issued:
        author, authors = outlet, (Person(outlet.text),)
    return Work(
        id,
        code,
        kind,
        language,
        short,
        outlet,
        author,
        details["title"],
        details["published"],
        details["url"],
        authors,
        issued,
        day(details["published"].text),
    )


_BETWEEN = re.compile(r",? (?:and|и|және|&) |[,;] ")
_WORD = re.compile(r"(?:[^\W\d_]\.)+|[^\W\d_]+(?:[-’'ʼ][^\W\d_]+)*")
_BODY = frozenset(
    """agence agency alliance archive assembly association authority bank board bureau business
    cabinet center centre chamber channel city commission committee company congress corporation
    correspondent council court daily department desk digest editor editorial editors embassy
    europe exchange federation foundation fund gazette government group house institute
    institution international journal magazine media ministry monitor museum national nations news
    newspaper observer office organisation organization parliament post press radio report
    reporter reporters review secretariat senate service services society staff state states
    survey team telegraph television times today tribune trust tv union united university watch
    weekly world
    агентство администрация акорда академия ассоциация банк вестник газета группа департамент
    журнал издание институт институты комитет корреспондент международный мир министерство новости
    объединение организация правительство правда пресса пресс-служба редакция республика секретариат
    служба совет союз телеграф труд университет фонд центр
    агенттігі академиясы басқармасы баспасөз департаменті институты комитеті қоры министрлігі
    орталығы редакциясы үкіметі университеті хабарлары""".split()
)


def byline(text: str, people: Mapping[str, Person]) -> tuple[Person, ...]:
    """The authors that a byline names.

    Persons are recognised with care, for a name wrongly turned round is a name invented: two to
    four capitalised words of letters, none of which names a kind of body ("Bank", "Press"), the
    last being the family name.  Anything else stands as it is.  A registered name decides.
    """
    if not text:
        return ()
    if text in people:
        return (people[text],)
    parts = [part for part in _BETWEEN.split(text) if part]
    found = [people.get(part) or _person(part) for part in parts]
    if all(found):
        return tuple(filter(None, found))
    return (Person(text),)


def _person(text: str) -> Person | None:
    words = text.split(" ")
    if not 2 <= len(words) <= 4:
        return None
    for word in words:
        if not _WORD.fullmatch(word) or not word[0].isupper() or word.lower() in _BODY:
            return None
        if len(word) > 1 and word.isupper() and "." not in word and "-" not in word:
            return None  # "BBC Monitoring"
    return Person(words[-1], " ".join(words[:-1]))


def registered(name: str, short: str, person: bool) -> Person:
    """A registered name: a person's short form is the family name where the name holds it."""
    if person and short and short != name:
        if name.endswith(f" {short}"):
            return Person(short, name[: -len(short) - 1])
        if name.startswith(f"{short} "):
            return Person(short, name[len(short) + 1 :])
    if person:
        given, _, family = name.rpartition(" ")
        return Person(family, given)
    return Person(name)


def day(text: str) -> Day:
    """The date that a text is, as far as it goes; nothing where it is more or less than one."""
    if not text:
        return Day()
    from brief.evidence.dates import parse

    found = parse(text)
    if found is None or not found.year or found.last != (0, 0, 0):
        return Day()
    if found.part or found.relative or found.bound or found.text.strip() != text.strip():
        return Day()
    return Day(found.year, found.month, found.day)


def initials(given: str, bare: bool = False) -> str:
    """`Kassym-Jomart` as "K.-J.", bare "KJ"."""
    parts = [part for part in re.split(r"([ -])", given.replace(".", ". ").strip()) if part]
    letters = [p[0] if p[0] not in " -" else p for p in parts]
    if bare:
        return "".join(letter for letter in letters if letter not in " -")
    spaced = "".join(letter if letter in " -" else f"{letter}." for letter in letters)
    return re.sub(r" +", " ", spaced)


def ambiguous(works: Iterable[Work]) -> frozenset[str]:
    """Codes of works whose author (or outlet) and short title are those of another, too."""
    groups: dict[tuple[object, ...], list[str]] = {}
    for one in works:
        who = tuple(person.family for person in one.authors) or (one.outlet.text,)
        groups.setdefault((who, one.short_title), []).append(one.code)
    return frozenset(code for codes in groups.values() if len(codes) > 1 for code in codes)
