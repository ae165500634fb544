"""The office beside a name: "Governor Roth" where the passages have "President Roth"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from brief.archive.snapshots import Passage
from brief.checks.desk import Desk
from brief.record import Record
from brief.text.cues import Cued

_OFFICES = (
    "vice president|president|prime minister|deputy prime minister|deputy minister|minister"
    "|deputy governor|lieutenant governor|governor|deputy mayor|mayor|senator|representative"
    "|congressman|congresswoman|chancellor|premier|king|queen|prince|princess|emir|sultan"
    "|deputy chairman|deputy chair|vice chairman|vice chair|chairman|chairwoman|chairperson|chair"
    "|chief executive|ceo|chief financial officer|cfo|deputy director|director|general"
    "|undersecretary|deputy secretary|assistant secretary|secretary|ambassador|commissioner|speaker"
    "|judge|justice|professor|admiral|colonel|captain|bishop|archbishop|cardinal|pope|sheriff"
)
_CUES = (
    "vice president prime deputy minister lieutenant governor mayor senator representative "
    "congressman chancellor premier king queen prince emir sultan chairman chief ceo cfo director "
    "general undersecretary assistant secretary ambassador commissioner speaker judge justice "
    "professor admiral colonel captain bishop archbishop cardinal pope sheriff"
)
# Of a modifier in front ("Finance Minister", "Attorney General") only the office is compared.
_BEFORE = Cued(
    _CUES,
    rf"\b(?P<office>(?i:{_OFFICES}))\s+(?:of [A-Z]\w+\s+)?(?P<name>[A-Z][\w’'-]+"
    rf"(?:\s[A-Z][\w’'-]+){{0,3}})",
)
_BEHIND = Cued(
    _CUES,
    r"\b(?P<name>[A-Z][\w’'-]+), (?:(?:the|its|a|an|whose|who is|who was)\s+)?"
    rf"(?:(?!and\b|of\b)[\w’'-]+\s){{0,3}}?(?P<office>(?i:{_OFFICES}))\b(?!\s+[A-Z])",
)
_SAME = {
    "chairman": "chair", "chairwoman": "chair", "chairperson": "chair",
    "deputy chairman": "deputy chair", "vice chairman": "deputy chair",
    "vice chair": "deputy chair", "ceo": "chief executive", "premier": "prime minister",
    "congressman": "representative", "congresswoman": "representative",
    "cfo": "chief financial officer",
}  # fmt: skip


class Office(Record):
    """An office of ours, the passages' own, and where that stands."""

    ours: str
    theirs: str
    name: str
    start: int
    end: int
    passage: Passage
    at: tuple[int, int]


def changed(desk: Desk, text: str, passages: Iterable[Passage]) -> Iterator[Office]:
    """Offices that a text gives to somebody whom the passages call by another, and no held text by
    this one."""
    for office, name, start, end in _offices(text):
        theirs: tuple[str, Passage, tuple[int, int]] | None = None
        for passage in passages:
            for other, known, a, b in _offices(passage.exact):
                if known == name and other != office and theirs is None:
                    theirs = passage.exact[a:b], passage, (a, b)
        if theirs is None or any(
            (other, known) == (office, name)
            for source in desk.dossier.snapshots
            for other, known, _, _ in _offices(desk.text(source))
        ):
            continue
        yield Office(text[start:end], theirs[0], name, start, end, theirs[1], theirs[2])


@lru_cache(maxsize=4096)  # of passages and whole texts many statements ask
def _offices(text: str) -> tuple[tuple[str, str, int, int], ...]:
    """Each office beside a name, in one form, the last word of the name, and the office's span."""
    found = []
    for pattern in (_BEFORE, _BEHIND):
        for match in pattern.finditer(text):
            written = " ".join(match.group("office").lower().split())
            name = match.group("name").split()[-1].removesuffix("’s").removesuffix("'s")
            found.append((_SAME.get(written, written), name, *match.span("office")))
    return tuple(found)
