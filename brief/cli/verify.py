"""`brief verify`: is this file one of our editions, unchanged, who signed, from which sources?"""

from __future__ import annotations

import click

from brief import TYPE_CHECKING
from brief.cli.options import as_json, in_directory

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

    from brief.cli.verdict import Grounds, Known, Verdict
    from brief.signing.verification import Signature

_EPILOG = (
    "FILE is a finished file or a message (.eml).  Whom to trust stands in brief.toml under "
    "[signing] as `trust`, or is named with --trust; nothing is asked of a network.  Exit codes: "
    "0 as it was issued; 1 changed, not one of ours, or not proven."
)


@click.command(epilog=_EPILOG)
@click.argument("file")
@click.option("-m", "--manifest", metavar="FILE", help="Hold it against this manifest alone.")
@click.option("--trust", metavar="FILE", multiple=True, help="A trusted certificate (PEM).")
@as_json
@in_directory
@click.pass_context
def command(
    ctx: click.Context, file: str, manifest: str | None, trust: tuple[str, ...], as_json: bool
) -> None:
    """Say whether FILE is one of our editions, unchanged, and who signed it; works offline."""
    from pathlib import Path

    from brief.cli import verdict as verdicts
    from brief.cli.console import Console, print_json
    from brief.delivery.received import is_message
    from brief.diagnostics import UsageError

    path = Path(file)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"cannot read {file}: {error.strerror}") from error
    grounds = _grounds(path, manifest, trust)
    judge = verdicts.of_message if is_message(path.name, data) else verdicts.of_file
    found = judge(path.name, data, grounds)
    if as_json:
        print_json("verification", {**_value(found), "manifests": len(grounds.known)})
    else:
        _tell(found, len(grounds.known))
        Console(Path()).show(verdicts.all_told(found))
    if not (found.good and all(part.good for part in found.parts)):
        ctx.exit(1)


def _grounds(path: Path, manifest: str | None, trust: tuple[str, ...]) -> Grounds:
    import time
    from pathlib import Path

    from brief import config
    from brief.cli.verdict import Grounds
    from brief.signing import extra, parse

    workspace = config.find()
    settings = parse(workspace.settings.get("signing"), workspace.root)
    files = tuple(map(Path, trust)) or settings.trust
    trusted: tuple[Any, ...] = ()
    if trust:
        extra.require("--trust asks to hold a signature against a certificate")
    if files and extra.installed():
        from brief.signing.trust import read

        trusted = read(files)
    known = tuple(_manifests(path, manifest, workspace.out))
    return Grounds(known, trusted, bool(manifest), bool(trust), int(time.time()))


def _manifests(path: Path, given: str | None, out: Path) -> Iterator[Known]:
    """The manifests to look at: the given one, or that beside the file and the workspace's."""
    from pathlib import Path

    from brief.cli.verdict import Known
    from brief.diagnostics import BriefError, UsageError
    from brief.editions import manifest as manifests

    if given:
        try:
            data = Path(given).read_bytes()
        except OSError as error:
            raise UsageError(f"cannot read {given}: {error.strerror}") from error
        yield Known(manifests.decode(data, given), data, Path(given))
        return
    beside = path.parent / manifests.FILE
    there = sorted(out.glob(f"*/*/*/{manifests.FILE}"))
    for place in dict.fromkeys([*([beside] if beside.is_file() else []), *there]):
        try:
            data = place.read_bytes()
            yield Known(manifests.decode(data, f"{place.parent.name}/{place.name}"), data, place)
        except OSError as error:
            click.echo(f"passed over: {place.parent.name}: {error.strerror}", err=True)
        except BriefError as error:
            click.echo(f"passed over: {error.message}", err=True)


_SAID = {
    "unchanged": "",
    "signed": " is as it was signed; no manifest looked at names it",
    "changed": " is not the file that was committed",
    "refused": " is not to be trusted",
    "unproven": " is as it was signed; who signed it is not proven",
    "unknown": " is no file of the {} manifests looked at",
}


