"""The signing of a variant that was audited: its PDFs, and the manifest that names all its files.

What is signed is said in the manifest: of each signed file the hash before and after, and by whom.
"""

from __future__ import annotations

from pathlib import Path

from brief import TYPE_CHECKING
from brief.diagnostics import BriefError, errors
from brief.digests import sha256
from brief.editions.manifest import SIGNATURE, Manifest
from brief.editions.store import describe

if TYPE_CHECKING:
    from typing import Any

    from brief.signing.identity import Identity
    from brief.signing.settings import Order

Sealed = tuple[Manifest, dict[str, bytes], dict[str, bytes]]


def signer(order: Order | None, draft: bool, cache: Path | None) -> str:
    """The fingerprint of who is to sign, or "": drafts are never signed."""
    if order is None or draft:
        return ""
    from brief.signing.identity import fingerprint

    return fingerprint(order, cache)


class Seal:
    """What signs the variants of a run; the certificate is opened once, before anything is made.

    Raises `UsageError` with a code where it cannot be opened or may not sign.
    """

    def __init__(self, order: Order) -> None:
        from brief.signing.identity import load

        self._order = order
        self._identity: Identity = load(order)

    def __call__(self, manifest: Manifest, files: dict[str, bytes]) -> Sealed:
        """Manifest and files with signatures, and what belongs beside the manifest.

        What was signed is read back and held against the certificate before it is given out.
        """
        from datetime import UTC, datetime

        from brief.signing import cms, paper

        identity, order = self._identity, self._order
        signed = dict(files)
        entries = []
        for entry in manifest.files:
            if entry.format != "pdf":
                entries.append(entry)
                continue
            data = paper.sign(files[entry.path], identity, order)
            self._hold(data, None, entry.path)
            signed[entry.path] = data
            made = describe(entry.path, entry.format, data, entry.copy, entry.recipient)
            entries.append(made.replace(unsigned=sha256(files[entry.path]).hexdigest()))
        signature: dict[str, Any] = {
            "by": identity.subject,
            "certificate": identity.fingerprint,
            "at": datetime.fromtimestamp(order.at, UTC).isoformat(timespec="seconds"),
        }
        manifest = manifest.replace(files=tuple(entries), signature=signature)
        data = manifest.encode()
        beside = cms.sign(data, identity, order.at)
        self._hold(data, beside, "the manifest")
        return manifest, signed, {SIGNATURE: beside}

    def _hold(self, data: bytes, detached: bytes | None, what: str) -> None:
        """Stop where a signature just made does not hold."""
        from brief.signing import verification

        if detached is None:
            found = verification.pdf(data, (), what)
        else:
            found = verification.detached(data, detached, (), what)
        made = found.signature
        if errors(found.told) or not made or made.fingerprint != self._identity.fingerprint:
            problem = "; ".join(d.message for d in errors(found.told)) or "it is not the signer's"
            raise BriefError(
                f"the signature of {what} does not hold: {problem}; nothing was committed",
                help="--no-sign goes on without; please report this",
                code="SIGN-FAILED",
            )
