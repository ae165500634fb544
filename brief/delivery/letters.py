"""A plain letter for an edition, for want of one that the template's pack writes."""

from __future__ import annotations

import json
from html import escape

from brief.delivery.parcel import Enclosure, Letter
from brief.delivery.recipients import Recipient
from brief.diagnostics import BriefError
from brief.document import markings
from brief.record import Record

_FONT = "font-family:Georgia,'Times New Roman',serif"
_SANS = "font-family:Helvetica,Arial,sans-serif"


class Fixed(Record):
    """The words of a letter that come from no edition, in one language."""

    as_of: str
    attached: str
    sources: str
    check: str


_FIXED = {
    "en": Fixed(
        "As of {}",
        "Attached",
        "Sources",
        "To check that a file is unchanged, compare its SHA-256 with the one above, or run: "
        "brief verify FILE (edition {}).",
    ),
    "ru": Fixed(
        "По состоянию на {}",
        "Вложения",
        "Источники",
        "Чтобы проверить, что файл не изменён, сравните его SHA-256 с указанным выше или "
        "выполните: brief verify ФАЙЛ (выпуск {}).",
    ),
    "kk": Fixed(
        "{} жағдай бойынша",
        "Қоса берілген файлдар",
        "Дереккөздер",
        "Файлдың өзгермегенін тексеру үшін оның SHA-256 мәнін жоғарыдағымен салыстырыңыз немесе "
        "мына пәрменді орындаңыз: brief verify ФАЙЛ (шығарылым {}).",
    ),
}


class Matter(Record):
    """What a letter says, word for word as the edition prints it.

    `lead` are the lines of the bottom line and `points` the key points, each under its heading and
    with its references at its end; `sources` is the key to those references.
    """

    title: str
    marking: str
    as_of: str
    edition: str
    language: str
    lead: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    lead_heading: str = ""
    points_heading: str = ""
    sources: str = ""
    sender: str = ""

    @property
    def fixed(self) -> Fixed:
        return _FIXED.get(self.language.partition("-")[0], _FIXED["en"])


def compose(matter: Matter, recipient: Recipient, enclosures: tuple[Enclosure, ...]) -> Letter:
    """The letter to one recipient."""
    subject = f"[{matter.marking}] {matter.title}" if matter.marking else matter.title
    return Letter(
        subject, _text(matter, recipient, enclosures), _html(matter, recipient, enclosures)
    )


class Stored(Record):
    """A message as it was kept with the edition: subject, and the pieces of its two bodies; a
    piece that is no text is the name of a slot."""

    subject: str
    text: tuple[str | dict[str, str], ...]
    html: tuple[str | dict[str, str], ...]


def stored(data: bytes) -> Stored:
    """The message in a file of an edition; a `BriefError` where it is none."""
    try:
        value = json.loads(data)
        known = {1: Stored}[value["format"]]
        return known(str(value["subject"]), tuple(value["text"]), tuple(value["html"]))
    except (ValueError, KeyError, TypeError) as error:
        raise BriefError(
            f"the message of the edition cannot be read: {error}", help="generate it again"
        ) from error


def fill(
    message: Stored, recipient: Recipient, enclosures: tuple[Enclosure, ...], sender: str
) -> Letter:
    """The letter to one recipient: nothing is added but what only sending knows."""
    listed = "\n".join(f"- {e.name}\n  SHA-256 {e.sha256}" for e in enclosures)
    small = f'<div style="font-size:14px;{_SANS}">\n{_attached(enclosures)}\n</div>\n'
    text = {"salutation": recipient.salutation, "files": listed, "sender": sender}
    html = {
        "salutation": _paragraph(recipient.salutation),
        "files": small,
        "sender": _paragraph(sender),
    }
    return Letter(
        message.subject,
        "".join(p if isinstance(p, str) else _line(text.get(p["slot"], "")) for p in message.text)
        + "\n",
        "".join(p if isinstance(p, str) else html.get(p["slot"], "") for p in message.html),
    )


def _line(text: str) -> str:
    return f"{text}\n\n" if text else ""


