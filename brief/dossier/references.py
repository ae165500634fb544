"""References between records: ids and names that must be defined somewhere in the dossier."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from brief import TYPE_CHECKING
from brief.diagnostics import ERROR, Diagnostic, Related, Span
from brief.dossier.findings import short
from brief.dossier.records import Entry
from brief.record import Record
from brief.text.folding import fold
from brief.text.words import nearest

if TYPE_CHECKING:
    from typing import Any


class Known(Record):
    """What references may name.

    `spellings` maps folded spellings of names to the ids that have them.  `fields` gives the
    fields of a fact or ruling by its id.  `dropped` are ids of records that could not be read, and
    `unread` the kinds of thing ("name", "fact", ...) a file of which could not: what refers to
    those is no further mistake.
    """

    names: frozenset[str]
    spellings: dict[str, tuple[str, ...]]
    sources: frozenset[str]
    facts: dict[str, dict[str, Any]]
    rulings: frozenset[str]
    subjects: frozenset[str]
    dropped: frozenset[str]
    unread: frozenset[str]


def resolve_references(entry: Entry, file: str, known: Known) -> list[Diagnostic]:
    """Tell of references to nothing; names written out are replaced by their ids in the fields."""
    found: list[Diagnostic] = []
    for form, path, value in entry.references:
        if form in ("name", "names"):
            if value not in known.names:
                name_id, problem = _name(value, known)
                if name_id:
                    _assign(entry.fields, path, name_id)
                elif problem:
                    found.append(_told(entry, file, path, *problem))
            continue
        problem = _PROBLEMS[form](value, known)
        if problem:
            found.append(_told(entry, file, path, *problem))
    return found


def _told(entry: Entry, file: str, path: str, message: str, help: str) -> Diagnostic:
    place = entry.places.get(path)
    while place is None and path:
        path = path.rpartition(".")[0]
        place = entry.places.get(path)
    span = Span(file, *(place or entry.places.get("id", (0, 0, 1))))
    owner = entry.id if entry.kind else ""
    return Diagnostic("Y-REF", ERROR, message, span, "", (), (help,) if help else (), (), owner)


def _assign(fields: dict[str, Any], path: str, value: str) -> None:
    steps = path.split(".")
    at: Any = fields
    for step in steps[:-1]:
        at = at[int(step)] if isinstance(at, list) else at[step]
    last = steps[-1]
    if isinstance(at, list):
        at[int(last)] = value
    else:
        at[last] = value


def _name(value: str, known: Known) -> tuple[str, tuple[str, str] | None]:
    """The id of a name as a person wrote it, or what is wrong with it."""
    ids = known.spellings.get(fold(value).text, ())
    if len(ids) == 1:
        return ids[0], None
    if len(ids) > 1:
        listed = ", ".join(f"`{name}`" for name in ids)
        return "", (f"several names are written “{short(value)}”", f"write the id: {listed}")
    if "name" in known.unread or value in known.dropped:
        return "", None
    guess = nearest(value, [*known.names, *known.spellings])
    help = f"did you mean `{guess}`?" if guess else "add it to names.yaml"
    return "", (f"{_NO_NAME}“{short(value)}”", help)


def _among(what: str, where: str, ids: Iterable[str], value: str) -> tuple[str, str]:
    listed = sorted(ids)
    guess = nearest(value, listed)
    if guess:
        help = f"did you mean `{guess}`?"
    elif listed and len(listed) <= 12:
        help = "known: " + ", ".join(listed)
    else:
        help = f"add it to {where}"
    return f"there is no {what} `{short(value)}`", help


def _source(value: str, known: Known) -> tuple[str, str] | None:
    if value in known.sources or "source" in known.unread or value in known.dropped:
        return None
    return _among("source", "sources.yaml", known.sources, value)


def _subject(value: str, known: Known) -> tuple[str, str] | None:
    if value in known.subjects or "subject" in known.unread:
        return None
    return _among("subject", "`subjects` in dossier.yaml", known.subjects, value)


def _fact(value: str, known: Known) -> tuple[str, str] | None:
    fact, _, path = value.partition(".")
    fields = known.facts.get(fact)
    if fields is None:
        if "fact" in known.unread or fact in known.dropped:
            return None
        return _among("fact", "facts/", known.facts, fact)
    if path and path.partition(".")[0] not in fields:
        guess = nearest(path.partition(".")[0], list(fields))
        help = f"did you mean `{fact}.{guess}`?" if guess else "it has: " + ", ".join(fields)
        return f"the fact `{fact}` has no field `{short(path)}`", help
    return None


def _entry(value: str, known: Known) -> tuple[str, str] | None:
    if value in known.facts or value in known.rulings or value in known.dropped:
        return None
    if known.unread.intersection(("fact", "ruling")):
        return None
    return _among("fact or ruling", "facts/ or rulings.yaml", [*known.facts, *known.rulings], value)


def _target(value: str, known: Known) -> tuple[str, str] | None:
    if value == "dossier" or value in known.sources or value in known.dropped:
        return None
    if value in known.facts or value in known.rulings:
        return None
    if known.unread.intersection(("fact", "ruling", "source")):
        return None
    everything = [*known.facts, *known.rulings, *known.sources, "dossier"]
    return _among("fact, source or ruling", "the dossier", everything, value)


_PROBLEMS: dict[str, Callable[[str, Known], tuple[str, str] | None]] = {
    "source": _source,
    "sources": _source,
    "subject": _subject,
    "fact": _fact,
    "facts": _fact,
    "entry": _entry,
    "target": _target,
}


_NO_NAME = "names.yaml knows no "
_NO_ENTRY = "there is no fact or ruling "
# Files that a dossier may do without, and how a reference to what they would hold is told.
_ABSENT = {"names.yaml": _NO_NAME, "rulings.yaml": _NO_ENTRY}


def of_absent(found: list[Diagnostic], absent: str, file: str) -> list[Diagnostic]:
    """The findings where the folder holds no `absent`, though several values refer to it: that
    stands for all of them, with the first of their places.  `file` is its path as shown."""
    said = _ABSENT[absent]
    of_it = [d for d in found if d.code == "Y-REF" and d.message.startswith(said)]
    if len(of_it) < 2:
        return found
    missing = Diagnostic(
        "Y-MISSING",
        ERROR,
        f"the folder holds no {absent}, and {len(of_it)} values refer to what it would hold",
        Span(file),
        related=tuple(Related(d.span, d.message) for d in of_it[:1] if d.span),
        helps=(f"restore {absent}, or write it; see docs/reference/dossier.md",),
    )
    dropped = set(of_it)
    return [*(d for d in found if d not in dropped), missing]


def same_id(id: str, span: Span, first: Span) -> Diagnostic:
    """Two records of the dossier with one id."""
    return Diagnostic(
        "Y-ID",
        ERROR,
        f"the id `{id}` is given twice",
        span,
        related=(Related(first, "first given here"),),
        helps=("ids are unique over all files of the dossier",),
        fact=id,
    )
