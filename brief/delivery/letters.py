"""A plain letter for an edition, for want of one that the template's pack writes."""

from __future__ import annotations

from html import escape

from brief.delivery.parcel import Enclosure, Letter
from brief.delivery.recipients import Recipient
from brief.record import Record

# Background and text of the marking (TLP 2.0, on black); other markings print black on grey.
_COLOURS = {
    "TLP:RED": "#FF2B2B",
    "TLP:AMBER": "#FFC000",
    "TLP:AMBER+STRICT": "#FFC000",
    "TLP:GREEN": "#33FF00",
    "TLP:CLEAR": "#FFFFFF",
}
_FONT = "font-family:Georgia,'Times New Roman',serif"
_SANS = "font-family:Helvetica,Arial,sans-serif"


class Matter(Record):
    """What a letter says.  `lead` and `points` are the bottom line and the key points."""

    title: str
    marking: str
    as_of: str
    edition: str
    language: str
    lead: tuple[str, ...]
    points: tuple[str, ...]
    sender: str = ""


def compose(matter: Matter, recipient: Recipient, enclosures: tuple[Enclosure, ...]) -> Letter:
    """The letter to one recipient."""
    subject = f"[{matter.marking}] {matter.title}" if matter.marking else matter.title
    return Letter(
        subject, _text(matter, recipient, enclosures), _html(matter, recipient, enclosures)
    )


def _text(matter: Matter, recipient: Recipient, enclosures: tuple[Enclosure, ...]) -> str:
    blocks = [matter.marking] if matter.marking else []
    if recipient.salutation:
        blocks.append(recipient.salutation)
    blocks.append(f"{matter.title}\nAs of {matter.as_of}")
    blocks += matter.lead
    if matter.points:
        blocks.append("\n".join(f"- {point}" for point in matter.points))
    blocks.append(
        "Attached:\n"
        + "\n".join(f"- {e.name}\n  SHA-256 {e.sha256}" for e in enclosures)
        + "\n\nTo check that a file is unchanged, compare its SHA-256 with the one above, or run: "
        f"brief verify FILE (edition {matter.edition})."
    )
    if matter.sender:
        blocks.append(f"-- \n{matter.sender}")
    if matter.marking:
        blocks.append(matter.marking)
    return "\n\n".join(blocks) + "\n"


def _html(matter: Matter, recipient: Recipient, enclosures: tuple[Enclosure, ...]) -> str:
    def paragraph(text: str, style: str = "margin:0 0 12px") -> str:
        return f'<p style="{style}">{escape(text)}</p>'

    marking = _marking(matter.marking)
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(matter.language or "en")}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(matter.title)}</title></head>",
        '<body style="margin:0;padding:0;background:#ffffff;color:#1a1a1a">',
        f'<div style="max-width:640px;margin:0 auto;padding:16px;font-size:16px;line-height:1.45;'
        f'{_FONT}">',
        marking,
        paragraph(recipient.salutation) if recipient.salutation else "",
        f'<h1 style="margin:0 0 4px;font-size:22px;line-height:1.25">{escape(matter.title)}</h1>',
        paragraph(f"As of {matter.as_of}", f"margin:0 0 16px;color:#555555;font-size:14px;{_SANS}"),
        *(paragraph(text) for text in matter.lead),
    ]
    if matter.points:
        items = "".join(f'<li style="margin:0 0 8px">{escape(p)}</li>' for p in matter.points)
        parts.append(f'<ul style="margin:0 0 16px;padding-left:20px">{items}</ul>')
    files = "".join(
        f'<li style="margin:0 0 6px">{escape(e.name)}<br>'
        f'<span style="font-family:Consolas,Menlo,monospace;font-size:12px;word-break:break-all">'
        f"SHA-256 {e.sha256}</span></li>"
        for e in enclosures
    )
    parts += [
        f'<div style="border-top:1px solid #cccccc;padding-top:12px;font-size:14px;{_SANS}">',
        f'<p style="margin:0 0 6px">Attached:</p>'
        f'<ul style="margin:0 0 12px;padding-left:20px">{files}</ul>',
        paragraph(
            "To check that a file is unchanged, compare its SHA-256 with the one above, or run: "
            f"brief verify FILE (edition {matter.edition})."
        ),
        paragraph(matter.sender) if matter.sender else "",
        "</div>",
        marking,
        "</div></body></html>",
    ]
    return "\n".join(filter(None, parts)) + "\n"


def _marking(marking: str) -> str:
    if not marking:
        return ""
    colour = _COLOURS.get(marking.upper())
    ground, ink = ("#000000", colour) if colour else ("#eeeeee", "#000000")
    return (
        f'<p style="margin:0 0 16px;text-align:right;{_SANS}"><span style="background:{ground};'
        f'color:{ink};font-size:16px;font-weight:bold;padding:2px 8px">{escape(marking)}</span></p>'
    )