def _text(matter: Matter, recipient: Recipient, enclosures: tuple[Enclosure, ...]) -> str:
    fixed = matter.fixed
    blocks = [matter.marking, recipient.salutation]
    blocks.append(f"{matter.title}\n{fixed.as_of.format(matter.as_of)}")
    for heading, lines in (
        (matter.lead_heading, matter.lead),
        (matter.points_heading, matter.points),
    ):
        if lines:
            items = [f"- {line}" for line in lines]
            blocks.append("\n".join([heading.upper(), *items] if heading else items))
    if matter.sources:
        blocks.append(f"{fixed.sources}: {matter.sources}")
    files = "\n".join(f"- {e.name}\n  SHA-256 {e.sha256}" for e in enclosures)
    blocks.append(f"{fixed.attached}:\n{files}\n\n{fixed.check.format(matter.edition)}")
    if matter.sender:
        blocks.append(f"-- \n{matter.sender}")
    blocks.append(matter.marking)
    return "\n\n".join(filter(None, blocks)) + "\n"


def _html(matter: Matter, recipient: Recipient, enclosures: tuple[Enclosure, ...]) -> str:
    fixed, marking = matter.fixed, _marking(matter.marking)
    small = f"margin:0 0 8px;font-size:14px;{_SANS}"
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(matter.language or "en")}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(matter.title)}</title></head>",
        '<body style="margin:0;padding:0;background:#ffffff;color:#1a1a1a">',
        '<div style="max-width:640px;margin:0 auto;padding:16px;font-size:16px;line-height:1.45;'
        f'{_FONT}">',
        marking,
        _paragraph(recipient.salutation),
        f'<h1 style="margin:0 0 4px;font-size:22px;line-height:1.25">{escape(matter.title)}</h1>',
        _paragraph(
            fixed.as_of.format(matter.as_of),
            f"margin:0 0 16px;color:#555555;font-size:14px;{_SANS}",
        ),
        _list(matter.lead_heading, matter.lead),
        _list(matter.points_heading, matter.points),
        _paragraph(f"{fixed.sources}: {matter.sources}" if matter.sources else "", small),
        f'<div style="border-top:1px solid #cccccc;padding-top:12px;font-size:14px;{_SANS}">',
        f'<p style="margin:0 0 6px">{escape(fixed.attached)}:</p>',
        _attached(enclosures),
        _paragraph(fixed.check.format(matter.edition)),
        _paragraph(matter.sender),
        "</div>",
        marking,
        "</div></body></html>",
    ]
    return "\n".join(filter(None, parts)) + "\n"


def _attached(enclosures: tuple[Enclosure, ...]) -> str:
    items = (
        f'<li style="margin:0 0 6px">{escape(e.name)}<br><span style="font-size:12px;'
        f'font-family:Consolas,Menlo,monospace;word-break:break-all">SHA-256 {e.sha256}</span>'
        "</li>"
        for e in enclosures
    )
    return "\n".join(('<ul style="margin:0 0 12px;padding-left:20px">', *items, "</ul>"))


def _paragraph(text: str, style: str = "margin:0 0 12px") -> str:
    return f'<p style="{style}">{escape(text)}</p>' if text else ""


def _list(heading: str, lines: tuple[str, ...]) -> str:
    if not lines:
        return ""
    head = f'<h2 style="margin:16px 0 6px;font-size:17px">{escape(heading)}</h2>' if heading else ""
    items = "\n".join(f'<li style="margin:0 0 8px">{escape(line)}</li>' for line in lines)
    return f'{head}\n<ul style="margin:0 0 16px;padding-left:20px">\n{items}\n</ul>'.lstrip()


def _marking(name: str) -> str:
    """The marking in its colours, as on the pages, at the right."""
    marking = markings.marking(name)
    if marking is None:
        return ""
    style = f"background:#{marking.ground};color:#{marking.colour};font-size:16px;font-weight:bold"
    return (
        f'<p style="margin:0 0 16px;text-align:right;{_SANS}">'
        f'<span style="{style};padding:2px 8px">{escape(marking.name)}</span></p>'
    )
