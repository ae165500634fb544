"""Parameters as click has them: from their declarations, and what several commands share."""

from __future__ import annotations

from collections.abc import Callable

import click

from brief import TYPE_CHECKING
from brief.cli import calls
from brief.cli.calls import Call, Parameter, RefusedError

if TYPE_CHECKING:
    from typing import Any, TypeVar

    F = TypeVar("F", bound=Callable[..., Any])


def command_of(name: str, call: Call, worker: Callable[..., int]) -> click.Command:
    """The click command of a declared call; `worker` gives the exit code."""

    def callback(**values: Any) -> None:
        click.get_current_context().exit(worker(**values))

    parameters = [_parameter(p) for p in call.parameters]
    return click.Command(
        name, callback=callback, params=parameters, help=call.help, epilog=call.epilog or None
    )


def _parameter(parameter: Parameter) -> click.Parameter:
    if not parameter.spellings:
        return click.Argument([parameter.name], required=False)
    return click.Option([*parameter.spellings, parameter.name], **_attributes(parameter))


def _attributes(parameter: Parameter) -> dict[str, Any]:
    """What click is told of an option."""
    attributes: dict[str, Any] = {"help": parameter.help}
    if parameter.flag:
        attributes["is_flag"] = True
    elif parameter.default is not None:
        attributes |= {"default": parameter.default, "show_default": parameter.shown}
    if parameter.metavar:
        attributes["metavar"] = parameter.metavar
    if parameter.enter:
        attributes |= {"callback": _enter(parameter.enter), "expose_value": False, "is_eager": True}
    elif parameter.read:
        attributes["callback"] = _read(parameter.read)
    return attributes


def _enter(enter: Callable[[str], None]) -> Callable[..., None]:
    def callback(_ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
        if value:
            enter(value)

    return callback


def _read(read: Callable[[str | None], Any]) -> Callable[..., Any]:
    def callback(_ctx: click.Context, _param: click.Parameter, value: str | None) -> Any:
        try:
            return read(value)
        except RefusedError as error:
            raise click.BadParameter(str(error)) from error

    return callback


def _shared(parameter: Parameter) -> Callable[[F], F]:
    """A declared option as a decorator."""
    return click.option(*parameter.spellings, parameter.name, **_attributes(parameter))


in_directory = _shared(calls.DIRECTORY)  # `-C DIR` after the command, as well as before it
as_json = _shared(calls.JSON)
quiet = _shared(calls.QUIET)
dossier_argument = click.argument(calls.DOSSIER.name, required=False)
