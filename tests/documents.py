"""Documents built by hand for the tests of writers: trees as they stand after all transforms.

`mockup()` is the three-page model brief of the page design.  Its words are a mock-up, not facts.
Figures, languages and odd inputs have documents of their own below it.
"""

from __future__ import annotations

from itertools import count

from brief.document.tree import (
    Block,
    BlockQuote,
    Box,
    Cell,
    Column,
    Document,
    Emphasis,
    Field,
    Fields,
    Heading,
    Inline,
    Item,
    LineBreak,
    List,
    Marking,
    Meta,
    Note,
    Origin,
    OriginKind,
    PageCount,
    PageNumber,
    Paragraph,
    Quotation,
    Remark,
    RemarkMark,
    Row,
    Running,
    Section,
    Statement,
    Strong,
    Styled,
    Table,
    Text,
)

NBSP = "\u00a0"
Words = str | Inline | tuple[Inline, ...]

TLP_CLEAR = Marking("TLP:CLEAR")
TLP_GREEN = Marking("TLP:GREEN", "33FF00")
TLP_AMBER = Marking("TLP:AMBER", "FFC000")


def text(content: str, kind: OriginKind = "fact", fact: str = "f1", field: str = "text") -> Text:
    """A run with an issuer."""
    return Text(content, Origin(kind, fact, field) if kind == "fact" else Origin(kind))


def line(*words: Words, kind: OriginKind = "fact") -> tuple[Inline, ...]:
    """Inlines from strings, inlines and tuples of them."""
    found: list[Inline] = []
    for word in words:
        if isinstance(word, str):
            found.append(text(word, kind))
        elif isinstance(word, tuple):
            found += word
        else:
            found.append(word)
    return tuple(found)


def label(content: str) -> tuple[Inline, ...]:
    """A fixed word of the template's catalogue."""
    return (text(content, "label"),)


def styled(role: str, *words: Words, kind: OriginKind = "fact") -> Styled:
    """A run with a role."""
    return Styled(line(*words, kind=kind), role)


def quoted(words: str, marks: str = "“”", lang: str = "") -> Quotation:
    """Exact words between their marks."""
    return Quotation(
        (text(marks[0], "mark"), text(words), text(marks[1], "mark")),
        lang,
    )


class Notes:
    """Numbers notes in the order of their first mark, and statements in the order of making."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.statements = count(1)

    def note(self, content: str) -> Note:
        """A mark with its note; the second time the same words are a repeated mark."""
        repeated = content in self.numbers
        number = self.numbers.setdefault(content, len(self.numbers) + 1)
        return Note(f"n{number}", (text(content, "citation"),), number, repeated)

    def new_part(self) -> None:
        """Notes of earlier parts are not repeated; their numbers go on."""
        self.numbers = {f"\0{number}": number for number in range(1, len(self.numbers) + 1)}

    def say(self, *words: Words, author: bool = False) -> Statement:
        """A statement."""
        facts = () if author else ("f1",)
        return Statement(line(*words), f"s{next(self.statements)}", facts, author)

    def row_id(self) -> str:
        """The id of a row that is one statement."""
        return f"s{next(self.statements)}"


def paragraph(*words: Words, role: str = "", lang: str = "") -> Paragraph:
    return Paragraph(line(*words), role, lang)


def point(name: str, *words: Words) -> Item:
    """An item behind its label."""
    return Item((Paragraph(line(*words)),), label(name))


def head(*names: Words) -> tuple[Row, ...]:
    """A head row."""
    return (
        Row(
            tuple(
                Cell((Paragraph(line(name, kind="label"), "cell-head"),), "column")
                for name in names
            )
        ),
    )


def cell(*paragraphs: Words, scope: str = "") -> Cell:
    """A cell, a paragraph a piece."""
    blocks = tuple(Paragraph(line(piece), "cell") for piece in paragraphs)
    return Cell(blocks, "row" if scope else "")


def row_head(first: Words, *more: Words) -> Cell:
    """The cell that heads a row: its first line in the row head's role."""
    return cell(styled("row-head", first), *more, scope="row")


def reference(source: str, place: str) -> str:
    """A reference that never breaks."""
    return f"{source}{NBSP}¶{place}"


def muted(content: str) -> Styled:
    return styled("muted", content, kind="citation")


