"""No expression misses a text for want of a cue."""

from __future__ import annotations

import random
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from re import _constants as codes  # type: ignore[attr-defined]  # its own words for what it parses
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import brief
from brief.text.cues import Cued, openings

_ROOT = Path(brief.__file__).parent
_TURNS = 400


def _all() -> Iterator[tuple[str, Cued]]:
    for path in sorted(_ROOT.rglob("*.py")):
        if path.name != "cues.py" and "Cued(" in path.read_text(encoding="utf-8"):
            name = ".".join(path.relative_to(_ROOT.parent).with_suffix("").parts)
            module = import_module(name.removesuffix(".__init__"))
            for attribute, value in vars(module).items():
                if isinstance(value, Cued) and f"{attribute} = Cued(" in path.read_text("utf-8"):
                    yield f"{name}.{attribute}", value


ALL = dict(_all())


def _made(tree: Any, pick: random.Random) -> str:
    """A text that the parsed expression may match; what it only looks at is left out."""
    parts = []
    for code, value in tree:
        if code is codes.LITERAL:
            parts.append(chr(value))
        elif code is codes.IN:
            parts.append(_one_of(value, pick))
        elif code is codes.BRANCH:
            parts.append(_made(pick.choice(value[1]), pick))
        elif code is codes.SUBPATTERN:
            parts.append(_made(value[3], pick))
        elif code in (codes.MAX_REPEAT, codes.MIN_REPEAT):
            low, high, inner = value
            times = pick.randint(low, min(int(high), low + 2))
            parts += [_made(inner, pick) for _ in range(times)]
        elif code in (codes.ANY, codes.NOT_LITERAL):
            parts.append(pick.choice("qz"))
    return "".join(parts)


def _one_of(items: Any, pick: random.Random) -> str:
    if items[0][0] is codes.NEGATE:
        return pick.choice("qz ")
    code, value = pick.choice(items)
    if code is codes.LITERAL:
        return chr(value)
    if code is codes.RANGE:
        return chr(pick.randint(*value))
    known = {codes.CATEGORY_WORD: "qéз7", codes.CATEGORY_SPACE: " \n", codes.CATEGORY_DIGIT: "57"}
    return pick.choice(known.get(value, "-,"))


@pytest.mark.parametrize("name", ALL)
def test_whatever_matches_has_a_cue(name: str) -> None:
    cued, pick = ALL[name], random.Random(1)
    tree = parser.parse(cued.words, cued.flags)
    matched = 0
    for _ in range(_TURNS):
        text = pick.choice(("", "One ", "“")) + _made(tree, pick) + pick.choice(("", ".", " five"))
        text = pick.choice((text, text.upper(), text.title()))
        if cued.plain.search(text):
            matched += 1
            assert cued.may_match(text), text
            assert cued.search(text)
    assert matched > _TURNS / 10


def test_a_letter_that_passes_for_another_is_no_way_round() -> None:
    cued = Cued("once", "once", 2)
    assert cued.search("Once")
    assert not cued.search("twice")
    assert openings("the ſame") is None
    assert Cued("same", "same", 2).search("the ſame")
