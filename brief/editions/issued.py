"""The issued facts as one JSON document: what rides along in the files, and what a trace reads."""

from __future__ import annotations

import json

from brief import TYPE_CHECKING
from brief.document.statements import Said
from brief.record import Record

if TYPE_CHECKING:
    from typing import Any

FORMAT = 1


class Support(Record):
    """What a fact rests on: its kind and its passages as (reference, exact words)."""

    kind: str
    passages: tuple[tuple[str, str], ...]


class Held(Record):
    """A source as its references name it: how it prints in short, and the sha256 of its text as it
    is held."""

    name: str
    sha256: str


def encode(
    statements: tuple[Said, ...],
    facts: dict[str, Support],
    edition: str,
    sources: dict[str, Held] | None = None,
) -> bytes:
    """Statements with their citations, each fact that they rest on with its passages, and the
    sources (by code) that those are from.

    Only what was issued is in it: facts that no statement rests on, and sources that none of its
    facts cites, are left out.
    """
    used = dict.fromkeys(id for said in statements for id in said.facts)
    value: dict[str, Any] = {
        "format": FORMAT,
        "edition": edition,
        "statements": [
            {
                "id": said.id,
                "text": said.text,
                "citation": said.citation,
                "facts": list(said.facts),
                **({"author": True} if said.author else {}),
            }
            for said in statements
        ],
        "facts": {id: as_value(facts[id]) for id in used if id in facts},
    }
    cited = {r.partition(" ")[0] for id in used if id in facts for r, _ in facts[id].passages}
    if named := {code: held for code, held in (sources or {}).items() if code in cited}:
        value["sources"] = {c: {"name": h.name, "sha256": h.sha256} for c, h in named.items()}
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def as_value(support: Support) -> dict[str, Any]:
    """A fact's support as a JSON value."""
    return {
        "kind": support.kind,
        "passages": [
            {"reference": reference, "exact": exact} for reference, exact in support.passages
        ],
    }
