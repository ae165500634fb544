"""From a dossier to the works that citation styles refer to."""

from __future__ import annotations

from brief.citation.styled import Styled
from brief.citation.works import Known, Person, Work, registered, work
from brief.dossier.model import Dossier, Source, Stated

_DETAILS = ("outlet", "author", "title", "published", "url")


def styled(dossier: Dossier, style: str, tag: str) -> Styled:
    """A citation style with the works of a dossier, in the brief's language."""
    quotes = frozenset(fact.id for fact in dossier.facts.values() if fact.kind == "quote")
    return Styled(style, works(dossier), tag, quotes)


def works(dossier: Dossier) -> tuple[Work, ...]:
    """The held texts as works, in the order of their codes."""
    people = _people(dossier)
    return tuple(_work(source, people) for source in dossier.sources.values())


def _work(source: Source, people: dict[str, Person]) -> Work:
    details = {name: _known(getattr(source, name)) for name in _DETAILS}
    return work(source.id, source.code, source.type, source.language, source.short, details, people)


def _known(stated: Stated) -> Known:
    return Known(stated.value, stated.basis in ("supplied", "inferred"), stated.by)


def _people(dossier: Dossier) -> dict[str, Person]:
    """Every spelling of a registered name; what a byline holds is turned round as that name is."""
    found: dict[str, Person] = {}
    for name in dossier.names.values():
        person = name.kind == "person"
        for spelling in (name.name, *name.aliases):
            found[spelling] = registered(spelling, name.short, person)
    return found
