"""Secrets: fetched at the moment of use from the environment or a keyring, and kept nowhere.

The settings that name a place stand in the workspace, and so does the server that a password goes
to; a workspace may come from other people.  So it names freely only what is meant for this product,
and everything else once the user's own settings list it.
"""

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
            help=f'write "env:BRIEF_..." or "keyring:brief"; the {what} itself stands in no file',
        )


def fetch(
    place: str, user: str, environ: Mapping[str, str], *, what: str = "password", key: str
) -> str:
    """The secret at `place`; `user` is whose it is in a keyring, `key` the setting for messages.

    A `UsageError` says where it was looked for, or that a workspace may not name it; the secret
    itself is in no message.
    """
    kind, _, name = place.partition(":")
    if not _meant(kind, name):
        _permitted(place, environ, what, key)
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


def _meant(kind: str, name: str) -> bool:
    """Whether the name tells that the secret is meant for this product."""
    if kind == "env":
        return name.startswith("BRIEF_")
    return name == "brief" or name.startswith("brief-")


def _permitted(place: str, environ: Mapping[str, str], what: str, key: str) -> None:
    from brief import own

    kind = place.partition(":")[0]
    folder = own.folder(environ)
    path = folder / own.SECRETS if folder else None
    if path and place in own.allowed_secrets(path):
        return
    free = '"env:BRIEF_..."' if kind == "env" else '"keyring:brief" or "keyring:brief-..."'
    listed = f", or list it in {path}: allowed = [{_quoted(place)}]" if path else ""
    raise UsageError(
        f"`{key}` names {place}, which a workspace may not take a {what} from by itself",
        help=f"keep it under a name meant for brief, {free}{listed}",
    )


def _quoted(text: str) -> str:
    """The text as a TOML string."""
    import json

    return json.dumps(text, ensure_ascii=False)
