"""The pages of `brief explain`: a rule's own docstring, or a file beside this one for codes that
come from the reader, the templates, the writers and the sending."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import import_module
from pathlib import Path

from brief.checks.table import CHECKS, Check
from brief.registry import members

SECTIONS = ("What it checks", "Why", "Example", "How to mend")


def page(code: str) -> str | None:
    """The page of a code as Markdown, its first line `# CODE: title`; None where there is none."""
    wanted = code.strip().upper()
    check = members("brief.checks", CHECKS, Check)[0].get(wanted)
    if check is not None:
        docstring = import_module(check.module).__doc__ or ""
        return _sections(docstring).get(wanted)
    return _others().get(wanted)


def codes() -> list[str]:
    """Every code that has a page, in alphabetical order."""
    return sorted({*CHECKS, *_others()})


@lru_cache(maxsize=1)
def _others() -> dict[str, str]:
    found: dict[str, str] = {}
    for file in sorted(Path(__file__).parent.glob("*.md")):
        found.update(_sections(file.read_text(encoding="utf-8")))
    return found


def _sections(text: str) -> dict[str, str]:
    """The pages in a text, by code: each begins with a heading `# CODE: title`."""
    found: dict[str, str] = {}
    for part in re.split(r"^(?=# )", text, flags=re.MULTILINE):
        head = re.match(r"# ([A-Z][A-Z0-9-]*): ", part)
        if head:
            found[head.group(1)] = part.rstrip() + "\n"
    return found
