"""References in citation styles: what Pandoc has no word for, languages, notes in order."""

from __future__ import annotations

import re

import pytest

from brief.archive.snapshots import Place
from brief.citation.apparatus import Apparatus, Backing, Reference
from brief.citation.pieces import Line, flipped, inlines
from brief.citation.styled import Styled
from brief.citation.styles import STYLES, find, parse
from brief.citation.works import Known, Person, byline, day, initials, registered
from brief.document.tree import (
    Citation,
    Document,
    Emphasis,
    Inline,
    Link,
    Meta,
    Note,
    Origin,
    Paragraph,
    Section,
    Statement,
    Text,
    inlines_text,
)
from brief.locale.citing import order, terms
from brief.transforms import apply
from brief.transforms.walk import every
from tests.citation.works import WORKS, made, shown

OTHERS = [style for style in STYLES if style != "house"]
P4 = (Place(4, 1, 2),)


def _styled(style: str, *works, tag: str = "en-GB", quotes: frozenset[str] = frozenset()):
    return Styled(style, works or WORKS, tag, quotes)


# ---------------------------------------------------------------- what is not in CSL


@pytest.mark.parametrize(
    ("style", "words"),
    [
        ("chicago", "[Jane Doe], “[A visit],” _[Orda.kz]_, [November 8, 2025], para. 4, [orda.kz]"),
        ("apa", "[Doe], [2025], para. 4"),
        ("oscola", "[Jane Doe], ‘[A visit]’ _[Orda.kz]_ ([8 November 2025]) para 4 <[orda.kz]>"),
        (
            "iso690",
            "[DOE, Jane]. [A visit]. _[Orda.kz]_ [online]. [8 November 2025], para. 4. "
            "Available at: [orda.kz]",
        ),
    ],
)
def test_what_is_supplied_stands_in_brackets(style: str, words: str) -> None:
    work = made(
        "supplied",
        1,
        outlet=Known("Orda.kz", True),
        author=Known("Jane Doe", True),
        title=Known("A visit", True),
        published=Known("8 November 2025", True, "the site"),
        url=Known("orda.kz", True),
    )
    assert shown(_styled(style, work).reference("first", "S1", P4)) == words


@pytest.mark.parametrize(
    ("tag", "style", "words"),
    [
        ("ru", "chicago", "«Дайджест: визит „века“», _Казинформ_, б. д., абз. 4–5"),
        ("kk", "chicago", "«Дайджест: визит „века“», _Казинформ_, күні белгісіз, 4–5-абзац"),
        ("ru", "oscola", "«Дайджест: визит „века“» _Казинформ_ (б. д.) абз. 4–5"),
        ("kk", "iso690", "Дайджест: визит «века». _Казинформ_. [күні белгісіз], 4–5-абзац"),
        ("ru", "apa", "«Дайджест», б. д., абз. 4–5"),
        ("en-GB", "chicago", "“Дайджест: визит ‘века,’” _Казинформ_, n.d., paras. 4–5"),
    ],
)
def test_languages_have_their_own_words_and_marks(tag: str, style: str, words: str) -> None:
    work = made("d", 1, outlet="Казинформ", title="Дайджест: визит «века»", language="ru")
    places = (Place(4, 1, 1), Place(5, 2, 2))
    assert shown(_styled(style, work, tag=tag).reference("first", "S1", places)) == words


def test_dates_in_every_language() -> None:
    for tag, full, month, apa in (
        ("en", "8 November 2025", "November 2025", "2025, November 8"),
        ("ru", "8 ноября 2025", "ноябрь 2025", "2025, 8 ноября"),
        ("kk", "2025 жылғы 8 қараша", "2025 жылғы қараша", "2025, 8 қараша"),
    ):
        assert terms(tag).date(2025, 11, 8) == full
        assert terms(tag).date(2025, 11, 0) == month
        assert terms(tag).date(2025, 11, 8, "apa") == apa
        assert terms(tag).date(2025, 0, 0, "us") == "2025"


def test_every_language_has_the_same_words() -> None:
    english = terms("en")
    for tag in ("ru", "kk"):
        other = terms(tag)
        assert other.words.keys() == english.words.keys()
        assert len(other.months) == 12
        for key, words in english.words.items():
            assert set(re.findall(r"\{\w+\}", words)) == set(re.findall(r"\{\w+\}", other[key]))


@pytest.mark.parametrize("style", STYLES)
def test_titles_are_verbatim_in_every_style_form_and_language(style: str) -> None:
    title = "iPhone maker’s U.S.-Kazakh deal: A to z, “and” so on"
    work = made("w", 1, outlet="e-Paper", author="Jane Doe", title=title)
    for tag in ("en", "ru", "kk"):
        text = shown(_styled(style, work, tag=tag).entry("S1"))
        assert re.sub("[“”‘’«»„]", "'", title.rstrip()) in re.sub("[“”‘’«»„]", "'", text)


