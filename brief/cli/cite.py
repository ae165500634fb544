"""`brief cite`: the held texts as a citation style lists them, or as CSL-JSON or BibTeX."""

from __future__ import annotations

import click

from brief import TYPE_CHECKING
from brief.cli.options import as_json, dossier_argument, in_directory

if TYPE_CHECKING:
    from brief.config import Workspace

_FORMATS = ("text", "csl-json", "bibtex")


@click.command(
    epilog="DOSSIER is a name below sources/ or a path; it may be left out if one.  Send a file "
    "to a reference manager: brief cite -f bibtex > sources.bib"
)
@dossier_argument
@click.option("-s", "--style", default="", help="Citation style.  [default: the workspace's]")
@click.option("-l", "--language", default="", help="Language.  [default: the dossier's]")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    default="text",
    show_default=True,
    help="As a list to read, or for a reference manager.",
)
@as_json
@in_directory
@click.pass_context
def command(
    ctx: click.Context, dossier: str | None, style: str, language: str, form: str, as_json: bool
) -> None:
    """List a dossier's sources in a citation style, or as CSL-JSON or BibTeX."""
    from brief import config
    from brief.citation import exporting
    from brief.citation.pieces import plain
    from brief.cli.console import Console, print_json
    from brief.dossier import load
    from brief.templating.referring import styled, works

    workspace = config.find()
    wanted = _style(style, workspace)
    folder = workspace.dossier(dossier)
    read, found = load(folder, workspace.root, workspace.cache)
    if read is None:
        Console(workspace.root).show(found)
        ctx.exit(1)
    tag = _language(language) or read.head.language
    if tag.partition("-")[0] in read.translations:
        from brief.dossier.translating import into

        read = into(read, tag)
    if as_json:
        list_ = styled(read, wanted, tag)
        entries = [
            {"id": w.id, "code": w.code, "entry": plain(list_.entry(w.code)), "csl": csl}
            for w in list_.listing()
            for csl in (exporting.csl(w),)
        ]
        print_json("cite", {"dossier": read.folder, "style": wanted, "sources": entries})
    elif form == "csl-json":
        click.echo(exporting.csl_json(works(read)), nl=False)
    elif form == "bibtex":
        click.echo(exporting.bibtex(works(read)), nl=False)
    else:
        list_ = styled(read, wanted, tag)
        for work in list_.listing():
            click.echo(plain(list_.entry(work.code)))
    if any(d.severity == "error" for d in found):
        count = sum(d.severity == "error" for d in found)
        click.echo(f"{count} errors; brief check shows them", err=True)
        ctx.exit(1)


def _style(style: str, workspace: Workspace) -> str:
    from brief.citation.styles import HOUSE, STYLES
    from brief.diagnostics import UsageError
    from brief.templating.packs import workspace_style
    from brief.text.words import nearest

    if not style:
        return workspace_style(workspace.settings) or HOUSE
    if style not in STYLES:
        close = nearest(style, list(STYLES))
        hint = f"did you mean {close}? " if close else ""
        raise UsageError(
            f"there is no citation style {style!r}", help=f"{hint}styles: {', '.join(STYLES)}"
        )
    return style


def _language(language: str) -> str:
    from brief.diagnostics import UsageError
    from brief.locale.languages import LANGUAGES, known

    if language and not known(language):
        raise UsageError(
            f"there are no words of citations in {language!r}",
            help=f"languages: {', '.join(LANGUAGES)}",
        )
    return language
