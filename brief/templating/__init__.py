"""Template packs, the strict sandbox they run in, and the way from their markup to the tree."""

from __future__ import annotations

from brief import TYPE_CHECKING
from brief.templating.options import Options as Options

if TYPE_CHECKING:
    from brief.citation.apparatus import Apparatus
    from brief.diagnostics import Diagnostic
    from brief.document.tree import Document
    from brief.dossier.model import Dossier
    from brief.templating.packs import Pack
    from brief.templating.press import Press


def ready(pack: Pack, options: Options | None = None) -> Press:
    """The pack made ready to print from, for whoever renders several documents."""
    from brief.templating.press import Press

    return Press(pack, options or Options())


def render(
    dossier: Dossier, pack: Pack | Press, options: Options | None = None
) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """The document a pack makes of a dossier, before all transforms; None where it has errors."""
    from brief.templating.press import Press
    from brief.templating.rendering import render as run

    press = pack if isinstance(pack, Press) else ready(pack, options)
    return run(dossier, press, options or Options())


def apparatus(dossier: Dossier, document: Document, style: str = "") -> Apparatus:
    """What the transforms need beside the tree: what every fact of the dossier rests on, and how
    a citation style other than the house's own refers to it."""
    from brief.templating.backing import apparatus as make

    made = make(dossier, document.meta.citations, document.meta.lang)
    if style in ("", "house"):
        return made
    from brief.templating.referring import styled

    return made.replace(styled=styled(dossier, style, document.meta.lang))


def compose(
    dossier: Dossier, pack: Pack | Press, options: Options | None = None
) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """Render and transform: the document as writers want it; None where it has errors."""
    from brief.templating.press import Press
    from brief.transforms import apply

    if options is not None and options.language:
        from brief.dossier import into

        dossier = into(dossier, options.language)
    press = pack if isinstance(pack, Press) else ready(pack, options)
    document, found = render(dossier, press, options)
    if document is None:
        return None, found
    done, more = apply(document, apparatus(dossier, document, press.pack.style))
    return done, (*found, *more)
