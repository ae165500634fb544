"""What a house file shows: each style on a sample of itself that says what it is for."""

from __future__ import annotations

TITLE = "House style of your briefs"

INTRODUCTION = (
    "This file is the look of every brief: Word, PDF and mail follow it. Change the styles, not"
    " the samples: in Word, Home, Styles, right-click a style, Modify. Fonts, sizes, colours,"
    " spacing, indents, rules, margins, the distances of header and footer, the columns of notes"
    " and the logo are read from here.",
    "The words of this page are never printed, and those of header and footer come from the"
    " template. Put a logo of at most 9 mm height at the left of the first page’s header, with an"
    " alternative text. When done, save and run: brief house check house.docx",
)

# Role of a paragraph style -> what its sample says; labels stand before a tab.
PARAGRAPHS = {
    "title": "Title: the finding, in one sentence without a stop",
    "title-long": "Title Long: the title where it takes more than ninety characters",
    "meta": "To\tMeta: names and values at the head\tEdition\tthe second column",
    "box-head": "Box Head: the bottom line",
    "box": "Box: a statement of the bottom line, begun by lead words.",
    "section": "Heading 2: a section",
    "subsection": "Heading 3: a heading within a section",
    "": "Normal: running text, and what other styles rest on.",
    "point": "Label\tPoint: a key point behind its label.",
    "quote": "Speaker\tQuote: the exact words of a source.",
    "quote-source": "Quote Source: whose words, on which occasion, where read",
    "own": "Our view\tAssessment: the author’s own judgement, boxed.",
    "list": "List Bullet: an item of a list",
    "list-number": "List Number: an item of a list that counts",
    "list-more": "List Continue: a further paragraph of an item",
    "caption": "Caption: what stands above a table or below a figure",
    "cell-head": "Cell Head",
    "cell": "Cell: text in a table",
    "cell-strong": "Cell Strong: the head of a row, an amount",
    "remark": "a\tTable Note: a remark below a table",
    "annex-title": "Heading 1: the title of an annex",
    "annex-point": "Label\tAnnex Point: a point in the annex.",
    "annex-quote": "Speaker\tAnnex Quote: exact words in the annex.",
    "note": "1\tFootnote Text: what a claim rests on",
    "contents": "TOC 2: an entry of the contents",
}

# Role of a character style -> its sample.
CHARACTERS = {
    "label": "Label",
    "annex-label": "Annex Label",
    "lead": "Lead: the lead words of a statement",
    "field-name": "Field Name: To, From, Edition",
    "muted": "Muted: references in cells, “silent”",
    "tag": "Tag: [our judgement]",
    "sign": "Sign: + ± − =",
    "code": "Code: S1",
    "amount": "Amount: 17.2",
    "row-head": "Row Head: the head of a row",
    "running-title": "Running Title: the head of the first page",
    "marking": "Marking: TLP:CLEAR",
    "note-mark": "1",
    "remark-mark": "a",
    "link": "Hyperlink: a link",
}
