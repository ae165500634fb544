"""The issued facts as one JSON document: what rides along in the files, and what a trace reads."""

from __future__ import annotations

from json.encoder import encode_basestring

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
    rows = []
    for said in statements:
        listed = ",".join(map(_text, said.facts))
        author = ',"author":true' if said.author else ""
        rows.append(
            f'{{"id":{_text(said.id)},"text":{_text(said.text)},'
            f'"citation":{_text(said.citation)},"facts":[{listed}]{author}}}'.encode()
        )
    used = [id for id in dict.fromkeys(id for s in statements for id in s.facts) if id in facts]
    held = [f"{_text(id)}:{_support(facts[id])}".encode() for id in used]
    cited = {reference.partition(" ")[0] for id in used for reference, _ in facts[id].passages}
    named = [
        f'{_text(code)}:{{"name":{_text(one.name)},"sha256":{_text(one.sha256)}}}'.encode()
        for code, one in (sources or {}).items()
        if code in cited
    ]
    # Bytes are joined, not texts: of a large text one letter may double the room that it takes.
    pieces = [
        f'{{"format":{FORMAT},"edition":{_text(edition)},"statements":['.encode(),
        b",".join(rows),
        b'],"facts":{',
        b",".join(held),
        b'},"sources":{' if named else b"",
        b",".join(named),
        b"}}",
    ]
    return b"".join(pieces)


# A text as JSON.  All else being known, putting texts together takes half as long as handing the
# encoder a value made for it.
_text = encode_basestring


def _support(support: Support) -> str:
    passages = [
        f'{{"reference":{_text(reference)},"exact":{_text(exact)}}}'
        for reference, exact in support.passages
    ]
    return f'{{"kind":{_text(support.kind)},"passages":[{",".join(passages)}]}}'


def as_value(support: Support) -> dict[str, Any]:
    """A fact's support as a JSON value."""
    return {
        "kind": support.kind,
        "passages": [
            {"reference": reference, "exact": exact} for reference, exact in support.passages
        ],
    }
