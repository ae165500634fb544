"""Works of every type that a dossier has, stated, supplied and not stated, for tests."""

from __future__ import annotations

from brief.citation.pieces import Piece
from brief.citation.works import Known, Person, Work, work

DETAILS = ("outlet", "author", "title", "published", "url")


def made(
    id: str,
    number: int,
    kind: str = "news",
    short: str = "",
    language: str = "en",
    people: dict[str, Person] | None = None,
    **given: str | Known,
) -> Work:
    """A work of which `given` is known."""
    details = {}
    for name in DETAILS:
        value = given.get(name, "")
        details[name] = value if isinstance(value, Known) else Known(value)
    return work(id, f"S{number}", kind, language, short or f"{id} text", details, people)


WORKS = (
    made(
        "signed",
        1,
        outlet="Orda.kz",
        author="Zarina Fayzulina",
        title="Toqayev’s visit to Washington: accords, deals and “mediation”",
        published="8 November 2025",
        url="https://orda.example/visit",
    ),
    made(
        "two-authors",
        2,
        outlet="The Astana Times",
        author="Aida Haidar and John Doe",
        title="What next for the region?",
        published="November 2025",
    ),
    made(
        "digest",
        3,
        outlet="Kazinform News Agency",
        title="Foreign media digest: Tokayev’s visit a milestone",
    ),
    made("untitled", 4, outlet="Zakon.kz", author="Dana Serikova", published="2025"),
    made("bare", 5, short="news report"),
    made(
        "report",
        6,
        kind="report",
        outlet="Institute for Trade",
        author="Jane Roe",
        title="Central Asia outlook",
        published="2025",
        url="https://trade.example/outlook",
    ),
    made(
        "report-of-a-body",
        7,
        kind="report",
        outlet="World Bank",
        title="Kazakhstan economic update",
        published="6 May 2024",
    ),
    made(
        "page",
        8,
        kind="web",
        outlet="State Department",
        author="Ruth Moe",
        title="About the summit",
        published="6 November 2025",
        url="https://state.example/summit",
    ),
    made(
        "page-without-author",
        9,
        kind="web",
        outlet="Embassy pages",
        title="Visa rules",
        url="https://embassy.example/visa",
    ),
    made(
        "statement",
        10,
        kind="statement",
        outlet="Akorda",
        title="Joint statement of the five presidents",
        published="6 November 2025",
        url="https://akorda.example/joint",
    ),
    made(
        "three-authors",
        11,
        outlet="Reuters",
        author="Ann Poe, Ben Coe and Cara Low",
        title="‘Green’ uranium: who buys?",
        published="3 October 2025",
    ),
    made(
        "four-authors",
        12,
        outlet="Kyodo News",
        author="Ann Eel, Ben Fay, Cara Gum and Dan Hop",
        title="Five leaders at one table",
        published="7 November 2025",
    ),
    made(
        "same-author",
        13,
        outlet="Orda.kz",
        author="Zarina Fayzulina",
        title="A second look",
        published="9 November 2025",
    ),
)


def shown(pieces: list[Piece]) -> str:
    """The characters of a reference, italics between underscores."""
    line, slanted = "", False
    for piece in pieces:
        if piece.italic != slanted:
            line += "_"
            slanted = piece.italic
        line += piece.text
    return (line + ("_" if slanted else "")).replace("\u00a0", " ")
