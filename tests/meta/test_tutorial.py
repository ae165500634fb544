"""The tutorial, done as it says: its commands typed, its changes made, what it promises seen."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from brief.record import Record

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "tutorial.md"
_FENCE = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_EXIT = re.compile(r"  # exit (\d)$")


class Block(Record):
    """A fenced block: its kind, the file it is about, its text, its line on the page."""

    kind: str
    file: str
    text: str
    line: int


def blocks() -> list[Block]:
    page = PAGE.read_text(encoding="utf-8")
    return [
        Block(m.group(1), m.group(2) or "", m.group(3), page.count("\n", 0, m.start()) + 1)
        for m in _FENCE.finditer(page)
    ]


class Newcomer:
    """Somebody who does what the page says, in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = folder
        self.printed = ""

    def do(self, block: Block) -> None:
        if block.kind == "console":
            self.console(block)
        elif block.kind == "diff":
            self.change(block)
        elif block.kind == "pages":
            self.look(block)
        else:
            path = self.folder / block.file
            assert not path.exists(), f"line {block.line}: {block.file} is there already"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, encoding="utf-8")

    def console(self, block: Block) -> None:
        for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
            typed, _, promised = part.partition("\n")
            wanted = _EXIT.search(typed)
            command = shlex.split(_EXIT.sub("", typed))
            if command[0] == "cd":
                self.folder = self.folder / command[1]
                assert self.folder.is_dir()
                continue
            assert command[0] == "brief", typed
            code, said = self.run(command[1:])
            assert code == int(wanted.group(1) if wanted else 0), f"line {block.line}: {said}"
            for line in promised.splitlines():
                words = ".*".join(map(re.escape, line.strip().split("…")))
                assert re.search(words, said), f"line {block.line}: “{line}” is not in:\n{said}"

    def run(self, arguments: list[str]) -> tuple[int, str]:
        result = subprocess.run(
            [sys.executable, "-m", "brief", *arguments],
            check=False,
            cwd=self.folder,
            env={
                **os.environ,
                "PYTHONPATH": str(ROOT),
                "PYTHONUTF8": "1",
                "BRIEF_CACHE": str(self.home / "cache"),
                "XDG_CONFIG_HOME": str(self.home / "settings"),
            },
            capture_output=True,
            text=True,
            encoding="utf-8",
            stdin=subprocess.DEVNULL,
        )
        said = result.stdout + result.stderr
        pages = re.search(r"^(out/.*\.pdf)$", said, re.MULTILINE)
        if pages:
            self.printed = words_of(self.folder / pages.group(1))
        return result.returncode, said

    def change(self, block: Block) -> None:
        path = self.folder / block.file
        before, after = [], []
        for line in block.text.splitlines():
            assert line[:1] in "+- ", f"line {block.line}: {line}"
            if line[0] != "+":
                before.append(line[1:])
            if line[0] != "-":
                after.append(line[1:])
        text = path.read_text(encoding="utf-8")
        found = "\n".join(before) + "\n"
        count = f"\n{text}".count(f"\n{found}")
        assert count == 1, f"line {block.line}: what to change stands {count} times in {block.file}"
        at = f"\n{text}".index(f"\n{found}")
        text = text[:at] + "\n".join(after) + "\n" + text[at + len(found) :]
        path.write_text(text, encoding="utf-8")

    def look(self, block: Block) -> None:
        for line in block.text.splitlines():
            words = " ".join(line.split())
            assert words in self.printed, f"line {block.line}: “{words}” is not in the pages"


def words_of(path: Path) -> str:
    """All words of a PDF, with single blanks."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return " ".join(text.replace("\u00a0", " ").split())


def test_the_tutorial_does_what_it_says(tmp_path: Path) -> None:
    newcomer = Newcomer(tmp_path)
    for block in blocks():
        newcomer.do(block)
    first = (newcomer.folder / "pages" / "page-1.png").read_bytes()
    assert first.startswith(b"\x89PNG")


def test_every_block_of_it_is_understood() -> None:
    kinds = {block.kind for block in blocks()}
    assert kinds == {"console", "diff", "pages", "html", "toml"}
    page = PAGE.read_text(encoding="utf-8")
    assert page.count("\n```") == 2 * len(blocks())


@pytest.mark.parametrize("page", ["README.md", "docs/reference/templates.md"])
def test_newcomers_find_it(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert "tutorial.md" in text


def test_its_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", PAGE.read_text(encoding="utf-8")):
        assert (PAGE.parent / target).is_file(), target
