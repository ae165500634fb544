"""Documents that are not the model brief: other languages, other modes of notes, odd inputs.

`ALL` names each; tests of writers and the conformance tests go through it.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable

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
    Item,
    Link,
    List,
    Meta,
    Paragraph,
    Remark,
    RemarkMark,
    Row,
    Section,
    Series,
    Strong,
    Styled,
    Table,
    Text,
)
from tests.documents import (
    KEY,
    NBSP,
    TLP_AMBER,
    TLP_GREEN,
    Notes,
    broken_lines,
    cell,
    head,
    label,
    line,
    mockup,
    paragraph,
    point,
    quoted,
    row_head,
    running,
    styled,
    text,
)

LOREM = (
    "The memorandum sets out how the two governments intend to cooperate in the search for and the"
    " processing of critical minerals, and names a working group that reports twice a year. "
)


def _document(
    blocks: tuple[Block, ...], lang: str = "en-GB", title: str = "A document", **more: object
) -> Document:
    meta = Meta(title, lang, "Policy Analysis Unit", created="2026-11-21T09:00:00Z")
    heads = running("Policy brief · Test", "Test · policy brief", KEY, "Edition 1")
    return Document(meta.replace(**more), (Heading(1, line(title)), *blocks), heads)


def png(width: int = 64, height: int = 40, alpha: bool = False) -> bytes:
    """A small picture, a gradient, as PNG."""
    channels = 4 if alpha else 3
    rows = b"".join(
        b"\0"
        + b"".join(
            bytes([x * 255 // width, y * 255 // height, 120, 255 - x * 200 // width][:channels])
            for x in range(width)
        )
        for y in range(height)
    )

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))
        )

    header = struct.pack(">LLBBBBB", width, height, 8, 6 if alpha else 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


IMAGES = {
    "gradient.png": png(),
    "alpha.png": png(alpha=True),
    "wide.png": png(3000, 2),
    "tall.png": png(2, 3000),
}


def russian() -> Document:
    """The Russian fit: a title of three lines, a label in two words, a handling marking."""
    notes = Notes()
    note, say = notes.note, notes.say
    fields = Fields(
        tuple(
            Field(label(name), (text(value, "setting"),))
            for name, value in (
                ("Кому", "Канцелярия министра"),
                ("Выпуск", "1 от 21 ноября 2026 года"),
                ("От кого", "Отдел анализа политики"),
                ("Основа", "три текста прессы, все без даты"),
            )
        )
    )
    box = Box(
        (
            Heading(2, label("Главное")),
            paragraph(
                styled("lead", "Один пакет, два подсчёта."),
                say(
                    " Тексты называют 29 соглашений примерно на 17 млрд долларов",
                    note(f"S3{NBSP}¶2.1"),
                    " или 30 на около 17,2 млрд долларов;",
                    note(f"S1{NBSP}¶26.1"),
                    " перечня нет ни в одном.",
                    note("Не найдено в S1, S2, S3 (поиск)"),
                ),
            ),
            paragraph(
                styled("lead", "Шаг по Авраамовым соглашениям описан в трёх стадиях:"),
                say(
                    " ",
                    quoted("намерение", "«»"),
                    " и уже состоявшееся присоединение.",
                    note(f"S2{NBSP}¶3.1, 5.1"),
                ),
            ),
        ),
        "bottom-line",
    )
    points = List(
        (
            point(
                "Ценности",
                say(
                    "«Нью-Йорк таймс» отмечает упор на сделки, а не на права человека;",
                    note(f"S2{NBSP}¶8.1"),
                    " два других текста о правах человека не упоминают.",
                ),
            ),
            point(
                "Полезные ископаемые Казахстана",
                say(
                    "США ищут поставки, менее зависимые от Китая. Запасы вольфрама в Казахстане"
                    " оцениваются в 410 тыс. тонн.",
                    note(f"S3{NBSP}¶6.1"),
                ),
            ),
        ),
        "label",
        "point",
    )
    table = Table(
        (
            Column(44),
            Column(35),
            Column(28, "right"),
            Column(12.5, "decimal", 6.5),
            Column(29),
            Column(17.5),
        ),
        head("Документ и стороны", "Предмет", "Оговорка", "Млрд долл.", "Статус", "Источник"),
        (
            Row(
                (
                    row_head("Пакет соглашений", "Казахстан, США"),
                    cell("29 соглашений, без перечня"),
                    cell("примерно"),
                    cell(styled("amount", "17")),
                    cell("подписан до саммита"),
                    cell(f"S3{NBSP}¶2.1"),
                )
            ),
            Row(
                (
                    row_head("Стратегическое партнёрство", "John Deere, Казахстан"),
                    cell("Не менее 3000 машин за пять лет"),
                    cell(line("общая каталожная цена", RemarkMark("ru-a", "а"))),
                    cell(styled("amount", "17,25")),
                    cell("подписано; дата не указана"),
                    cell(f"S3{NBSP}¶13.1"),
                )
            ),
        ),
        remarks=(
            Remark(line(Strong(line("Суммы не складывать.")), " Состав не указан."), "ru-a", "а"),
        ),
        description="Сделки",
    )
    title = (
        "Токаев в Вашингтоне: сообщается примерно о 17 млрд долларов, но описаны лишь четыре"
        " документа"
    )
    blocks = (
        fields,
        box,
        Section((Heading(2, label("Ключевые положения")), points)),
        Section((Heading(2, label("Сделки")), table)),
    )
    return _document(blocks, "ru", title, marking=TLP_AMBER, draft="ПРОЕКТ")


def kazakh() -> Document:
    """Every Kazakh letter, the tenge sign, a value that wraps in the fields."""
    notes = Notes()
    fields = Fields(
        tuple(
            Field(label(name), (text(value, "setting"),))
            for name, value in (
                ("Кімге", "Министр кеңсесі"),
                ("Шығарылым", "1, 2026 жылғы 21 қараша"),
                ("Кімнен", "Саясатты талдау бөлімі"),
                ("Негізі", "баспасөздің үш мәтіні, бәрі күні көрсетілмеген"),
            )
        )
    )
    said = notes.say(
        "АҚШ Қытайға тәуелділігі азырақ жеткізілім іздейді.",
        notes.note(f"S1{NBSP}¶12.1 (Киодо)"),
        " ӘәҒғҚқҢңӨөҰұҮүҺһІі, 410 мың ₸.",
    )
    blocks = (
        fields,
        Section(
            (
                Heading(2, label("Негізгі тұжырымдар")),
                List((point("Пайдалы қазбалар", said),), "label", "point"),
            )
        ),
    )
    title = "Тоқаев Вашингтонда: шамамен 17 млрд доллар туралы хабарланды"
    return _document(blocks, "kk", title, marking=TLP_GREEN)


def nested_lists() -> Document:
    """Lists in lists in lists, of all kinds, with paragraphs, tables and quotes within items."""
    deepest = List(
        (Item((paragraph("Deepest item. " + LOREM),)), Item((paragraph("Another"),))), "number"
    )
    for depth in range(8):
        deepest = List((Item((paragraph(f"Level {depth}"), deepest)),), "bullet")
    small = Table((Column(30), Column(40)), head("A", "B"), (Row((cell("one"), cell("two"))),))
    blocks = (
        List(
            (
                Item((paragraph("First. " + LOREM), paragraph("A second paragraph of the item."))),
                Item((paragraph("Second"), small)),
                Item(
                    (
                        paragraph("Third"),
                        BlockQuote((paragraph(quoted("words")),), line("A source")),
                    )
                ),
            ),
            "number",
            start=98,
        ),
        deepest,
        List((point("A label", "text"), Item((small,), label("Table"))), "label", "point"),
    )
    return _document(blocks, title="Lists within lists")


def figures() -> Document:
    """Pictures and charts of every kind."""
    values = (
        Series("Announced", ("17.2", "2.5", "1.1", "0")),
        Series("Confirmed", ("4", "-1.5", "1.1", "0.25")),
    )
    names = ("Package of agreements", "Strategic partnership", "Tungsten deposits", "Other")
    blocks = (
        Figure("A gradient", line("Figure 1. A gradient"), image="gradient.png", width=60),
        Figure("A gradient with transparency", image="alpha.png", height=20),
        Figure("Very wide", image="wide.png"),
        Figure("Very tall", line("Very tall"), image="tall.png"),
        Figure(
            "Bars: package 17.2, partnership 2.5, tungsten 1.1",
            line("Values as reported, US$ bn"),
            chart=Chart(names, values, "bar", unit="US$ bn"),
        ),
        Figure("Columns", chart=Chart(names, (Series("A", ("1", "2", "3", "4")),), "column")),
        Figure(
            "Stacked",
            chart=Chart(
                names[:2], (Series("A", ("1", "2")), Series("B", ("3", "4"))), stacked=True
            ),
        ),
    )
    return _document(blocks, title="Figures")


def odd_words() -> Document:
    """A word of 2,000 characters, in a paragraph, a narrow cell, a heading and a note."""
    notes = Notes()
    word = "x" * 2000
    address = "https://example.org/" + "/".join(f"part{number}" for number in range(60))
    blocks = (
        paragraph("Before ", word, " after"),
        paragraph("An address ", Link(line(address), "https://example.org/"), " follows"),
        Heading(2, line(word[:300])),
        Table(
            (Column(20), Column(146)),
            head("Narrow", "Wide"),
            (Row((cell(word[:400]), cell("short"))),),
        ),
        paragraph(notes.say("Said.", notes.note(word))),
    )
    return _document(blocks, title="Long words")


def many_breaks() -> Document:
    """A paragraph of 20,000 forced lines."""
    return _document((Paragraph(broken_lines(20_000)),), title="Many lines")


def tall_cell() -> Document:
    """Cells taller than a page, beside short ones, with notes."""
    notes = Notes()
    said = notes.say(LOREM * 60, notes.note("A note from a tall cell"))
    rows = (
        Row((row_head("Short"), cell("one"), cell("two"))),
        Row((row_head("Tall"), cell(LOREM * 40), cell(said))),
        Row((row_head("Short again"), cell("one"), cell("two"))),
    )
    table = Table((Column(30), Column(68), Column(68)), head("Name", "First", "Second"), rows)
    return _document((table,), title="Tall cells")


def big_table(rows: int = 120) -> Document:
    """A table over many pages, a note in every third row."""
    notes = Notes()
    body = tuple(
        Row(
            (
                row_head(f"Row {number}"),
                cell(
                    notes.say(
                        f"Cell {number} of the table",
                        *([notes.note(f"S1{NBSP}¶{number}.1")] if number % 3 == 0 else []),
                    )
                ),
                cell(
                    styled("amount", f"{number}.{number % 100:02}" if number % 2 else f"{number}")
                ),
            )
        )
        for number in range(1, rows + 1)
    )
    table = Table(
        (Column(40), Column(90), Column(36, "decimal", 15)),
        head("Row", "Words", "Amount"),
        body,
        caption=line("A long table"),
        remarks=(Remark(line("The last line belongs to the table.")),),
        description="A long table",
    )
    return _document((paragraph(LOREM), table), title="A long table")


def long_notes() -> Document:
    """Notes that cannot fit the foot of one page."""
    notes = Notes()
    blocks: list[Block] = []
    for number in range(6):
        size = 60 if number == 2 else 3
        blocks.append(
            paragraph(
                notes.say(f"{number}. " + LOREM * 3, notes.note(f"{number}. " + LOREM * size))
            )
        )
    return _document(tuple(blocks), title="Long notes")


def endnotes() -> Document:
    """Notes at the end of the document."""
    notes = Notes()
    first = paragraph(
        notes.say("First.", notes.note("S1 ¶1")), notes.say(" Second.", notes.note("S2 ¶2"))
    )
    again = paragraph(notes.say("Again.", notes.note("S1 ¶1")))
    blocks = (first, again, EndNotes(label("Notes")))
    return _document(blocks, title="Endnotes", citations="endnote")


def in_text() -> Document:
    """References in the line, no notes."""
    blocks = (paragraph("Said so (S1 ¶1)."),)
    return _document(blocks, title="References in the text", citations="in-text")


def contents() -> Document:
    """A table of contents, cross-references, and headings of four levels."""
    sections = tuple(
        Section(
            (
                Heading(2, line(f"Part {number}"), id=f"part-{number}"),
                paragraph(LOREM * 12),
                Heading(3, line(f"Section {number}.1"), id=f"section-{number}"),
                paragraph(
                    "See ",
                    CrossReference("part-3", line("part 3")),
                    " and ",
                    CrossReference("nowhere", line("nothing")),
                    ". ",
                    LOREM * 8,
                ),
                Heading(4, line("Deeper")),
                paragraph(LOREM),
            )
        )
        for number in range(1, 6)
    )
    entries = tuple(
        entry
        for number in range(1, 6)
        for entry in (
            ContentsEntry(2, f"part-{number}", line(f"Part {number}")),
            ContentsEntry(3, f"section-{number}", line(f"Section {number}.1")),
        )
    )
    return _document((Contents(3, entries, label("Contents")), *sections), title="With contents")


def characters() -> Document:
    """Characters that are hard to extract, markup-like text, foreign runs, emphasis."""
    blocks = (
        paragraph("AT&T <b> </para> x<y (a) \\ ) ( %s {0} \u00ad soft\u00adhyphen"),
        paragraph("No-break\u00a0space, thin\u2009space, non\u2011breaking\u2011hyphen, a\u200bb"),
        paragraph(
            "A word in ",
            Styled(line("Deutsch"), lang="de"),
            ", ",
            Emphasis(line("stress ", Strong(line("both")))),
            ", ",
            quoted("Exact words", lang="ru"),
            ", x",
            Styled(line("2"), "note-mark"),
        ),
        paragraph("", role="cell"),
        Section((Heading(2, line("An empty section")),)),
        Section(()),
        List((), "bullet"),
        Table((Column(50), Column(50)), head("A", "B"), ()),
        Table((Column(0), Column(0)), (), (Row((cell(""), cell("widths not given"))),)),
        Paragraph((Text("last", text("").origin),), lang="fr"),
    )
    return _document(blocks, title="Characters (odd) \\ ones", keywords=("a", "b & c"))


ALL: dict[str, Callable[[], Document]] = {
    "mockup": mockup,
    "russian": russian,
    "kazakh": kazakh,
    "nested_lists": nested_lists,
    "figures": figures,
    "odd_words": odd_words,
    "tall_cell": tall_cell,
    "big_table": big_table,
    "long_notes": long_notes,
    "endnotes": endnotes,
    "in_text": in_text,
    "contents": contents,
    "characters": characters,
    "many_breaks": many_breaks,
}

__all__ = ["ALL", "IMAGES", "Cell"]
