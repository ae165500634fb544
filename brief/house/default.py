"""The default house style: one label column, one text column, rules only horizontal.

The design's one idea is a fixed label column of 30 mm (sans, accent) beside a text column of
136 mm (serif, about 75 characters a line); tables use the full 166 mm.  Every device is a plain
paragraph or table, so that Word and PDF can be the same.  Space after is 0 (but for the annex
title): Word takes the larger of after and before, so no doubt arises.
"""

from __future__ import annotations

from brief.house.theme import (
    Border,
    CharacterStyle,
    Face,
    Notes,
    Page,
    ParagraphStyle,
    TableStyle,
    TabStop,
    Theme,
)

INK = "1B1B1B"
ACCENT = "0B4A63"
GREY = "55595C"
TINT = "EBF2F5"
HAIR = "B5BFC4"

LABEL_COLUMN = 30.0  # mm

_BOX_BORDERS = (
    Border("top", 0.5, TINT, 5.0),
    Border("left", 2.25, ACCENT, 11.0),
    Border("bottom", 0.5, TINT, 7.0),
    Border("right", 0.5, TINT, 11.0),
)
_OWN_BORDERS = (
    Border("top", 0.5, ACCENT, 2.0),
    Border("left", 0.5, ACCENT, 5.0),
    Border("bottom", 0.5, ACCENT, 4.0),
    Border("right", 0.5, ACCENT, 5.0),
)
_LABEL_TAB = (TabStop(LABEL_COLUMN),)

PARAGRAPHS = {
    "": ParagraphStyle("Normal", size=10, leading=13.5, before=2.5, colour=INK),
    "title": ParagraphStyle("Title", size=20, leading=24.5, weight=600, outline=1, keep_next=True),
    "title-long": ParagraphStyle(
        "Brief Title Long", size=18, leading=22, weight=600, outline=1, keep_next=True
    ),
    "meta": ParagraphStyle(
        "Brief Meta",
        face="sans",
        size=8.5,
        leading=12,
        before=5.5,
        tabs=(TabStop(20), TabStop(86), TabStop(106)),
        borders=(Border("top", 0.5, HAIR, 1.0), Border("bottom", 0.5, HAIR, 3.0)),
    ),
    "box-head": ParagraphStyle(
        "Brief Box Head",
        face="sans",
        size=8.5,
        leading=11,
        weight=600,
        colour=ACCENT,
        before=9,
        left=4,
        right=4,
        ground=TINT,
        borders=_BOX_BORDERS,
        keep_next=True,
        outline=2,
    ),
    "box": ParagraphStyle(
        "Brief Box",
        size=10.5,
        leading=14,
        before=3.5,
        left=4,
        right=4,
        ground=TINT,
        borders=_BOX_BORDERS,
        keep_lines=True,
    ),
    "section": ParagraphStyle(
        "Heading 2",
        face="sans",
        size=10.5,
        leading=13,
        weight=600,
        colour=ACCENT,
        before=9.5,
        borders=(Border("top", 1.0, ACCENT, 2.0),),
        keep_next=True,
        outline=2,
    ),
    "subsection": ParagraphStyle(
        "Heading 3",
        face="sans",
        size=9.5,
        leading=12,
        weight=600,
        colour=ACCENT,
        before=6,
        keep_next=True,
        outline=3,
    ),
    "point": ParagraphStyle(
        "Brief Point",
        size=10,
        leading=13.5,
        before=2.5,
        left=LABEL_COLUMN,
        first=-LABEL_COLUMN,
        tabs=_LABEL_TAB,
        keep_lines=True,
    ),
    "quote": ParagraphStyle(
        "Quote",
        size=11,
        leading=14.5,
        before=4.5,
        left=LABEL_COLUMN,
        first=-LABEL_COLUMN,
        tabs=_LABEL_TAB,
        keep_lines=True,
        keep_next=True,
    ),
    "quote-source": ParagraphStyle(
        "Brief Quote Source",
        face="sans",
        size=7.5,
        leading=9.5,
        before=1,
        colour=GREY,
        left=LABEL_COLUMN,
        keep_lines=True,
    ),
    "own": ParagraphStyle(
        "Brief Assessment",
        size=10,
        leading=13.5,
        before=8,
        left=LABEL_COLUMN,
        right=2,
        first=-28,
        tabs=_LABEL_TAB,
        borders=_OWN_BORDERS,
        keep_lines=True,
    ),
    "list": ParagraphStyle("List Bullet", size=10, leading=13.5, before=2.5, left=5, first=-5),
    "list-number": ParagraphStyle(
        "List Number", size=10, leading=13.5, before=2.5, left=5, first=-5
    ),
    "list-more": ParagraphStyle("List Continue", size=10, leading=13.5, before=2.5, left=5),
    "caption": ParagraphStyle(
        "Caption", face="sans", size=8.5, leading=11, weight=600, before=5, keep_next=True
    ),
    "cell-head": ParagraphStyle(
        "Brief Cell Head",
        face="sans",
        size=8.5,
        leading=11,
        weight=600,
        colour=ACCENT,
        before=5,
        keep_next=True,
    ),
    "cell": ParagraphStyle("Brief Cell", face="sans", size=8.5, leading=11),
    # A cell that is one row head or amount throughout, in Word (its controls drop runs' styles).
    "cell-strong": ParagraphStyle(
        "Brief Cell Strong", face="sans", size=8.5, leading=11, weight=600
    ),
    "remark": ParagraphStyle(
        "Brief Table Note",
        face="sans",
        size=7.5,
        leading=9.5,
        before=2.5,
        colour=GREY,
        left=3.4,
        first=-3.4,
        keep_lines=True,
    ),
    "annex-title": ParagraphStyle(
        "Heading 1", size=15, leading=19, weight=600, after=6, keep_next=True, outline=1
    ),
    "annex-point": ParagraphStyle(
        "Brief Annex Point",
        size=9,
        leading=12,
        before=1.5,
        left=LABEL_COLUMN,
        first=-LABEL_COLUMN,
        tabs=_LABEL_TAB,
        keep_lines=True,
    ),
    "annex-quote": ParagraphStyle(
        "Brief Annex Quote",
        size=9,
        leading=12,
        before=3,
        left=LABEL_COLUMN,
        first=-LABEL_COLUMN,
        tabs=_LABEL_TAB,
        keep_lines=True,
    ),
    "note": ParagraphStyle(
        "Footnote Text", face="sans", size=7.5, leading=9.5, before=0.2, left=4.4, first=-4.4
    ),
    "contents": ParagraphStyle("TOC 2", face="sans", size=8.5, leading=12),
    "header": ParagraphStyle("Header", face="sans", size=8.5, leading=11, colour=GREY),
    "footer": ParagraphStyle("Footer", face="sans", size=7.5, leading=9.5, colour=GREY),
}

