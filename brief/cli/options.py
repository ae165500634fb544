"""Options and arguments that several commands share."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, TypeVar

import click

from brief.diagnostics import UsageError

F = TypeVar("F", bound=Callable[..., Any])


def enter(directory: str) -> None:
    """Work as if started in `directory`, as `git -C` does."""
    try:
        os.chdir(directory)
    except OSError as error:
        raise UsageError(
            f"cannot work in {directory}: {error.strerror}", help="name an existing folder after -C"
        ) from error


def _enter(_ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
    if value:
        enter(value)


def in_directory(function: F) -> F:
    """`-C DIR` after the command, as well as before it."""
    return click.option(
        "-C",
        "directory",
        metavar="DIR",
        callback=_enter,
        expose_value=False,
        is_eager=True,
        help="Work as if started in DIR.",
    )(function)


def as_json(function: F) -> F:
    """`--json`: one object with a version, for machines."""
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")(function)


def quiet(function: F) -> F:
    """`--quiet`: errors only."""
    return click.option("-q", "--quiet", is_flag=True, help="Print errors only.")(function)


dossier_argument = click.argument("dossier", required=False)
