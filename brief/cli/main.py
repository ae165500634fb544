"""The `brief` command: a plain line is read and run at once, all else by click; the exit code."""

from __future__ import annotations

import atexit
import errno
import gc
import os
import sys
from importlib import import_module

from brief import TYPE_CHECKING, loading

if TYPE_CHECKING:
    from typing import NoReturn

# Commands whose plain lines are read without click: their modules hold a `CALL` and its `run`.
PLAIN = ("check", "generate")
_EXPANDED = frozenset("*?[~$%")  # click expands these where the shell does not


def run() -> None:
    """The console script: turns every outcome into a message and a documented exit code."""
    loading.install()
    # A run makes much and throws little away: the collector would walk all of it over and over.
    gc.set_threshold(200_000, 20, 50)
    for stream in (sys.stdout, sys.stderr):
        # A terminal or pipe in an old locale must not end a run: what it cannot show is escaped.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    _leave(outcome())


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
    from brief.diagnostics import EXIT_CLEAN, EXIT_ERRORS

    words = sys.argv[1:]
    line = None
    if not os.environ.get("_BRIEF_COMPLETE") and not (
        os.name == "nt" and any(not _EXPANDED.isdisjoint(word) for word in words)
    ):
        line = calls.read(words, PLAIN)
    if line is None:
        from brief.cli.group import brief

        brief.main(prog_name="brief")
        return EXIT_CLEAN
    try:  # what goes wrong here ends as it does under click
        for folder in line.folders:
            calls.enter(folder)
        worker = import_module(f"brief.cli.{line.command}").run
        return int(worker(**line.values))
    except (EOFError, KeyboardInterrupt):
        from brief.cli.console import say

        say("\nAborted!", err=True)
        return EXIT_ERRORS
    except OSError as error:
        if error.errno != errno.EPIPE:
            raise
        return EXIT_ERRORS


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
