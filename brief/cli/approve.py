"""`brief approve`: a person says that an edition may go out, as it stands."""

from __future__ import annotations

import click

from brief.cli.options import as_json, in_directory


@click.command(epilog="An approval holds for exactly these files: other bytes need another one.")
@click.argument("edition", required=False)
@click.option("--as", "name", required=True, metavar="NAME", help="Who approves.")
@click.option("--dossier", metavar="NAME", help="Whose edition, where there are several.")
@click.option("-a", "--audience", metavar="AUDIENCE", help="Only the variants for this audience.")
@as_json
@in_directory
def command(
    edition: str | None, name: str, dossier: str | None, audience: str | None, as_json: bool
) -> None:
    """Approve EDITION (default: the latest) for sending."""
    import time

    from brief import config
    from brief.cli import committed
    from brief.cli.console import print_json
    from brief.delivery.ledger import Approval, Ledger, utc
    from brief.diagnostics import BriefError, UsageError

    name = " ".join(name.split())
    if not name or not name.isprintable() or len(name) > 200:
        raise UsageError("--as needs the name of a person")
    workspace = config.find()
    found = committed.find(workspace.out, edition, dossier)
    variants = {n: m for n, m in found.variants.items() if not audience or m.audience == audience}
    if not variants:
        raise UsageError(f"the edition {found.edition} has no variant for {audience}")
    found = found.replace(variants=variants)
    wrong = committed.refusals(found, 0, [])
    if wrong:
        raise BriefError(f"not approved: {wrong[0].message}", help=wrong[0].helps[0])
    at = utc(time.time())
    with Ledger.open(workspace.state) as ledger:
        ledger.approve(
            Approval(found.dossier, found.edition, n, committed.digest(m), name, at)
            for n, m in variants.items()
        )
        held = ledger.approvals(found.dossier, found.edition)
    who = {n: sorted(committed.approvers(m, held).values()) for n, m in variants.items()}
    if as_json:
        print_json("approval", {"edition": found.edition, "dossier": found.dossier, "by": who})
        return
    for n, manifest in variants.items():
        click.echo(f"{found.edition} {n}: approved by {', '.join(who[n])}")
        for file in manifest.files:
            click.echo(f"  {file.sha256}  {file.path}")
