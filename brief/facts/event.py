"""An event: what happened or is due, who took part, where and when, as far as stated."""

from __future__ import annotations

from brief.facts.fields import COMMON, SUPPORT, Field, Kind

KIND = Kind(
    "event",
    "What happened or is due: who, where and when, as far as the texts say.",
    (
        Field("text", "text", "The event in our own words.", required=True, evidence="prose"),
        Field(
            "when",
            "date",
            "Its date, as precise as the text gives it.",
            evidence="date",
            not_stated=True,
        ),
        Field(
            "place", "text", "Where, in the source's words.", evidence="verbatim", not_stated=True
        ),
        Field("participants", "names", "Who took part.", evidence="name"),
        Field(
            "status",
            "choice",
            "Whether it has happened.",
            choices=("done", "expected", "planned", "not ruled out"),
        ),
        Field("said-by", "name", "Who says so.", evidence="name"),
        Field("clause", "selector", "The words that attribute it."),
        Field("antecedent", "selector", "Earlier words that name whom the clause's pronoun means."),
        Field(
            "via",
            "names",
            "Outlets between the event and the held source, or `unclear`.",
            choices=("unclear",),
        ),
        *COMMON,
    ),
    (SUPPORT,),
)
