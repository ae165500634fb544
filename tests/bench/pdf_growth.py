"""How the PDF writer's cost grows with the document: `python -m tests.bench.pdf_growth`.

Prints CPU time and pages for sizes that double, and their ratio; linear growth gives about 2.
"""

from __future__ import annotations

import time

from brief.document.tree import Document, Heading, Meta
from brief.house.default import DEFAULT
from brief.writers import Supplies
from brief.writers.pdf import write
from tests.documents import Notes, line, paragraph, reference
from tests.unusual import LOREM


def sized(paragraphs: int) -> Document:
    """A document of so many paragraphs, a note each."""
    notes = Notes()
    blocks = tuple(
        paragraph(notes.say(f"{n}. {LOREM}", notes.note(reference("S1", str(n)))))
        for n in range(paragraphs)
    )
    return Document(Meta("Growth"), (Heading(1, line("Growth")), *blocks))


def main() -> None:
    """Prints the table."""
    write(sized(1), DEFAULT, Supplies())  # fonts and imports
    last = 0.0
    for paragraphs in (500, 1000, 2000, 4000, 8000):
        document = sized(paragraphs)
        start = time.process_time()
        written = write(document, DEFAULT, Supplies())
        spent = time.process_time() - start
        ratio = f"{spent / last:.2f}" if last else "-"
        print(f"{paragraphs:6} paragraphs {written.pages:5} pages {spent:7.2f} s   {ratio}")
        last = spent


if __name__ == "__main__":
    main()