def test_a_foreign_title_says_its_language_and_a_title_in_italics_is_emphasis() -> None:
    work = made("w", 1, kind="report", outlet="Банк", title="Обзор", language="ru")
    (styled,) = [one for one in inlines(_styled("chicago", work).entry("S1")) if _is(one, "")]
    assert isinstance(styled, Emphasis)
    assert styled.children[0].lang == "ru"
    english = made("w", 1, kind="report", outlet="Bank", title="Survey", language="en")
    assert not [p for p in _styled("chicago", english).entry("S1") if p.lang]


def _is(inline: Inline, _: str) -> bool:
    return isinstance(inline, Emphasis)


def test_an_address_is_a_link_only_where_it_is_one() -> None:
    good = made("w", 1, title="T", url="https://a.example/b")
    bad = made("w", 1, title="T", url="javascript:alert(1)")
    assert [i.target for i in inlines(_styled("apa", good).entry("S1")) if isinstance(i, Link)]
    assert not [i for i in inlines(_styled("apa", bad).entry("S1")) if isinstance(i, Link)]


def test_texts_that_would_look_alike_keep_their_whole_titles() -> None:
    one = made("a", 1, outlet="Kazinform", title="Digest: the visit")
    two = made("b", 2, outlet="Kazinform", title="Digest: the accords")
    styled = _styled("chicago", one, two)
    assert shown(styled.reference("repeat", "S1", P4)) == (
        "_Kazinform_, “Digest: the visit,” para. 4"
    )


def test_apa_tells_works_of_one_author_and_year_apart() -> None:
    works = (
        made("b", 1, outlet="A", author="Jane Doe", title="Beta", published="2025"),
        made("a", 2, outlet="A", author="Jane Doe", title="Alpha", published="2025"),
        made("n", 3, outlet="A", author="Jane Doe", title="Nu"),
        made("m", 4, outlet="A", author="Jane Doe", title="Mu"),
    )
    styled = _styled("apa", *works)
    assert [shown(styled.reference("first", work.code)) for work in works] == [
        "Doe, 2025b",
        "Doe, 2025a",
        "Doe, n.d.-b",
        "Doe, n.d.-a",
    ]
    assert [work.id for work in styled.listing()] == ["a", "b", "m", "n"]


@pytest.mark.parametrize("date", ["2025", ""])
def test_works_of_no_author_and_one_title_are_told_apart_too(date: str) -> None:
    works = [made(f"w{n}", n, title="Digest", published=date) for n in (1, 2)]
    styled = _styled("apa", *works)
    year = "2025" if date else "n.d.-"
    assert [shown(styled.reference("inline", work.code)) for work in works] == [
        f"“Digest,” {year}a",
        f"“Digest,” {year}b",
    ]
    assert [work.id for work in styled.listing()] == ["w1", "w2"]


# ---------------------------------------------------------------- names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Zarina Fayzulina", ["Fayzulina, Zarina"]),
        ("Kassym-Jomart K. Tokayev", ["Tokayev, Kassym-Jomart K."]),
        ("Jane Doe and John Roe", ["Doe, Jane", "Roe, John"]),
        ("Jane Doe, John Roe & Ann O’Neil", ["Doe, Jane", "Roe, John", "O’Neil, Ann"]),
        ("Динара Ахметова и Иван Петров", ["Ахметова, Динара", "Петров, Иван"]),
        ("World Bank", ["World Bank"]),
        ("Reuters", ["Reuters"]),
        ("Jane Doe, Reuters", ["Jane Doe, Reuters"]),
        ("BBC Monitoring", ["BBC Monitoring"]),
        ("Пресс-служба Акорды", ["Пресс-служба Акорды"]),
        ("Jan van der Berg", ["Jan van der Berg"]),
        ("Research and Analysis Desk", ["Research and Analysis Desk"]),
        ("", []),
    ],
)
def test_only_plain_names_of_persons_are_turned_round(text: str, names: list[str]) -> None:
    found = [f"{p.family}, {p.given}" if p.given else p.family for p in byline(text, {})]
    assert found == names


def test_a_registered_name_decides() -> None:
    people = {
        "Xi Jinping": registered("Xi Jinping", "Xi", True),
        "Open Horizon": registered("Open Horizon", "", False),
    }
    assert byline("Xi Jinping", people) == (Person("Xi", "Jinping"),)
    assert byline("Open Horizon", people) == (Person("Open Horizon"),)
    assert byline("Jane Doe and Xi Jinping", people) == (
        Person("Doe", "Jane"),
        Person("Xi", "Jinping"),
    )


