"""`brief explain CODE`: what a rule checks, why, an example, and how to mend it."""

from __future__ import annotations

import click


@click.command()
@click.argument("code", required=False)
def command(code: str | None) -> None:
    """Explain a rule by its CODE; without one, list all codes."""
    from brief import checks
    from brief.diagnostics import UsageError
    from brief.text import nearest

    if code is None:
        for name, check in sorted(checks.CHECKS.items()):
            click.echo(f"{name:<18} {check.severity:<8} {check.title}")
        return
    page = checks.explain(code.upper())
    if page is None:
        close = nearest(code.upper(), list(checks.CHECKS))
        raise UsageError(
            f"there is no rule {code}",
            help=(f"did you mean {close}? " if close else "") + "brief explain lists all codes",
        )
    click.echo(page.rstrip())
