"""The pages of `brief explain`: a rule's own docstring, or a file beside this one for codes that
come from the reader, the templates and the writers."""

from __future__ import annotations

import inspect
import re
from importlib import import_module
from pathlib import Path

from brief.checks.table import CHECKS, Check
from brief.registry import members

_HERE = Path(__file__).parent
SECTIONS = ("What it checks", "Why", "Example", "How to mend")


def page(code: str) -> str | None:
    """The page of a code as Markdown, its first line `# CODE: title`; None where there is none."""
    wanted = code.strip().upper()
    check = members("brief.checks", CHECKS, Check)[0].get(wanted)
    if check is not None:
        found = _section(inspect.cleandoc(import_module(check.module).__doc__ or ""), wanted)
        if found:
            return found
    file = _HERE / f"{wanted}.md"
    if re.fullmatch(r"[A-Z][A-Z0-9-]*", wanted) and file.is_file():
        return file.read_text(encoding="utf-8")
    return None


def codes() -> list[str]:
    """Every code that has a page, in alphabetical order."""
    return sorted({*CHECKS, *(file.stem for file in _HERE.glob("*.md"))})


def _section(docstring: str, code: str) -> str:
    """The part of a module's docstring that is the page of one code."""
    for part in re.split(r"^(?=# )", docstring, flags=re.MULTILINE):
        if part.startswith(f"# {code}:"):
            return part.rstrip() + "\n"
    return ""