def test_initials() -> None:
    assert initials("Kassym-Jomart") == "K.-J."
    assert initials("Mary J.") == "M. J."
    assert initials("Kassym-Jomart K.", bare=True) == "KJK"


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("8 November 2025", (2025, 11, 8)),
        ("November 2025", (2025, 11, 0)),
        ("2025", (2025, 0, 0)),
        ("8 ноября 2025 года", (2025, 11, 8)),
        ("early November 2025", (0, 0, 0)),
        ("November", (0, 0, 0)),
        ("yesterday", (0, 0, 0)),
        ("7–8 November 2025", (0, 0, 0)),
        ("8 November 2025, updated 9 November 2025", (0, 0, 0)),
    ],
)
def test_only_a_whole_date_is_a_date(text: str, known: tuple[int, int, int]) -> None:
    found = day(text)
    assert (found.year, found.month, found.day) == known


def test_a_date_that_is_none_prints_as_it_stands() -> None:
    work = made("w", 1, outlet="O", title="T", published="early November 2025")
    assert shown(_styled("chicago", work).entry("S1")) == "_O_. “T.” early November 2025."
    assert shown(_styled("apa", work).reference("first", "S1")) == "“T,” early November 2025"


# ---------------------------------------------------------------- patterns and order


@pytest.mark.parametrize("pattern", ["[{a}", "{a}]", "“{a}_", "_{a}", "a “b"])
def test_a_pattern_whose_signs_do_not_match_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="do not match"):
        parse(pattern)


def test_every_pattern_of_every_style_prints_every_work() -> None:
    for style in STYLES:
        forms = [form for form in ("first", "repeat", "inline", "list") if style != "house"]
        for form in forms or ["list"]:
            for work in WORKS:
                text = shown(_styled(style).reference(form, work.code, P4, number=1))
                assert text
                assert not re.search(r"\.\.|,[,.]|\( |\(,|\(\)|, ,|  |^[,. ]|[{}]", text), text
    with pytest.raises(KeyError):
        find("mla")


def test_marks_nest_only_where_they_stand_in_pairs() -> None:
    double, single = ("“", "”"), ("‘", "’")
    assert flipped("the “deal” and “visit”", double, single) == "the ‘deal’ and ‘visit’"
    assert flipped("a 5” pipe", double, single) == "a 5” pipe"
    assert flipped("EU’s ‘green deal’ talks", single, double) == "EU’s “green deal” talks"


def test_the_order_of_letters() -> None:
    words = ["Яна", "Ә", "а", "Б", "Zed", "Éa", "eb", "Қ", "Л", "10"]
    assert sorted(words, key=lambda w: order(w, "kk")) == [
        "10", "а", "Ә", "Б", "Қ", "Л", "Яна", "Éa", "eb", "Zed",
    ]  # fmt: skip
    assert sorted(words, key=lambda w: order(w, "en"))[:4] == ["10", "Éa", "eb", "Zed"]


def test_punctuation_is_never_doubled() -> None:
    line = Line((("“", "”"), ("‘", "’")), True)
    line.words(", ")
    line.open()
    line.value(shown_piece("Who buys?"))
    line.close()
    line.words(", then")
    assert "".join(p.text for p in line.pieces) == "“Who buys?” then"


def shown_piece(text: str):
    from brief.citation.pieces import Piece

    return Piece(text, "w", "title")


# ---------------------------------------------------------------- notes in a document


def _reference(code: str, *paragraphs: int, chain: tuple[str, ...] = ()) -> Reference:
    return Reference(code, tuple(Place(n, 1, 1) for n in paragraphs), chain)


BACKINGS = {
    "a": Backing((_reference("S1", 4),)),
    "b": Backing((_reference("S3", 2),)),
    "both": Backing((_reference("S1", 9), _reference("S3", 7))),
    "cnn": Backing((_reference("S3", 5, chain=("CNN",)),)),
    "chain": Backing((_reference("S3", 5, chain=("CNN", "Reuters")),)),
    "unclear": Backing((_reference("S1", 5, chain=("unclear",)),)),
    "gap": Backing((), ("S1", "S3")),
    "comma": Backing((), ("S1", "S5")),
    "told": Backing((_reference("S1", 5),), (), "single source", "слова", "ru"),
}


def _document(*parts: list[str], form: str = "note") -> Document:
    blocks = []
    for number, facts in enumerate(parts):
        paragraphs = tuple(
            Paragraph(
                (
                    Statement(
                        (
                            Text("It is so.", Origin("author")),
                            Citation(tuple(fact.split("+")), form),  # type: ignore[arg-type]
                        ),
                        f"s{number}-{index}",
                        tuple(fact.split("+")),
                    ),
                )
            )
            for index, fact in enumerate(facts)
        )
        blocks.append(Section(paragraphs, new_page=True))
    return Document(Meta("T", citations="footnote"), tuple(blocks))


