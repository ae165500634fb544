"""The house keeps its laws: floors, cheap commands, one version, whole tables."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# What a plain `check` or `generate` does without.
FACE = {"click", "inspect", "ast", "typing"}
COSTLY = {"docx", "reportlab", "pydantic", "jinja2", "lxml", "fontTools", "PIL", "pypdfium2"}


def loaded_after(code: str, *, cwd: Path = ROOT) -> set[str]:
    """Top-level names of modules that a fresh interpreter has loaded after running `code`."""
    script = (
        "import sys\n"
        f"sys.path.insert(0, {str(ROOT)!r})\n"
        f"{code}\n"
        "print('\\n'.join(sorted({name.partition('.')[0] for name in sys.modules})))"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=cwd, check=True
    )
    return set(result.stdout.splitlines())


def run_command(*arguments: str) -> str:
    return (
        "import contextlib, os, sys\n"
        f"sys.argv = ['brief', *{list(arguments)!r}]\n"
        "from brief.cli.main import outcome\n"
        "with open(os.devnull, 'w', encoding='utf-8') as nowhere:\n"
        "    with contextlib.redirect_stdout(nowhere):\n"
        "        outcome()"
    )


def test_floors_hold() -> None:
    tool = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run([str(tool)], check=False, capture_output=True, text=True, cwd=ROOT)
    assert result.returncode == 0, result.stdout


def test_help_loads_click_and_the_standard_library_alone() -> None:
    loaded = loaded_after(run_command("--help"))
    assert "click" in loaded
    assert not loaded & (COSTLY | {"yaml", "json", "hashlib", "dataclasses", "subprocess"})


def test_check_loads_no_renderer_and_no_click(tmp_path: Path) -> None:
    cache = f"import os; os.environ['BRIEF_CACHE'] = {str(tmp_path)!r}"
    check = f"{cache}\n{run_command('check', 'washington-2025')}"
    # tomllib, which reads settings that are met for the first time, loads `typing`.
    assert not loaded_after(check) & (COSTLY | FACE - {"typing"})
    assert not loaded_after(check) & (COSTLY | FACE)


def test_a_wrong_call_is_answered_by_click() -> None:
    assert "click" in loaded_after(run_command("check", "--no-such-option"))


def test_an_unchanged_generate_loads_no_renderer(tmp_path: Path) -> None:
    out = f"import os; os.chdir({str(tmp_path)!r})"
    first = run_command("init", "--quiet")
    subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); {out}\n{first}"],
        check=True,
    )
    loaded_after(f"{out}\n{run_command('generate', '-q')}")
    loaded = loaded_after(f"{out}\n{run_command('generate', '-q')}")
    assert not loaded & (COSTLY | FACE | {"yaml"})


def test_a_pack_that_was_compiled_before_prints_without_jinja2(tmp_path: Path) -> None:
    there = f"import os; os.chdir({str(tmp_path)!r}); os.environ['BRIEF_CACHE'] = {str(tmp_path)!r}"
    loaded_after(f"{there}\n{run_command('init', 'work', '-q')}")
    again = f"{there}\nos.chdir('work')\n{run_command('generate', '-q', '--force')}"
    assert "jinja2" in loaded_after(again)
    assert not loaded_after(again) & (FACE | {"jinja2"})


def test_a_run_loads_our_own_modules_by_our_own_loader() -> None:
    script = (
        "import atexit, sys\n"
        "sys.argv = ['brief', 'check', 'washington-2025', '-q']\n"
        "def tell():\n"
        "    own = [m for name, m in sys.modules.items() if name.startswith('brief.')]\n"
        "    others = [m.__name__ for m in own if 'loading' not in type(m.__loader__).__module__]\n"
        "    print(*others, sep='\\n')\n"
        "atexit.register(tell)\n"
        "from brief.cli.main import run\n"
        "run()\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert set(result.stdout.splitlines()) == {"brief.cli", "brief.cli.main", "brief.loading"}


def test_the_version_is_said_once_and_told_everywhere() -> None:
    from brief import __version__

    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    assert project["project"]["dynamic"] == ["version"]
    assert re.fullmatch(r"\d+\.\d+\.\d+", __version__)
    result = subprocess.run(
        [sys.executable, "-m", "brief", "--version"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    assert result.stdout.strip() == f"brief {__version__}"


def test_every_command_of_the_table_has_its_file_and_help() -> None:
    from importlib import import_module

    from brief.cli.group import COMMANDS
    from brief.cli.main import PLAIN

    for name in COMMANDS:
        module = import_module(f"brief.cli.{name}")
        assert (module.CALL if name in PLAIN else module.command).help, name
    for path in (ROOT / "brief" / "cli").glob("*.py"):
        if re.search(r"^def command\(|^CALL = ", path.read_text(encoding="utf-8"), re.MULTILINE):
            assert path.stem in COMMANDS, f"{path.name} is in no table, so nobody can call it"


def test_every_package_module_says_what_it_holds() -> None:
    missing = [
        str(path.relative_to(ROOT))
        for path in sorted((ROOT / "brief").rglob("*.py"))
        if not path.read_text(encoding="utf-8").startswith('"""')
    ]
    assert missing == []


def test_each_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    reasons = (ROOT / "docs" / "decisions" / "0001-dependencies.md").read_text()
    names = [re.split(r"[<>=\[]", line)[0].strip() for line in project["dependencies"]]
    assert [name for name in names if f"| {name} |" not in reasons] == []


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md"])
def test_links_and_commands_of_the_documents_exist(document: str) -> None:
    from brief.cli.group import COMMANDS

    text = (ROOT / document).read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", text):
        assert (ROOT / target).exists(), target
    for command in re.findall(r"`brief ([a-z]+)", text):
        assert command in COMMANDS, command
    makefile = (ROOT / "Makefile").read_text()
    for target in re.findall(r"^make ([a-z]+)", text, re.MULTILINE):
        assert f"\n{target}:" in makefile, target
