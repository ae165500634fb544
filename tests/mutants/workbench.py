"""A dossier in a folder of its own, in which one value at a time is changed and checked again."""

from __future__ import annotations

import copy
import shutil
from pathlib import Path
from typing import Any

import yaml

from brief.checks import acknowledge, run_dossier
from brief.dossier import load
from brief.dossier.model import Dossier

ROOT = Path(__file__).parents[2]
Steps = tuple[str | int, ...]


class Workbench:
    """A copy of a dossier below `folder`; `codes` checks it with one change and undoes it.

    The lock is left out, so that only the rules on content can refuse a change.
    """

    def __init__(self, dossier: Path, folder: Path) -> None:
        self.workspace = folder
        self.root = folder / "sources" / dossier.name
        self.cache = folder / "cache"
        self.cache.mkdir(parents=True, exist_ok=True)
        shutil.copytree(dossier, self.root, ignore=shutil.ignore_patterns("*.lock"))
        files = sorted(self.root.rglob("*.yaml"))
        self.data: dict[str, Any] = {}
        for path in files:
            name = path.relative_to(self.root).as_posix()
            self.data[name] = yaml.load(path.read_text("utf-8"), yaml.CBaseLoader)
            self._write(name, self.data[name])
        self.dossier = self._load()
        self.baseline = self._found()

    def _load(self) -> Dossier:
        dossier, self.told = load(self.root, self.workspace, self.cache)
        assert dossier is not None, self.told
        return dossier

    def _found(self) -> dict[str, int]:
        dossier = self._load()
        told = acknowledge([*self.told, *run_dossier(dossier)], dossier)
        counts: dict[str, int] = {}
        for d in told:
            if d.severity != "info" and not d.code.startswith("LOCK-"):
                counts[d.code] = counts.get(d.code, 0) + 1
        return counts

    def _write(self, name: str, value: Any) -> None:
        # The dumper quotes what would not be a string and never breaks a line.
        text = yaml.dump(value, allow_unicode=True, width=10**9, sort_keys=False)
        (self.root / name).write_text(text, encoding="utf-8")

    def codes(self, file: str, steps: Steps, value: Any) -> set[str]:
        """The codes that one changed value raises (None removes the value)."""
        return self.codes_of(file, [(steps, value)])

    def codes_of(self, file: str, changes: list[tuple[Steps, Any]]) -> set[str]:
        """The codes that several changed values of one file raise."""
        changed = copy.deepcopy(self.data[file])
        for steps, value in changes:
            holder = changed
            for step in steps[:-1]:
                holder = holder[step]
            if value is None:
                del holder[steps[-1]]
            else:
                holder[steps[-1]] = value
        self._write(file, changed)
        try:
            now = self._found()
        finally:
            self._write(file, self.data[file])
        return {code for code, count in now.items() if count > self.baseline.get(code, 0)}

    def place(self, fact_id: str) -> tuple[str, Steps]:
        """The file and the steps to a fact's record."""
        for file, value in self.data.items():
            for index, record in enumerate(
                value.get("facts", ()) if file.startswith("facts/") else ()
            ):
                if fact_id in list(record.values())[:1]:
                    return file, ("facts", index)
        raise KeyError(fact_id)
