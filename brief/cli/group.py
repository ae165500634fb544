"""The `brief` command as click has it: a group whose commands are imported when they are called."""

from __future__ import annotations

from importlib import import_module

import click

from brief import __version__
from brief.cli.calls import enter

# Command -> what `brief --help` says of it.  Each lives in `brief.cli.<command>` as `command`.
COMMANDS: dict[str, str] = {
    "init": "Make a workspace with a small example dossier.",
    "lock": "Record positions and hashes of snapshots and passages.",
    "check": "Hold every fact against its sources; writes nothing.",
    "list": "List what a dossier holds.",
    "show": "Show a fact with its passages.",
    "cite": "List the sources in a citation style, or for a reference manager.",
    "generate": "Check, write Word, PDF and HTML, audit and commit an edition.",
    "explain": "Explain a rule: what it checks, why, and how to mend it.",
    "trace": "From words of a finished file back to fact and source, or forward.",
    "audit": "Check a finished, perhaps hand-edited DOCX or PDF.",
    "template": "List, copy, check and preview templates.",
    "house": "Make and check a house style.",
    "approve": "Approve an edition for sending.",
    "send": "Show what would go to whom; with --yes, send it.",
    "outbox": "Tell who was handed what.",
    "verify": "Say whether a file is one of our editions, unchanged.",
    "schema": "Print the JSON Schemas of the files of a dossier.",
    "cache": "Show or clear what is cached.",
}


class LazyGroup(click.Group):
    """A group that knows its commands' names and help lines without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"brief.cli.{cmd_name}")
        if hasattr(module, "CALL"):
            from brief.cli.options import command_of

            return command_of(cmd_name, module.CALL, module.run)
        command = module.command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            from brief.text.words import nearest

            close = nearest(args[0], list(COMMANDS))
            hint = f" Did you mean '{close}'?" if close else ""
            ctx.fail(f"There is no command '{args[0]}'.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 clean; 1 errors found; 2 wrong call or configuration; 3 a build or I/O "
    "failure; 4 a sending that is incomplete or uncertain; 130 interrupted (Ctrl-C).",
)
@click.version_option(
    __version__, "-V", "--version", prog_name="brief", message="%(prog)s %(version)s"
)
@click.option("-C", "directory", metavar="DIR", help="Work as if started in DIR.")
@click.pass_context
def brief(ctx: click.Context, directory: str | None) -> None:
    """Briefs that cannot misquote: curated facts with citations to Word, PDF and HTML."""
    if directory:
        enter(directory)
