"""References to held texts in a citation style: the first note, repeats, the list of sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from brief.archive.snapshots import Place
from brief.citation.apparatus import Apparatus, Reference
from brief.citation.pieces import Line, Piece, address, inlines, plain
from brief.citation.short import UNCLEAR, anchor, backing, gathered
from brief.citation.styles import Group, NameForm, Part, Style, Variable, Words, find
from brief.citation.works import Person, Work, ambiguous, initials
from brief.document.tree import Inline, Origin, Quotation, Text, inlines_text
from brief.locale.citing import Terms, order, terms
from brief.locale.languages import NBSP, language

_ORIGIN = Origin("citation")
_SINGLE = (("‘", "’"), ("“", "”"))
_NOWHERE: frozenset[str] = frozenset()


class Styled:
    """A style with the works it refers to: what one document needs.

    `tag` is the brief's language; `quotes` are the ids of facts that are another's words.
    """

    def __init__(
        self,
        style: str,
        works: Iterable[Work],
        tag: str,
        quotes: frozenset[str] = _NOWHERE,
    ) -> None:
        self.style: Style = find(style)
        self.works = {work.code: work for work in works}
        self.tag = tag
        self.quotes = quotes
        self.terms: Terms = terms(tag)
        spoken = language(tag)
        self.marks = _SINGLE if self._english(self.style.single) else (spoken.outer, spoken.inner)
        self.inside = self._english(self.style.inside)
        self.unclear = spoken.unclear
        self.alike = ambiguous(self.works.values())
        # Works without an author are put in order by their entries, which have no letters as yet.
        self.suffixes: dict[str, str] = {}
        if self.style.suffix:
            self.suffixes = self._suffixes()

    def _english(self, rule: bool) -> bool:
        """A rule of English typography: another language keeps its own."""
        return rule and self.terms.code == "en"

    def noting(self, apparatus: Apparatus) -> Noting:
        """The references of one document, none of which came yet."""
        return Noting(self, apparatus)

    # ------------------------------------------------------------ references

    def reference(
        self,
        form: str,
        code: str,
        places: Sequence[Place] = (),
        links: frozenset[str] = _NOWHERE,
        number: int = 0,
    ) -> list[Piece]:
        """The pieces of a reference; `form` is first, repeat, inline or list, `number` that of the
        note that gives it in full."""
        work = self.works[code]
        values = _Values(self, work, form, list(places), links, number)
        line = Line(self.marks, self.inside)
        for part in self.style.pattern(form, work.kind, bool(work.authors)):
            _print(part, line, values, italic=False)
        return line.pieces

    def entry(self, code: str) -> list[Piece]:
        """The work in the list of sources."""
        return self.reference("list", code)

    def listing(self) -> list[Work]:
        """The works in the order of the style's list."""
        if self.style.sort == ("code",):
            return list(self.works.values())
        return sorted(self.works.values(), key=self._key)

    def _key(self, work: Work) -> tuple[object, ...]:
        known = {
            "names": order(" ".join(f"{p.family} {p.given}" for p in work.authors), self.tag),
            "title": order(_article(work.title.text) or work.short, self.tag),
            "date": (not work.date.year, work.date.year, work.date.month, work.date.day),
        }
        if not work.authors:
            begun = plain(self.entry(work.code)) if self.style.patterns else ""
            known["names"] = order(_article(begun), self.tag)
        return (*(known[one] for one in self.style.sort), work.code)

    def _suffixes(self) -> dict[str, str]:
        """The letters that tell works of one author and year apart, in the order of the list."""
        groups: dict[tuple[object, ...], list[Work]] = {}
        for work in self.works.values():
            who = tuple((p.family, p.given) for p in work.authors) or (work.short_title,)
            groups.setdefault((who, self.year_text(work)), []).append(work)
        found: dict[str, str] = {}
        for works in groups.values():
            if len(works) > 1:
                for index, work in enumerate(sorted(works, key=self._key)):
                    letter = chr(ord("a") + index % 26) * (index // 26 + 1)
                    found[work.code] = letter if work.published.text else f"-{letter}"
        return found

    # ------------------------------------------------------------ what is known of a work

    def year_text(self, work: Work) -> str:
        if not work.published.text:
            return self.undated()
        return str(work.date.year) if work.date.year else work.published.text

    def undated(self) -> str:
        return self.style.no_date.format(self.abbreviated(self.terms["no-date"]))

    def abbreviated(self, words: str) -> str:
        """An abbreviation as the style has it: OSCOLA sets none of its stops."""
        if self.style.stops or self.terms.code != "en":
            return words
        return words.replace(".", "")

    def people(self, authors: Sequence[Person], form: NameForm) -> str:
        """Authors as they print, shortened and joined."""
        shown = [_name(p, form, first=at == 0) for at, p in enumerate(authors)]
        if len(shown) > form.most:
            comma = "," if form.others == "et-al" and form.order == "inverted" else ""
            return f"{shown[0]}{comma} {self.terms[form.others]}"
        if len(shown) < 2:
            return shown[0] if shown else ""
        turned = form.order in ("inverted", "first-inverted") and bool(authors[0].given)
        comma = "," if form.oxford and self._english(len(shown) > 2 or turned) else ""
        joint = self.terms["ampersand" if self.style.ampersand else "and"]
        return f"{', '.join(shown[:-1])}{comma} {joint} {shown[-1]}"

    def places(self, work: Work, places: list[Place], links: frozenset[str]) -> list[Piece]:
        """`paras. 4–5, 9`: paragraphs, each run linked to its first printed passage."""
        runs = _runs(places)
        if not runs:
            return []
        several = len(runs) > 1 or runs[0][0] != runs[0][1]
        words = self.abbreviated(self.terms["paragraphs" if several else "paragraph"])
        before, _, after = words.partition("{places}")
        found = [Piece(before.replace(" ", NBSP), work.id, "place")] if before else []
        for index, (first, last, at) in enumerate(runs):
            if index:
                found.append(Piece(", ", work.id, "place"))
            text = f"{first}–{last}" if last > first else str(first)
            target = next((a for p in at if (a := anchor(work.code, p)) in links), "")
            found.append(Piece(text, work.id, "place", target=f"#{target}" if target else ""))
        if after:
            found.append(Piece(after, work.id, "place"))
        return found


def _name(person: Person, form: NameForm, first: bool) -> str:
    family = person.family.upper() if form.capitals else person.family
    if not person.given:
        return family
    if form.order == "family":
        return family
    if form.given == "bare-initials":
        return f"{family} {initials(person.given, bare=True)}"
    given = initials(person.given) if form.given == "initials" else person.given
    if form.order == "inverted" or (form.order == "first-inverted" and first):
        return f"{family}, {given}"
    return f"{given} {family}"


def _runs(places: list[Place]) -> list[tuple[int, int, list[Place]]]:
    """Neighbouring paragraphs joined: first, last, and the places in them."""
    found: list[tuple[int, int, list[Place]]] = []
    for place in sorted(places, key=lambda p: (p.paragraph, p.first, p.last)):
        if found and place.paragraph <= found[-1][1] + 1:
            first, _, at = found[-1]
            found[-1] = (first, place.paragraph, [*at, place])
        else:
            found.append((place.paragraph, place.paragraph, [place]))
    return found


def _article(title: str) -> str:
    """A title as it is sorted: without marks and without the article it begins with."""
    bare = title.lstrip("“”‘’«»\"'[ ")
    head, _, rest = bare.partition(" ")
    return rest if head.lower() in ("a", "an", "the") and rest else bare


class _Values:
    """The values of a pattern's variables for one reference."""

    def __init__(
        self,
        styled: Styled,
        work: Work,
        form: str,
        places: list[Place],
        links: frozenset[str],
        number: int,
    ) -> None:
        self.styled = styled
        self.work = work
        self.form = form
        self.at = places
        self.links = links
        self.number = number
        tag = work.language.partition("-")[0]
        self.lang = work.language if tag and tag != styled.terms.code else ""

    def get(self, name: str) -> list[Piece]:
        """The pieces of a variable, none where nothing is known; `KeyError` for no variable."""
        return _VARIABLES[name](self)

    def own(self, text: str, field: str, target: str = "", lang: str = "") -> list[Piece]:
        return [Piece(text, self.work.id, field, target=target, lang=lang)] if text else []

    def authors(self) -> list[Piece]:
        return self._people("list" if self.form == "list" else "first")

    def names(self) -> list[Piece]:
        return self._people("short")

    def _people(self, form: str) -> list[Piece]:
        work, names = self.work, self.styled.style.names
        shown = self.styled.people(work.authors, names.get(form) or names["list"])
        if shown and work.author.supplied:
            shown = f"[{shown}]"
        return self.own(shown, "outlet" if work.issued else "author")

    def title(self) -> list[Piece]:
        work = self.work
        return self.own(work.title.shown or work.description, "title", lang=self._titled())

    def short_title(self) -> list[Piece]:
        work = self.work
        if not work.title.text or work.code in self.styled.alike:
            return self.title()
        known = work.title.replace(text=work.short_title)
        return self.own(known.shown, "title", lang=self._titled())

    def _titled(self) -> str:
        return self.lang if self.work.title.text else ""

    def outlet(self) -> list[Piece]:
        return [] if self.work.issued else self.own(self.work.outlet.shown, "outlet")

    def date(self) -> list[Piece]:
        styled, work = self.styled, self.work
        if not work.date.year:
            return self.year()
        form = styled.style.date
        day = work.date
        text = styled.terms.date(day.year, day.month, day.day, form)
        if suffix := styled.suffixes.get(work.code, ""):
            text = text.replace(str(day.year), f"{day.year}{suffix}", 1)
        return self._dated(text)

    def year(self) -> list[Piece]:
        work = self.work
        suffix = self.styled.suffixes.get(work.code, "")
        return self._dated(f"{self.styled.year_text(work)}{suffix}")

    def _dated(self, text: str) -> list[Piece]:
        return self.own(f"[{text}]" if self.work.published.supplied else text, "published")

    def url(self) -> list[Piece]:
        known = self.work.url
        return self.own(known.shown, "url", "" if known.supplied else address(known.text))

    def available(self) -> list[Piece]:
        if not self.work.url.text:
            return []
        before, _, after = self.styled.terms["available"].partition("{url}")
        pieces = [*self.own(before, "words"), *self.url(), *self.own(after, "words")]
        return [piece.replace(field="") if piece.field == "words" else piece for piece in pieces]

    def within(self) -> list[Piece]:
        return [Piece(self.styled.terms["in"])]

    def online(self) -> list[Piece]:
        return [Piece(self.styled.terms["online"])] if self.work.url.text else []

    def place(self) -> list[Piece]:
        return self.styled.places(self.work, self.at, self.links)

    def cross(self) -> list[Piece]:
        if not self.number:
            return []
        words = self.styled.terms["cross"].format(number=self.number)
        return [Piece(words.replace(" ", NBSP))]

    def code(self) -> list[Piece]:
        return [Piece(self.work.code, self.work.id, "code")]


_VARIABLES = {
    "authors": _Values.authors,
    "names": _Values.names,
    "title": _Values.title,
    "short-title": _Values.short_title,
    "outlet": _Values.outlet,
    "date": _Values.date,
    "year": _Values.year,
    "url": _Values.url,
    "available": _Values.available,
    "in": _Values.within,
    "online": _Values.online,
    "place": _Values.place,
    "cross": _Values.cross,
    "code": _Values.code,
}


def _print(part: Part, line: Line, values: _Values, italic: bool) -> None:
    if isinstance(part, Words):
        line.words(part.text, italic)
    elif isinstance(part, Variable):
        for index, pieces in enumerate(filter(None, map(values.get, part.names))):
            if index:
                line.words(part.between, italic)
            for piece in pieces:
                line.value(piece.replace(italic=italic))
    elif _known(part, values):
        bare = part.look and _described(part, values)
        if part.look == "quoted" and not bare:
            line.open()
        for inner in part.parts:
            _print(inner, line, values, italic or (part.look == "italic" and not bare))
        if part.look == "quoted" and not bare:
            line.close()


def _variables(part: Part) -> Iterable[str]:
    if isinstance(part, Variable):
        yield from part.names
    elif isinstance(part, Group):
        for inner in part.parts:
            yield from _variables(inner)


def _known(part: Group, values: _Values) -> bool:
    return any(values.get(name) for name in _variables(part) if name != "in")


def _described(part: Group, values: _Values) -> bool:
    """Whether a description stands where a title would: neither quoted nor italic."""
    return not values.work.title.text and any("title" in name for name in _variables(part))


# ---------------------------------------------------------------- notes and words in the line


class Noting:
    """The references of one document in reading order: which are first, which are repeats."""

    def __init__(self, styled: Styled, apparatus: Apparatus) -> None:
        self.styled = styled
        self.apparatus = apparatus
        self.last = 0  # the number of the last note
        self._first: dict[str, int] = {}  # code -> the note that gives it in full
        self._part: dict[object, tuple[Inline, ...]] = {}
        self._said: set[tuple[Inline, ...]] = set()  # the texts of this part's notes

    def part(self) -> None:
        """A part of the document begins, within which a repeated note keeps its number."""
        self._part = {}
        self._said = set()

    def note(
        self, facts: tuple[str, ...], remark: tuple[Inline, ...], links: frozenset[str]
    ) -> tuple[Inline, ...]:
        """The text of a note; the very same as before where it repeats one of this part."""
        found = backing(facts, self.apparatus)
        references = tuple(_whole(r) for r in gathered(found.references))
        quoting = self._quoting(facts)
        key = (references, quoting, found.absent, found.original, found.remark, remark)
        if key in self._part:
            return self._part[key]
        number = self.last + 1
        line = _Joined()
        for reference in references:
            form = "repeat" if reference.code in self._first else "first"
            first = self._first.setdefault(reference.code, number)
            line.next(self.held(form, reference, quoting, links, first))
        line.next(self._absent(found.absent, begins=not line.parts))
        if found.original:
            words = Text(found.original, Origin("fact", facts[0], "words"))
            line.next((Quotation((words,), found.original_lang),))
        line.next(_own(found.remark))
        line.next(remark)
        done = line.done(self.styled.style)
        if not done:
            return done
        if done not in self._said:  # else it takes the number of the one before
            self.last = number
            self._said.add(done)
        self._part[key] = done
        return done

    def inline(
        self, facts: tuple[str, ...], remark: tuple[Inline, ...], links: frozenset[str]
    ) -> tuple[Inline, ...]:
        """In the running text, in brackets."""
        found = backing(facts, self.apparatus)
        line = _Joined()
        quoting = self._quoting(facts)
        for reference in map(_whole, gathered(found.references)):
            line.next(self.held("inline", reference, quoting, links, 0))
        line.next(self._absent(found.absent))
        line.next(remark)
        done = tuple(line.parts)
        return (Text("(", _ORIGIN), *done, Text(")", _ORIGIN)) if done else ()

    def held(
        self, form: str, reference: Reference, quoting: bool, links: frozenset[str], number: int
    ) -> tuple[Inline, ...]:
        """The reference to a held text, after the outlets it was read through."""
        styled = self.styled
        pieces = styled.reference(form, reference.code, reference.places, links, number)
        unclear = UNCLEAR in reference.chain
        term = styled.terms[styled.style.quoted if quoting else "cited"]
        for name in reversed([name for name in reference.chain if name != UNCLEAR]):
            before, _, rest = term.partition("{original}")
            between, _, after = rest.partition("{held}")
            own = [before, name, between]
            pieces = [*(Piece(text) for text in own if text), *pieces]
            pieces += [Piece(after)] if after else []
        if unclear:
            # In the running text the reference stands in brackets already.
            told = f", {styled.unclear}" if form == "inline" else f" ({styled.unclear})"
            pieces.append(Piece(told))
        return inlines(pieces)

    def _quoting(self, facts: tuple[str, ...]) -> bool:
        return bool(facts) and all(fact in self.styled.quotes for fact in facts)

    def _absent(self, codes: tuple[str, ...], begins: bool = False) -> tuple[Inline, ...]:
        if not codes:
            return ()
        known = [self.apparatus.sources.get(code, code) for code in codes]
        names = ("; " if any("," in name for name in known) else ", ").join(known)
        return _own(self.styled.terms["absent-first" if begins else "absent"].format(names=names))


def _own(words: str) -> tuple[Inline, ...]:
    return (Text(words, _ORIGIN),) if words else ()


def _whole(reference: Reference) -> Reference:
    """Places once each, without the outlet that `gathered` has put into the chain."""
    return reference.replace(outlet="")


class _Joined:
    """References one after the other, semicolons between them."""

    def __init__(self) -> None:
        self.parts: list[Inline] = []

    def next(self, inlines: tuple[Inline, ...]) -> None:
        if not inlines:
            return
        if self.parts:
            self._text("; ")
        first, *rest = inlines
        if isinstance(first, Text) and first.origin == _ORIGIN:
            self._text(first.content)
        else:
            self.parts.append(first)
        self.parts += rest

    def _text(self, words: str) -> None:
        last = self.parts[-1] if self.parts else None
        if isinstance(last, Text) and last.origin == _ORIGIN:
            self.parts[-1] = Text(last.content + words, _ORIGIN)
        else:
            self.parts.append(Text(words, _ORIGIN))

    def done(self, style: Style) -> tuple[Inline, ...]:
        """The note with the style's stop at its end."""
        if self.parts and style.end:
            printed = inlines_text(tuple(self.parts)).rstrip("”’»“")
            address = printed.rpartition(" ")[2].startswith(("http://", "https://"))
            if not printed.endswith((".", "?", "!", "…")) and not (address and style.bare_address):
                self._text(style.end)
        return tuple(self.parts)
