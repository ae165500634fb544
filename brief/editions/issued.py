"""The issued facts as one JSON document: what rides along in the files, and what a trace reads."""

from __future__ import annotations

import json
from typing import Any

from brief.document.statements import Said
from brief.record import Record

FORMAT = 1


class Support(Record):
    """What a fact rests on: its kind and its passages as (reference, exact words)."""

    kind: str
    passages: tuple[tuple[str, str], ...]


def encode(statements: tuple[Said, ...], facts: dict[str, Support], edition: str) -> bytes:
    """Statements with their citations, and each fact that they rest on with its passages.

    Only what was issued is in it: facts that no statement rests on are left out.
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
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def as_value(support: Support) -> dict[str, Any]:
    """A fact's support as a JSON value."""
    return {
        "kind": support.kind,
        "passages": [
            {"reference": reference, "exact": exact} for reference, exact in support.passages
        ],
    }
