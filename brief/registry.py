"""Families: built-in tables of members, joined by what installed plug-ins add through entry points.

Groups: `brief.facts`, `brief.checks`, `brief.transforms`, `brief.writers`, `brief.transports` and
`brief.templates`.  The entry points are read straight from the installed distributions' own
`entry_points.txt`, because the standard library's reader of metadata costs more to import than a
whole check takes.  Distributions inside zip files are not looked at.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module

from brief import TYPE_CHECKING
from brief.diagnostics import ERROR, Diagnostic
from brief.record import Record

if TYPE_CHECKING:
    from typing import Any, TypeVar

    T = TypeVar("T")


class EntryPoint(Record):
    """What a distribution offers to a group: `value` is `module` or `module:attribute`."""

    group: str
    name: str
    value: str
    distribution: str

    def load(self) -> Any:
        """The object it names; raises whatever the plug-in's import raises."""
        module, _, attribute = self.value.partition(":")
        found: Any = import_module(module.strip())
        for step in filter(None, attribute.strip().split(".")):
            found = getattr(found, step)
        return found


def entry_points(group: str) -> tuple[EntryPoint, ...]:
    """The entry points of one of our groups, by name; the first on the path wins."""
    found: dict[str, EntryPoint] = {}
    for point in _all_entry_points(tuple(sys.path)):
        if point.group == group:
            found.setdefault(point.name, point)
    return tuple(found[name] for name in sorted(found))


def distributions() -> dict[str, str]:
    """The versions of installed distributions by name, in small letters with hyphens; read off
    the names of the folders of their metadata, the first on the path wins."""
    found: dict[str, str] = {}
    for info in _metadata(tuple(sys.path)):
        name, _, version = os.path.basename(info).removesuffix(_METADATA).partition("-")  # noqa: PTH119 - paths cost more
        found.setdefault(name.lower().replace("_", "-"), version)
    return found


_METADATA = ".dist-info"


@lru_cache(maxsize=4)
def _metadata(path: tuple[str, ...]) -> tuple[str, ...]:
    """The folders that hold the metadata of what is installed, in the order of the path."""
    found: list[str] = []
    for folder in dict.fromkeys(path):
        try:
            names = os.listdir(folder or ".")  # noqa: PTH208 - paths cost more
        except OSError:  # an entry of sys.path that is no folder is normal
            continue
        infos = sorted([name for name in names if name.endswith(_METADATA)])
        found += [os.path.join(folder, name) for name in infos]  # noqa: PTH118 - paths cost more
    return tuple(found)


@lru_cache(maxsize=4)
def _all_entry_points(path: tuple[str, ...]) -> tuple[EntryPoint, ...]:
    found: list[EntryPoint] = []
    for info in _metadata(path):
        try:
            with open(f"{info}/entry_points.txt", "rb", 0) as file:  # noqa: PTH123 - paths cost more
                raw = file.read()
        except OSError:  # most distributions have none
            continue
        if b"[brief." in raw:
            distribution = os.path.basename(info).removesuffix(_METADATA)  # noqa: PTH119 - paths cost more
            found.extend(_parse(raw.decode("utf-8", "replace"), distribution))
    return tuple(found)


def _parse(text: str, distribution: str) -> list[EntryPoint]:
    group = ""
    found = []
    for line in map(str.strip, text.splitlines()):
        if line.startswith("["):
            group = line.strip("[]").strip()
        elif "=" in line and group.startswith("brief.") and not line.startswith(("#", ";")):
            name, _, value = line.partition("=")
            # An old form ends with the extras it wants; they are not part of the object's name.
            value = value.partition("[")[0]
            found.append(EntryPoint(group, name.strip(), value.strip(), distribution))
    return found


def broken(point: EntryPoint, why: str) -> Diagnostic:
    """The diagnostic that names a plug-in which cannot be used."""
    return Diagnostic(
        "PLUGIN-BROKEN",
        ERROR,
        f"the plug-in `{point.name}` of {point.distribution} cannot be used: {why}",
        helps=(f"mend or uninstall {point.distribution} (`{point.group}`: {point.value})",),
        notes=("nothing that it adds was used, so the result would be incomplete",),
    )


def members(
    group: str, builtin: Mapping[str, T], kind: type[T]
) -> tuple[dict[str, T], list[Diagnostic]]:
    """The members of a family by key, built-in ones first, and what is wrong with plug-ins.

    An entry point names one member of type `kind`, whose key is the entry point's name, or a
    mapping of keys to members.  A plug-in may not replace a member.
    """
    found = dict(builtin)
    diagnostics: list[Diagnostic] = []
    for point in entry_points(group):
        try:
            offered = point.load()
        except Exception as error:  # whatever a stranger's code does, it is told
            diagnostics.append(broken(point, f"{type(error).__name__}: {error}"))
            continue
        added = dict(offered) if isinstance(offered, Mapping) else {point.name: offered}
        for key, member in added.items():
            if not isinstance(member, kind):
                diagnostics.append(broken(point, f"`{key}` is no {kind.__name__}"))
            elif key in found:
                diagnostics.append(broken(point, f"`{key}` exists already"))
            else:
                found[key] = member
    return found, diagnostics
