"""A deal: an instrument between parties, with what is agreed, its value and its status."""

from __future__ import annotations

from brief.facts.fields import COMMON, SUPPORT, Field, Kind

KIND = Kind(
    "deal",
    "An instrument between parties: what is agreed, for how much, and how far it has come.",
    (
        Field("title", "text", "What it is called in the table.", required=True, evidence="prose"),
        Field(
            "parties",
            "names",
            "Who is bound by it.",
            required=True,
            evidence="name",
            not_stated=True,
        ),
        Field(
            "instrument",
            "text",
            "Its form in the source's words: memorandum, contract.",
            required=True,
            evidence="verbatim",
            not_stated=True,
        ),
        Field(
            "status",
            "text",
            "How far it has come: signed, agreed, expected.",
            required=True,
            evidence="prose",
            not_stated=True,
        ),
        Field("agreed", "text", "What is agreed, in our own words.", evidence="prose"),
        Field(
            "value",
            "quantity",
            "Its value with qualifier and currency.",
            required=True,
            evidence="quantity",
            not_stated=True,
        ),
        Field(
            "value-kind",
            "choice",
            "What kind of amount the value is.",
            choices=("agreement", "package", "expected", "catalogue", "investment", "potential"),
        ),
        Field(
            "scope", "text", "What the value covers, in the source's words.", evidence="verbatim"
        ),
        Field("quantity", "quantity", "How many of what.", evidence="quantity", not_stated=True),
        Field(
            "parts",
            "record",
            "The quantity's breakdown.",
            fields=(
                Field(
                    "are", "texts", "Each part as it prints.", required=True, evidence="quantity"
                ),
                Field("said-by", "name", "Who breaks it down.", evidence="name"),
                Field("clause", "selector", "The words that attribute it."),
            ),
        ),
        Field(
            "period",
            "text",
            "Over which time, in the source's words.",
            evidence="verbatim",
            not_stated=True,
        ),
        Field("signatories", "names", "Who signed.", evidence="name", not_stated=True),
        Field("overlaps", "facts", "Deals or figures whose values overlap with this one's."),
        Field(
            "measures",
            "record",
            "Measure keys of its figures, for conflicts.",
            fields=(
                Field("value", "text", "Key of the value."),
                Field("quantity", "text", "Key of the quantity."),
            ),
        ),
        Field(
            "via",
            "names",
            "Outlets between the events and the held source, or `unclear`.",
            choices=("unclear",),
        ),
        *COMMON,
    ),
    (SUPPORT,),
)
