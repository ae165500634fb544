"""What each file of a dossier may hold: tables of fields, as for the kinds of fact."""

from __future__ import annotations

from collections.abc import Mapping

from brief.facts.fields import Field, Kind
from brief.record import Record

# A YAML file larger than this should be divided: an editor hardly opens it.
MAX_BYTES = 32 * 1024 * 1024


class FileTable(Record):
    """A file of a dossier: its name, and the fields of its top level."""

    name: str
    doc: str
    fields: tuple[Field, ...]


FORMAT = Field("format", "choice", "The version of this format.", required=True, choices=("1",))

_ITEM = (
    Field("fact", "entry", "The fact or ruling that prints here."),
    Field("label", "text", "The label in place of the fact's own.", limit=60),
    Field("lead", "text", "Words in bold that begin the line.", limit=200),
    Field("text", "composite", "A line composed of statements, each cited where it ends."),
    Field("author", "yes", "Whether it is the author's own statement, which rests on no source."),
    Field("likelihood", "text", "How likely the author holds it: a term of the scale.", limit=60),
    Field("pros", "texts", "What speaks for the author's option.", limit=600),
    Field("cons", "texts", "What speaks against the author's option.", limit=600),
)
_ITEM_NEEDS = (("fact", "text"),)

_SECTION = (
    Field("section", "text", "Which of the template's sections it is.", required=True, limit=60),
    Field("heading", "text", "A heading in place of the template's.", limit=200),
    Field(
        "items",
        "records",
        "What stands in it: ids of facts or rulings, or composed lines.",
        fields=_ITEM,
        short="fact",
        either=_ITEM_NEEDS,
    ),
    Field(
        "remarks",
        "records",
        "Notes below it; a remark on a `fact` is lettered and marked in that fact's row.",
        fields=_ITEM,
        short="text",
        either=_ITEM_NEEDS,
    ),
    Field("of", "texts", "The sections whose passages it prints.", limit=60),
    Field("new-page", "yes", "Whether it begins a page."),
)

DOSSIER = FileTable(
    "dossier.yaml",
    "The head of a dossier and the outline of its brief.",
    (
        FORMAT,
        Field("title", "composite", "The brief's title, as a finding.", required=True, limit=300),
        Field(
            "short-title", "text", "The title in running heads and file names.", required=True,
            limit=100,
        ),
        Field("subject", "text", "What it is about.", required=True, limit=200),
        Field("language", "text", "The brief's language: en, ru, kk.", required=True, limit=35),
        Field("as-of", "day", "The day up to which it holds: 2026-11-21.", required=True),
        Field("edition", "text", "The edition's number.", required=True, limit=40),
        Field("to", "text", "Whom it is for.", limit=200),
        Field("from", "text", "Who writes it.", limit=200),
        Field("basis", "composite", "What it rests on, in a line.", limit=600),
        Field("marking", "text", "How it may be handled: TLP:CLEAR.", limit=100),
        Field(
            "policies",
            "record",
            "Rules of the house for this dossier.",
            fields=(Field("approvals", "count", "How many people approve before it is sent."),),
        ),
        Field(
            "subjects",
            "map",
            "What perceptions are views of: ids, and how they print.",
            fields=(Field("subject", "text", "How it prints.", limit=200),),
        ),
        Field(
            "likelihood",
            "records",
            "The one scale of likelihood, from the least; the common one of seven if left out.",
            fields=(
                Field("term", "text", "A term of it.", required=True, limit=60),
                Field("from", "count", "The least chance, in per cent.", required=True),
                Field("to", "count", "The greatest chance, in per cent.", required=True),
            ),
        ),
        Field(
            "outline",
            "record",
            "What prints, where, and in which order.",
            required=True,
            fields=(
                Field(
                    "bottom-line",
                    "records",
                    "The statements of the box on page one.",
                    fields=_ITEM,
                    short="fact",
                    either=_ITEM_NEEDS,
                ),
                Field("body", "records", "Sections.", fields=_SECTION, short="section"),
                Field("annex", "records", "Sections.", fields=_SECTION, short="section"),
            ),
        ),
    ),
)  # fmt: skip

