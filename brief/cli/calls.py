"""What a command takes, declared once: click is built from it, and a plain line is read without."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection
from importlib import import_module

from brief import TYPE_CHECKING
from brief.diagnostics import UsageError
from brief.record import Record

if TYPE_CHECKING:
    from typing import Any


class RefusedError(Exception):
    """A value that a parameter does not take; the text says what it takes."""


class Parameter(Record):
    """An option, or, without `spellings`, the argument; `name` is the worker's.

    A `flag` is False unless given; other options are texts, `default` unless given.  `shown` puts
    the default into the help.  `read` makes of the text, or None, what the worker gets; it raises
    `RefusedError` and does nothing else.  `enter` is done with the text before all else, and the
    worker gets no such value.
    """

    name: str
    spellings: tuple[str, ...] = ()
    help: str = ""
    metavar: str = ""
    flag: bool = False
    default: str | None = None
    shown: bool = False
    read: Callable[[str | None], Any] | None = None
    enter: Callable[[str], None] | None = None


class Call(Record):
    """What a command takes and what its help says."""

    help: str
    parameters: tuple[Parameter, ...]
    epilog: str = ""


class Line(Record):
    """A command line that was read: a command, the folders to enter first, its worker's values."""

    command: str
    folders: tuple[str, ...]
    values: dict[str, Any]


def enter(directory: str) -> None:
    """Work as if started in `directory`, as `git -C` does."""
    try:
        os.chdir(directory)
    except OSError as error:
        raise UsageError(
            f"cannot work in {directory}: {error.strerror}", help="name an existing folder after -C"
        ) from error


def option(name: str, spellings: str, help: str, metavar: str = "", **more: Any) -> Parameter:
    """An option with a value; its spellings as one text."""
    return Parameter(name, tuple(spellings.split()), help, metavar, **more)


def flag(name: str, spellings: str, help: str) -> Parameter:
    """An option without."""
    return Parameter(name, tuple(spellings.split()), help, flag=True)


DOSSIER = Parameter("dossier")
DOSSIERS = "DOSSIER is a name below sources/ or a path; it may be left out if one."
JSON = flag("as_json", "--json", "Print one JSON object.")
QUIET = flag("quiet", "-q --quiet", "Print errors only.")
DIRECTORY = option("directory", "-C", "Work as if started in DIR.", "DIR", enter=enter)


def read(words: list[str], plain: Collection[str]) -> Line | None:
    """A plain command line: one of the `plain` commands, called rightly; None for all else.

    Their modules hold the `CALL` and a worker, `run`.  Nothing is done yet but reading.
    """
    before = _before_command(words)
    if before is None or not before[1] or before[1][0] not in plain:
        return None
    folder, (command, *rest) = before
    call: Call = import_module(f"brief.cli.{command}").CALL
    found = values(call, rest)
    if found is None:
        return None
    folders = [found.pop(p.name) for p in call.parameters if p.enter]
    return Line(command, tuple([one for one in (folder, *folders) if one]), found)


def _before_command(words: list[str]) -> tuple[str, list[str]] | None:
    """The folder after `-C`, if any, and what follows; None where other options stand there."""
    folder, at = "", 0
    while at < len(words) and words[at].startswith("-"):
        if not words[at].startswith("-C"):
            return None
        folder = words[at][2:]
        if not folder:
            at += 1
            if at == len(words):
                return None
            folder = words[at]
        at += 1
    return folder, words[at:]


def values(call: Call, words: list[str]) -> dict[str, Any] | None:
    """What the words after a command say, by name; None where they are not surely a right call.

    As click reads them: `-t X`, `-tX`, `-qt X`, `--template X`, `--template=X`, in any order, the
    last of several; behind `--` are no options.
    """
    options = {spelling: p for p in call.parameters for spelling in p.spellings}
    found: dict[str, Any] = {p.name: False if p.flag else p.default for p in call.parameters}
    loose: list[str] = []
    rest = words[::-1]
    while rest:
        word = rest.pop()
        if word == "--":
            loose += reversed(rest)
            break
        if word == "-" or not word.startswith("-"):
            loose.append(word)
        elif not (_long if word.startswith("--") else _short)(word, options, rest, found):
            return None
    arguments = [p.name for p in call.parameters if not p.spellings]
    if len(loose) > len(arguments):
        return None
    found.update(zip(arguments, loose, strict=False))
    try:
        for parameter in call.parameters:
            if parameter.read:
                found[parameter.name] = parameter.read(found[parameter.name])
    except RefusedError:
        return None
    return found


def _long(word: str, options: dict[str, Parameter], rest: list[str], found: dict[str, Any]) -> bool:
    """Take `--name`, `--name=value`, or `--name` and the next word; whether that is right."""
    name, told, value = word.partition("=")
    option = options.get(name)
    if option is None or (told if option.flag else not told and not rest):
        return False
    found[option.name] = True if option.flag else value if told else rest.pop()
    return True


def _short(
    word: str, options: dict[str, Parameter], rest: list[str], found: dict[str, Any]
) -> bool:
    """Take one-letter options of one word; the first with a value takes the rest or the next."""
    for at in range(1, len(word)):
        option = options.get(f"-{word[at]}")
        if option is None:
            return False
        if not option.flag:
            value = word[at + 1 :] or (rest.pop() if rest else None)
            found[option.name] = value
            return value is not None
        found[option.name] = True
    return True