KEY: tuple[Inline, ...] = (
    Styled((text("S1", "citation"),), "code"),
    text(" Kazinform digest · ", "source"),
    Styled((text("S2", "citation"),), "code"),
    text(" Orda.kz summary · ", "source"),
    Styled((text("S3", "citation"),), "code"),
    text(" news report, outlet not stated · ¶2.1 = paragraph 2, sentence 1", "source"),
)


def running(head_first: str, head_later: str, key: tuple[Inline, ...], edition: str) -> Running:
    """Running heads; the marking is the writers' business."""
    page = (text("Page ", "label"), PageNumber(), text(" of ", "label"), PageCount())
    return Running(
        (Styled((text(head_first, "label"),), "running-title"),),
        (text(head_later, "author"),),
        key,
        (text(edition, "setting"),),
        page,
    )


def mockup() -> Document:
    """The model brief: two pages and a sourcing annex."""
    notes = Notes()
    blocks = (*_page_one(notes), _page_two(notes), _annex())
    return Document(
        Meta(
            "Tokayev in Washington: about $17 billion reported, but only four instruments"
            " described",
            "en-GB",
            "Policy Analysis Unit",
            "Kazakhstan–United States",
            ("Kazakhstan", "United States"),
            "2026-11-21",
            "2026-11-21T09:00:00Z",
            "1",
            TLP_CLEAR,
        ),
        blocks,
        running(
            "Policy brief · Kazakhstan–United States",
            "Tokayev in Washington · policy brief",
            KEY,
            "Edition 1, 21 November 2026",
        ),
    )


def _page_one(notes: Notes) -> tuple[Block, ...]:
    note, say = notes.note, notes.say
    title = say(
        "Tokayev in Washington: about $17 billion reported, but only four instruments described"
    )
    fields = Fields(
        tuple(
            Field(label(name), (text(value, "setting"),))
            for name, value in (
                ("To", "Office of the Minister"),
                ("Edition", "1, of 21 November 2026"),
                ("From", "Policy Analysis Unit"),
                ("Basis", "three press texts, none of them dated"),
            )
        )
    )

    def lead(words: str) -> Styled:
        return styled("lead", words, kind="author")

    box = Box(
        (
            Heading(2, label("Bottom line")),
            paragraph(
                lead("One package, two counts."),
                say(
                    " The texts give 29 agreements worth approximately $17 billion",
                    note("S3 ¶2.1"),
                    " or 30 worth about 17.2 billion dollars;",
                    note("S1 ¶26.1"),
                ),
                say(" none lists them.", note("Not found in S1, S2, S3 (searched)")),
            ),
            paragraph(
                lead("Four new instruments are described:"),
                say(
                    " a memorandum without a value, an expected investment, a partnership, and a"
                    " contract with five of up to 15 aircraft confirmed.",
                    note("S3 ¶4.1, 5.1–2, 13.1, 14.1–2"),
                ),
            ),
            paragraph(
                lead("The Abraham Accords step is told at three stages:"),
                say(" ", quoted("intent to join"), ",", note("S3 ¶19.1")),
                say(" ", quoted("decision to join"), note("S1 ¶2.1")),
                say(" and an accession already made.", note("S2 ¶3.1, 5.1")),
                say(" No text reports a signing.", note("Not found in S1, S2, S3 (searched)")),
            ),
        ),
        "bottom-line",
    )
    points = Section(
        (
            Heading(2, label("Key points"), id="key-points"),
            List(
                (
                    point(
                        "Setting",
                        say(
                            "Trump hosted the leaders of five Central Asian nations at the White"
                            " House.",
                            note("S1 ¶10.1 (Kyodo News)"),
                        ),
                        say(
                            " By one account it is the first time they met an American president"
                            " there.",
                            note("S2 ¶7.1 (The New York Times)"),
                        ),
                    ),
                    point(
                        "Minerals",
                        say(
                            "The United States seeks supply less dependent on China.",
                            note("S1 ¶12.1 (Kyodo News)"),
                        ),
                        say(
                            " Kazakhstan’s tungsten reserves, estimated at 410,000 tons, are among"
                            " the largest in the world.",
                            note("S3 ¶6.1"),
                        ),
                    ),
                    point(
                        "Accords",
                        say(
                            "Kazakhstan announced its intent to join during a joint call with"
                            " Israeli Prime Minister Benjamin Netanyahu from the Oval Office.",
                            note("S3 ¶18.2, 19.1"),
                        ),
                    ),
                    point(
                        "Values",
                        say(
                            "The New York Times notes an emphasis on deals and investment rather"
                            " than human rights concerns;",
                            note("S2 ¶8.1"),
                        ),
                        say(
                            " the other two texts do not mention human rights.",
                            note("Not found in S1, S3 (searched)"),
                        ),
                    ),
                    point(
                        "Ukraine",
                        say(
                            "Tokayev holds a ceasefire possible and offers Kazakhstan as a platform"
                            " for negotiations, but thinks Putin unlikely to make further"
                            " territorial concessions.",
                            note("S2 ¶15.1, 16.1; single source"),
                        ),
                    ),
                    point(
                        "Potential",
                        say(
                            "Tokayev puts the potential above half a trillion dollars; that is not"
                            " signed value.",
                            note("S3 ¶21.2"),
                        ),
                    ),
                ),
                "label",
                "point",
            ),
        )
    )
    return (Heading(1, (title,)), fields, box, points, _deals(notes))


