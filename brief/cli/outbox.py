"""`brief outbox`: who was handed what, and what a person decides about the uncertain."""

from __future__ import annotations

import click

from brief import TYPE_CHECKING
from brief.cli.options import as_json, in_directory

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from brief.delivery.ledger import HandOver, Ledger


class _Outbox(click.Group):
    """`brief outbox EDITION` is short for `brief outbox list EDITION`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0] not in self.commands and args[0] not in {"-h", "--help"}):
            args = ["list", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_Outbox, epilog="`brief outbox [EDITION]` lists; accepted is not read.")
def command() -> None:
    """Tell who was handed what."""


@command.command("list", epilog="Exit code 4: something failed, is uncertain or is not sent.")
@click.argument("edition", required=False)
@click.option("--dossier", metavar="NAME", help="Only of this dossier.")
@click.option("--history", is_flag=True, help="Every step of every hand-over.")
@as_json
@in_directory
@click.pass_context
def listing(
    ctx: click.Context, edition: str | None, dossier: str | None, history: bool, as_json: bool
) -> None:
    """List hand-overs, of EDITION or of all."""
    from brief.cli.console import print_json
    from brief.delivery.addresses import shown
    from brief.delivery.ledger import Ledger
    from brief.diagnostics import EXIT_UNSENT, UsageError

    ledger = Ledger.existing(_folder())
    if edition and "/" in edition:
        dossier, _, edition = edition.rpartition("/")
    rows: list[HandOver] = []
    steps: dict[str, list[tuple[str, str, str]]] = {}
    if ledger:
        with ledger:
            _settle(ledger)
            of = dossier or ""
            rows = ledger.named(edition, of) if edition else ledger.edition(of)
            steps = {row.key: ledger.history(row.key) for row in rows} if history else {}
    if (edition or dossier) and not rows:
        raise UsageError(f"nothing was planned or sent of {edition or dossier}")
    if as_json:
        values = [{**as_value(row), "history": steps.get(row.key, [])} for row in rows]
        print_json("outbox", {"hand-overs": values})
    elif not rows:
        click.echo("nothing was sent from this workspace")
    else:
        for row in rows:
            who = shown(row.address) if row.address else f"(forgotten) {row.key}"
            click.echo(f"{row.dossier}/{row.edition}  {row.state:9}  {who}")
            click.echo(f"    {row.updated}  {row.variant}  {row.reply or 'no answer yet'}")
            for name, digest in row.files.items():
                click.echo(f"    {digest}  {name}")
            for at, state, reply in steps.get(row.key, []):
                click.echo(f"    - {at} {state} {reply}".rstrip())
    if any(row.state != "accepted" for row in rows):
        ctx.exit(EXIT_UNSENT)


@command.command("resolve")
@click.argument("address")
@click.option("--accepted", is_flag=True, help="It arrived: never send it again.")
@click.option("--resend", is_flag=True, help="It did not: the next `brief send --yes` sends it.")
@click.option("--edition", metavar="NAME", help="Of this edition, where there are several.")
@in_directory
def resolve(address: str, accepted: bool, resend: bool, edition: str | None) -> None:
    """Settle what is uncertain for ADDRESS, or have a failed one sent again."""
    import time

    from brief.delivery.ledger import ACCEPTED, FAILED, PLANNED, UNCERTAIN, Change, utc
    from brief.diagnostics import UsageError

    if accepted == resend:
        raise UsageError("say either --accepted or --resend")
    with _sole() as ledger:
        rows = _of(ledger, address)
        states = {UNCERTAIN} if accepted else {UNCERTAIN, FAILED}
        open_rows = [r for r in rows if r.state in states and (not edition or r.edition == edition)]
        if not open_rows:
            what = ", ".join(f"{r.edition} is {r.state}" for r in rows) or "nothing was sent there"
            raise UsageError(f"nothing to resolve for {address}: {what}")
        if len({r.edition for r in open_rows}) > 1:
            names = ", ".join(r.edition for r in open_rows)
            raise UsageError(f"several editions are open for {address}", help=f"--edition {names}")
        now = utc(time.time())
        changes = []
        for row in open_rows:
            if accepted:
                changes.append(Change(row.key, ACCEPTED, now, "accepted, as a person found out"))
            else:
                # An uncertain message must be the same to the byte; one refused need not be.
                mark = None if row.state == UNCERTAIN else ""
                reply = f"to be sent again, as a person decided; before: {row.state} {row.reply}"
                changes.append(Change(row.key, PLANNED, now, reply[:500], message=mark))
        with ledger.commit():
            ledger.change(changes)
    for row in open_rows:
        done = "accepted" if accepted else "to be sent again by the next `brief send --yes`"
        click.echo(f"{row.edition} {address}: {done}")


@command.command("forget")
@click.argument("address")
@in_directory
@click.pass_context
def forget(ctx: click.Context, address: str) -> None:
    """Blank ADDRESS in the ledger and take it out of the lists of recipients."""
    from brief import config
    from brief.delivery import forgetting
    from brief.delivery.ledger import SENDING, UNCERTAIN, Ledger
    from brief.diagnostics import EXIT_ERRORS, UsageError

    workspace = config.find()
    rows: list[HandOver] = []
    if Ledger.existing(_folder()):
        with _sole() as ledger:
            rows = _of(ledger, address)
            unsure = [r for r in rows if r.state in {UNCERTAIN, SENDING}]
            if unsure:
                raise UsageError(
                    f"it is uncertain whether {address} got {unsure[0].edition}",
                    help=f"first: brief outbox resolve {address} --accepted or --resend",
                )
            ledger.forget([r.key for r in rows])
    lists = sorted(workspace.sources.glob("*/recipients.*"))
    results = {path: forgetting.take_out(path, address) for path in lists}
    click.echo(f"ledger: {len(rows)} hand-over{'s' if len(rows) != 1 else ''} blanked")
    left = False
    for path, result in results.items():
        if result == "taken out":
            click.echo(f"{workspace.shown(path)}: taken out")
        elif result:
            left = True
            click.echo(f"{workspace.shown(path)}: {result}", err=True)
    if not rows and not any(results.values()):
        raise UsageError(f"{address} is neither in the ledger nor in a list of recipients")
    if left:
        ctx.exit(EXIT_ERRORS)


@command.command("recover")
@click.argument("edition", required=False)
@click.option("--dossier", metavar="NAME", help="Whose edition, where there are several.")
@in_directory
def recover(edition: str | None, dossier: str | None) -> None:
    """Take hand-overs that the ledger has lost over from the sent.log of EDITION."""
    import time

    from brief import config
    from brief.cli import committed
    from brief.delivery import sentlog
    from brief.delivery.ledger import Ledger, sole_sender

    workspace = config.find()
    found = committed.find(workspace.out, edition, dossier)
    lines = sentlog.read(found.store.folder / found.edition / sentlog.FILE)
    folder = _folder()
    with sole_sender(folder), Ledger.open(folder) as ledger:
        lost = sentlog.missing(lines, ledger.edition(found.dossier, found.edition))
        sentlog.restore(ledger, lost, found.dossier, found.edition, time.time())
    if not lost:
        click.echo(f"{found.edition}: the ledger has everything that the log has")
    for line in lost:
        click.echo(f"{line.key}: {sentlog.recovered(line)} (was {line.state} {line.at})")


def as_value(row: HandOver) -> dict[str, Any]:
    """A hand-over as a JSON value."""
    return {
        "dossier": row.dossier,
        "edition": row.edition,
        "variant": row.variant,
        "audience": row.audience,
        "address": row.address or None,
        "name": row.name or None,
        "state": row.state,
        "when": row.updated,
        "reply": row.reply or None,
        "attempts": row.attempts,
        "files": row.files,
        "key": row.key,
        "message-sha256": row.message or None,
        "forgotten": row.forgotten,
    }


def _folder() -> Path:
    from brief import config

    return config.find().state


def _settle(ledger: Ledger) -> None:
    """What a killed run left is uncertain, unless a run is going on right now."""
    import time

    from brief.delivery.ledger import sole_sender
    from brief.delivery.sending import settle_interrupted
    from brief.diagnostics import BriefError

    try:
        with sole_sender(ledger.path.parent):
            settle_interrupted(ledger, time.time())
    except BriefError:
        click.echo("a run is sending at this moment", err=True)


def _sole() -> _Sole:
    return _Sole(_folder())


class _Sole:
    """The ledger, with the right to change it alone; what a killed run left is settled first."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __enter__(self) -> Ledger:
        import time
        from contextlib import ExitStack

        from brief.delivery.ledger import Ledger, sole_sender
        from brief.delivery.sending import settle_interrupted
        from brief.diagnostics import UsageError

        with ExitStack() as stack:
            stack.enter_context(sole_sender(self._folder))
            ledger = Ledger.existing(self._folder)
            if ledger is None:
                raise UsageError("nothing was sent from this workspace")
            stack.enter_context(ledger)
            settle_interrupted(ledger, time.time())
            self._stack = stack.pop_all()
        return ledger

    def __exit__(self, *_: object) -> None:
        self._stack.close()


def _of(ledger: Ledger, address: str) -> list[HandOver]:
    from brief.delivery.recipients import mailbox

    local = (address.rpartition("@")[2].lower(),)
    return ledger.of_address(mailbox(address, "ADDRESS", local_domains=local).address)
