"""A perception: how an outlet saw a subject, through the held text it was read in."""

from __future__ import annotations

from brief.facts.fields import COMMON, SUPPORT, Field, Kind

KIND = Kind(
    "perception",
    "How an outlet saw a subject, as reported by the held text it was read in.",
    (
        Field("outlet", "name", "Whose view it is.", required=True, evidence="name"),
        Field(
            "subject",
            "subject",
            "What it is a view of (one of the dossier's subjects).",
            required=True,
        ),
        Field(
            "stance",
            "choice",
            "Towards the subject.",
            required=True,
            choices=("positive", "mixed", "critical", "neutral"),
        ),
        Field(
            "coded",
            "choice",
            "Whether the original or a digest of it was coded.",
            required=True,
            choices=("original", "digest"),
        ),
        Field("gist", "text", "The view in our own words.", evidence="prose"),
        Field(
            "words",
            "selectors",
            "The outlet's own words, where the held text quotes them.",
            evidence="words",
        ),
        Field(
            "via",
            "names",
            "Further outlets between the outlet and the held source, or `unclear`.",
            choices=("unclear",),
        ),
        *COMMON,
    ),
    ((*SUPPORT, "words"),),
)