_SOURCE = Kind(
    "source",
    "A held text and what is known of it.",
    (
        Field("snapshot", "path", "The text as received: snapshots/digest.txt.", required=True),
        Field("outlet", "stated", "Who published it.", required=True, limit=300),
        Field("short", "text", "How notes and tables call it.", required=True, limit=60),
        Field("title", "stated", "Its headline.", required=True, limit=500),
        Field("author", "stated", "Who wrote it.", required=True, limit=300),
        Field("published", "stated", "When it was published.", required=True, limit=100),
        Field("url", "stated", "Where it was published.", required=True, limit=2000),
        Field(
            "rank",
            "choice",
            "Whether it reports its own matter or others' reports.",
            choices=("primary", "secondary"),
        ),
        Field(
            "status", "choice", "Whether it still stands.", choices=("live", "stale", "withdrawn")
        ),
        Field("currency", "text", "What a bare $ means in it, by ISO 4217: USD.", limit=3),
        Field("language", "text", "Its language.", limit=35),
        Field(
            "type",
            "choice",
            "What it is, for the form of its reference.",
            choices=("news", "report", "web", "statement"),
        ),
        Field(
            "descriptor",
            "text",
            "What it is and what affects its reliability.",
            required=True,
            limit=1000,
        ),
        Field("furniture", "lines", "Whole lines that are not content: captions, credits."),
        Field("marking", "text", "How it may be handled.", limit=100),
    ),
)

SOURCES = FileTable(
    "sources.yaml",
    "The held texts, in the order of their codes S1, S2, …",
    (FORMAT, Field("sources", "kinds", "The held texts.", required=True, kinds=(_SOURCE,))),
)

_NAME_FIELDS = (
    Field("name", "text", "The house spelling.", required=True, limit=200),
    Field("short", "text", "The short form for repeated use.", limit=200),
    Field("aliases", "texts", "Other spellings that texts use.", limit=200),
    Field("nouns", "texts", "Common nouns a text uses for it: the publication.", limit=200),
    Field("role", "text", "Who or what it is.", limit=300),
    Field(
        "forms",
        "map",
        "Its name in other languages.",
        fields=(Field("form", "text", "The name in that language.", limit=200),),
    ),
)

NAMES = FileTable(
    "names.yaml",
    "People, outlets, organisations, places and terms.",
    (
        FORMAT,
        Field(
            "names",
            "kinds",
            "The registered names.",
            required=True,
            kinds=(
                Kind("person", "A person.", _NAME_FIELDS),
                Kind("outlet", "An outlet.", _NAME_FIELDS),
                Kind("organisation", "An organisation.", _NAME_FIELDS),
                Kind("place", "A place.", _NAME_FIELDS),
                Kind("term", "A term with a house spelling.", _NAME_FIELDS),
            ),
        ),
    ),
)

_RULING = Kind(
    "ruling",
    "What the curator decided where sources differ.",
    (
        Field("label", "text", "What they differ on.", required=True, limit=100),
        Field("over", "facts", "The fields that differ: package-report.quantity."),
        Field(
            "decision",
            "choice",
            "What is done about it.",
            required=True,
            choices=("show all", "prefer", "different scope", "stated difference"),
        ),
        Field("prefer", "fact", "The field that is preferred."),
        Field("reason", "text", "Why.", required=True, limit=1000),
        Field(
            "cells",
            "map",
            "What each source says.",
            keys="source",
            fields=(Field("cell", "composite", "What it says, cited.", limit=1000),),
        ),
        Field("silent", "sources", "Sources that do not speak of it."),
        Field("terms", "texts", "Words that the silent sources do not hold.", limit=200),
    ),
    (("over", "cells"),),
)

_ACKNOWLEDGED = (
    Field("code", "text", "The warning's code.", required=True, limit=40),
    Field("of", "target", "The fact, source or ruling it is about; `dossier` for the whole."),
    Field("reason", "text", "Why it is accepted.", required=True, limit=1000),
)

RULINGS = FileTable(
    "rulings.yaml",
    "Where sources differ and what was decided; warnings that were looked at.",
    (
        FORMAT,
        Field("rulings", "kinds", "The rulings.", kinds=(_RULING,)),
        Field("acknowledged", "records", "Accepted warnings.", fields=_ACKNOWLEDGED),
    ),
)


def facts_table(kinds: Mapping[str, Kind]) -> FileTable:
    """The table of `facts/*.yaml` for the kinds of fact that are known."""
    return FileTable(
        "facts.yaml",
        "Facts, each beginning with its kind and its id.",
        (
            FORMAT,
            Field("from", "source", "The source of every fact here unless it says another."),
            Field("facts", "kinds", "The facts.", required=True, kinds=tuple(kinds.values())),
        ),
    )


# Text fields that print though no passage is held against them.
_OWN = frozenset(("label", "note", "occasion", "subject", "text"))


