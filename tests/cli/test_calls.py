"""Plain lines read without click say what they say to click, and end as they end under it."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import click
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from brief.cli import calls, check, console, generate, main
from brief.cli.group import brief
from brief.diagnostics import UsageError

MODULES = {"check": check, "generate": generate}

PLAIN_LINES = [
    "check",
    "check washington-2025",
    "check --strict --json sources/washington-2025",
    "check -qv",
    "-C elsewhere check -q",
    "generate",
    "generate washington-2025",
    "generate -t memo -f docx,pdf",
    "generate -tmemo --force washington-2025",
    "generate --template=memo --audience=partners -l ru",
    "generate -f pdf --as-of 2026-01-31 --draft",
    "generate -qfdocx -C work",
    "generate --house house.docx --no-sign --open --all",
    "generate --review --json -- -odd-name",
    "-Cwork generate -C deeper",
]

NOT_PLAIN = [
    "",
    "--help",
    "-V",
    "-h generate",
    "-C",
    "-- generate",
    "list",
    "generat",
    "generate --help",
    "generate -qh",
    "generate --temp memo",
    "generate -f",
    "generate -f ,",
    "generate --as-of tomorrow",
    "generate --force=yes",
    "generate -x",
    "generate one two",
    "generate one -- two",
    "check -t memo",
]


def test_lines_as_people_write_them_need_no_click() -> None:
    for line in PLAIN_LINES:
        assert calls.read(line.split(), main.PLAIN) is not None, line


def test_what_is_not_plainly_right_is_left_to_click() -> None:
    for line in NOT_PLAIN:
        assert calls.read(line.split(), main.PLAIN) is None, line


def by_click(words: list[str]) -> calls.Line:
    """What click makes of a line: the same in kind as the plain reader's answer."""
    folders: list[str] = []
    called: list[tuple[str, dict[str, Any]]] = []

    def worker(name: str) -> Any:
        def run(**values: Any) -> int:
            called.append((name, values))
            return 0

        return run

    with (
        patch.object(os, "chdir", folders.append),
        patch.object(check, "run", worker("check")),
        patch.object(generate, "run", worker("generate")),
    ):
        assert brief.main(words, prog_name="brief", standalone_mode=False) == 0
    ((command, values),) = called
    return calls.Line(command, tuple(folders), values)


_SPELLINGS = sorted(
    {s for m in MODULES.values() for p in m.CALL.parameters for s in p.spellings} | {"--none", "-x"}
)
_VALUES = st.sampled_from(
    ["memo", "docx,pdf", "2026-01-31", "31 January", ",", "", "-", "--", "=", "a=b", "ö", "-q"]
)
_WORDS = st.one_of(
    st.sampled_from(_SPELLINGS),
    st.builds("{}={}".format, st.sampled_from(_SPELLINGS), _VALUES),
    st.builds("{}{}".format, st.sampled_from([s for s in _SPELLINGS if len(s) == 2]), _VALUES),
    st.text("-qvtafClh=x", max_size=4),
    _VALUES,
)
_HEADS = st.lists(st.sampled_from(["-C", "-Cwork", "work", "", "--"]), max_size=2)


@given(_HEADS, st.sampled_from(sorted(MODULES)), st.lists(_WORDS, max_size=5))
@example([], "generate", ["-t", "--force", "-f=docx", "--", "--json"])
@example(["-C", ""], "check", ["-C", "there", "-C", ""])
def test_a_line_says_the_same_to_both_readers(
    head: list[str], command: str, words: list[str]
) -> None:
    line = [*head, command, *words]
    plain = calls.read(line, main.PLAIN)
    if plain is not None:
        assert plain == by_click(line)


@pytest.mark.parametrize("line", PLAIN_LINES)
def test_realistic_lines_say_the_same_to_both_readers(line: str) -> None:
    assert calls.read(line.split(), main.PLAIN) == by_click(line.split())


@contextmanager
def ending(error: BaseException, line: str, plain: tuple[str, ...]) -> Iterator[None]:
    def run(**_values: Any) -> int:
        raise error

    with (
        patch.object(check, "run", run),
        patch.object(sys, "argv", ["brief", *line.split()]),
        patch.object(sys, "stdout", sys.stdout),  # click puts another in its place
        patch.object(main, "PLAIN", plain),
    ):
        yield


@pytest.mark.parametrize(
    "error",
    [
        KeyboardInterrupt(),
        EOFError(),
        OSError(errno.EPIPE, "Broken pipe"),
        OSError(errno.ENOENT, "No such file", "x.yaml"),
        UsageError("so not", help="but so"),
        ValueError("a fault"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_a_run_that_is_broken_off_ends_as_under_click(
    error: BaseException, capsys: pytest.CaptureFixture[str]
) -> None:
    with ending(error, "check", main.PLAIN):
        plainly = main.outcome(), capsys.readouterr()
    with ending(error, "check", ()):
        assert (main.outcome(), capsys.readouterr()) == plainly
    assert plainly[0] == 130 if isinstance(error, KeyboardInterrupt) else plainly[0] in (1, 2, 3)


def test_a_folder_that_is_not_there_is_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with patch.object(sys, "argv", ["brief", "-C", str(tmp_path / "none"), "check"]):
        assert main.outcome() == 2
    assert "cannot work in" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["plain", "Größe", "Брифинг", "\033[1mbold\033[0m"])
@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "ascii", "cp1251"])
def test_a_line_is_printed_as_click_prints_it(encoding: str, text: str) -> None:
    def printed(printer: Any) -> bytes:
        data = io.BytesIO()
        stream = io.TextIOWrapper(data, encoding, errors="backslashreplace")
        with patch.object(sys, "stderr", stream):
            printer(text, err=True)
            stream.flush()
        return data.getvalue()

    assert printed(console.say) == printed(click.echo)
