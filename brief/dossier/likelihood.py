"""The scale of likelihood that a dossier's own judgements are put in: one, with its ranges."""

from __future__ import annotations

from brief.record import Record


class Degree(Record):
    """A term of the scale and the chances it stands for, in whole per cent, both ends included.

    `shown` is the term in a translation's words; empty where it prints as written.
    """

    term: str
    low: int
    high: int
    shown: str = ""


# The scale of a dossier that declares none: that of Intelligence Community Directive 203 (2015),
# its first row of terms.  Packs have its terms as labels, so that it speaks every language.
SCALE = (
    Degree("almost no chance", 1, 5),
    Degree("very unlikely", 5, 20),
    Degree("unlikely", 20, 45),
    Degree("roughly even", 45, 55),
    Degree("likely", 55, 80),
    Degree("very likely", 80, 95),
    Degree("almost certain", 95, 99),
)
