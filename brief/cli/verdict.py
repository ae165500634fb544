"""What `brief verify` finds: a file held against manifests, against its own signature, and against
whom a person trusts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from brief import TYPE_CHECKING
from brief.diagnostics import ERROR, INFO, Diagnostic, errors
from brief.digests import sha256
from brief.editions.manifest import SIGNATURE, Manifest, OutputFile
from brief.record import Record
from brief.signing import verification
from brief.signing.verification import Signature

if TYPE_CHECKING:
    from typing import Any

UNCHANGED, SIGNED, CHANGED, REFUSED = "unchanged", "signed", "changed", "refused"
UNPROVEN, UNKNOWN = "unproven", "unknown"
_TOUCHED = {"SIGN-CHANGED", "SIGN-ADDED", "SIGN-PARTIAL", "SIGN-READ"}


class Known(Record):
    """A manifest to look at: as it was read, its bytes, and where it is."""

    manifest: Manifest
    data: bytes
    path: Path


class Grounds(Record):
    """What files are held against.  `given` tells that the one manifest was named by the user,
    `asked` that trusted certificates were; `now` is in seconds since the epoch."""

    known: tuple[Known, ...]
    trusted: tuple[Any, ...]
    given: bool
    asked: bool
    now: int


class Verdict(Record):
    """What was found of a file.  `manifest` and `entry` are those that name it, or that name a file
    of its name; `signature` is its own, `manifest_signature` that of the manifest; `facts` are
    those attached to it (`brief.editions.issued`); `parts` are the files attached to a message."""

    name: str
    sha256: str
    verdict: str
    told: tuple[Diagnostic, ...]
    manifest: Manifest | None = None
    entry: OutputFile | None = None
    signature: Signature | None = None
    manifest_signature: Signature | None = None
    facts: dict[str, Any] = {}
    parts: tuple[Verdict, ...] = ()

    @property
    def good(self) -> bool:
        """Whether it is as it was issued."""
        return self.verdict in {UNCHANGED, SIGNED} and not errors(self.told)


def of_file(name: str, data: bytes, grounds: Grounds) -> Verdict:
    """The verdict on a file that is no message."""
    mark = sha256(data).hexdigest()
    told: list[Diagnostic] = []
    ours = _named(grounds, lambda f: f.sha256 == mark) or _named(
        grounds, lambda f: f.unsigned == mark
    )
    namesake = ours or _named(grounds, lambda f: f.path == name)
    signature, facts = None, b""
    if verification.is_signed(data):
        found = verification.pdf(data, grounds.trusted, name, grounds.now)
        signature, facts = found.signature, found.facts
        told += found.told
    sealed = None
    if ours:
        sealed, more = _seal(ours[0], grounds)
        once = {"SIGN-UNPROVEN", "SIGN-EXTRA"} & {d.code for d in told}
        told += [d for d in more if d.code not in once]
        told += _agreement(name, ours, mark, signature, sealed, grounds)
    manifest, entry = (namesake[0].manifest, namesake[1]) if namesake else (None, None)
    if ours is None and namesake and grounds.given:
        facts = b""  # the manifest was named: what the file says of itself is no answer
    value = _value(facts)
    verdict = _weigh(told, bool(ours), namesake is not None, grounds.given, signature, value)
    return Verdict(
        name, mark, verdict, tuple(told), manifest, entry, signature, sealed, value if facts else {}
    )


def _named(grounds: Grounds, wanted: Any) -> tuple[Known, OutputFile] | None:
    return next(((k, f) for k in grounds.known for f in k.manifest.files if wanted(f)), None)


def _seal(known: Known, grounds: Grounds) -> tuple[Signature | None, list[Diagnostic]]:
    """Who signed a manifest, and what is wrong with that."""
    path = known.path.with_name(SIGNATURE)
    if known.path.name + ".p7s" != SIGNATURE:
        path = known.path.with_name(known.path.name + ".p7s")
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        if not known.manifest.signature:
            return None, []
        message = f"the manifest says that it is signed, and {path.name} is not beside it"
        return None, [_error("SIGN-MANIFEST", message, "get both files as they were committed")]
    except OSError as error:
        message = f"the manifest’s signature cannot be read: {error.strerror}"
        return None, [_error("SIGN-MANIFEST", message, "give yourself the right to read it")]
    found = verification.detached(known.data, raw, grounds.trusted, "the manifest", grounds.now)
    told = [
        d.replace(code="SIGN-MANIFEST", helps=("get both files as they were committed",))
        if d.code in {"SIGN-CHANGED", "SIGN-READ"}
        else d
        for d in found.told
    ]
    signer = found.signature
    if signer and signer.good and signer.fingerprint != known.manifest.signer:
        message = f"the manifest is signed by {signer.subject}, and names another certificate"
        told.append(_error("SIGN-SIGNER", message, "get both files as they were committed"))
    return signer, told


def _agreement(
    name: str,
    ours: tuple[Known, OutputFile],
    mark: str,
    signature: Signature | None,
    sealed: Signature | None,
    grounds: Grounds,
) -> list[Diagnostic]:
    """Whether file and manifest tell of the same signer."""
    manifest, entry = ours[0].manifest, ours[1]
    told = []
    if entry.unsigned == mark:
        message = f"{name} is the file as it was before it was signed"
        told.append(Diagnostic("SIGN-BEFORE", INFO, message))
    elif signature and manifest.signer and signature.fingerprint != manifest.signer:
        message = f"{name} is signed by {signature.subject}, and its manifest names another"
        told.append(_error("SIGN-SIGNER", message, "ask the sender which of them is right"))
    vouched = any(s and s.through for s in (signature, sealed))
    if grounds.asked and not vouched and not manifest.signature and not signature:
        message = f"neither {name} nor its manifest is signed, so nobody who is trusted vouches"
        told.append(_error("SIGN-NONE", message, "leave --trust out to compare hashes alone"))
    return told


def _weigh(
    told: list[Diagnostic],
    ours: bool,
    namesake: bool,
    given: bool,
    signature: Signature | None,
    facts: dict[str, Any],
) -> str:
    """One word for all that was found."""
    wrong = {d.code for d in errors(told)}
    if wrong:
        return CHANGED if wrong & _TOUCHED else REFUSED
    if ours:
        return UNCHANGED
    if namesake and given:
        return CHANGED
    if signature and signature.through and not given:
        return UNCHANGED if facts.get("edition") else SIGNED
    if namesake:
        return CHANGED
    return UNPROVEN if signature and not given else UNKNOWN


def of_message(name: str, data: bytes, grounds: Grounds) -> Verdict:
    """The verdict on a message: its signature, and each file that is attached to it."""
    from brief.delivery import received

    read = received.read(data)
    told: list[Diagnostic] = []
    signature = None
    if read.signature:
        found = verification.detached(
            read.signed, read.signature, grounds.trusted, name, grounds.now
        )
        told, signature = list(found.told), found.signature
        if signature and signature.good and read.sender.lower() not in signature.addresses:
            whose = ", ".join(signature.addresses) or "no address"
            message = f"{name} says it is from {read.sender}, and its certificate is for {whose}"
            told.append(_error("SIGN-SENDER", message, "ask the sender by another way"))
    if read.apart:
        message = f"something in {name} stands outside of what is signed"
        told.append(_error("SIGN-PARTIAL", message, "ask the sender for the message itself"))
    if grounds.asked and not read.signature:
        message = f"{name} is not signed, so nobody who is trusted vouches for it"
        told.append(_error("SIGN-NONE", message, "leave --trust out to look at its files alone"))
    wrong = {d.code for d in errors(told)}
    vouched = not wrong and signature is not None and bool(signature.through)
    parts = []
    for own, content in read.attached:
        part = of_file(own, content, grounds)
        if vouched and part.verdict in {UNKNOWN, UNPROVEN} and not grounds.given:
            part = part.replace(verdict=SIGNED)
        parts.append(part)
    if wrong:
        verdict = CHANGED if wrong & _TOUCHED else REFUSED
    elif not parts:
        verdict = SIGNED if vouched else UNKNOWN
    else:
        order = (CHANGED, REFUSED, UNKNOWN, UNPROVEN, SIGNED, UNCHANGED)
        verdict = min((p.verdict for p in parts), key=order.index)
    mark = sha256(data).hexdigest()
    return Verdict(name, mark, verdict, tuple(told), signature=signature, parts=tuple(parts))


def sources(verdict: Verdict) -> dict[str, str]:
    """From which sources, each with the sha256 of its held text: by the manifest, or, of a PDF by
    itself, by the facts attached to it."""
    if verdict.manifest is not None and verdict.verdict == UNCHANGED:
        inputs = verdict.manifest.inputs
        return {p: h for p, h in sorted(inputs.items()) if "snapshots/" in p}
    try:
        held = verdict.facts.get("sources", {}).items()
        return {f"{code} {source['name']}".strip(): str(source["sha256"]) for code, source in held}
    except (AttributeError, KeyError, TypeError):  # facts of another hand
        return {}


def _value(facts: bytes) -> dict[str, Any]:
    if not facts:
        return {}
    try:
        value = json.loads(facts)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _error(code: str, message: str, help: str) -> Diagnostic:
    return Diagnostic(code, ERROR, message, helps=(help,))


def all_told(verdict: Verdict) -> Sequence[Diagnostic]:
    """The findings of a file and of all that is attached to it."""
    return [*verdict.told, *(d for part in verdict.parts for d in part.told)]