def _tell(found: Verdict, looked_at: int, indent: str = "") -> None:
    from brief.cli.verdict import sources

    said = _SAID[found.verdict].format(looked_at)
    touched = found.verdict == "changed" and (not found.entry or found.entry.path != found.name)
    if touched and not found.parts:
        said = " is not as it was signed"
    if found.parts:
        said = {"unchanged": ", and so is each file attached", "signed": ""}.get(
            found.verdict, ": see each file"
        )

    def line(label: str, text: str) -> None:
        click.echo(f"{indent}  {label:<9}{_plain(text)}".rstrip())

    click.echo(f"{indent}{found.verdict}: {_plain(found.name)}{said}")
    manifest = found.manifest
    if found.verdict == "unchanged" and manifest and found.entry:
        if found.entry.path != found.name:
            line("file", found.entry.path)
        line("sha256", found.sha256)
        line("title", manifest.title)
        line("edition", f"{manifest.edition} of {manifest.dossier}, variant {manifest.variant}")
        line("as of", f"{manifest.as_of}, made by {manifest.product}")
        if manifest.marking:
            line("marking", manifest.marking)
        if manifest.draft:
            line("DRAFT", "not meant to leave the house")
    else:
        line("sha256", found.sha256)
        if manifest and found.entry and found.verdict == "changed":
            line("committed", f"{found.entry.sha256} (edition {manifest.edition})")
        if found.facts.get("edition"):
            line("edition", f"{found.facts['edition']}, as the facts attached to it say")
    _signature(found.signature, "signed", line)
    if found.signature is None and not found.parts and not found.told:
        line("signed", "no")
    if found.manifest_signature and found.manifest_signature == found.signature:
        line("manifest", "signed by the same, at the same moment")
    else:
        _signature(found.manifest_signature, "manifest", line)
    held = sources(found)
    if held:
        line("sources", "")
        for name, text in held.items():
            click.echo(f"{indent}    {_plain(f'{text}  {name}')}")
    for part in found.parts:
        _tell(part, looked_at, indent + "  ")


def _plain(text: str) -> str:
    """Controls escaped: names in certificates, files and messages are from anywhere."""
    return "".join(c if c.isprintable() else f"<U+{ord(c):04X}>" for c in text)


def _signature(signature: Signature | None, label: str, line: Any) -> None:
    if signature is None:
        return
    how = "by its time stamp" if signature.stamped else "as the signer states"
    when = f" at {signature.at.replace('T', ' ').removesuffix('+00:00')} UTC, {how}"
    line(label, f"by {signature.subject}{when if signature.at else ''}")
    if signature.through:
        line("", f"trusted through {signature.through}")
    if signature.good:
        line("", "all of it" if signature.whole else "not all of it: something was added since")
    line("", f"certificate {signature.fingerprint}")


def _value(found: Verdict) -> dict[str, Any]:
    from brief.cli.verdict import sources

    manifest, entry = found.manifest, found.entry
    return {
        "file": found.name,
        "sha256": found.sha256,
        "verdict": found.verdict,
        "committed": entry.sha256 if entry else None,
        "dossier": manifest.dossier if manifest else None,
        "edition": manifest.edition if manifest else found.facts.get("edition"),
        "variant": manifest.variant if manifest else None,
        "title": manifest.title if manifest else None,
        "draft": manifest.draft if manifest else None,
        "signature": _as_value(found.signature),
        "manifest-signature": _as_value(found.manifest_signature),
        "sources": sources(found),
        "diagnostics": [d.to_value() for d in found.told],
        "attached": [_value(part) for part in found.parts],
    }


def _as_value(signature: Signature | None) -> dict[str, Any] | None:
    if signature is None:
        return None
    return {name: getattr(signature, name) for name in signature._fields}
