"""Fields of facts: how a value is written, and how it is held against its passages."""

from __future__ import annotations

from typing import Literal

from brief.record import Record

Form = Literal[
    "id",  # a name of the dossier's own: lower-case words joined by hyphens
    "text",  # a string
    "texts",  # a list of strings; one string is short for a list of one
    "choice",  # one of `choices`
    "name",  # an id in names.yaml, or a name as printed that names.yaml knows
    "names",  # a list of those
    "source",  # an id in sources.yaml
    "sources",
    "fact",  # a fact's id, or fact.field
    "facts",
    "selector",  # words of a passage, in full or as "first words … last words"
    "selectors",  # a list of them; an item may be {from: source, passage: words}
    "quantity",  # a figure as it prints, "not stated", or {text, passage, from}
    "date",  # a date as it prints, "not stated", or {text, passage, from}
    "record",  # a mapping with `fields`
    "records",  # a list of mappings with `fields`
    "yes",  # yes or no
]

Evidence = Literal[
    "",  # not held against a passage: ids, keys, choices, selectors
    "words",  # printed in quotation marks: verbatim by the ladder
    "quantity",  # value, unit, qualifier and what is counted stand in the passage
    "date",
    "name",  # the name, or an alias of it, stands in the passage
    "prose",  # a paraphrase: its digits, dates, known names and quoted words stand in the passages
    "verbatim",  # printed without marks, still the source's own words (scope, status words)
]


class Field(Record):
    """A row of a kind's table.

    `not_stated` allows the words "not stated", which print as the label for it.  `doc` is one
    sentence for the reference and the editor's schema.
    """

    name: str
    form: Form
    doc: str
    required: bool = False
    evidence: Evidence = ""
    choices: tuple[str, ...] = ()
    not_stated: bool = False
    fields: tuple[Field, ...] = ()
    limit: int = 5000  # code points


class Kind(Record):
    """A kind of fact: the key that begins its records in YAML, and its fields."""

    name: str
    doc: str
    fields: tuple[Field, ...]

    def field(self, name: str) -> Field | None:
        """The field of that name, or None."""
        return next((f for f in self.fields if f.name == name), None)


# Fields that every kind has, after its own.
COMMON: tuple[Field, ...] = (
    Field("from", "source", "The source it was read in; the file's `from` where left out."),
    Field("passage", "selector", "The main passage that supports it, found exactly once."),
    Field("passages", "selectors", "Further passages; each may name another source."),
    Field("label", "text", "A word or two for the label column.", limit=60),
    Field("note", "text", "A remark of at most three words for its note.", limit=60),
    Field("marking", "text", "A handling marking above its source's."),
    Field("status-key", "text", "Names what a contested word is about, so that words conflict."),
    Field("status-words", "text", "The source's own word for it.", evidence="verbatim"),
)
