"""Words that turn what stands beside them into its contrary, in the languages of briefs."""

from __future__ import annotations

import re
from functools import lru_cache

from brief.expressions import expression

# Words that deny what follows them; of Kazakh, which denies behind, those that may stand before.
_BEFORE = (
    r"not|no|never|without|neither|nor|cannot|hardly|barely|scarcely|[a-z]+n['’]t"
    r"|не|ни|нет|без|никогда|нельзя|едва ли|вряд ли|отнюдь не"
    r"|емес|жоқ|ешқашан|ешбір|ешқандай"
)
_SMALL = r"(?:a|an|the|any|yet|been|be|to|in fact|ещё|еще|бы|было)"
_DENYING = expression(
    rf"(?<![\w-])({_BEFORE})((?:[\s,:–—-]+{_SMALL}){{0,2}}[\s,:(–—-]*)$", re.IGNORECASE
)
BEHIND = expression(r"\s+(емес|жоқ)(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=4096)
def ending(text: str) -> str:
    """The negation that a text ends in, so that it denies whatever stands next; "" for none."""
    found = _DENYING.search(text[-60:])
    return found.group(1) if found else ""
