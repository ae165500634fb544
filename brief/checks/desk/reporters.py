"""Which outlets a text names as those who report: by a verb of saying, or by "according to"."""

from __future__ import annotations

import re

from brief.archive.snapshots import Passage
from brief.checks.desk import Desk
from brief.dossier.model import Source
from brief.evidence.lexicon import PARTICIPLES, SPEECH
from brief.expressions import expression
from brief.text.folding import fold

_BEFORE = expression(
    r"(?:according to|as|told|quoted by|reported by|cited by|in an interview with|writes|per)\s+\Z"
    r"|(?:со ссылкой на|по данным|по сообщению|по информации|в интервью)"
    r"(?:\s+(?:агентств|газет|издани|телеканал|канал|журнал|портал)\w*)?\s+[«„\"“]?\Z"
    r"|(?:сказал|рассказал|заявил|сообщил|пояснил)[аи]?(?:\s+\w+){0,2}"
    r"\s+(?:агентству|газете|изданию|телеканалу|каналу|журналу|порталу)\s+[«„\"“]?\Z",
    re.IGNORECASE,
)
_AFTER = expression(
    r"[»”\"]?(?:[’']s (?:coverage|report|article|story|journalists?))?,?\s+(?:\w+ly\s+)?(\w+)"
)
# Verbs of reporting beyond those of saying.
_REPORTING = frozenset(
    ("drew", "draws", "covered", "covers", "focused", "focuses", "saw", "portrayed", "portrays")
)
_JOINT = expression(
    r"\A[\W_]*(?:(?:overall|meanwhile|in general|earlier),?\s+)?"
    r"(?:both|several|many|most|some|major|leading|foreign|international|western|u\.s\.|american"
    r"|other|these|the two|various|numerous|global|world|local|all)\b"
    r"(?:\s+[\w.-]+){0,3}?\s+"
    r"(?:outlets|media|publications|newspapers|papers|agencies|sources|broadcasters|press)\b",
    re.IGNORECASE,
)


def outlets(desk: Desk, text: str) -> dict[str, tuple[int, int]]:
    """The outlets that a text names as reporting, with where; by their names, not by nouns."""
    found: dict[str, tuple[int, int]] = {}
    for start, end, ids in desk.names(text):
        for name_id in ids:
            if desk.dossier.names[name_id].kind != "outlet":
                continue
            after = _AFTER.match(text, end)
            verb = after.group(1).lower() if after else ""
            says = verb in SPEECH or verb in PARTICIPLES or verb in _REPORTING
            if says or _leads(text[max(0, start - 48) : start]):
                found.setdefault(name_id, (start, end))
    return found


_LEADING = ("to", "as", "told", "by", "with", "writes", "per")


def _leads(lead: str) -> bool:
    """Whether the words before a name say that it reports."""
    may = not lead.isascii() or lead.rstrip().lower().endswith(_LEADING)
    return may and _BEFORE.search(lead) is not None


def spoken_of(desk: Desk, passage: Passage) -> bool:
    """Whether a passage's paragraph names any outlet: a quick look before a close one."""
    return desk.knows("outlet") and any(
        desk.dossier.names[name_id].kind == "outlet"
        for _, _, ids in desk.names(desk.paragraph_text(passage))
        for name_id in ids
    )


def own_outlet(desk: Desk, source: Source | None) -> str:
    """The id of the outlet whose text a source is; "" where it is not stated or not registered."""
    return desk.name_id(source.outlet.value) if source and source.outlet.value else ""


def joint(sentence: str) -> str:
    """The words by which a sentence speaks for several outlets at once; "" where it does not."""
    match = _JOINT.match(fold(sentence).text)
    return match.group().strip() if match else ""


def relays(desk: Desk, source: str) -> bool:
    """Whether a held text reports what other outlets reported, in two paragraphs or more."""
    own = own_outlet(desk, desk.dossier.sources.get(source))
    snapshot = desk.dossier.snapshots.get(source)
    if snapshot is None or not desk.knows("outlet"):
        return False
    text = snapshot.text
    kinds = {desk.dossier.names[i].kind for _, _, ids in desk.names(text) for i in ids}
    if "outlet" not in kinds:
        return False
    count = sum(
        bool(set(outlets(desk, text[p.start : p.end])) - {own})
        for p in snapshot.paragraphs
        if p.number
    )
    return count > 1


def sentence_of(desk: Desk, passage: Passage) -> str:
    """The whole sentences that a passage touches."""
    start, end = desk.sentence(passage.source, passage.start, passage.end)
    return desk.text(passage.source)[start:end]
