"""Whether the extra `signing` is installed, and what to say where it is not."""

from __future__ import annotations

from importlib.util import find_spec

from brief.diagnostics import UsageError

HELP = "pip install 'policy-brief[signing]'"


def installed() -> bool:
    """Whether something can be signed, and signatures be held against certificates."""
    return find_spec("pyhanko") is not None and find_spec("cryptography") is not None


def require(what: str) -> None:
    """A `UsageError` where `what` cannot be done for want of the extra."""
    if not installed():
        raise UsageError(f"{what}, but pyHanko is not installed", help=HELP, code="SIGN-EXTRA")
