"""The issued facts as one JSON document: what rides along in the files, and what a trace reads."""

from __future__ import annotations

import json
from typing import Any

from brief.archive.snapshots import Passage
from brief.document.statements import Said
from brief.facts.fact import Fact

FORMAT = 1


def encode(
    statements: tuple[Said, ...],
    facts: dict[str, Fact],
    references: dict[Passage, str],
    edition: str,
) -> bytes:
    """Statements with their citations, and each fact that they rest on with its passages.

    `references` gives the printed reference of each passage ("S3 ¶14.1").  Only what was issued
    is in it: facts that no statement rests on are left out.
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
        "facts": {id: _fact(facts[id], references) for id in used if id in facts},
    }
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _fact(fact: Fact, references: dict[Passage, str]) -> dict[str, Any]:
    return {
        "kind": fact.kind,
        "passages": [
            {"reference": references.get(passage, ""), "exact": passage.exact}
            for passage in fact.passages
        ],
    }
