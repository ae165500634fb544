"""What merely follows from a fault of reading: counted in one line, behind the fault itself.

A dossier is put together in stages, as a program is: sources and names, then facts, rulings, the
outline, translations.  Where a file or a record of one stage could not be read, what a later stage
lacks is no mistake of its own; where a record was read in part, its own findings wait.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from brief.diagnostics import ERROR, INFO, WARNING, Diagnostic, ordered
from brief.dossier.model import Dossier

CODE = "Y-FOLLOWS"

_STAGES = {"names.yaml": 0, "sources.yaml": 0, "rulings.yaml": 2, "dossier.yaml": 3}
_FACTS, _RULINGS = 1, 2
_FOLDERS = {"snapshots": 0, "facts": _FACTS, "translations": 4}
_BESIDE = 5  # audiences, recipients, the lock: nothing is held against them here
# Rules that hold facts against one another, and those on what names have to do with.
_TOGETHER = ("X-", "N-SUM", "N-OVERLAP", "N-MIX")
_NAMING = ("A-", "C-", "X-")


def is_fault(diagnostic: Diagnostic) -> bool:
    """Whether something of the dossier could not be read, so that others may follow from it."""
    code = diagnostic.code
    return diagnostic.severity == ERROR and (
        code.startswith("Y-") or code in ("SRC-MISSING", "SRC-ENCODING")
    )


def without_followers(found: Iterable[Diagnostic], dossier: Dossier) -> list[Diagnostic]:
    """The findings by place, faults of reading first; for those that follow from one stands a
    single finding, Y-FOLLOWS, which is an error where one of them is."""
    listed = ordered(found)
    faults = [diagnostic for diagnostic in listed if is_fault(diagnostic)]
    if not faults:
        return listed
    following = _Following(dossier, faults)
    waiting = {d for d in listed if d.severity != INFO and not is_fault(d) and following.holds(d)}
    # What stands at the same place, or of the same ruling, rests on the same facts.
    places = {d.span for d in waiting if d.span is not None and d.span.line}
    owners = {d.fact for d in waiting if d.code == "C-UNKNOWN" and d.fact}
    for one in listed:
        if (
            one.severity != INFO
            and not is_fault(one)
            and (one.span in places or one.fact in owners)
        ):
            waiting.add(one)
    if not waiting:
        return listed
    return [*(d for d in listed if d not in waiting), _told(dossier, faults, waiting)]


class _Following:
    """What follows from these faults."""

    def __init__(self, dossier: Dossier, faults: list[Diagnostic]) -> None:
        self._dossier = dossier
        # Stages and files of which a record or more is missing; ids of records read in part.
        lacking = [fault for fault in faults if not fault.fact]
        self._lacking = min((_stage(dossier, fault) for fault in lacking), default=_BESIDE)
        self._names = any(_inside(dossier, fault) == "names.yaml" for fault in lacking)
        self._sources = any(_stage(dossier, fault) == 0 for fault in lacking)
        partly = sorted({re.escape(fault.fact) for fault in faults if fault.fact})
        self._partly = {fault.fact for fault in faults if fault.fact}
        self._named = re.compile(rf"(?<![\w-])(?:{'|'.join(partly)})(?![\w-])") if partly else None

    def holds(self, finding: Diagnostic) -> bool:
        """Whether a finding follows from one of them."""
        code, stage = finding.code, _stage(self._dossier, finding)
        if finding.fact in self._partly:
            return True
        if code.endswith("-STALE") and code != "SRC-STALE":
            return self._lacking < _BESIDE or self._names_one(finding)
        if stage > _FACTS:
            return self._lacking < stage < _BESIDE or self._names_one(finding)
        if code.startswith(_TOGETHER):
            return self._lacking <= _RULINGS or self._names_one(finding)
        if stage == _FACTS:
            if self._names and code.startswith(_NAMING):
                return True
            fact = self._dossier.facts.get(finding.fact)
            return self._sources and fact is not None and fact.source not in self._dossier.snapshots
        return False

    def _names_one(self, finding: Diagnostic) -> bool:
        """Whether a finding speaks of a record that was read in part."""
        said = (finding.message, *finding.helps, *finding.notes)
        return self._named is not None and any(map(self._named.search, said))


def _inside(dossier: Dossier, finding: Diagnostic) -> str:
    """The file of a finding, as it is called in the dossier's folder."""
    return finding.span.file.removeprefix(f"{dossier.folder}/") if finding.span else ""


def _stage(dossier: Dossier, finding: Diagnostic) -> int:
    name = _inside(dossier, finding)
    return _STAGES.get(name, _FOLDERS.get(name.partition("/")[0], _BESIDE))


def _told(
    dossier: Dossier, faults: list[Diagnostic], waiting: Collection[Diagnostic]
) -> Diagnostic:
    """The one line for all that wait."""
    lost = [fault for fault in faults if fault.code != "Y-REF"]
    files = list(dict.fromkeys(_unread(dossier, fault) for fault in lost or faults))
    others = len(files) - 1
    named = files[0] + (f" and {others} other file{'s' if others > 1 else ''}" if others else "")
    count, errors = len(waiting), sum(d.severity == ERROR for d in waiting)
    what = "1 finding is" if count == 1 else f"{count} findings are"
    why = "could not be read in full" if lost else "names what is not there"
    return Diagnostic(
        CODE,
        ERROR if errors else WARNING,
        f"{what} not listed, since {named} {why}; mend that first",
        notes=(f"they may follow from it: {_by_code(waiting)}",),
    )


def _unread(dossier: Dossier, fault: Diagnostic) -> str:
    """The file that a fault is about: a snapshot where one is missing, else its own."""
    if fault.code.startswith("SRC-") and fault.span is not None:
        for source in dossier.sources.values():
            if source.span("snapshot") == fault.span:
                return f"{dossier.folder}/{source.snapshot}"
    return fault.span.file if fault.span else dossier.folder


def _by_code(waiting: Collection[Diagnostic]) -> str:
    codes = [diagnostic.code for diagnostic in waiting]
    counted = sorted({(-codes.count(code), code) for code in codes})
    return ", ".join(f"{-count} {code}" for count, code in counted)
