"""A figure: a number with qualifier, unit, scope and status, and who says so."""

from __future__ import annotations

from brief.facts.fields import COMMON, SUPPORT, Field, Kind

KIND = Kind(
    "figure",
    "A number with its qualifier, unit, scope and status, and who says so.",
    (
        Field(
            "value",
            "quantity",
            "The figure as it prints, with qualifier and unit.",
            evidence="quantity",
        ),
        Field("of", "text", "What it is a figure of, in our own words.", evidence="prose"),
        Field("words", "selector", "The source's words for it, with the figure.", evidence="words"),
        Field("scope", "text", "What it covers, in the source's words.", evidence="verbatim"),
        Field(
            "status",
            "choice",
            "Whether it is done, expected or estimated.",
            choices=("done", "expected", "estimated", "planned"),
        ),
        Field("period", "text", "The time it covers, in the source's words.", evidence="verbatim"),
        Field("said-by", "name", "Who says so.", evidence="name"),
        Field("clause", "selector", "The words that attribute it."),
        Field("antecedent", "selector", "Earlier words that name whom the clause's pronoun means."),
        Field(
            "via",
            "names",
            "Outlets between whoever says it and the held source, or `unclear`.",
            choices=("unclear",),
        ),
        Field("measure", "text", "Who, what and which attribute: equal keys are compared."),
        Field(
            "derived",
            "record",
            "A value computed from others, never typed.",
            fields=(
                Field(
                    "operation",
                    "choice",
                    "What is computed.",
                    required=True,
                    choices=("sum", "difference", "count", "share", "ratio"),
                ),
                Field(
                    "of",
                    "facts",
                    "Operands: facts, or fields of them as fact.field.",
                    required=True,
                ),
                Field(
                    "overlap",
                    "choice",
                    "Whether the operands overlap.",
                    choices=("none", "some", "unknown"),
                ),
                Field("unit", "text", "Unit or noun of the result."),
            ),
        ),
        Field("overlaps", "facts", "Figures or deals whose values overlap with this one's."),
        *COMMON,
    ),
    (("value", "derived"), (*SUPPORT, "words", "derived")),
)
