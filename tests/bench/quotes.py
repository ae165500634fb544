"""Many quotations over many sources, as a dossier of ours and as claims for `citations verify`."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

from tests.bench.measure import Command, Wrong, brief
from tests.bench.read_dossier import write_dossier

_QUOTE = re.compile(r"words: (.+)\n")


class Quotes:
    """A workspace with `quotes` quotations over `sources` sources of `size` bytes."""

    def __init__(self, folder: Path, quotes: int, sources: int, size: int) -> None:
        self.folder = folder
        self.cache = folder / "cache"
        self.dossier = folder / "sources" / "quotes"
        self.dossier.parent.mkdir(parents=True)
        (folder / "brief.toml").write_text("format = 1\n")
        write_dossier(self.dossier, quotes, sources, size)
        if self.check(cached=False)._replace(before=None).run().code != 0:
            raise Wrong("the quotations do not verify")

    def check(self, cached: bool) -> Command:
        """`brief check`, with the cache or with none."""
        cache = self.cache if cached else None
        return brief("check", "-q", folder=self.folder, cache=cache, settings=self.folder)

    def theirs(self, program: Path) -> Command:
        """`citations verify` on the same words in the same texts."""
        theirs = self.folder / "theirs"
        if not theirs.is_dir():
            self._write(theirs)
        arguments = (str(program), "verify", "--claims", "claims", "--strict", "--quiet")
        return Command(arguments, theirs)

    def _write(self, folder: Path) -> None:
        (folder / "claims").mkdir(parents=True)
        (folder / "sources").mkdir()
        found: dict[str, list[str]] = {}
        for path in sorted((self.dossier / "facts").glob("*.yaml")):
            for entry in path.read_text("utf-8").split("  - quote: ")[1:]:
                source = entry.partition("from: ")[2].partition("\n")[0]
                words = _QUOTE.search(entry)
                assert words is not None
                found.setdefault(source, []).append(words.group(1))
        for source, quotes in found.items():
            data = (self.dossier / "snapshots" / f"{source}.txt").read_bytes()
            (folder / "sources" / f"{source}.txt").write_bytes(data)
            lines = [
                f"source:\n  citation: {source}\n  local: sources/{source}.txt\n"
                f"  sha256: {sha256(data).hexdigest()}\n"
                f"  url: https://news.example/{source}\nclaims:\n"
            ]
            lines += [
                f"  q{number}:\n    quotes:\n    - exact: {words}\n"
                for number, words in enumerate(quotes)
            ]
            (folder / "claims" / f"{source}.yaml").write_text("".join(lines), encoding="utf-8")
