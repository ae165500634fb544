"""A quote: exact words of a held text, who spoke them, and through whom we read them."""

from __future__ import annotations

from brief.facts.fields import COMMON, Field, Kind

KIND = Kind(
    "quote",
    "Exact words of a held text, with speaker, the clause that attributes them, and the chain.",
    (
        Field(
            "words",
            "selectors",
            "The words, or a list of segments; what prints is the snapshot's own text.",
            required=True,
            evidence="words",
        ),
        Field("speaker", "name", "Who spoke.", required=True, evidence="name"),
        Field("clause", "selector", "The words that attribute it (`Trump said`).", required=True),
        Field("antecedent", "selector", "Earlier words that name whom the clause's pronoun means."),
        Field(
            "via",
            "names",
            "Outlets between speaker and held source, speaker's side first; `[]`, or `unclear`.",
            required=True,
            choices=("unclear",),
        ),
        Field(
            "marks",
            "choice",
            "Whether the source prints quotation marks, or they are supplied.",
            choices=("printed", "supplied"),
        ),
        Field(
            "alterations",
            "records",
            "Declared changes that print.",
            fields=(
                Field(
                    "kind",
                    "choice",
                    "What is done.",
                    required=True,
                    choices=(
                        "first-letter",
                        "insertion",
                        "replacement",
                        "ellipsis",
                        "sic",
                        "emphasis",
                    ),
                ),
                Field("at", "selector", "The words of the source concerned.", required=True),
                Field("print", "text", "What prints in brackets."),
            ),
        ),
        Field("reviewed", "text", "Who reviewed an alteration of the third rung (a role), or no."),
        Field("translation", "text", "An unofficial translation; printed without marks."),
        Field("subject", "text", "What it is about.", limit=200),
        Field("occasion", "text", "When and where it was said.", evidence="prose"),
        *COMMON,
    ),
)
