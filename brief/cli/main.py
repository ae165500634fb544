"""The `brief` command: a plain line is read and run at once, all else by click; the exit code."""

import os
import sys

try:  # also what `from __future__` would load comes after this, so there is none here
    import atexit
    import errno
    import gc
    from importlib import import_module

    from brief import TYPE_CHECKING
except KeyboardInterrupt:  # before there is anything that could say so
    os._exit(130)

if TYPE_CHECKING:
    from typing import NoReturn

# Commands whose plain lines are read without click: their modules hold a `CALL` and its `run`.
PLAIN = ("check", "generate")
_EXPANDED = frozenset("*?[~$%")  # click expands these where the shell does not
# glibc gives a large block back to the system once it is free and has the next one from it anew,
# each of its pages cleared, until a block as large as the largest such (32 MB) has been free once:
# from then on it reuses all.  A block that nobody writes to takes no memory.
_LARGEST = (1 << 25) - (1 << 14)  # bytes


def run() -> None:
    """The console script: turns every outcome into a message and a documented exit code."""
    try:
        _prepare()
        _leave(outcome())
    except KeyboardInterrupt:  # before the command was begun, or while it was handing over
        _interrupted()


def _prepare() -> None:
    try:
        from brief import loading
    except ImportError:  # a Python whose import system has other names loads us its own way
        pass
    else:
        loading.install()
    # A run makes much and throws little away: the collector would walk all of it over and over.
    # A brief of some thousand pages stays below this.
    gc.set_threshold(1_000_000, 20, 50)
    bytes(_LARGEST)
    for stream in (sys.stdout, sys.stderr):
        # A terminal or pipe in an old locale must not end a run: what it cannot show is escaped.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def outcome() -> int:
    """Do what the command line (`sys.argv`) says; the exit code."""
    from brief.diagnostics import EXIT_CLEAN, EXIT_FAILURE, BriefError

    try:
        return _called()
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


def _called() -> int:
    """Run the command that was called for, by click unless the line is plain; the exit code."""
    from brief.cli import calls
    from brief.diagnostics import EXIT_ERRORS, EXIT_INTERRUPTED

    words = sys.argv[1:]
    line = None
    if not os.environ.get("_BRIEF_COMPLETE") and not (
        os.name == "nt" and any(not _EXPANDED.isdisjoint(word) for word in words)
    ):
        line = calls.read(words, PLAIN)
    if line is None:
        return _by_click()
    try:  # what goes wrong here ends as it does under click
        for folder in line.folders:
            calls.enter(folder)
        worker = import_module(f"brief.cli.{line.command}").run
        return int(worker(**line.values))
    except (EOFError, KeyboardInterrupt) as error:
        from brief.cli.console import say

        say("\nAborted!", err=True)
        return EXIT_INTERRUPTED if isinstance(error, KeyboardInterrupt) else EXIT_ERRORS
    except OSError as error:
        if error.errno != errno.EPIPE:
            raise
        return EXIT_ERRORS


def _by_click() -> int:
    """Run the line by click; its own way of ending knows no code for an interrupt."""
    import click

    from brief.cli.group import brief
    from brief.diagnostics import EXIT_CLEAN, EXIT_ERRORS, EXIT_INTERRUPTED

    try:
        code = brief.main(prog_name="brief", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort as error:
        click.echo("Aborted!", err=True)
        asked = isinstance(error.__cause__, KeyboardInterrupt)
        return EXIT_INTERRUPTED if asked else EXIT_ERRORS
    return code if isinstance(code, int) else EXIT_CLEAN


_OUTPUT = (errno.ENOSPC, errno.EIO, errno.EBADF)  # of a write to a stream, which has no name


def _broken(error: Exception) -> int:
    """A bug of our own, told as one."""
    from brief.diagnostics import EXIT_FAILURE

    if os.environ.get("BRIEF_TRACEBACK"):
        raise error
    from brief.cli.console import print_internal_error

    print_internal_error(error)
    return EXIT_FAILURE


def _leave(code: int) -> "NoReturn":
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


def _interrupted() -> "NoReturn":
    """End at once, whatever comes meanwhile."""
    import signal
    from contextlib import suppress

    from brief.diagnostics import EXIT_INTERRUPTED

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(OSError):
        os.write(2, b"\nAborted!\n")
    os._exit(EXIT_INTERRUPTED)


def _unwritten(error: OSError) -> int:
    """Tell that the output could not be handed over, as far as there is anybody to tell."""
    from contextlib import suppress

    from brief.diagnostics import EXIT_FAILURE

    with suppress(OSError):
        os.write(2, f"error: the output cannot be written: {error.strerror}\n".encode())
    return EXIT_FAILURE


if __name__ == "__main__":
    run()