def _deals(notes: Notes) -> Section:
    def deal(first: Cell, agreed: Words, qualifier: Words, *rest: str) -> Row:
        amount, status, source = rest
        cells = (
            first,
            cell(agreed),
            cell(qualifier),
            cell(styled("amount", amount)),
            cell(status),
            cell(text(source, "citation")),
        )
        return Row(cells, notes.row_id(), ("f1",))

    parties = "Kazakhstan, United States"
    rows = (
        deal(
            row_head("Package of agreements", parties),
            "29 agreements, not listed",
            "approximately",
            "17",
            "signed before the summit",
            reference("S3", "2.1"),
        ),
        deal(
            cell("Same package, second count", scope="row"),
            "30 agreements, not listed",
            "about",
            "17.2",
            "signed on the margins",
            reference("S1", "26.1"),
        ),
        deal(
            row_head("Memorandum", parties),
            "Cooperation in critical minerals",
            "value not stated",
            "–",
            "signed",
            reference("S3", "4.1–2"),
        ),
        deal(
            row_head("Tungsten deposits", "Tau-Ken Samruk, Cove Capital"),
            "Joint development, Karaganda region",
            "investment expected to total around",
            "1.1",
            "agreed; study in preparation",
            reference("S3", "5.1–3"),
        ),
        deal(
            row_head("Strategic partnership", "John Deere, Kazakhstan"),
            "At least 3,000 machines over five years",
            "no qualifier",
            "2.5",
            "signed; date not stated",
            reference("S3", "13.1"),
        ),
        deal(
            row_head("Purchase contract", "Air Astana, Boeing"),
            f"Up to 15 Boeing{NBSP}787-9: 5{NBSP}confirmed, 5{NBSP}options, 5{NBSP}purchase rights",
            line("combined catalog value of 18 aircraft", RemarkMark("deals-b", "b")),
            "7",
            "signed",
            reference("S3", "14.1–3"),
        ),
    )
    remarks = (
        Remark(
            line(
                Strong((text("Do not add the values.", "author"),)),
                text(
                    " Expected investment, agreement value and catalog price differ in kind; no"
                    " text says which the package includes.",
                    "author",
                ),
            ),
            "deals-a",
            "a",
        ),
        Remark(
            line(
                "With three aircraft of a prior agreement, due in 2026-2027. No value is stated for"
                " the 15 alone."
            ),
            "deals-b",
            "b",
        ),
    )
    columns = (
        Column(42),
        Column(36.5),
        Column(31, "right"),
        Column(14.5, "decimal", 8.5),
        Column(24),
        Column(18),
    )
    table = Table(
        columns,
        head(
            "Instrument and parties",
            "What is agreed",
            "Qualifier",
            line("US$ bn", RemarkMark("deals-a", "a"), kind="label"),
            "Status",
            "Source",
        ),
        rows,
        remarks=remarks,
        description="Deals and what the texts say of their value",
        id="deals-table",
    )
    return Section((Heading(2, label("Deals"), id="deals"), table))


def _page_two(notes: Notes) -> Section:
    blocks = (_outlets(notes), _differences(notes), _quotes(notes), *_watch(notes))
    return Section(blocks, new_page=True)


