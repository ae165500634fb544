"""`brief explain CODE`: what a rule checks, why, an example, and how to mend it."""

from __future__ import annotations

import click


@click.command()
@click.argument("code", required=False)
def command(code: str | None) -> None:
    """Explain a rule by its CODE; without one, list all codes."""
    from brief import checks
    from brief.checks import pages
    from brief.diagnostics import UsageError
    from brief.text.words import nearest

    if code is None:
        for name in pages.codes():
            head = (checks.explain(name) or "").partition("\n")[0]
            click.echo(f"{name:<18} {head.partition(': ')[2]}")
        return
    page = checks.explain(code.upper())
    if page is None:
        close = nearest(code.upper(), pages.codes())
        raise UsageError(
            f"there is no rule {code}",
            help=(f"did you mean {close}? " if close else "") + "brief explain lists all codes",
        )
    click.echo(page.rstrip())
