"""Secrets: fetched at the moment of use from the environment or a keyring, and kept nowhere."""

from __future__ import annotations

from collections.abc import Mapping

from brief.diagnostics import UsageError

PLACES = ("env:", "keyring:")


def check(place: str, setting: str, what: str) -> None:
    """A `UsageError` where `place` is neither `env:NAME` nor `keyring:SERVICE`."""
    kind, _, name = place.partition(":")
    if f"{kind}:" not in PLACES or not name:
        raise UsageError(
            f"{setting} names no place to take the {what} from",
            help=f'write "env:NAME" or "keyring:SERVICE"; the {what} itself stands in no file',
        )


def fetch(
    place: str, user: str, environ: Mapping[str, str], *, what: str = "password", key: str
) -> str:
    """The secret at `place`; `user` is whose it is in a keyring, `key` the setting for messages.

    A `UsageError` says where it was looked for; the secret itself is in no message.
    """
    kind, _, name = place.partition(":")
    if kind == "env":
        found = environ.get(name, "")
        if not found:
            raise UsageError(
                f"the environment has no {name}, from which the {what} is to come",
                help=f"set {name}, or change `{key}` in brief.toml",
            )
        return found
    try:
        import keyring
        import keyring.errors
    except ImportError as error:
        raise UsageError(
            f"the {what} is to come from a keyring, but `keyring` is not installed",
            help="pip install 'policy-brief[keyring]'",
        ) from error
    try:
        found = keyring.get_password(name, user) or ""
    except keyring.errors.KeyringError as error:
        raise UsageError(
            f"the keyring cannot be read ({type(error).__name__})",
            help=f"unlock it, or take the {what} from the environment",
        ) from error
    if not found:
        raise UsageError(
            f"the keyring has no {what} for {user} under {name}",
            help=f"store it with: keyring set {name} {user}",
        )
    return found
