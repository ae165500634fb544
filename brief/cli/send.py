"""`brief send`: shows what would go to whom; with --yes, hands it over, to each at most once."""

from __future__ import annotations

import click

from brief import TYPE_CHECKING
from brief.cli.options import as_json, in_directory, quiet

if TYPE_CHECKING:
    from collections import Counter
    from typing import Any

    from brief.cli.committed import Committed
    from brief.cli.consignment import Plan
    from brief.config import Workspace
    from brief.delivery.ledger import HandOver, Ledger
    from brief.delivery.sending import Report
    from brief.delivery.smime import Seal
    from brief.diagnostics import Diagnostic

_EPILOG = (
    "Without --yes no connection is opened.  The settings stand in brief.toml under [delivery]: "
    "server, port, security, user, password-from (env:BRIEF_... or keyring:brief), from.  Whoever "
    "was handed an edition, or may have been, is not sent it again.  Exit code 4: something "
    "failed, is uncertain or is still to be sent."
)


@click.command(epilog=_EPILOG)
@click.argument("edition", required=False)
@click.option("-a", "--audience", metavar="AUDIENCE", help="Only to this audience.")
@click.option("--to", "only", multiple=True, metavar="ADDRESS|GROUP", help="Only to these listed.")
@click.option("--variant", metavar="NAME", help="Only this variant.")
@click.option("--dossier", metavar="NAME", help="Whose edition, where there are several.")
@click.option("--recipients", "listed", metavar="FILE", help="Another list (YAML or CSV).")
@click.option("--yes", is_flag=True, help="Send.")
@click.option("--no-wait", is_flag=True, help="Leave those to be tried again to a later run.")
@click.option("--eml", metavar="DIR", help="Write the messages to DIR as .eml files instead.")
@as_json
@quiet
@in_directory
@click.pass_context
def command(
    ctx: click.Context,
    edition: str | None,
    audience: str | None,
    only: tuple[str, ...],
    variant: str | None,
    dossier: str | None,
    listed: str | None,
    yes: bool,
    no_wait: bool,
    eml: str | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Show who would get EDITION (default: the latest); with --yes, send it."""
    from brief import config
    from brief.cli import committed, consignment
    from brief.cli.console import Console
    from brief.delivery import settings as delivery_settings
    from brief.diagnostics import UsageError, errors

    if yes and eml:
        raise UsageError("--yes sends and --eml writes files: choose one")
    workspace = config.find()
    table = committed.delivery_table(workspace.settings)
    settings = delivery_settings.parse(table, workspace.root, sending=yes)
    found = committed.find(workspace.out, edition, dossier)
    chosen = {
        n: m
        for n, m in found.variants.items()
        if (not audience or m.audience == audience) and (not variant or n == variant)
    }
    if not chosen:
        there = ", ".join(f"{n} (for {m.audience})" for n, m in found.variants.items())
        raise UsageError(
            f"the edition {found.edition} has no such variant", help=f"its variants are: {there}"
        )
    found = found.replace(variants=chosen)
    latest = found.store.latest()
    if latest != found.edition and not as_json:
        click.echo(f"note: {found.edition} is not the latest edition, {latest} is", err=True)
    plan, told = consignment.make(workspace, settings, found, audience or "", only, listed)
    console = Console(workspace.root, quiet=quiet)
    console.show(told)
    if errors(told):
        if as_json:
            _print_refusal(found, told)
        click.echo(f"{console.summary(told)}; nothing was sent", err=True)
        ctx.exit(1)
    if eml:
        _write_messages(plan, _seal(plan), eml, quiet=quiet)
    elif yes:
        seal = _seal(plan)
        ctx.exit(_send(workspace, plan, seal, wait=not no_wait, as_json=as_json, quiet=quiet))
    else:
        _preview(plan, as_json=as_json)


def _seal(plan: Plan) -> Seal | None:
    """What signs the messages, where the settings ask for it; opened before any connection is."""
    if not plan.signing.mail:
        return None
    import os
    import time

    from brief.delivery.smime import seal
    from brief.signing import Order
    from brief.signing.extra import require

    require("the settings ask for signed messages")
    return seal(Order(plan.signing, int(time.time()), os.environ), plan.settings.sender.address)


def _preview(plan: Plan, *, as_json: bool) -> None:
    from brief.cli import consignment
    from brief.cli.console import print_json
    from brief.delivery import addresses, dispatch, message, transports

    sender, found = plan.settings.sender, plan.found
    rows: list[dict[str, Any]] = []
    for a in plan.assigned:
        letter = a.parcel.letter(a.recipient)
        enclosed = a.parcel.enclosed(a.recipient)
        state, now = consignment.state(plan, a.key)
        size = message.size(
            sender,
            a.recipient.address,
            a.recipient.name,
            letter,
            enclosed,
            key=a.key,
            dated=dispatch.date_header(0),
        )
        rows.append(
            {
                "address": a.recipient.address,
                "name": a.recipient.name,
                "variant": a.parcel.variant,
                "subject": letter.subject,
                "bytes": size + plan.room,
                "files": {e.name: e.sha256 for e in enclosed},
                "message-id": f"<{a.key}@{sender.domain}>",
                "state": state,
                "would-send": now,
            }
        )
    where = transports.kind(plan.settings.transport).where(plan.settings)
    would = sum(row["would-send"] for row in rows)
    if as_json:
        print_json(
            "sending-preview",
            {
                "dossier": found.dossier,
                "edition": found.edition,
                "by": where,
                "signed": plan.signing.mail,
                "from": sender.address,
                "would-send": would,
                "recipients": rows,
            },
        )
        return
    sealed = ", signed" if plan.signing.mail else ""
    click.echo(f"{found.dossier} {found.edition}, by {where}, from {sender.address}{sealed}")
    for name, manifest in found.variants.items():
        theirs = [row for row in rows if row["variant"] == name]
        if not theirs:
            continue
        click.echo(f"\n{name}, {manifest.marking or 'no marking'}")
        shared = [file for file in manifest.attached if not file.copy]
        for file in shared:
            click.echo(f"  file     {file.path} ({file.size:,} bytes)\n           {file.sha256}")
        for subject in dict.fromkeys(row["subject"] for row in theirs):
            click.echo(f"  subject  {subject}")
        for row in theirs:
            who = addresses.shown(row["address"])
            who = f"{row['name']} <{who}>" if row["name"] else who
            some = "" if len(row["files"]) == len(shared) else f", {', '.join(row['files'])}"
            click.echo(f"  to       {who}: {row['state']}, {row['bytes']:,} bytes{some}")
            for digest in row["files"].values() if not shared else ():
                click.echo(f"           {digest}")
    click.echo(f"\n{would} would be sent, {len(rows) - would} not. Nothing was sent; --yes sends.")


def _print_refusal(found: Committed, told: list[Diagnostic]) -> None:
    from brief.cli.console import print_json

    print_json(
        "sending-refused",
        {
            "dossier": found.dossier,
            "edition": found.edition,
            "diagnostics": [d.to_value() for d in told],
        },
    )


def _write_messages(plan: Plan, seal: Seal | None, folder: str, *, quiet: bool) -> None:
    """The messages as files, named after their recipients; nothing is entered in the ledger."""
    import time
    from pathlib import Path

    from brief.delivery import dispatch
    from brief.delivery.message import readable_name
    from brief.diagnostics import BriefError

    target = Path(folder)
    now = dispatch.date_header(time.time())
    try:
        target.mkdir(parents=True, exist_ok=True)
        for a in plan.assigned:
            row = plan.known.get(a.key)
            built = dispatch.built(a, row.dated if row else now, plan.settings.sender, seal)
            name = readable_name(a.recipient.address.replace("/", "_").replace("\\", "_"))
            path = target / f"{name} {a.key[:8]}.eml"
            path.write_bytes(built.data)
            if not quiet:
                click.echo(str(path))
    except OSError as error:
        raise BriefError(f"cannot write to {folder}: {error.strerror}") from error


def _send(
    workspace: Workspace,
    plan: Plan,
    seal: Seal | None,
    *,
    wait: bool,
    as_json: bool,
    quiet: bool,
) -> int:
    """Hand over what is to be sent; the exit code."""
    import os
    import time

    from brief.cli import consignment
    from brief.delivery import dispatch, sending, transports
    from brief.delivery.ledger import Ledger, sole_sender

    folder = workspace.state
    transport = transports.kind(plan.settings.transport).make(plan.settings, os.environ)
    with sole_sender(folder), Ledger.open(folder) as ledger:
        now = time.time()
        sending.settle_interrupted(ledger, now)
        # Another run may have ended since the plan was made: look again, now that we are alone.
        consignment.guard(plan.found, ledger.edition(plan.found.dossier, plan.found.edition))
        with ledger.commit():
            ledger.plan(dispatch.planned(a, now) for a in plan.assigned)
        rows = {r.key: r for r in ledger.edition(plan.found.dossier, plan.found.edition)}
        tasks = [
            dispatch.task(a, rows[a.key], plan.settings.sender, seal)
            for a in plan.assigned
            if rows[a.key].state in {"planned", "retry"} and not rows[a.key].forgotten
        ]
        report = _run(plan, ledger, transport, tasks, wait=wait, quiet=quiet or as_json)
        after = ledger.edition(plan.found.dossier, plan.found.edition)
    ours = {a.key for a in plan.assigned}
    return _tell(plan, [r for r in after if r.key in ours], report, as_json=as_json)


def _run(
    plan: Plan,
    ledger: Ledger,
    transport: Any,
    tasks: list[Any],
    *,
    wait: bool,
    quiet: bool,
) -> Report:
    import signal
    import threading
    import time

    from brief.cli.console import Progress
    from brief.delivery import sending, sentlog
    from brief.diagnostics import BriefError

    progress = Progress(quiet=quiet)
    shown = 0.0

    def show(states: Counter[str]) -> None:
        nonlocal shown
        if time.monotonic() - shown > 0.2:
            shown = time.monotonic()
            progress(", ".join(f"{n} {state}" for state, n in sorted(states.items()) if n))

    def interrupt(_signal: int, _frame: object) -> None:
        raise KeyboardInterrupt

    path = plan.found.store.folder / plan.found.edition / sentlog.FILE
    try:
        log = sentlog.Writer(path)
    except OSError as error:
        raise BriefError(
            f"cannot write {sentlog.FILE} beside the variants: {error.strerror}",
            help="give yourself the right to write there; nothing was sent",
        ) from error
    before = None
    if threading.current_thread() is threading.main_thread():
        # Asked to end, it ends as on Ctrl-C: what is being handed over gets its answer first.
        before = signal.signal(signal.SIGTERM, interrupt)
    try:
        return sending.Sending(
            ledger,
            log,
            transport,
            plan.settings,
            clock=time.time,
            sleep=time.sleep,
            progress=show,
            wait=wait,
        ).run(tasks)
    finally:
        log.close()
        if before is not None:
            signal.signal(signal.SIGTERM, before)
        progress("")


def _tell(plan: Plan, rows: list[HandOver], report: Report, *, as_json: bool) -> int:
    """Everyone accounted for, on standard output; the exit code."""
    from collections import Counter

    from brief.cli.console import print_error, print_json
    from brief.delivery.addresses import shown
    from brief.diagnostics import EXIT_CLEAN, EXIT_FAILURE, EXIT_UNSENT, BriefError

    states = Counter(row.state for row in rows)
    if as_json:
        from brief.cli.outbox import as_value

        print_json(
            "sending",
            {
                "dossier": plan.found.dossier,
                "edition": plan.found.edition,
                "states": dict(sorted(states.items())),
                "stopped": report.stopped or None,
                "hand-overs": [as_value(row) for row in rows],
            },
        )
    else:
        for row in rows:
            if row.state != "accepted":
                click.echo(f"{row.state:9}  {shown(row.address)}: {row.reply or 'not tried yet'}")
        counts = ", ".join(f"{n} {state}" for state, n in sorted(states.items()))
        click.echo(f"{plan.found.edition}: {counts or 'nobody to send to'}")
    if report.stopped:
        print_error(BriefError(report.stopped, help=report.help))
    who = {row.key: shown(row.address) for row in rows}
    for key, state in report.unrecorded:
        click.echo(f"{state}, which could not be recorded: {who.get(key, key)}", err=True)
    if states["uncertain"]:
        click.echo(
            "uncertain: ask whether it arrived, then `brief outbox resolve ADDRESS --accepted` "
            "or `--resend`",
            err=True,
        )
    if report.full:
        return EXIT_FAILURE
    return EXIT_CLEAN if set(states) <= {"accepted"} and not report.stopped else EXIT_UNSENT
