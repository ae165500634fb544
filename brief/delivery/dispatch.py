"""From recipients and parcels to hand-overs: who gets which variant, and who has it already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from email.utils import format_datetime

from brief import TYPE_CHECKING
from brief.delivery import addresses, message
from brief.delivery.ledger import PLANNED, HandOver, utc
from brief.delivery.message import Message, Sender
from brief.delivery.parcel import Parcel
from brief.delivery.recipients import Recipient
from brief.delivery.sending import Task
from brief.diagnostics import ERROR, Diagnostic, UsageError
from brief.record import Record

if TYPE_CHECKING:
    from brief.delivery.smime import Seal

GENERAL = "general"  # the audience of a recipient for whom none is named


class Assignment(Record):
    """A recipient, the variant it gets, and the key of the hand-over."""

    recipient: Recipient
    parcel: Parcel
    key: str


def select(
    people: Iterable[Recipient], *, audience: str = "", only: Sequence[str] = ()
) -> list[Recipient]:
    """Those of an audience, and of the addresses or groups in `only`; a `UsageError` names one
    that the list does not have."""
    chosen = [p for p in people if not audience or (p.audience or GENERAL) == audience]
    if not only:
        return chosen
    wanted = {name.lower(): name for name in only}
    known = {p.key for p in chosen} | {g.lower() for p in chosen for g in p.groups}
    known |= {f"{p.address.rpartition('@')[0]}@{p.domain}".lower() for p in chosen}
    for low, name in wanted.items():
        if low not in known:
            raise UsageError(
                f"the list has no recipient and no group {addresses.shown(name)}"
                + (f" for the audience {audience}" if audience else ""),
                help="only listed recipients are written to; add it to the list",
            )
    return [
        p
        for p in chosen
        if p.key in wanted
        or f"{p.address.rpartition('@')[0]}@{p.domain}".lower() in wanted
        or any(g.lower() in wanted for g in p.groups)
    ]


def assign(
    people: Iterable[Recipient], parcels: Sequence[Parcel]
) -> tuple[list[Assignment], list[Diagnostic]]:
    """Each recipient's variant: that of its audience, in its language where one is named."""
    found: list[Diagnostic] = []
    assigned = []
    offered = [(p, p.formats()) for p in parcels]
    for person in people:
        fits = [
            (p, formats)
            for p, formats in offered
            if (p.audience or GENERAL) == (person.audience or GENERAL)
            and person.language in {"", p.language}
        ]
        if len(fits) != 1:
            found.append(_unfit(person, [p for p, _ in fits], parcels))
            continue
        parcel, formats = fits[0]
        lacking = set(person.formats) - formats
        if lacking:
            found.append(
                Diagnostic(
                    "M-VARIANT",
                    ERROR,
                    f"the variant {parcel.variant} has no {', '.join(sorted(lacking))} for "
                    f"{addresses.shown(person.key)}",
                    person.span,
                    helps=("generate the variant with that format, or change `formats`",),
                )
            )
            continue
        if not parcel.enclosed(person):
            found.append(
                Diagnostic(
                    "M-COPY",
                    ERROR,
                    f"{addresses.shown(person.key)} has no numbered copy in {parcel.variant}",
                    person.span,
                    helps=("generate the variant again: the list was changed since",),
                )
            )
            continue
        key = message.hand_over_key(parcel.dossier, parcel.edition, person.key)
        assigned.append(Assignment(person, parcel, key))
    return assigned, found


def _unfit(person: Recipient, fits: Sequence[Parcel], parcels: Sequence[Parcel]) -> Diagnostic:
    who, wanted = addresses.shown(person.key), person.audience or GENERAL
    if fits:
        names = ", ".join(sorted(p.variant for p in fits))
        what = f"{len(fits)} variants are for the audience {wanted}: {names}"
        hint = "name the `language`" if not person.language else "send one with --variant"
    elif any((p.audience or GENERAL) == wanted for p in parcels):
        what = f"no variant for the audience {wanted} is in `{person.language}`"
        hint = "generate it in that language, or change `language`"
    else:
        there = ", ".join(sorted({p.audience or GENERAL for p in parcels}))
        what = f"no variant is for the audience {wanted}"
        hint = f"the edition's audiences are: {there}"
    return Diagnostic("M-VARIANT", ERROR, f"{who}: {what}", person.span, helps=(hint,))


def oversized(
    assigned: Iterable[Assignment], sender: Sender, limit: int, room: int = 0
) -> list[Diagnostic]:
    """A diagnostic for each message that is larger than `limit` bytes, before any connection.

    `room` is what a signature adds.
    """
    found = []
    for a in assigned:
        size = message.size(
            sender,
            a.recipient.address,
            a.recipient.name,
            a.parcel.letter(a.recipient),
            a.parcel.enclosed(a.recipient),
            key=a.key,
            dated=date_header(0),
        )
        size += room
        if size > limit:
            found.append(
                Diagnostic(
                    "M-SIZE",
                    ERROR,
                    f"the message to {addresses.shown(a.recipient.key)} has {size:,} bytes, more "
                    f"than `max-size` ({limit:,})",
                    a.recipient.span,
                    helps=("send fewer `formats`, or raise `max-size` if the servers take it",),
                )
            )
    return found


def planned(a: Assignment, now: float) -> HandOver:
    """The row that a hand-over begins with; `now` is in seconds since the epoch."""
    return HandOver(
        a.key,
        a.parcel.dossier,
        a.parcel.edition,
        a.parcel.variant,
        a.parcel.audience,
        a.recipient.address,
        a.recipient.name,
        {e.name: e.sha256 for e in a.parcel.enclosed(a.recipient)},
        date_header(now),
        state=PLANNED,
        updated=utc(now),
    )


def task(a: Assignment, row: HandOver, sender: Sender, seal: Seal | None = None) -> Task:
    """The work that remains for a row: the same bytes as before, for the same Date stands in it."""
    return Task(row, lambda: built(a, row.dated, sender, seal))


def built(a: Assignment, dated: str, sender: Sender, seal: Seal | None = None) -> Message:
    """The message of an assignment, signed where there is a `seal`."""
    return message.build(
        sender,
        a.recipient.address,
        a.recipient.name,
        a.parcel.letter(a.recipient),
        a.parcel.enclosed(a.recipient),
        key=a.key,
        dated=dated,
        seal=seal,
    )


def date_header(now: float) -> str:
    """A moment as the Date header has it, in UTC (RFC 5322, section 3.3)."""
    from datetime import UTC, datetime

    return format_datetime(datetime.fromtimestamp(int(now), UTC))
