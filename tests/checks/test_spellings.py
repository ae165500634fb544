"""Names and the common nouns for them, found in a text however many there are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from brief.checks.desk import Desk
from brief.checks.desk.spellings import Spellings
from brief.dossier.model import Name
from tests.checks.test_machinery import dossier


def _desk(folder: Path, **nouns: tuple[str, ...]) -> Desk:
    names = {id: Name(id, "outlet", id.title(), nouns=nouns[id]) for id in nouns}
    return Desk(dossier(folder).replace(names=names))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The daily paper said so.", [("daily paper", ("herald",))]),
        ("A PAPER, a paper", [("PAPER", ("herald", "post")), ("paper", ("herald", "post"))]),
        ("papers and a newspaper", []),
        ("İn İzmir the paper-mill", [("paper", ("herald", "post"))]),
        ("the ſite and the sıte", []),
        ("the Site", [("Site", ("post",))]),
        ("the  daily\u00a0paper", [("daily\u00a0paper", ("herald",))]),
    ],
)
def test_nouns_stand_for_their_names(
    tmp_path: Path, text: str, found: list[tuple[str, tuple[str, ...]]]
) -> None:
    desk = _desk(tmp_path, herald=("paper", "daily paper"), post=("paper", "Site"))
    assert [(text[start:end], ids) for start, end, ids in desk.nouns(text)] == found


def test_of_thousands_only_those_with_a_first_word_of_the_text_are_looked_at() -> None:
    class Counted(str):
        looks = 0

        def __getitem__(self, key: Any) -> str:
            Counted.looks += 1
            return str.__getitem__(self, key)

    spellings = Spellings({f"ward {n} paper": (str(n),) for n in range(5000)})
    text = Counted("they asked the ward 4711 paper who pays for a paper of the ward")
    assert list(spellings.find(text)) == [(15, 30, ("4711",))]
    assert Counted.looks < 20


def test_no_names_are_found_nowhere() -> None:
    assert not Spellings({})
    assert list(Spellings({}).find("the paper")) == []
    assert not Spellings({"…": ("none",)})