def _outlets(notes: Notes) -> Section:
    def view(outlet: str, subject: str, coded: str, words: Words, source: str) -> Row:
        sign, word = coded.split()
        stance = line(Styled((text(sign, "label"),), "sign"), text(NBSP + word, "label"))
        cells = (
            row_head(outlet),
            cell(subject),
            cell(stance),
            cell(words),
            cell(text(source, "citation")),
        )
        return Row(cells, notes.row_id(), ("f1",))

    accords = "Abraham Accords"
    rows = (
        view("CNN", accords, "+ Positive", quoted("historic decision"), reference("S1", "5.1")),
        view(
            "The Washington Post",
            accords,
            "± Mixed",
            "Largely symbolic: relations date from 1992",
            reference("S1", "7.1"),
        ),
        view(
            "The New York Times",
            "The visit",
            "+ Positive",
            line(quoted("significant event"), " for the region"),
            reference("S1", "17.1"),
        ),
        view(
            "The New York Times",
            accords,
            "− Critical",
            "More a gesture to Trump than a breakthrough",
            reference("S2", "4.1"),
        ),
        view(
            "Reuters",
            "The meeting",
            "= Neutral",
            line("Held ", quoted("in a constructive atmosphere")),
            reference("S1", "15.1"),
        ),
        view(
            "Kyodo News",
            "C5+1 summit",
            "= Neutral",
            "Growing U.S. interest in critical minerals",
            reference("S1", "10.2"),
        ),
        view(
            "E&E News by Politico",
            "Tungsten",
            "= Neutral",
            "U.S. support for one of the largest deposits",
            reference("S1", "20.1"),
        ),
        view(
            "Financial Times",
            "Uranium",
            "= Neutral",
            "Leading role in global production",
            reference("S1", "20.1"),
        ),
    )
    remark = Remark(
        (
            text(
                "All read second-hand. Stance, towards Kazakhstan’s position, is one coder’s"
                f" reading. CNN and the Post, jointly: new momentum (S1{NBSP}¶7.2).",
                "author",
            ),
        )
    )
    table = Table(
        (Column(35), Column(28), Column(21), Column(66), Column(16)),
        head("Outlet", "Subject", "Stance", "View as reported", "Read in"),
        rows,
        remarks=(remark,),
        description="Views of outlets as reported in the texts held",
    )
    return Section((Heading(2, label("How outlets saw it"), id="outlets"), table))


def _differences(notes: Notes) -> Section:
    def differ(name: str, *cells: Words) -> Row:
        found = [muted("silent") if words == "silent" else words for words in cells]
        return Row((row_head(name), *(cell(words) for words in found)), notes.row_id(), ("f1",))

    def said(words: Words, place: str, middle: str = NBSP) -> tuple[Inline, ...]:
        return line(words, middle, muted(f"¶{place}"))

    rows = (
        differ(
            "Agreements",
            said("30, on the margins of the summit", "26.1"),
            "silent",
            said("29, before the summit", "2.1"),
        ),
        differ(
            "Accords step",
            said(quoted("decision to join"), "2.1"),
            said(quoted("accession"), "3.1"),
            said(quoted("intent to join"), "19.1"),
        ),
        differ("New York Times", said("favourable", "17.1"), said("sceptical", "4.1"), "silent"),
        differ(
            "Trump on the Accords",
            said(
                quoted("the beginning of a new stage of international partnership"),
                "5.1",
                f" (CNN){NBSP}",
            ),
            "silent",
            said(quoted("an important step in building bridges across the globe"), "20.1"),
        ),
        differ(
            "Tungsten",
            said("one deposit, U.S. support", "20.1"),
            "silent",
            said("deposits; Tau-Ken Samruk and Cove Capital", "5.1"),
        ),
        differ("Spelling", said("Tokayev", "2.1"), said("Toqayev", "4.1"), said("Tokayev", "1.1")),
    )
    remark = Remark(
        line(
            Strong((text("Sourcing:", "label"),)),
            text(
                " three secondary texts; no article of the seven outlets is held. The package and"
                " the minerals memorandum rest on two texts each; the other deals, and the Ukraine"
                " remarks, on one. ",
                "author",
            ),
            Emphasis((text("Silent", "label"),)),
            text(": nothing found in the full text. More in the annex.", "author"),
        )
    )
    table = Table(
        (Column(28), Column(54), Column(30), Column(54)),
        head("Point", "S1 Kazinform", "S2 Orda.kz", "S3 outlet not stated"),
        rows,
        remarks=(remark,),
        description="Points on which the three texts differ",
    )
    return Section((Heading(2, label("Where the sources differ"), id="differences"), table))


