"""Whether the signatures of an edition let it go out: there, and holding."""

from __future__ import annotations

from brief.cli.committed import Committed
from brief.diagnostics import ERROR, WARNING, Diagnostic, Span, errors
from brief.editions import manifest as manifests
from brief.signing import Settings
from brief.signing.extra import HELP, installed


def refusals(found: Committed, settings: Settings) -> list[Diagnostic]:
    """Why variants may not go out for their signatures; nothing where all may.

    Where the settings name a certificate, every variant has to be signed; a signed manifest has to
    be the one that was signed, by somebody trusted where the settings tell whom to trust.
    """
    told: list[Diagnostic] = []
    for name, manifest in found.variants.items():
        span = Span(found.shown(name))
        if not manifest.signature:
            if settings.certificate and not manifest.draft:
                told.append(
                    Diagnostic(
                        "M-UNSIGNED",
                        ERROR,
                        f"{name}: the edition is not signed, and the settings name a certificate",
                        span,
                        helps=("generate it again, without --no-sign",),
                    )
                )
        elif not installed():
            message = f"{name}: the edition is signed, which cannot be checked without pyHanko"
            told.append(Diagnostic("SIGN-EXTRA", WARNING, message, span, helps=(HELP,)))
        else:
            told += [
                Diagnostic(
                    "M-ALTERED",
                    ERROR,
                    f"{name}: {problem}",
                    span,
                    helps=("only editions as signed are sent: brief generate --force",),
                )
                for problem in _problems(found, name, settings)
            ]
    return told


def _problems(found: Committed, name: str, settings: Settings) -> list[str]:
    """What is wrong with the signature of a variant's manifest."""
    from brief.signing import verification
    from brief.signing.trust import read

    folder = found.folder(name)
    try:
        data = (folder / manifests.FILE).read_bytes()
        signature = (folder / manifests.SIGNATURE).read_bytes()
    except OSError as error:
        return [f"the signature of the manifest cannot be read: {error.strerror}"]
    held = verification.detached(data, signature, read(settings.trust), "the manifest")
    problems = [d.message for d in errors(held.told)]
    signer = held.signature
    if not problems and (signer is None or signer.fingerprint != found.variants[name].signer):
        problems.append("the manifest is signed with another certificate than it names")
    return problems
