"""Our own modules are loaded in one step, and are the same as Python's own way makes them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import brief

PACKAGE = Path(brief.__file__).parent
SHOWN = """
import importlib, sys
for name in ("brief.one", "brief.more", "brief.more.two"):
    module = importlib.import_module(name)
    spec = module.__spec__
    print(name, module.WORD, module.__file__, getattr(module, "__path__", None), module.__cached__,
          module.__package__, spec.name, spec.origin, spec.parent, spec.has_location,
          module.told.__code__.co_filename, module.__loader__.get_source(name)[:9])
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A package with the name of ours, and few modules."""
    package = tmp_path / "tree" / "brief"
    (package / "more").mkdir(parents=True)
    for name in ("__init__.py", "loading.py"):
        shutil.copy(PACKAGE / name, package)
    for name in ("one.py", "more/__init__.py", "more/two.py"):
        write(package / name, name)
    return package.parent


def write(path: Path, word: str) -> None:
    path.write_text(f"WORD = {word!r}\n\n\ndef told():\n    return WORD\n", encoding="utf-8")


def run(tree: Path, script: str, *options: str, installed: bool = True) -> str:
    """What a script prints, `installed` or by Python's own way."""
    start = f"import sys\nsys.path.insert(0, {str(tree)!r})\n"
    if installed:
        start += "from brief import loading\nloading.install()\nloading.install()\n"
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    command = [sys.executable, *options, "-c", start + script]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, cwd=tree, env=environment
    )
    return done.stdout


def test_modules_and_packages_are_as_python_makes_them(tree: Path) -> None:
    told = run(tree, SHOWN)
    assert "WORD" in told
    assert told == run(tree, SHOWN, installed=False)
    assert told == run(tree, SHOWN)  # from the bytecode that is kept now


def test_bytecode_is_read_and_kept(tree: Path) -> None:
    ours = "from brief import one\nprint(type(one.__loader__).__module__, one.WORD)"
    assert run(tree, ours) == "brief.loading one.py\n"
    kept = list((tree / "brief").rglob(f"one.{sys.implementation.cache_tag}.pyc"))
    assert len(kept) == 1
    # A word of as many letters, put into the bytecode alone: that is what is run.
    kept[0].write_bytes(kept[0].read_bytes().replace(b"one.py", b"eno.py"))
    assert run(tree, ours) == "brief.loading eno.py\n"


def test_a_changed_source_is_met(tree: Path) -> None:
    script = "from brief.more import two\nprint(two.WORD)"
    assert run(tree, script) == "more/two.py\n"
    write(tree / "brief" / "more" / "two.py", "changed")
    assert run(tree, script) == "changed\n"
    state = (tree / "brief" / "more" / "two.py").stat()
    write(tree / "brief" / "more" / "two.py", "CHANGED")  # of the same size, at another time
    os.utime(tree / "brief" / "more" / "two.py", (state.st_mtime + 9, state.st_mtime + 9))
    assert run(tree, script) == "CHANGED\n"


def test_a_tree_that_was_moved_tells_its_new_place(tree: Path, tmp_path: Path) -> None:
    script = "from brief import one\nprint(one.told.__code__.co_filename)"
    run(tree, script)
    moved = tmp_path / "moved"
    tree.rename(moved)
    assert run(moved, script) == f"{moved / 'brief' / 'one.py'}\n"


def test_a_module_that_is_missing_is_missed(tree: Path) -> None:
    script = "try:\n    import brief.none\nexcept ModuleNotFoundError as e:\n    print(e)"
    assert run(tree, script) == "No module named 'brief.none'\n"


def test_bytecode_without_checks_is_left_to_python(tree: Path) -> None:
    script = (
        "from brief import loading\nprint(type(loading.__loader__).__name__, len(sys.meta_path))"
    )
    usual = run(tree, script).split()
    assert int(run(tree, script, "-O").split()[1]) == int(usual[1]) - 1


def test_no_module_stands_beside_a_package_of_its_name() -> None:
    beside = [path for path in PACKAGE.rglob("*.py") if path.with_suffix("").is_dir()]
    assert not beside