CHARACTERS = {
    "label": CharacterStyle("Brief Label", face="sans", size=8.5, weight=600, colour=ACCENT),
    "annex-label": CharacterStyle("Brief Annex Label", "sans", 8, 600, colour=ACCENT),
    "lead": CharacterStyle("Brief Lead", weight=700),
    "field-name": CharacterStyle("Brief Field Name", colour=GREY),
    "muted": CharacterStyle("Brief Muted", colour=GREY),
    "tag": CharacterStyle("Brief Tag", face="sans", size=7.5, colour=GREY),
    # The sign of a stance stands in a slot of 3.4 mm: its own width, a space and this.
    "sign": CharacterStyle("Brief Sign", weight=600, colour=ACCENT, tracking=2.3),
    "code": CharacterStyle("Brief Code", weight=600),
    "amount": CharacterStyle("Brief Amount", weight=600),
    "row-head": CharacterStyle("Brief Row Head", weight=600),
    "running-title": CharacterStyle("Brief Running Title", "sans", 9.5, 600, colour=ACCENT),
    "marking": CharacterStyle("Brief Marking", face="sans", size=12, weight=600),
    "note-mark": CharacterStyle("Footnote Reference", "sans", colour=ACCENT, raised=True),
    "remark-mark": CharacterStyle(
        "Brief Remark Mark", "sans", weight=600, colour=ACCENT, raised=True
    ),
    "link": CharacterStyle("Hyperlink", colour=ACCENT),
}

DEFAULT = Theme(
    name="default",
    text=Face(
        "IBM Plex Serif",
        "IBMPlexSerif-Regular.ttf",
        "IBMPlexSerif-Italic.ttf",
        "IBMPlexSerif-SemiBold.ttf",
        "IBMPlexSerif-Bold.ttf",
        substitute="Cambria",
    ),
    sans=Face(
        "IBM Plex Sans",
        "IBMPlexSans-Regular.ttf",
        "IBMPlexSans-Italic.ttf",
        "IBMPlexSans-SemiBold.ttf",
        substitute="Arial",
    ),
    page=Page(),
    notes=Notes(),
    table=TableStyle(),
    paragraphs=PARAGRAPHS,
    characters=CHARACTERS,
    embed_fonts=True,
    colours={"ink": INK, "accent": ACCENT, "grey": GREY, "tint": TINT, "hair": HAIR},
)