def _quotes(notes: Notes) -> Section:
    def quote(speaker: str, words: str, source: str, note: str) -> Item:
        said = notes.say(quoted(words), notes.note(note))
        block = BlockQuote(
            (Paragraph((said,)),), (text(source, "fact", "q1", "occasion"),), lang="en-US"
        )
        return Item((block,), (text(speaker, "name"),))

    items = (
        quote(
            "Tokayev",
            "It must be acknowledged that Putin has demonstrated maximum flexibility. I believe he"
            " has taken quite a big step forward",
            "On reports of a proposal to freeze the front line. Reported by S2.",
            "S2 ¶17.1–2; quotation marks supplied",
        ),
        quote(
            "Trump",
            "This is an important step in building bridges across the globe",
            "On the Abraham Accords. Reported by S3, outlet not stated.",
            "S3 ¶20.1; may be a translation",
        ),
        quote(
            "Rubio",
            "an exciting new opportunity in which the national interests of our respective"
            " countries are aligned",
            "Hosting the Central Asian leaders at the State Department. Reported by S1.",
            "S1 ¶13.3",
        ),
        quote(
            "Trump",
            "I don’t rule out that possibility",
            "Asked whether he would visit Kazakhstan. Reported by S3, outlet not stated.",
            "S3 ¶24.1",
        ),
    )
    return Section((Heading(2, label("In their words"), id="words"), List(items, "label", "quote")))


def _watch(notes: Notes) -> tuple[Block, ...]:
    note, say = notes.note, notes.say
    items = (
        point(
            "Accords", say("Whether the step is formalised, and who else joins.", note("S1 ¶23.1"))
        ),
        point(
            "Minerals",
            say(
                "The tungsten feasibility study, under preparation for one of the projects.",
                note("S3 ¶5.3"),
            ),
        ),
        point(
            "Aviation",
            say("Whether options and purchase rights become orders.", note("S3 ¶14.2")),
        ),
    )
    own = Item(
        (
            Paragraph(
                (
                    say(
                        text(
                            "Until a list of the agreements is published, quote the package total"
                            " only with its count and its source.",
                            "author",
                        ),
                        text(" ", "template"),
                        Styled((text(f"[our{NBSP}judgement]", "label"),), "tag"),
                        author=True,
                    ),
                ),
            ),
        ),
        label("Our assessment"),
    )
    return (
        Section((Heading(2, label("What to watch"), id="watch"), List(items, "label", "point"))),
        Box((List((own,), "label", "own"),), "assessment"),
    )


