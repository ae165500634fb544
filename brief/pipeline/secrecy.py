"""What may not be told to an audience: the words that would betray what was withheld from it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from brief import TYPE_CHECKING
from brief.diagnostics import INFO, Diagnostic
from brief.editions import leaks
from brief.record import Record

if TYPE_CHECKING:
    from brief.document.statements import Said
    from brief.document.tree import Document
    from brief.dossier.model import Dossier, Source
    from brief.dossier.withholding import Withheld
    from brief.facts.fact import Fact
    from brief.templating.packs import Pack


class Dossiers(Record):
    """One dossier: whole, whole in the variant's language, and as the audience sees it."""

    whole: Dossier
    spoken: Dossier
    shown: Dossier


def betraying(
    withheld: Withheld,
    dossiers: Dossiers,
    document: Document,
    pack: Pack,
    said: tuple[Said, ...],
) -> list[str]:
    """What would betray what was withheld; the author's words are no licence for them."""
    whole, spoken = dossiers.whole, dossiers.spoken
    secret = [t for id in withheld.facts for t in _texts(whole.facts[id])]
    secret += [t for id in withheld.facts for t in _texts(spoken.facts[id])]
    shown = [t for fact in dossiers.shown.facts.values() for t in _texts(fact)]
    shown += pack.labels.get(document.meta.lang.partition("-")[0], {}).values()
    shown += [dossiers.shown.head.as_of, *pack.literals]
    shown += [s for source in dossiers.shown.sources.values() for s in _details(source)]
    forms = [s for n in whole.names.values() for s in (*n.spellings, *n.forms.values())]
    names = [s for s in forms if _in(s, secret)]
    secret += [s for id in withheld.sources for s in _details(whole.sources[id])]
    secret += [s for id in withheld.sources for s in _details(spoken.sources[id])]
    for source in (whole.sources[id] for id in withheld.sources):
        names += [source.outlet.value, source.author.value]
        names += [s for s in (source.title.value, source.short) if len(s.split()) > 1]
    # What rests on facts that are shown may say in the same words what others say too.
    cited = [one.text for one in said if not one.author]
    cited += [document.meta.title, " ".join(_values(document))]
    return [*leaks.traces(secret, [*shown, *cited], ()), *leaks.traces((), shown, names)]


def tellable(found: list[Diagnostic], withheld: Withheld, wanted: list[str]) -> list[Diagnostic]:
    """The findings that may be told; of one about what was left out nothing stays but that there
    is one of its code."""
    ids = re.compile(rf"\b({'|'.join(map(re.escape, withheld.facts | withheld.sources))})\b")
    kept: dict[Diagnostic, None] = {}
    for d in found:
        text = json.dumps(d.to_value(), ensure_ascii=False)
        if not ids.search(text) and not leaks.scan("", text.encode(), wanted):
            kept[d] = None
        elif d.severity != INFO:
            kept[Diagnostic(d.code, d.severity, "about what is left out")] = None
    return list(kept)


def _texts(fact: Fact) -> list[str]:
    """All that a fact says, and the words of its passages."""
    found: list[str] = []
    waiting: list[object] = [fact.fields]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
        elif isinstance(value, str):
            found.append(value)
    found += [p.exact for p in fact.passages]
    return found + [p.exact for passages in fact.resolved.values() for p in passages]


def _details(source: Source) -> list[str]:
    details = (source.outlet, source.author, source.title, source.published, source.url)
    return [*(detail.value for detail in details), source.descriptor, source.short]


def _values(value: object) -> Iterator[str]:
    """The words of facts in a tree, in order; in a file one may follow the other directly."""
    if isinstance(value, tuple):
        for one in value:
            yield from _values(one)
    elif (origin := getattr(value, "origin", None)) is not None:
        if origin.kind == "fact":
            yield str(getattr(value, "content", ""))
    else:
        for field in getattr(value, "_fields", ()):
            yield from _values(getattr(value, field))


def _in(spelling: str, texts: list[str]) -> bool:
    return any(spelling in text for text in texts)