def _notes(style: str, *parts: list[str], mode: str = "footnote") -> list[tuple[int, str]]:
    """The numbers and texts of the notes, in order; a repeated one without its text."""
    styled = _styled(style, quotes=frozenset({"cnn"}))
    names = {"S1": "Orda.kz summary", "S3": "Kazinform digest", "S5": "report, no outlet"}
    done, found = apply(_document(*parts), Apparatus("en-GB", mode, BACKINGS, names, styled))
    assert not found
    notes = []
    for block in every(done.blocks):
        if isinstance(block, Paragraph):
            for inline in block.children[0].children:  # type: ignore[attr-defined]
                if isinstance(inline, Note):
                    text = inlines_text(inline.children).replace("\u00a0", " ")
                    notes.append((inline.number, "" if inline.repeated else text))
    return notes


def test_the_first_note_is_full_the_next_short() -> None:
    assert _notes("chicago", ["b", "a", "b", "both"]) == [
        (
            1,
            "“Foreign media digest: Tokayev’s visit a milestone,” Kazinform News Agency, n.d., "
            "para. 2.",
        ),
        (
            2,
            "Zarina Fayzulina, “Toqayev’s visit to Washington: accords, deals and ‘mediation,’” "
            "Orda.kz, November 8, 2025, para. 4, https://orda.example/visit.",
        ),
        (1, ""),
        (
            3,
            "Fayzulina, “Toqayev’s visit to Washington,” para. 9; "
            "Kazinform News Agency, “Foreign media digest,” para. 7.",
        ),
    ]


def test_a_new_part_gives_short_notes_not_full_ones_again() -> None:
    notes = _notes("oscola", ["a", "a"], ["a", "a"])
    assert [number for number, _ in notes] == [1, 1, 2, 2]
    assert notes[2][1] == "Fayzulina (n 1) para 4."


def test_cross_references_name_the_note_that_gives_the_source_in_full() -> None:
    notes = _notes("oscola", ["gap", "b", "a", "cnn", "b", "gap"], ["told", "b", "both"])
    full = {
        "Fayzulina": next(n for n, text in notes if text.startswith("Zarina Fayzulina,")),
        "‘Foreign": next(n for n, text in notes if "(nd)" in text),
    }
    crossed = [
        (who, int(number))
        for _, text in notes
        for who, number in re.findall(r"(Fayzulina|‘Foreign)[^;(]*\(n (\d+)\)", text)
    ]
    assert len(crossed) >= 4
    assert all(full[who] == number for who, number in crossed)


@pytest.mark.parametrize(
    ("style", "fact", "words"),
    [
        ("chicago", "cnn", "CNN, quoted in “Foreign media digest"),
        ("apa", "cnn", "CNN, as cited in “Foreign media digest,” n.d., para. 5."),
        ("oscola", "cnn", "CNN, quoted in ‘Foreign media digest"),
        ("iso690", "cnn", "CNN, as cited in Foreign media digest"),
        ("chicago", "chain", "CNN, as cited in Reuters, as cited in “Foreign"),
        ("apa", "unclear", "Fayzulina, 2025a, para. 5 (chain unclear)."),
        ("apa", "comma", "Not found in Orda.kz summary; report, no outlet (searched)."),
        ("apa", "gap", "Not found in Orda.kz summary, Kazinform digest (searched)."),
        ("apa", "a+gap", "Fayzulina, 2025a, para. 4; not found in Orda.kz summary"),
        ("apa", "told", "Fayzulina, 2025a, para. 5; “слова”; single source."),
    ],
)
def test_what_else_a_note_says(style: str, fact: str, words: str) -> None:
    ((_, text),) = _notes(style, [fact])
    assert text.startswith(words)


def test_in_the_text_apa_is_author_and_date_before_the_stop() -> None:
    names = {"S1": "Orda.kz summary", "S3": "Kazinform digest"}
    apparatus = Apparatus("en-GB", "in-text", BACKINGS, names, _styled("apa"))
    done, _ = apply(_document(["a", "chain"]), apparatus)
    lines = [
        inlines_text(block.children).replace("\u00a0", " ")
        for block in every(done.blocks)
        if isinstance(block, Paragraph)
    ]
    assert lines[0] == "It is so (Fayzulina, 2025a, para. 4)."
    assert lines[1].startswith("It is so (CNN, as cited in Reuters, as cited in “Foreign media")


@pytest.mark.parametrize("style", OTHERS)
def test_places_link_to_printed_passages(style: str) -> None:
    pieces = _styled(style).reference("first", "S3", P4, frozenset({"passage-S3-4-1"}))
    assert [p.text for p in pieces if p.target == "#passage-S3-4-1"] == ["4"]
