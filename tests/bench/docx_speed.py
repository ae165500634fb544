"""Times the Word writer: `python -m tests.bench.docx_speed`.

Briefs of 55 native notes each, at one, ten and a hundred briefs (300 pages), and tables of up to
10,000 rows.  CPU seconds of this process, the median of three; imports and the making of the tree
are not counted.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from itertools import count
from pathlib import Path
from typing import Any

from brief.document.tree import (
    Block,
    BlockQuote,
    Cell,
    Column,
    Document,
    Heading,
    Inline,
    Item,
    List,
    Meta,
    Note,
    Origin,
    Paragraph,
    Row,
    Table,
    Text,
)
from brief.house.default import DEFAULT
from brief.writers import Supplies
from brief.writers.docx import write

_AUTHOR = Origin("author")


def text(words: str, fact: str = "", field: str = "") -> Text:
    return Text(words, Origin("fact", fact, field) if fact else _AUTHOR)


class Maker:
    """Trees of the shape that the floor program prints."""

    def __init__(self, notes: list[str]) -> None:
        self.notes = notes
        self.numbers = count(1)

    def note(self, number: int) -> Note:
        place = next(self.numbers)
        return Note(f"n{place}", (text(self.notes[number - 1]),), place)

    def table(self, heads: tuple[str, ...], rows: list[tuple[tuple[str, ...], int]]) -> Table:
        def cell(words: str, *more: Inline, role: str = "cell") -> Cell:
            return Cell((Paragraph((text(words, "f", "v"), *more), role),))

        made = []
        for place, (values, number) in enumerate(rows):
            cells = [cell(value) for value in values[:-1]]
            cells.append(cell(values[-1], self.note(number)))
            made.append(Row(tuple(cells), f"r{place}", ("f",)))
        width = 166 / len(heads)
        head = Row(tuple(cell(name, role="cell-head") for name in heads))
        return Table(tuple(Column(width) for _ in heads), (head,), tuple(made), description="x")

    def document(self, d: dict[str, Any]) -> Document:
        points = tuple(
            Item((Paragraph((text(s["text"], "p", "text"), self.note(s["n"]))),))
            for s in d["summary"]
        )
        blocks: list[Block] = [Heading(1, (text(d["title"]),)), List(points)]

        def rows(name: str, *keys: str) -> list[tuple[tuple[str, ...], int]]:
            return [(tuple(x[key] for key in keys), x["n"]) for x in d[name]]

        blocks += [
            Heading(2, (text("Key figures"),)),
            self.table(("Figure", "Value", "Note"), rows("figures", "label", "value", "note")),
            Heading(2, (text("Deals"),)),
            self.table(
                ("Deal", "Parties", "Sector", "Value", "Status"),
                rows("deals", "name", "parties", "sector", "value", "status"),
            ),
            Heading(2, (text("Quotes"),)),
        ]
        for q in d["quotes"]:
            said = Paragraph((text(f"“{q['text']}”", "q", "text"), self.note(q["n"])))
            blocks.append(BlockQuote((said,), (text(f"{q['speaker']}, {q['role']}"),)))
        blocks += [
            Heading(2, (text("Outlets"),)),
            self.table(
                ("Outlet", "Stance", "Reading"), rows("perceptions", "outlet", "stance", "reading")
            ),
            Heading(2, (text("Sources"),)),
        ]
        blocks += [
            Paragraph((text(f"{s['author']}. {s['title']}. {s['outlet']}, {s['date']}."),))
            for s in d["sources"]
        ]
        return Document(Meta(d["title"], created="2026-11-21T09:00:00Z"), tuple(blocks))


def own(copies: int) -> dict[str, Any]:
    """Filler of the same shape: 16 deals, 8 quotes, 9 views, 10 figures, 12 points a copy."""
    numbers = count(1)
    words = "The memorandum sets out how two governments intend to cooperate in a field."

    def made(amount: int, *keys: str) -> list[dict[str, Any]]:
        return [
            {**{key: f"{key} {i}, {words[: 12 + 7 * i % 50]}" for key in keys}, "n": next(numbers)}
            for i in range(amount * copies)
        ]

    found = {
        "title": "Filler for a measurement",
        "summary": made(12, "text"),
        "figures": made(10, "label", "value", "note"),
        "deals": made(16, "name", "parties", "sector", "value", "status"),
        "quotes": made(8, "text", "speaker", "role"),
        "perceptions": made(9, "outlet", "stance", "reading"),
        "sources": [
            {"author": "A", "title": words, "outlet": "O", "date": "2026"}
            for _ in range(9 * copies)
        ],
    }
    return {**found, "notes": [f"S{n % 9 + 1} ¶{n}.1" for n in range(1, next(numbers))]}


def long_table(rows: int) -> Document:
    maker = Maker([])
    table = maker.table(("A", "B", "C", "D", "E", "F"), [])
    cells = [Cell((Paragraph((text(f"words {i}", "f", "v"),), "cell"),)) for i in range(6)]
    made = tuple(Row(tuple(cells), f"r{i}", ("f",)) for i in range(rows))
    return Document(Meta("Rows"), (table.replace(rows=made),))


def timed(name: str, document: Document, supplies: Supplies) -> float:
    found = []
    for _ in range(3):
        start = time.process_time()
        written = write(document, DEFAULT, supplies)
        found.append(time.process_time() - start)
    seconds = statistics.median(found)
    print(f"{name:<28} {seconds:8.3f} s  {len(written.data) / 1024:8.0f} KiB")
    return seconds


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        supplies = Supplies(cache=Path(folder), facts_json=b"{}")
        for copies in (1, 10, 100):
            facts = own(copies)
            timed(f"{copies} briefs", Maker(facts["notes"]).document(facts), supplies)
        for rows in (2500, 5000, 10000):
            timed(f"table of {rows} rows", long_table(rows), supplies)


if __name__ == "__main__":
    main()
