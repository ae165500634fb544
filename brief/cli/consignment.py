"""Everything that is decided before a connection is opened: who gets what, and what forbids it."""

from __future__ import annotations

from pathlib import Path

from brief.cli import committed, signatures
from brief.cli.committed import Committed
from brief.config import Workspace
from brief.delivery import dispatch, recipients, sentlog
from brief.delivery.dispatch import Assignment
from brief.delivery.ledger import HandOver, Ledger
from brief.delivery.recipients import Rules
from brief.delivery.settings import Settings
from brief.diagnostics import ERROR, BriefError, Diagnostic, UsageError
from brief.dossier import audiences
from brief.record import Record
from brief.signing import Settings as Signing
from brief.signing import parse as signing_settings
from brief.writers import FORMATS

_ROOM = 16_384  # bytes that the signature of a message adds at most: certificates of a chain


class Plan(Record):
    """Who gets what, by which way, and what the ledger says of each before; `signing` tells
    whether messages are signed, for which `room` bytes are kept free in each."""

    found: Committed
    settings: Settings
    assigned: tuple[Assignment, ...]
    known: dict[str, HandOver]
    signing: Signing = Signing()
    room: int = 0


def make(
    workspace: Workspace,
    settings: Settings,
    found: Committed,
    audience: str,
    only: tuple[str, ...],
    listed: str | None,
) -> tuple[Plan, list[Diagnostic]]:
    """Everything that is decided before a connection: refusals, recipients, variants, sizes."""
    folder = workspace.dossier(found.dossier)
    ledger = Ledger.existing(workspace.state)
    try:
        approvals = ledger.approvals(found.dossier, found.edition) if ledger else []
        rows = ledger.edition(found.dossier, found.edition) if ledger else []
    finally:
        if ledger:
            ledger.close()
    signing = signing_settings(workspace.settings.get("signing"), workspace.root)
    room = _ROOM if signing.mail else 0
    required = committed.required_approvals(folder, workspace.root)
    told = committed.refusals(found, required, approvals)
    told += signatures.refusals(found, signing)
    guard(found, rows)
    path, shown = _list_file(workspace, folder, listed)
    rules, problems = _rules(workspace, folder, settings, found)
    told += problems
    people, problems = recipients.load(path, shown, rules)
    told += problems
    people = dispatch.select(people, audience=audience, only=only)
    if any(d.severity == "error" for d in told):
        return Plan(found, settings, (), {}), told
    parcels = committed.parcels(found, settings)
    assigned, problems = dispatch.assign(people, parcels)
    told += problems
    for parcel in parcels:
        theirs = [a.recipient for a in assigned if a.parcel is parcel]
        told += recipients.cleared(theirs, parcel.marking, rules.scale)
    told += dispatch.oversized(assigned, settings.sender, settings.max_size, room)
    known = {r.key: r for r in rows}
    return Plan(found, settings, tuple(assigned), known, signing, room), told


def _rules(
    workspace: Workspace, folder: Path, settings: Settings, edition: Committed
) -> tuple[Rules, list[Diagnostic]]:
    """What the list is held against, from audiences.yaml and the settings."""
    known, found = audiences.load(folder, workspace.root, workspace.cache)
    clearances = {name: audience.clearance for name, audience in known.by_id.items()}
    rules = Rules(
        # The general variant is nobody's own: who gets it needs a clearance of their own.
        audiences={dispatch.GENERAL: "", **clearances} if clearances else None,
        scale=known.scale,
        known=(settings.sender.domain, *settings.known_domains),
        local_domains=settings.local_domains,
        formats=tuple(FORMATS),
    )
    plain = {m.audience for m in edition.variants.values() if not any(f.copy for f in m.files)}
    found += [
        Diagnostic(
            "M-COPY",
            ERROR,
            f"the audience {name} asks for numbered copies, and the variant has none",
            audience.span("numbered"),
            helps=(f"brief generate {edition.dossier} -a {name}",),
        )
        for name, audience in known.by_id.items()
        if audience.numbered and name in plain
    ]
    return rules, found


def _list_file(workspace: Workspace, folder: Path, listed: str | None) -> tuple[Path, str]:

    if listed:
        return Path(listed), _shown(workspace, Path(listed))
    there = [folder / name for name in ("recipients.yaml", "recipients.csv")]
    found = [path for path in there if path.is_file()]
    if len(found) == 1:
        return found[0], _shown(workspace, found[0])
    if found:
        raise UsageError(
            f"{_shown(workspace, folder)} has recipients.yaml and recipients.csv",
            help="keep one, or name one with --recipients",
        )
    raise UsageError(
        f"{_shown(workspace, folder)} has no recipients.yaml", help="list the recipients there"
    )


def _shown(workspace: Workspace, path: Path) -> str:
    """A path as spans have it: relative to the workspace."""
    try:
        return path.resolve().relative_to(workspace.root).as_posix()
    except ValueError:
        return path.as_posix()


def guard(found: Committed, rows: list[HandOver]) -> None:
    """Stop where `sent.log` tells of hand-overs that the ledger does not know."""
    log = found.store.folder / found.edition / sentlog.FILE
    lost = sentlog.missing(sentlog.read(log), rows)
    if lost:
        raise BriefError(
            f"the ledger is missing or older than {log.name}: it lacks {len(lost)} hand-over"
            f"{'s' if len(lost) > 1 else ''} of {found.edition}",
            help="put .brief/ back from a backup, or take them over from the log with "
            f"`brief outbox recover {found.dossier}/{found.edition}`; nothing was sent",
            code="M-LEDGER",
        )


def state(plan: Plan, key: str) -> tuple[str, bool]:
    """What the ledger says of a hand-over, for people, and whether it would be sent now."""
    row = plan.known.get(key)
    if row is None or (row.state == "planned" and not row.attempts):
        return "to be sent", True
    if row.state == "planned":
        return "to be sent again", True
    if row.state == "retry":
        return f"to be tried again ({row.reply})", True
    if row.state == "sending":
        return "in the middle of a run, or left uncertain by one", False
    return f"{row.state} {row.updated} ({row.reply})", False
