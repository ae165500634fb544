"""Whom `verify` trusts: certificates that a person named, and nobody else."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from brief import TYPE_CHECKING
from brief.diagnostics import UsageError

if TYPE_CHECKING:
    from typing import Any


def read(files: Iterable[Path]) -> tuple[Any, ...]:
    """The certificates in PEM or DER files; a `UsageError` (SIGN-TRUST) names a file with none."""
    from asn1crypto import pem, x509

    found: list[Any] = []
    for path in files:
        try:
            data = path.read_bytes()
        except OSError as error:
            raise UsageError(
                f"cannot read the trusted certificates {path.name}: {error.strerror}",
                help="name a PEM file with --trust, or under `trust` in brief.toml [signing]",
                code="SIGN-TRUST",
            ) from error
        try:
            if pem.detect(data):
                raw = [der for kind, _, der in pem.unarmor(data, multiple=True) if "CERT" in kind]
            else:
                raw = [data]
            own = [x509.Certificate.load(der, strict=True) for der in raw]
            for one in own:
                _ = one.subject.native, one.public_key.algorithm  # read lazily: does it hold up?
        except (ValueError, TypeError, KeyError):
            own = []
        if not own:
            raise UsageError(
                f"{path.name} holds no certificate that can be read",
                help="write the authority’s certificate there, in PEM (BEGIN CERTIFICATE)",
                code="SIGN-TRUST",
            )
        found += own
    return tuple(found)
