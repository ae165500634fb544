"""Fields of facts: how a value is written, and how it is held against its passages."""

from __future__ import annotations

from brief import TYPE_CHECKING
from brief.record import Record

if TYPE_CHECKING:
    from typing import Literal

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
        "subject",  # an id among the dossier's subjects
        "entry",  # a fact's or a ruling's id
        "target",  # a fact's, source's or ruling's id, or "dossier"
        "composite",  # text with references in it (see brief.dossier.composite)
        "stated",  # a detail of a source: text, "not stated", {supplied, by} or {inferred, by}
        "count",  # a whole number
        "day",  # an ISO date: 2026-11-21
        "path",  # a file inside the dossier's folder, forward slashes
        "lines",  # a block of lines
        "map",  # a mapping from keys of the form `keys` to values of the one field in `fields`
        "kinds",  # a list of records, each beginning with one of `kinds` and its id
    ]

    Evidence = Literal[
        "",  # not held against a passage: ids, keys, choices, selectors
        "words",  # printed in quotation marks: verbatim by the ladder
        "quantity",  # value, unit, qualifier and what is counted stand in the passage
        "date",
        "name",  # the name, or an alias of it, stands in the passage
        "prose",  # a paraphrase: its digits, dates, names and quoted words stand in the passages
        "verbatim",  # printed without marks, still the source's own words (scope, status words)
    ]
else:
    Form = Evidence = str


class Field(Record):
    """A row of a kind's table.

    `not_stated` allows the words "not stated", which print as the label for it.  `choices` are the
    values of a choice, and for a name or names the words allowed in place of one (`unclear`).
    `short` is the field that a plain value in place of a record stands for.  `either` are groups
    of fields of which at least one must be there.  `doc` is one sentence for the reference and the
    editor's schema.
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
    short: str = ""
    either: tuple[tuple[str, ...], ...] = ()
    keys: Form = "id"
    kinds: tuple[Kind, ...] = ()


class Kind(Record):
    """A kind of fact, or of another record: the key that begins it in YAML, and its fields.

    `either` are groups of fields of which at least one must be there.
    """

    name: str
    doc: str
    fields: tuple[Field, ...]
    either: tuple[tuple[str, ...], ...] = ()

    def field(self, name: str) -> Field | None:
        """The field of that name, or None."""
        return next((f for f in self.fields if f.name == name), None)


# What a quantity or a date says in full: `15 aircraft` is short for {text: 15 aircraft}.
VALUE: tuple[Field, ...] = (
    Field("text", "text", "The value as it prints.", required=True),
    Field("passage", "selector", "The passage it stands in, where not the fact's own."),
    Field("from", "source", "The source of that passage, where not the fact's own."),
)

# What an item of a list of selectors says in full, where it is not the fact's own source.
SELECTION: tuple[Field, ...] = (
    Field("passage", "selector", "The words of the passage.", required=True),
    Field("from", "source", "The source it stands in."),
)

# A fact rests on a passage of its own.
SUPPORT: tuple[str, ...] = ("passage", "passages")

# Fields that every kind of fact has, after its own.
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
