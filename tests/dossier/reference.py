"""`python -m tests.dossier.reference`: writes docs/reference/fields.md from the tables."""

from __future__ import annotations

from pathlib import Path

from brief.dossier import tables
from brief.facts import KINDS
from brief.facts.fields import SELECTION, VALUE, Field, Kind

FILE = Path(__file__).parents[2] / "docs" / "reference" / "fields.md"

FORMS = {
    "id": "id",
    "text": "text",
    "texts": "texts",
    "choice": "choice",
    "name": "name",
    "names": "names",
    "source": "source",
    "sources": "sources",
    "fact": "fact",
    "facts": "facts",
    "selector": "words of the text",
    "selectors": "words of the text, one or several",
    "quantity": "figure",
    "date": "date",
    "record": "record",
    "records": "records",
    "yes": "yes or no",
    "subject": "subject",
    "entry": "fact or ruling",
    "target": "fact, source or ruling",
    "composite": "composite text",
    "stated": "detail",
    "count": "number",
    "day": "day",
    "path": "file",
    "lines": "lines",
    "map": "mapping",
    "kinds": "records",
}

HEAD = """\
# Fields of the dossier's files

Generated from the tables that the reader itself uses, by `python -m tests.dossier.reference`.
`dossier.md` shows the files by example; `brief schema` gives the same tables to your editor.

**Bold** fields must be there. Forms:

| form | how it is written |
|---|---|
| text | one paragraph; line ends in a block become blanks |
| texts, names, sources, facts | a list; one value may stand alone |
| name | an id of names.yaml, or any spelling that it knows |
| fact | a fact's id, or `fact.field` |
| words of the text | in full, or `first words … last words`; see \
[Where words are looked for](dossier.md#where-words-are-looked-for) |
| figure, date | as it prints, or `{text, passage, from}` with a passage of its own |
| detail | a text that stands in the source, `not stated`, `{supplied: …, by: …}` from elsewhere, \
or `{inferred: …, by: …}` |
| composite text | prose with references: `{fact}`, `{one, two}`, `{fact.field}`, `{@name}` |
| record | keys and values of its own, listed below it |

A value has at most 5,000 characters unless another number stands at it, and no word of more than
2,000.
"""


def document() -> str:
    """The whole page."""
    parts = [HEAD]
    parts.append("## Facts\n\nIn `facts/*.yaml`, each beginning with its kind and its id.\n")
    parts += [_kind(kind) for kind in KINDS.values()]
    parts.append("### In full\n")
    parts.append("A figure or date that names a passage of its own:\n\n" + _table(VALUE))
    parts.append("\nFurther words of another source:\n\n" + _table(SELECTION))
    for table in (tables.DOSSIER, tables.SOURCES, tables.NAMES, tables.RULINGS):
        parts.append(f"\n## {table.name}\n\n{table.doc}\n\n{_table(table.fields)}")
        for field in table.fields:
            if field.kinds and table is tables.NAMES:
                listed = ", ".join(f"`{kind.name}`" for kind in field.kinds)
                parts.append(f"\nEach record begins with one of {listed}, and its id:\n")
                parts.append(_table(field.kinds[0].fields))
            elif field.kinds:
                parts += ["\n" + _kind(kind).rstrip("\n") for kind in field.kinds]
    table = tables.translations_table(KINDS)
    parts.append(f"\n## translations/ru.yaml\n\n{table.doc}\n\n{_table(table.fields)}")
    return "\n".join(parts).rstrip() + "\n"


def _kind(kind: Kind) -> str:
    needs = "".join(
        f"At least one of {', '.join(f'`{name}`' for name in group)} must be there.\n"
        for group in kind.either
    )
    needs = f"\n{needs}" if needs else ""
    return f"### {kind.name}\n\n{kind.doc}\n\n{_table(kind.fields)}{needs}"


def _table(fields: tuple[Field, ...]) -> str:
    rows = ["| field | form | what it is |", "|---|---|---|"]
    for field in fields:
        rows += _rows(field, "")
    return "\n".join(rows) + "\n"


def _rows(field: Field, prefix: str) -> list[str]:
    path = f"{prefix}{field.name}"
    name = f"**`{path}`**" if field.required else f"`{path}`"
    notes = [field.doc]
    if field.form == "choice" and field.name != "format":
        notes.append("One of " + ", ".join(f"`{choice}`" for choice in field.choices) + ".")
    if field.not_stated:
        notes.append("May be `not stated`.")
    if field.short:
        notes.append(f"A plain value is short for its `{field.short}`.")
    if field.limit != Field("", "text", "").limit and not field.fields:
        notes.append(f"At most {field.limit} characters.")
    rows = [f"| {name} | {FORMS[field.form]} | {' '.join(notes)} |"]
    if field.form in ("record", "records"):
        for inner in field.fields:
            rows += _rows(inner, f"{path}.")
    elif field.form == "map" and field.fields[0].fields:  # what stands at each key
        rows += _rows(field.fields[0].replace(name="<id>"), f"{path}.")[1:]
    return rows


if __name__ == "__main__":
    FILE.write_text(document(), encoding="utf-8")
