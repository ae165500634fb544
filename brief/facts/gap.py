"""A gap: something looked for in the held texts and not found."""

from __future__ import annotations

from brief.facts.fields import COMMON, Field, Kind

KIND = Kind(
    "gap",
    "Something looked for in the held texts and not found: terms, sources, zero hits.",
    (
        Field("text", "text", "What is not there, in our own words.", required=True),
        Field("terms", "texts", "Words or phrases searched for; a `*` ends a stem.", required=True),
        Field("sources", "sources", "Where they were searched; all held sources where left out."),
        *COMMON,
    ),
)
