"""The PDF writer alone on content given as JSON: `python -m tests.bench.pdf_writer JSON TARGET`.

The content has title, subtitle, date, author, recipient, and lists `summary`, `figures`, `deals`,
`quotes`, `perceptions` and `sources`; each entry but the sources cites sources, which makes one
note.  As many pages as it takes.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from brief.document.tree import (
    BlockQuote,
    Cell,
    Column,
    Document,
    Field,
    Fields,
    Heading,
    Inline,
    Item,
    Link,
    List,
    Meta,
    Note,
    Origin,
    PageCount,
    PageNumber,
    Paragraph,
    Quotation,
    Row,
    Running,
    Section,
    Statement,
    Styled,
    Table,
    Text,
)

_FACT = Origin("fact", "f", "text")
_LABEL = Origin("label")


def _said(words: str, note: Note, number: int) -> Statement:
    return Statement((Text(words, _FACT), note), f"s{number}", ("f",))


def _numbered(data: dict[str, Any]) -> list[str]:
    """Gives every entry its number `n`; the notes' words in that order."""
    sources = {source["id"]: source for source in data["sources"]}
    found: list[str] = []
    for key in ("summary", "figures", "deals", "quotes", "perceptions"):
        for entry in data[key]:
            cited = [(sources[source], place) for source, place in entry["cites"]]
            words = (
                f"{s['author']}, “{s['title']},” {s['outlet']}, {s['date']}, {place}"
                for s, place in cited
            )
            found.append("; ".join(words) + ".")
            entry["n"] = len(found)
    return found


def document(data: dict[str, Any]) -> Document:
    """The content as a tree after all transforms."""
    words_of_notes = _numbered(data)
    notes = [
        Note(f"n{number}", (Text(words, Origin("citation")),), number)
        for number, words in enumerate(words_of_notes, 1)
    ]

    def heading(words: str) -> Heading:
        return Heading(2, (Text(words, _LABEL),))

    def section(words: str, heads: tuple[str, ...], widths: tuple[float, ...], key: str,
                fields: tuple[str, ...]) -> Section:  # fmt: skip
        rows = []
        for entry in data[key]:
            number = entry["n"]
            cells: list[Cell] = []
            for index, field in enumerate(fields):
                inlines: tuple[Inline, ...] = (Text(entry[field], _FACT),)
                if index == 0:
                    inlines = (Styled(inlines, "row-head"),)
                if index == len(fields) - 1:
                    inlines = (_said(entry[field], notes[number - 1], number),)
                scope = "row" if index == 0 else ""
                cells.append(Cell((Paragraph(inlines, "cell"),), scope))  # type: ignore[arg-type]
            rows.append(Row(tuple(cells), f"s{number}", ("f",)))
        head = Row(
            tuple(
                Cell((Paragraph((Text(name, _LABEL),), "cell-head"),), "column") for name in heads
            )
        )
        columns = tuple(Column(width) for width in widths)
        return Section((heading(words), Table(columns, (head,), tuple(rows), description=words)))

    summary = List(
        tuple(
            Item((Paragraph((_said(entry["text"], notes[entry["n"] - 1], entry["n"]),)),))
            for entry in data["summary"]
        )
    )
    quotes = List(
        tuple(
            Item(
                (
                    BlockQuote(
                        (
                            Paragraph(
                                (
                                    Quotation((Text(f"“{entry['text']}”", _FACT),)),
                                    notes[entry["n"] - 1],
                                )
                            ),
                        ),
                        (Text(entry["role"], _FACT),),
                    ),
                ),
                (Text(entry["speaker"], _LABEL),),
            )
            for entry in data["quotes"]
        ),
        "label",
        "quote",
    )
    sources = tuple(
        Paragraph(
            (
                Text(f"{s['author']}. “{s['title']}.” {s['outlet']}, {s['date']}. ", _FACT),
                Link((Text(s["url"], _FACT),), s["url"]),
            )
        )
        for s in data["sources"]
    )
    fields = Fields(
        tuple(
            Field((Text(name, _LABEL),), (Text(data[key], _FACT),))
            for name, key in (("To", "recipient"), ("Date", "date"), ("From", "author"))
        )
    )
    blocks = (
        Heading(1, (Text(data["title"], _FACT),)),
        fields,
        Section((heading("Summary"), summary)),
        section("Key figures", ("Figure", "Value", "Note"), (60, 35, 71), "figures",
                ("label", "value", "note")),
        section("Deals", ("Deal", "Parties", "Sector", "Value", "Status"), (42, 42, 20, 26, 36),
                "deals", ("name", "parties", "sector", "value", "status")),
        Section((heading("Quotes"), quotes)),
        section("Outlet perceptions", ("Outlet", "Stance", "Reading"), (45, 25, 96),
                "perceptions", ("outlet", "stance", "reading")),
        Section((heading("Sources"), *sources)),
    )  # fmt: skip
    page = (Text("Page ", _LABEL), PageNumber(), Text(" of ", _LABEL), PageCount())
    head = (Text(data["subtitle"], _FACT),)
    running = Running(head, head, (Text("Sources stand at the end", _LABEL),), (), page)
    return Document(
        Meta(data["title"], author=data["author"], created="2026-01-01T00:00:00Z"), blocks, running
    )


def main(content: str, target: str, cache: str = "") -> None:
    """Writes the PDF of a content file; cache "none" stops before the writer."""
    data = json.loads(Path(content).read_text())
    made = document(data)
    if cache == "none":
        return
    from brief.house.default import DEFAULT
    from brief.writers import Supplies
    from brief.writers.pdf import write

    written = write(made, DEFAULT, Supplies(cache=Path(cache) if cache else None))
    Path(target).write_bytes(written.data)
    if not written.data:
        sys.exit(f"nothing written: {written.diagnostics}")


if __name__ == "__main__":
    main(*sys.argv[1:])
