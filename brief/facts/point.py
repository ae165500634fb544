"""A point: one thing said in our own words, with the passages it rests on."""

from __future__ import annotations

from brief.facts.fields import COMMON, SUPPORT, Field, Kind

KIND = Kind(
    "point",
    "One thing said in our own words, resting on its passages.",
    (
        Field("text", "text", "The sentence as it prints.", required=True, evidence="prose"),
        Field(
            "via",
            "names",
            "Outlets between whoever says it and the held source, or `unclear`.",
            choices=("unclear",),
        ),
        Field("said-by", "name", "Who says so, where it is somebody's claim.", evidence="name"),
        Field("clause", "selector", 'The words that attribute it ("according to the committee").'),
        Field("antecedent", "selector", "Earlier words that name whom the clause's pronoun means."),
        *COMMON,
    ),
    (SUPPORT,),
)
