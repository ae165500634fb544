"""Words held against words: quotations, attributions, quantities, dates and names in a source.

A library of its own: it knows no dossier and imports nothing heavy.  `verify` decides a claim
from the source's text alone; the modules decide what a dossier declares:

* `quotes` and `alterations`: where quoted words stand, and what their alterations hide;
* `attribution`: who says them by a declared clause; `reading`: who does by the text alone;
* `quantities`, `dates`, `names`: what a passage supports.

Everything is deterministic, exact (nothing fuzzy decides) and linear in the length of the text.
"""

from __future__ import annotations

from brief.evidence.claims import Claim, Verdict

__all__ = ["Claim", "Verdict", "verify"]


def verify(source_text: str, claim: Claim) -> Verdict:
    """Decide whether the source supports the claim.  Raises ValueError for an unknown kind."""
    from brief.evidence.verification import decide

    return decide(source_text, claim)
