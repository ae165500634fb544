"""Whether the same inputs gave the same variant before: their hashes, and the edition's name."""

from __future__ import annotations

from collections.abc import Container

from brief.diagnostics import Diagnostic, UsageError
from brief.digests import sha256
from brief.editions import inputs as hashing
from brief.editions.manifest import SIGNATURE
from brief.editions.store import Store
from brief.pipeline.request import Edition, Request
from brief.record import Record

_REST = "dossier"
_RECIPIENTS = ("dossier/recipients.yaml", "dossier/recipients.csv")


class Inputs(Record):
    """Hashes of all inputs of an edition, and the short hash that names it.

    The variants of an edition share them: every template pack at hand is among them, and neither
    audience nor formats are.
    """

    hashes: dict[str, str]
    versions: dict[str, str]
    digest: str

    def of_dossier(self) -> dict[str, str]:
        """The hashes of the dossier's own files, by their paths in its folder."""
        prefix = f"{_REST}/"
        return {
            path.removeprefix(prefix): mark
            for path, mark in self.hashes.items()
            if path.startswith(prefix)
        }


def gather(request: Request) -> Inputs:
    """Hash everything that can change what is printed."""
    from brief.templating.builtin import builtin_folder

    hashes = hashing.of_dossier(request.dossier)
    hashes |= hashing.of_folder(builtin_folder(), "built-in")
    own = request.workspace / "templates"
    if own.is_dir() and own != builtin_folder():
        for pack in sorted(p for p in own.iterdir() if p.is_dir()):
            hashes |= hashing.of_folder(pack, f"templates/{pack.name}")
    if request.house is not None:
        try:
            data = request.house.read_bytes()
        except OSError as error:
            raise UsageError(
                f"cannot read the house file {request.house}: {error.strerror}",
                help="brief house init writes one to start from",
            ) from error
        hashes[f"house/{request.house.name}"] = sha256(data).hexdigest()
    versions = dict(sorted(hashing.versions().items()))
    settings = [(f"version {name}", version) for name, version in versions.items()]
    settings += [("as-of", request.as_of), ("draft", "yes" if request.draft else "")]
    settings += [("style", request.style)] if request.style else []
    return Inputs(hashes, versions, hashing.digest(hashes, settings))


def own_language(request: Request) -> str:
    """The language that the dossier says it is in, read off the line alone; "" where none is."""
    try:
        with (request.dossier / "dossier.yaml").open(encoding="utf-8") as file:
            for line in file:
                if line.startswith("language:"):
                    return line.partition(":")[2].partition(" #")[0].strip().strip("\"'")
    except (OSError, UnicodeDecodeError):
        pass  # the reader tells of it
    return ""


def relevant(inputs: Inputs, *, numbered: bool) -> dict[str, str]:
    """The hashes that a variant stands for: the list of recipients is one of numbered copies."""
    if numbered:
        return inputs.hashes
    return {path: mark for path, mark in inputs.hashes.items() if path not in _RECIPIENTS}


def nameless(inputs: dict[str, str], named: Container[str]) -> dict[str, str]:
    """Hashes for a variant that may not name what it leaves out: of the dossier's files only those
    `named`, and one hash for the rest."""
    rest = sha256()
    told: dict[str, str] = {}
    for path, mark in sorted(inputs.items()):
        if path.startswith(f"{_REST}/") and path not in named:
            rest.update(f"{path}\0{mark}\n".encode())
        else:
            told[path] = mark
    return {**told, _REST: rest.hexdigest()}


def _same(told: dict[str, str], inputs: dict[str, str]) -> bool:
    """Whether a manifest's inputs are these."""
    return told == (nameless(inputs, told) if _REST in told else inputs)


def find(
    store: Store,
    inputs: Inputs,
    audience: str,
    template: str,
    formats: tuple[str, ...],
    language: str,
    signer: str = "",
) -> Edition | None:
    """The variant of these inputs, where it stands whole with the formats asked for, signed with
    the certificate of that fingerprint, or not signed where it is empty."""
    edition = store.find(inputs.digest)
    if edition is None:
        return None
    for variant in store.variants(edition):
        if variant != f"{audience}-{language}-{template}":
            continue
        manifest = store.intact(edition, variant)
        if (
            manifest is not None
            and _same(
                manifest.inputs, relevant(inputs, numbered=any(f.copy for f in manifest.files))
            )
            and manifest.signer == signer
            and (not signer or (store.variant(edition, variant) / SIGNATURE).is_file())
            and tuple(dict.fromkeys(file.format for file in manifest.attached)) == formats
        ):
            found = tuple(Diagnostic.from_value(value) for value in manifest.diagnostics)
            return Edition(manifest, store.variant(edition, variant), found, unchanged=True)
    return None
