"""The `brief` command: a group whose commands are imported only when they are called."""

from __future__ import annotations

import atexit
import errno
import gc
import os
import sys
from importlib import import_module

import click

from brief import TYPE_CHECKING, __version__

if TYPE_CHECKING:
    from typing import NoReturn

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
        command = import_module(f"brief.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            from brief.text import nearest

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
    "failure; 4 a sending that is incomplete or uncertain.",
)
@click.version_option(
    __version__, "-V", "--version", prog_name="brief", message="%(prog)s %(version)s"
)
@click.option("-C", "directory", metavar="DIR", help="Work as if started in DIR.")
@click.pass_context
def brief(ctx: click.Context, directory: str | None) -> None:
    """Briefs that cannot misquote: curated facts with citations to Word, PDF and HTML."""
    if directory:
        from brief.cli.options import enter

        enter(directory)


def run() -> None:
    """The console script: turns every outcome into a message and a documented exit code."""
    # A run makes much and throws little away: the collector would walk all of it over and over.
    gc.set_threshold(200_000, 20, 50)
    for stream in (sys.stdout, sys.stderr):
        # A terminal or pipe in an old locale must not end a run: what it cannot show is escaped.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    _leave(_outcome())


def _outcome() -> int:
    """Run the command; the exit code."""
    from brief.diagnostics import EXIT_CLEAN, EXIT_FAILURE, BriefError

    try:
        brief.main(prog_name="brief")
    except SystemExit as end:
        if end.code is None or isinstance(end.code, int):
            return end.code or EXIT_CLEAN
        raise
    except BriefError as error:
        from brief.cli.console import print_error

        print_error(error)
        return error.exit_code
    except BrokenPipeError:
        # The reader of our output went away (`brief list | head`); silence the flush at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_FAILURE
    except Exception as error:  # the last line of defence: told aloud, and never exit code 0
        if isinstance(error, OSError) and error.filename is None and error.errno in _OUTPUT:
            if sys.stdout is not None:  # what is left in its buffer cannot be written either
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return _unwritten(error)
        return _broken(error)
    return EXIT_CLEAN


_OUTPUT = (errno.ENOSPC, errno.EIO, errno.EBADF)  # of a write to a stream, which has no name


def _broken(error: Exception) -> int:
    """A bug of our own, told as one."""
    from brief.diagnostics import EXIT_FAILURE

    if os.environ.get("BRIEF_TRACEBACK"):
        raise error
    from brief.cli.console import print_internal_error

    print_internal_error(error)
    return EXIT_FAILURE


def _leave(code: int) -> NoReturn:
    """End the process without taking every module apart first, a twelfth of a run.

    What was registered to run at the end is run; output that cannot be handed over (a full disk)
    is a failure, as it is for Python.
    """
    from brief.diagnostics import EXIT_FAILURE

    try:
        atexit._run_exitfuncs()  # what Python itself calls
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:  # closed by the caller: `brief list >&-`
                stream.flush()
    except BrokenPipeError:
        code = code or EXIT_FAILURE
    except OSError as error:
        code = code or _unwritten(error)
    os._exit(code)


def _unwritten(error: OSError) -> int:
    """Tell that the output could not be handed over, as far as there is anybody to tell."""
    from contextlib import suppress

    from brief.diagnostics import EXIT_FAILURE

    with suppress(OSError):
        os.write(2, f"error: the output cannot be written: {error.strerror}\n".encode())
    return EXIT_FAILURE


if __name__ == "__main__":
    run()
