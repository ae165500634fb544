"""The words of the message that carries a variant, rendered by its pack with the edition."""

from __future__ import annotations

from brief import TYPE_CHECKING, templating
from brief.checks import citing, literals
from brief.diagnostics import Diagnostic
from brief.templating.options import MESSAGE
from brief.writers import message

if TYPE_CHECKING:
    from brief.checks.desk import Desk
    from brief.document.tree import Document
    from brief.dossier.model import Dossier
    from brief.templating.options import Options
    from brief.templating.press import Press


def compose(
    dossier: Dossier, press: Press, options: Options, brief: Document, desk: Desk
) -> tuple[bytes, list[Diagnostic]]:
    """The message as it is kept with the edition, and what is wrong with it; empty where the pack
    has none.  It bears the marking of the brief, whose facts it repeats; `desk` is the brief's."""
    pack = press.pack
    if pack.path(MESSAGE) is None:
        return b"", []
    document, rendered = templating.compose(dossier, press, options.replace(main=MESSAGE))
    found = list(rendered)
    if document is None:
        return b"", found
    for rule in (literals, citing):
        found += rule.check(document, desk, frozenset(pack.literals))
    data, more = message.write(document.replace(meta=brief.meta))
    return data, [*found, *more]