def _annex() -> Section:
    def passages(*pairs: tuple[str, str]) -> tuple[Row, ...]:
        return tuple(
            Row((cell(text(place, "citation"), scope="row"), cell(quoted(words))))
            for place, words in pairs
        )

    sourcing = List(
        (
            point(
                "Strength",
                "S1 and S3 agree on the value of the package by rounding; S2 and S3 agree that a"
                " minerals memorandum was signed.",
            ),
            point(
                "Weakness",
                "All three texts are secondary, none is dated, one names no outlet. The seven"
                " outlets are read second-hand.",
            ),
            point(
                "Wording",
                "Quotation marks enclose exact words of the texts held, which may be translations;"
                " the speakers’ own wording was not verified.",
            ),
        ),
        "label",
        "annex-point",
    )
    sources = Table(
        (Column(10), Column(66), Column(56), Column(34)),
        head("Code", "Text", "What it is", "Not stated in the text"),
        (
            Row(
                (
                    row_head("S1"),
                    cell(
                        line(
                            styled("row-head", "Kazinform News Agency", kind="source"),
                            ", ",
                            quoted(
                                "Foreign media digest: Tokayev’s visit to Washington a milestone in"
                                " U.S.-Kazakh relations"
                            ),
                        )
                    ),
                    cell(
                        "Agency digest of seven media; secondary. Last paragraphs are the agency’s"
                        " own."
                    ),
                    cell("author, date, address"),
                )
            ),
            Row(
                (
                    row_head("S2"),
                    cell(
                        line(
                            styled("row-head", "Orda.kz", kind="source"),
                            ", ",
                            quoted(
                                "Toqayev’s Visit to Washington: Abraham Accords, Deals, Ukraine,"
                                " and Mediation"
                            ),
                        )
                    ),
                    cell(
                        "Summary of The New York Times; secondary. Original author Zarina"
                        " Fayzulina."
                    ),
                    cell("translator, date, address"),
                )
            ),
            Row(
                (
                    row_head("S3"),
                    cell(
                        line(
                            styled("row-head", "News report of the visit", kind="source"),
                            ", no headline in the text",
                        )
                    ),
                    cell(
                        line(
                            "Report of meetings and deals; only credit is ", quoted("@Aqorda"), "."
                        )
                    ),
                    cell("outlet, author, date, address"),
                )
            ),
        ),
        description="The texts held",
    )
    relied = Table(
        (Column(19), Column(147)),
        head("Passage", "Words of the text"),
        passages(
            (
                reference("S3", "2.1"),
                "But even before the summit began, the Kazakh delegation secured a series of"
                " high-level meetings with U.S. political leaders and business executives,"
                " culminating in the signing of 29 bilateral agreements, valued at approximately"
                " $17 billion.",
            ),
            (
                reference("S1", "26.1"),
                "On the margins of the 10th anniversary C5+1 summit, 30 bilateral agreements worth"
                " about 17.2 billion dollars were signed between Kazakhstan and the U.S.",
            ),
            (
                reference("S3", "4.1"),
                "During the meeting, Kazakhstan and the United States signed a memorandum of"
                " understanding on cooperation in the field of critical minerals.",
            ),
            (
                reference("S3", "5.1–2"),
                "The agreement took immediate shape: Tau-Ken Samruk, a subsidiary of the sovereign"
                " wealth fund Samruk-Kazyna, and U.S. based Cove Capital agreed to jointly develop"
                " tungsten deposits in Kazakhstan’s Karaganda region. The investment is expected to"
                " total around $1.1 billion.",
            ),
            (
                reference("S3", "13.1"),
                "John Deere has signed a $2.5 billion strategic partnership agreement with"
                " Kazakhstan to produce at least 3,000 agricultural machines over five years.",
            ),
            (
                reference("S3", "14.2–3"),
                "According to Kazakhstan’s Civil Aviation Committee, the order includes five"
                " confirmed aircraft, five options, and five purchase rights, making it the largest"
                " order in the airline’s history. The order complements a prior agreement for three"
                " Dreamliners scheduled for delivery in 2026-2027, bringing the total to 18"
                " aircraft with a combined catalog value of $7 billion.",
            ),
            (
                reference("S3", "19.1"),
                "During the call, Kazakhstan announced its intent to join the Abraham Accords.",
            ),
            (
                reference("S1", "2.1"),
                "President Kassym-Jomart Tokayev’s visit to Washington and Kazakhstan’s decision to"
                " join the Abraham Accords attracted wide attention from international media, which"
                " described the developments as both symbolic and strategically significant for the"
                " country’s growing partnership with the United States, Kazinform News Agency"
                " correspondent reports.",
            ),
            (
                reference("S2", "3.1"),
                "Major U.S. media outlets have taken note of Kazakhstan’s accession to the Abraham"
                " Accords, highlighting that Astana already maintains long-standing diplomatic"
                " relations with Israel.",
            ),
        ),
        description="Passages relied on, verbatim",
    )

    def dated(words: str, source: str, place: str, end: str) -> str:
        return f"{words} ({reference(source, place)}){end}"

    dates = List(
        (
            point(
                "Before",
                dated("1992: relations with Israel", "S1", "7.1", ". "),
                dated("2023: Biden’s meeting", "S2", "13.1", "."),
            ),
            point(
                "No year given",
                dated("May: John Deere assembly begins", "S3", "12.2", ". "),
                dated("September: Zelenskyy", "S2", "19.1", "."),
            ),
            point(
                "Ahead",
                dated(
                    "2026-2027: delivery of three Dreamliners of a prior agreement",
                    "S3",
                    "14.3",
                    ".",
                ),
            ),
        ),
        "label",
        "annex-point",
    )
    absent = List(
        (
            point(
                "Not found",
                "A list of the agreements; a value for the memorandum or for the 15 aircraft alone;"
                " a signing of the Accords; any date of the visit. The full texts of S1, S2 and S3"
                " were searched.",
            ),
        ),
        "label",
        "annex-point",
    )
    return Section(
        (
            Heading(1, label("Sourcing annex"), "annex-title", "annex"),
            sourcing,
            Section((Heading(2, label("Sources")), sources)),
            Section(
                (
                    Heading(2, label("Passages relied on for the bottom line and the deals")),
                    relied,
                )
            ),
            Section((Heading(2, label("Dates in the texts")), dates)),
            Section((Heading(2, label("What the texts do not say")), absent)),
        ),
        role="annex",
        new_page=True,
    )


def broken_lines(lines: int) -> tuple[Inline, ...]:
    """The inlines of a paragraph of that many forced lines."""
    found: list[Inline] = []
    for number in range(lines):
        found += [text(f"line {number + 1}"), LineBreak()]
    return tuple(found[:-1])
