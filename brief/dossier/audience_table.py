"""The table of `audiences.yaml`: which fields there are."""

from __future__ import annotations

from brief.dossier.tables import FORMAT, FileTable
from brief.facts.fields import Field, Kind

_AUDIENCE = Kind(
    "audience",
    "For whom a variant is made, and how much they may see.",
    (
        Field("clearance", "text", "The highest marking they may see.", required=True, limit=100),
        Field("language", "text", "The language of their variant; the dossier's if left out."),
        Field("template", "text", "The template pack; policy-brief if left out.", limit=64),
        Field("formats", "texts", "The files they get; docx and pdf if left out.", limit=20),
        Field(
            "above",
            "choice",
            "What is done with facts above their clearance: leave them out, or refuse the variant.",
            choices=("omit", "refuse"),
        ),
        Field("facts", "yes", "Whether the issued facts ride along in the files (yes)."),
        Field("numbered", "yes", "Whether each recipient's copy bears name and number (no)."),
    ),
)

AUDIENCES = FileTable(
    "audiences.yaml",
    "Audiences: clearance, language, template, formats, and what rides along.",
    (
        FORMAT,
        Field("scale", "texts", "Markings, least restrictive first; TLP 2.0 if left out."),
        Field("audiences", "kinds", "The audiences.", required=True, kinds=(_AUDIENCE,)),
    ),
)
