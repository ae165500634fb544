"""Trees that hold every kind of node, and small pictures, for the tests of the Word writer."""

from __future__ import annotations

import struct
import zlib

from brief.document.tree import (
    Block,
    BlockQuote,
    Box,
    Cell,
    Chart,
    Column,
    Contents,
    ContentsEntry,
    CrossReference,
    Document,
    Emphasis,
    EndNotes,
    Field,
    Fields,
    Figure,
    Heading,
    Inline,
    Item,
    LineBreak,
    Link,
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
    Series,
    Statement,
    Strong,
    Styled,
    Table,
    Text,
)

AWKWARD = 'AT&T <b> </para> x<y "q" ]]> {{ x }} §'


def t(content: str, kind: OriginKind = "author", fact: str = "", field: str = "") -> Text:
    """A run."""
    return Text(content, Origin(kind, fact, field))


def p(*inlines: Inline | str, role: str = "", lang: str = "", id: str = "") -> Paragraph:
    """A paragraph of runs."""
    return Paragraph(
        tuple(t(one) if isinstance(one, str) else one for one in inlines), role, lang, id
    )


def png(width: int = 40, height: int = 20) -> bytes:
    """A grey picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">L", zlib.crc32(kind + data))
        return struct.pack(">L", len(data)) + kind + data + check

    rows = b"".join(b"\0" + b"\x80" * width for _ in range(height))
    head = struct.pack(">LLBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def meta(**changes: object) -> Meta:
    """Properties with every field set."""
    found = Meta(
        "A title & more",
        "en-GB",
        "An office",
        "A subject",
        ("one", "two"),
        "2026-11-21",
        "2026-11-21T09:00:00Z",
        "3",
        Marking("TLP:AMBER+STRICT", "FFC000"),
    )
    return found.replace(**changes)


def document(*blocks: Block, **changes: object) -> Document:
    """A document of these blocks."""
    running = Running(
        (Styled((t("Policy brief · Subject", "label"),), "running-title"),),
        (t("Short title"),),
        (Styled((t("S1", "citation"),), "code"), t(" a source", "source")),
        (t("Edition 3", "setting"),),
        (t("Page ", "label"), PageNumber(), t(" of ", "label"), PageCount()),
    )
    return Document(meta(**changes), blocks, running)


def chart() -> Chart:
    """Two series over three categories; one value is wanting."""
    return Chart(
        ("Agency & Co", "Newspaper", "Журнал"),
        (Series("Positive", ("2", "1", "")), Series("Critical", ("1", "0.5", "3"))),
        stacked=True,
        unit="views",
    )


def table(**changes: object) -> Table:
    """A captioned table with notes, remarks, a decimal column and row heads."""
    found = Table(
        (Column(50), Column(50, "right"), Column(30, "decimal", 12), Column(36, "center")),
        (
            Row(
                tuple(
                    Cell((p(name, role="cell-head"),), "column")
                    for name in ("Name", "Qualifier", "Amount", "Source")
                )
            ),
        ),
        tuple(
            Row(
                (
                    Cell((p(f"Row {number}", role="cell"),), "row"),
                    Cell((p("about", role="cell"),)),
                    Cell((p(t(f"{number}.5", "fact", "d1", "value"), role="cell"),)),
                    Cell((p("S1", Note(f"tn{number}", (t(f"note of row {number}"),))),)),
                ),
                f"row{number}",
                ("d1",),
            )
            for number in range(1, 5)
        ),
        (t("Table ", "label"), t("1", "numbering"), t(": Deals")),
        (Remark((t("Do not add."),), "remark-a", "a"), Remark((t("Sourcing."),))),
        "What is agreed",
        id="deals",
    )
    return found.replace(**changes)


def everything(**changes: object) -> Document:
    """A document with each node that the tree knows (but citations, which are gone by then)."""
    note = Note("n1", (t("S1 ¶2.1"), Link((t("¶"),), "#passage")), 1)
    blocks: tuple[Block, ...] = (
        Heading(1, (t("A title & more"),), id="title"),
        Fields(
            (
                Field((t("To"),), (t("The Minister"),)),
                Field((t("From"),), (t("The Unit"),)),
                Field((t("Edition"),), (t("3"),)),
            )
        ),
        Contents(
            2,
            (
                ContentsEntry(1, "title", (t("A title & more"),)),
                ContentsEntry(2, "points", (t("Points"),)),
            ),
            (t("Contents"),),
        ),
        Box(
            (
                Heading(2, (t("Bottom line"),)),
                p(
                    Styled((t("Lead."),), "lead"),
                    Statement((t(" It costs "), t("17.2", "fact", "d1", "value"), note), "s1"),
                ),
                p("More.", Note("n1", (), 1, repeated=True)),
            ),
            "bottom-line",
        ),
        Section(
            (
                Heading(2, (t("Points"),), id="points"),
                List(
                    (
                        Item((p("The first point."),), (t("Setting"),), "item-1"),
                        Item(
                            (p("The second."), p("Its second paragraph.")),
                            (t("A label that is far too long for its column"),),
                        ),
                        Item((p("Without a label."),)),
                    ),
                    "label",
                    "point",
                ),
                List(
                    (
                        Item(
                            (
                                BlockQuote(
                                    (p(Quotation((t("“"), t("Words"), t("”")), "ru")),),
                                    (t("On an occasion."),),
                                    lang="en-US",
                                ),
                            ),
                            (t("Speaker"),),
                        ),
                    ),
                    "label",
                    "quote",
                ),
                BlockQuote((p("A quotation without a label."),)),
            )
        ),
        Heading(3, (t("Lists"),)),
        Heading(4, (t("Fourth level"),)),
        List((Item((p("one"), p("still one"))), Item((p("two"),)))),
        List(
            (
                Item((p("first"), List((Item((p("inner"),)),), "number"))),
                Item((p("second"),)),
            ),
            "number",
            start=3,
        ),
        List((Item((p("anew"),)),), "number"),
        p(
            Strong((t("bold "), Emphasis((t("both"),)))),
            Emphasis((t(" italic"),)),
            LineBreak(),
            Styled((t("по-русски"),), lang="ru-RU"),
            Link((t("a site"),), "https://example.org/?a=1&b=<2>"),
            " see ",
            CrossReference("deals", (t("Table "), t("1"))),
            " and ",
            CrossReference("points", (t("Points"),)),
            " and ",
            CrossReference("points", (t("the points"),)),
            AWKWARD,
            id="passage",
        ),
        table(),
        p("See remark", RemarkMark("remark-a", "a")),
        Figure("Grey", (t("Figure ", "label"), t("1", "numbering"), t(": grey")), "a.png", id="f1"),
        Figure("Views by outlet", chart=chart(), width=120, height=60),
        Box(
            (List((Item((p("We hold."),), (t("Our assessment"),)),), "label", "own"),),
            "assessment",
        ),
        Section(
            (
                Heading(1, (t("Annex"),), "annex-title", "annex"),
                p("Later.", Note("n9", (t("a later note"),), 0)),
            ),
            new_page=True,
        ),
    )
    if changes.get("citations") == "endnote":
        blocks = (*blocks, EndNotes((t("Notes"),)), p("After the notes."))
    return document(*blocks, **changes)