def spoken_fields(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    """The fields that print words of their own, and so have a text in every language."""
    found: list[Field] = []
    for field in fields:
        if field.form == "record" and (inner := spoken_fields(field.fields)):
            found.append(Field(field.name, "record", field.doc, fields=inner))
        elif field.form in ("text", "texts") and (field.evidence or field.name in _OWN):
            found.append(Field(field.name, field.form, field.doc, limit=field.limit))
        elif field.form in ("quantity", "date") and field.evidence:
            found.append(Field(field.name, "text", field.doc, limit=field.limit))
    return tuple(found)


_LINE = (
    Field("label", "text", "Its label.", limit=60),
    Field("lead", "text", "Its lead.", limit=200),
    Field("text", "composite", "Its text, citing the same facts in the same order."),
    Field("pros", "texts", "What speaks for it, in the same order.", limit=600),
    Field("cons", "texts", "What speaks against it, in the same order.", limit=600),
)


def translations_table(kinds: Mapping[str, Kind]) -> FileTable:
    """The table of `translations/<language>.yaml` for the kinds of fact that are known."""
    facts: dict[str, Field] = {}
    for kind in kinds.values():
        for field in spoken_fields(kind.fields):
            facts.setdefault(field.name, field)
    # A quotation's translation stands beside its words, a computed value's beside its operands.
    for name, doc in (
        ("translation", "The quoted words, unofficially translated; print without marks."),
        ("derived", "A computed value, as it prints."),
    ):
        facts[name] = Field(name, "text", doc)
    return FileTable(
        "translations.yaml",
        "The texts of a dossier in another language; the file is called after it: ru.yaml.",
        (
            FORMAT,
            Field("language", "text", "The language: ru, kk.", required=True, limit=35),
            Field("by", "text", "Who translated it: a role.", limit=200),
            Field("reviewed", "text", "Who reviewed it: a role, or no.", required=True, limit=200),
            Field(
                "head",
                "record",
                "The head of dossier.yaml.",
                fields=(
                    Field("title", "composite", "The title.", limit=300),
                    Field("short-title", "text", "The short title.", limit=100),
                    Field("subject", "text", "The subject.", limit=200),
                    Field("to", "text", "Whom it is for.", limit=200),
                    Field("from", "text", "Who writes it.", limit=200),
                    Field("basis", "composite", "What it rests on.", limit=600),
                ),
            ),
            Field(
                "subjects",
                "map",
                "What perceptions are views of, by id.",
                fields=(Field("subject", "text", "How it prints.", limit=200),),
            ),
            Field(
                "likelihood",
                "map",
                "The terms of the dossier's own scale, by their words: very-likely.",
                fields=(Field("term", "text", "The term.", limit=60),),
            ),
            Field(
                "sources",
                "map",
                "The held texts, by id.",
                fields=(
                    Field(
                        "source",
                        "record",
                        "What is said of it.",
                        fields=(
                            Field("short", "text", "How notes and tables call it.", limit=60),
                            Field("descriptor", "text", "What it is.", limit=1000),
                        ),
                    ),
                ),
            ),
            Field(
                "outline",
                "record",
                "The lines of the outline.",
                fields=(
                    Field(
                        "headings",
                        "map",
                        "Headings of sections, by the section's id.",
                        fields=(Field("heading", "text", "The heading.", limit=200),),
                    ),
                    Field(
                        "to-annex",
                        "map",
                        "Lines of the body that stand in the annex in this language, by section.",
                        fields=(Field("lines", "texts", "The lines.", limit=100),),
                    ),
                    Field(
                        "to-body",
                        "map",
                        "Lines of the annex that stand in the body in this language, by section.",
                        fields=(Field("lines", "texts", "The lines.", limit=100),),
                    ),
                    Field(
                        "bottom-line",
                        "map",
                        "Statements of the box, by the line's id.",
                        fields=(Field("line", "record", "The line.", fields=_LINE),),
                    ),
                    Field(
                        "sections",
                        "map",
                        "Lines of body and annex, by the section's id and the line's.",
                        fields=(
                            Field(
                                "section",
                                "map",
                                "The section's lines and remarks.",
                                fields=(Field("line", "record", "The line.", fields=_LINE),),
                            ),
                        ),
                    ),
                ),
            ),
            Field(
                "rulings",
                "map",
                "The rulings, by id.",
                fields=(
                    Field(
                        "ruling",
                        "record",
                        "What prints of it.",
                        fields=(
                            Field("label", "text", "What they differ on.", limit=100),
                            Field("reason", "text", "Why.", limit=1000),
                            Field(
                                "cells",
                                "map",
                                "What each source says, by the source's id.",
                                fields=(Field("cell", "composite", "What it says.", limit=1000),),
                            ),
                        ),
                    ),
                ),
            ),
            Field(
                "labels",
                "map",
                "Labels that several lines and facts share, by their original words: key-points.",
                fields=(Field("label", "text", "The label.", limit=60),),
            ),
            Field(
                "facts",
                "map",
                "The facts, by id.",
                fields=(Field("fact", "record", "Its texts.", fields=tuple(facts.values())),),
            ),
        ),
    )
