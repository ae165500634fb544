"""The reader and the models made from the same tables accept the same files, and read the same."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from brief.dossier import tables
from brief.dossier.findings import Findings
from brief.dossier.nodes import read_nodes
from brief.dossier.reader import read_document
from brief.dossier.records import Document
from brief.dossier.schema import document_model, schemas
from brief.dossier.tables import FileTable
from brief.facts import KINDS
from brief.facts.fact import NOT_STATED
from brief.facts.fields import SELECTION, VALUE, Field

FILES = (
    tables.DOSSIER,
    tables.SOURCES,
    tables.NAMES,
    tables.RULINGS,
    tables.facts_table(KINDS),
    tables.translations_table(KINDS),
)
MODELS: dict[str, type[BaseModel]] = {table.name: document_model(table) for table in FILES}

LETTERS = st.text("abc é“ж ", min_size=1, max_size=12)
TEXTS = st.one_of(
    LETTERS,
    st.sampled_from(
        ["", " ", "a\nb", "a\n\nb", " x ", "no", "007", "not stated", "unclear", "x: y", "# z"]
    ),
    st.sampled_from(["w" * 2001, "word " * 1001, "m" * 61, "long " * 45]),
)
IDS = st.one_of(st.sampled_from(["a", "b-2", "c", "d9"]), st.sampled_from(["A", "", "a_b", "-a"]))
JUNK: st.SearchStrategy[Any] = st.one_of(
    TEXTS, st.just([]), st.just({}), st.just({"what": "x"}), st.just(["x", ["y"]])
)


def written(field: Field) -> st.SearchStrategy[Any]:
    """What a person might write for a field, mostly right."""
    good: dict[str, Any] = {
        "choice": lambda: st.sampled_from([*(field.choices or ("x",)), "nonsense"]),
        "texts": lambda: st.one_of(TEXTS, st.lists(TEXTS, max_size=2)),
        "names": lambda: st.one_of(TEXTS, st.lists(TEXTS, max_size=2)),
        "sources": lambda: st.lists(TEXTS, max_size=2),
        "facts": lambda: st.lists(TEXTS, max_size=2),
        "selectors": lambda: st.one_of(
            TEXTS, st.lists(st.one_of(TEXTS, mapping(SELECTION)), max_size=2)
        ),
        "quantity": lambda: st.one_of(TEXTS, mapping(VALUE)),
        "date": lambda: st.one_of(TEXTS, mapping(VALUE)),
        "record": lambda: mapping(field.fields),
        "records": lambda: st.lists(st.one_of(TEXTS, mapping(field.fields)), max_size=2),
        "yes": lambda: st.sampled_from(["yes", "no", "True", "maybe"]),
        "stated": lambda: st.one_of(
            TEXTS,
            st.just(NOT_STATED),
            st.fixed_dictionaries({"supplied": TEXTS, "by": TEXTS}),
            st.fixed_dictionaries({"inferred": TEXTS}, optional={"by": TEXTS}),
        ),
        "count": lambda: st.sampled_from(["0", "12", "-1", "1.5", "x"]),
        "day": lambda: st.sampled_from(["2026-11-21", "2026-02-30", "21 Nov", "2024-02-29"]),
        "path": lambda: st.sampled_from(["snapshots/a.txt", "../a", "/a", "C:/a", "a\\b"]),
        "lines": lambda: st.one_of(st.just("a\n\n b \n"), st.lists(TEXTS, max_size=2), TEXTS),
        "map": lambda: st.dictionaries(IDS, written(field.fields[0]), max_size=2),
        "kinds": lambda: st.lists(
            st.one_of(
                [
                    st.tuples(IDS, mapping(k.fields)).map(lambda v, n=k.name: {n: v[0], **v[1]})
                    for k in field.kinds
                ]
            ),
            max_size=2,
        ),
    }
    usual: st.SearchStrategy[Any] = good[field.form]() if field.form in good else TEXTS
    return usual


def mapping(fields: tuple[Field, ...]) -> st.SearchStrategy[dict[str, Any]]:
    """A mapping with its required fields mostly there."""
    needed = {field.name: written(field) for field in fields if field.required}
    others = {field.name: written(field) for field in fields if not field.required}
    return st.fixed_dictionaries(needed, optional=others)


@st.composite
def files(draw: st.DrawFn) -> tuple[FileTable, dict[str, Any]]:
    table = draw(st.sampled_from(FILES))
    # Few optional fields at a time, or hardly any file would be right.
    data = draw(mapping(table.fields))
    data["format"] = "1"
    for _ in range(draw(st.integers(0, 2))):
        _spoil(draw, data)
    return table, data


def _spoil(draw: st.DrawFn, data: Any) -> None:
    """Put something else at some place of the data, or take it away."""
    while isinstance(data, (dict, list)) and data:
        keys = list(data) if isinstance(data, dict) else list(range(len(data)))
        key = draw(st.sampled_from(keys))
        if not isinstance(data[key], (dict, list)) or draw(st.booleans()):
            if draw(st.booleans()):
                data[key] = draw(JUNK)
            else:
                del data[key]
            return
        data = data[key]


def read(table: FileTable, data: dict[str, Any]) -> tuple[Document | None, Findings]:
    findings = Findings("x.yaml")
    # JSON is YAML whose texts are all in quotes.
    root = read_nodes(json.dumps(data, ensure_ascii=False).encode(), findings)
    return read_document(root, table, findings), findings


def long_form(document: Document) -> dict[str, Any]:
    """A document as the models dump it."""
    value = dict(document.top.fields)
    for name, entries in document.entries.items():
        value[name] = [{e.kind: e.id, **e.fields} for e in entries]
    return value


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
@given(files())
def test_the_reader_and_the_models_agree(drawn: tuple[FileTable, dict[str, Any]]) -> None:
    table, data = drawn
    document, findings = read(table, data)
    event("right" if not findings.found else "wrong")
    try:
        model = MODELS[table.name].model_validate(data)
    except ValidationError as error:
        refusal = str(error)
    else:
        refusal = ""
    if refusal:
        assert findings.found, f"the reader takes what the model refuses: {refusal}"
        return
    assert findings.found == [], "the reader refuses what the model takes"
    assert document is not None
    dumped = model.model_dump(by_alias=True, exclude_unset=True)
    assert long_form(document) == dumped


@pytest.mark.parametrize("table", FILES, ids=lambda table: table.name)
def test_a_schema_describes_every_field(table: FileTable) -> None:
    schema = schemas()[table.name.replace(".yaml", ".schema.json")]
    for field in table.fields:
        described = schema["properties"][field.name]
        if "$ref" in described:
            described = schema["$defs"][described["$ref"].rpartition("/")[2]]
        assert described["description"] == field.doc
    assert schema["additionalProperties"] is False


def test_editors_may_type_numbers_and_booleans() -> None:
    quote = schemas()["facts.schema.json"]["$defs"]["Quote"]
    assert quote["properties"]["reviewed"]["type"] == ["string", "number", "boolean"]
    assert 1 in schemas()["facts.schema.json"]["properties"]["format"]["enum"]
