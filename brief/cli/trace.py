"""`brief trace`: from words of a finished file back to their source, or from a fact forward."""

from __future__ import annotations

from pathlib import Path

import click

from brief import TYPE_CHECKING
from brief.cli.options import as_json, in_directory

if TYPE_CHECKING:
    from typing import Any

    from brief.config import Workspace
    from brief.dossier.model import Dossier
    from brief.editions.lineage import Committed
    from brief.editions.manifest import StatementEntry


@click.command()
@click.argument("what", metavar="FILE|FACT|SOURCE")
@click.argument("words", required=False)
@click.option("-d", "--dossier", help="A name below sources/ or a path.")
@as_json
@in_directory
def command(what: str, words: str | None, dossier: str | None, as_json: bool) -> None:
    """Trace WORDS of a finished FILE to fact, passage and snapshot; or a FACT or SOURCE forward."""
    from brief import config
    from brief.cli.console import print_json

    workspace = config.find()
    if words is not None or Path(what).is_file():
        value = _backward(workspace, Path(what), words or "", dossier)
    else:
        value = _forward(workspace, what, dossier)
    if as_json:
        print_json("trace", value)
    else:
        _print(value)


def _backward(workspace: Workspace, file: Path, words: str, named: str | None) -> dict[str, Any]:
    from brief.diagnostics import UsageError
    from brief.editions import lineage

    data, text = lineage.read_file(file)
    variants = list(lineage.committed(workspace.out))
    found = lineage.edition_of(data, text, variants)
    if found is None:
        raise UsageError(
            f"{file.name} is of no edition below {workspace.shown(workspace.out)}",
            help="generate the edition again, or work in its workspace (brief -C DIR trace …)",
        )
    if not words.strip():
        raise UsageError("say which words to trace", help=f'brief trace {file} "words"')
    said = lineage.statements_with(found.manifest, words)
    if not said:
        raise UsageError(
            f"no statement of {found.manifest.edition} holds these words",
            help="headings, labels and notes are no statements; give a few words of a sentence, "
            "as it prints",
        )
    dossier = _load(workspace, named or found.manifest.dossier)
    return {
        "direction": "backward",
        "edition": found.manifest.edition,
        "unchanged": lineage.unchanged(data, found),
        "statements": [_statement(s, found, dossier) for s in said],
    }


def _forward(workspace: Workspace, what: str, named: str | None) -> dict[str, Any]:
    from brief.diagnostics import UsageError
    from brief.editions import lineage
    from brief.text.words import nearest

    dossier = _load(workspace, named)
    if dossier is None:
        raise UsageError("the dossier cannot be read", help="brief check tells why")
    if what in dossier.facts:
        facts = {what}
    elif what in dossier.sources:
        facts = {
            fact.id
            for fact in dossier.facts.values()
            if fact.source == what or any(p.source == what for p in fact.passages)
        }
    else:
        close = nearest(what, [*dossier.facts, *dossier.sources])
        raise UsageError(
            f"{what!r} is no file, fact or source",
            help=f"did you mean {close}?" if close else "brief list shows the facts",
        )
    # What is derived from these facts rests on them too.
    derived = {
        fact.id
        for fact in dossier.facts.values()
        if {str(o).partition(".")[0] for o in fact.get("derived.of") or ()} & facts
    }
    rows = []
    for found in lineage.committed(workspace.out):
        said = lineage.statements_on(found.manifest, facts | derived)
        if said and found.manifest.dossier == dossier.name:
            rows.append(
                {
                    "edition": found.manifest.edition,
                    "variant": found.manifest.variant,
                    "statements": [
                        {"id": s.id, "text": s.text, "facts": list(s.facts)} for s in said
                    ],
                }
            )
    return {"direction": "forward", "of": what, "facts": sorted(facts | derived), "editions": rows}


def _load(workspace: Workspace, named: str | None) -> Dossier | None:
    from brief.dossier import load

    dossier, _found = load(workspace.dossier(named), workspace.root, workspace.cache)
    return dossier


def _statement(said: StatementEntry, found: Committed, dossier: Dossier | None) -> dict[str, Any]:
    facts = []
    for id in said.facts:
        issued = found.manifest.issued.get(id, {})
        facts.append(
            {
                "id": id,
                "kind": issued.get("kind"),
                "passages": [
                    {**passage, **_place(dossier, id, passage["exact"])}
                    for passage in issued.get("passages", ())
                ],
            }
        )
    return {
        "id": said.id,
        "text": said.text,
        "citation": said.citation,
        "author": said.author,
        "facts": facts,
    }


def _place(dossier: Dossier | None, fact: str, exact: str) -> dict[str, Any]:
    """Where the passage stands today: file, line, the snapshot's hash."""
    if dossier is None or fact not in dossier.facts:
        return {}
    for passage in dossier.facts[fact].passages:
        if passage.exact == exact:
            snapshot = dossier.snapshots[passage.source]
            line, column = snapshot.place(passage.start)
            return {
                "file": snapshot.file,
                "line": line,
                "column": column,
                "sha256": snapshot.sha256,
            }
    return {"moved": "the passage is no longer among the fact's; brief check tells more"}


def _print(value: dict[str, Any]) -> None:
    if value["direction"] == "forward":
        for row in value["editions"]:
            click.secho(f"{row['edition']} {row['variant']}", bold=True)
            for said in row["statements"]:
                click.echo(f"  {said['id']:<5} {said['text']}")
        if not value["editions"]:
            click.echo(f"no committed edition rests on {value['of']}")
        return
    state = "unchanged" if value["unchanged"] else "not byte for byte a file of it"
    click.secho(f"edition {value['edition']} ({state})", bold=True)
    for said in value["statements"]:
        click.echo(f"\n{said['id']}: {said['text']}")
        click.echo(f"  cited: {said['citation'] or '(the author’s own)'}")
        for fact in said["facts"]:
            click.echo(f"  fact {fact['id']} ({fact['kind']})")
            for passage in fact["passages"]:
                where = passage.get("moved") or (
                    f"{passage.get('file')}:{passage.get('line')}:{passage.get('column')}"
                    f"  sha256 {passage.get('sha256', '')[:16]}…"
                )
                click.echo(f"    {passage['reference']}  {where}")
                click.echo(click.wrap_text(passage["exact"], 88, "      ", "      "))
