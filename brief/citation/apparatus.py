"""What each fact rests on, as plain data: the material of citation styles."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from brief import TYPE_CHECKING
from brief.archive.snapshots import Place
from brief.record import Record

if TYPE_CHECKING:
    from brief.citation.styled import Styled


class Reference(Record):
    """Places in one held source, read through `chain`: the outlets between speaker and source.

    `outlet` is whose view it is: in a row that names the outlet it is not said again.
    """

    code: str
    places: tuple[Place, ...]
    chain: tuple[str, ...] = ()
    outlet: str = ""


class Backing(Record):
    """All that one fact rests on.  `absent` are the codes searched in vain; `remark` is a short
    remark for its note; `original` are the words behind a translation."""

    references: tuple[Reference, ...] = ()
    absent: tuple[str, ...] = ()
    remark: str = ""
    original: str = ""
    original_lang: str = ""


class Apparatus(Record):
    """What the transforms need beside the tree.

    `backings` is keyed by fact, `sources` maps codes to short names; `mode` is the template's
    citation mode: footnote, endnote, in-text or none.  `styled` is the citation style, None for
    the house's own short form.  `plain` gives the short form of a fact whose note is one reference
    to one place; "" for facts of which there is more to say, or where nobody looked.
    """

    language: str
    mode: str
    backings: Mapping[str, Backing]
    sources: dict[str, str]
    styled: Styled | None = None
    plain: Callable[[str], str] = lambda fact: ""
