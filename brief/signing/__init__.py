"""Signatures of finished files, manifests and messages; nothing here runs unless one is asked for.

pyHanko and cryptography are the extra `signing`; they are imported where something is signed or a
signature is held against a certificate, and nowhere else.
"""

from __future__ import annotations

from brief.signing.settings import Order, Settings, parse

__all__ = ["Order", "Settings", "parse"]
