"""What the commands of delivery share: a committed edition, whether it may go out, its parcels."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from brief import TYPE_CHECKING
from brief.delivery import ledger as ledgers
from brief.delivery.letters import Matter, compose, fill, stored
from brief.delivery.parcel import Enclosure, Letter, Parcel
from brief.delivery.recipients import Recipient
from brief.delivery.settings import Settings
from brief.diagnostics import ERROR, BriefError, Diagnostic, Span, UsageError
from brief.digests import sha256
from brief.editions import manifest as manifests
from brief.editions.manifest import Manifest
from brief.editions.store import Store, altered
from brief.record import Record
from brief.writers import FORMATS

_LEAD = 5  # statements at most, where the message has to choose them itself
if TYPE_CHECKING:
    from typing import Any

    from brief.editions.wordml import Paragraph


class Committed(Record):
    """An edition and its variants, by name."""

    dossier: str
    edition: str
    store: Store
    variants: dict[str, Manifest]

    def folder(self, variant: str) -> Path:
        return self.store.variant(self.edition, variant)

    def shown(self, variant: str) -> str:
        """The variant's manifest as diagnostics name it."""
        return f"out/{self.dossier}/{self.edition}/{variant}/{manifests.FILE}"


def find(out: Path, named: str | None, dossier: str | None) -> Committed:
    """The edition that is meant: its name, a dossier's name (its latest), both with a slash
    between, or nothing where there is one dossier.  A `UsageError` says what there is."""
    if named and "/" in named.strip("/"):
        dossier, _, named = named.strip("/").rpartition("/")
        dossier = dossier.rpartition("/")[2]
    known = sorted(p.name for p in out.iterdir() if p.is_dir()) if out.is_dir() else []
    if named in known and not dossier:
        named, dossier = None, named
    candidates = [dossier] if dossier else known
    if dossier and dossier not in known:
        raise UsageError(
            f"nothing has been generated of {dossier}", help=f"brief generate {dossier}"
        )
    stores = [(name, Store(out, name)) for name in candidates]
    if named:
        found = [(n, s) for n, s in stores if named in s.editions() and s.variants(named)]
        if len(found) != 1:
            there = ", ".join(e for _, store in stores for e in store.editions()) or "none"
            raise UsageError(f"no edition {named}", help=f"the editions are: {there}")
        name, store = found[0]
        return _read(name, store, named)
    if len(stores) != 1:
        if not stores:
            raise UsageError("nothing has been generated yet", help="brief generate")
        names = ", ".join(candidates)
        raise UsageError("there are several dossiers", help=f"name one of {names}")
    name, store = stores[0]
    latest = store.latest()
    if not latest:
        raise UsageError(f"nothing has been generated of {name}", help=f"brief generate {name}")
    return _read(name, store, latest)


def _read(dossier: str, store: Store, edition: str) -> Committed:
    names = store.variants(edition)
    if not names:
        raise UsageError(f"the edition {edition} has no variant", help="generate it again")
    return Committed(
        dossier, edition, store, {n: manifests.read(store.variant(edition, n)) for n in names}
    )


def refusals(
    found: Committed, required: int, approvals: list[ledgers.Approval]
) -> list[Diagnostic]:
    """Why variants of an edition may not go out; nothing where all may.

    `required` is how many people the dossier's policy asks to approve.
    """
    told = []
    for name, manifest in found.variants.items():

        def refuse(
            code: str, message: str, help: str, variant: str = name, notes: tuple[str, ...] = ()
        ) -> None:
            span = Span(found.shown(variant))
            message = f"{variant}: {message}"
            told.append(Diagnostic(code, ERROR, message, span, helps=(help,), notes=notes))

        if manifest.draft:
            refuse("M-DRAFT", "the edition is a draft", "mend its errors and generate it anew")
        severities = [str(d.get("severity", "error")) for d in manifest.diagnostics]
        if "error" in severities:
            refuse("M-ERRORS", "the edition has errors", "mend them and generate it anew")
        warned = severities.count("warning")
        which = tuple(
            f"{d.get('code', '')}: {d.get('message', '')}"
            for d in manifest.diagnostics
            if d.get("severity") == "warning"
        )
        if warned:
            refuse(
                "M-WARNINGS",
                f"{warned} warning{'s' if warned > 1 else ''} nobody has acknowledged",
                "mend them, or acknowledge them in rulings.yaml, and generate it anew",
                notes=which[:5],
            )
        if (manifest.edition, manifest.variant, manifest.dossier) != (
            found.edition,
            name,
            found.dossier,
        ):
            refuse("M-ALTERED", "the manifest is another variant's", "generate the edition again")
        outside = [f.path for f in manifest.files if not _within(found.folder(name), f.path)]
        if outside:
            refuse(
                "M-ALTERED",
                f"the manifest names a file that is not in its folder: {outside[0]}",
                "generate the edition again",
            )
            continue
        wrong = altered(found.folder(name), manifest)
        if wrong:
            refuse(
                "M-ALTERED",
                f"{', '.join(wrong)} differs from the manifest",
                "only files as committed are sent; generate the edition again",
            )
        if not manifest.attached:
            refuse("M-EMPTY", "the variant has no file", "generate it with a format")
        who = approvers(manifest, approvals)
        if len(who) < required:
            have = f"{len(who)} ({', '.join(sorted(who.values()))})" if who else "none"
            refuse(
                "M-APPROVALS",
                f"the dossier asks for {required} approval{'s' if required > 1 else ''} of exactly "
                f"these files; there {'is' if len(who) < 2 else 'are'} {have}",
                f"brief approve {found.edition} --as NAME",
            )
    return told


def _within(folder: Path, name: str) -> bool:
    """Whether a file lies in the folder itself, and is no link to somewhere else."""
    return (
        name not in {"", ".", ".."}
        and not set(name) & set("/\\")
        and not (folder / name).is_symlink()
    )


def digest(manifest: Manifest) -> str:
    """What an approval stands for: the variant's files, to the byte."""
    text = "\n".join(sorted(f"{f.sha256} {f.path}" for f in manifest.files))
    return sha256(text.encode()).hexdigest()


def approvers(manifest: Manifest, approvals: list[ledgers.Approval]) -> dict[str, str]:
    """Who approved exactly these files; a name counts once, however it is capitalised."""
    mark = digest(manifest)
    return {
        a.name.casefold(): a.name
        for a in approvals
        if a.variant == manifest.variant and a.digest == mark
    }


def required_approvals(folder: Path, workspace: Path) -> int:
    """How many approvals the dossier's policy asks for."""
    from brief.dossier import load

    dossier, _ = load(folder, workspace)
    if dossier is None:
        raise BriefError(
            f"cannot read the dossier {folder.name}, so not whether it asks for approvals",
            help="brief check tells what is wrong with it",
        )
    return dossier.head.approvals


def parcels(found: Committed, settings: Settings) -> list[Parcel]:
    """The variants as parcels.  Each file is read once, and what was read is held against the
    manifest, so what is sent is what was checked."""
    return [_parcel(found, manifest, settings) for manifest in found.variants.values()]


def _parcel(found: Committed, manifest: Manifest, settings: Settings) -> Parcel:
    enclosures: list[Enclosure] = []
    shared: list[Enclosure] = []
    copies: dict[str, tuple[Enclosure, ...]] = {}
    message = b""
    for file in manifest.files:
        path = found.folder(manifest.variant) / file.path
        try:
            data = path.read_bytes()
        except OSError as error:
            raise BriefError(f"cannot read {file.path}: {error.strerror}") from error
        if sha256(data).hexdigest() != file.sha256:
            raise BriefError(
                f"{file.path} differs from the manifest", help="generate the edition again"
            )
        if file.format == manifests.MESSAGE:
            message = data
            continue
        known = FORMATS.get(file.format)
        media = known.media_type if known else "application/octet-stream"
        enclosure = Enclosure(file.path, file.format, media, file.sha256, data)
        enclosures.append(enclosure)
        if file.recipient:
            copies[file.recipient] = (*copies.get(file.recipient, ()), enclosure)
        else:
            shared.append(enclosure)
    compose = _composer(manifest, enclosures, message, settings.sender.name)
    parcel = Parcel(
        manifest.dossier,
        manifest.edition,
        manifest.variant,
        manifest.audience,
        manifest.language,
        manifest.marking,
        manifest.title,
        tuple(shared),
        lambda recipient: compose(recipient, parcel.enclosed(recipient)),
        copies,
        lambda recipient: manifests.recipient_mark(manifest.edition, recipient.key),
    )
    return parcel


def _composer(
    manifest: Manifest, enclosures: list[Enclosure], message: bytes, sender: str
) -> Callable[[Recipient, tuple[Enclosure, ...]], Letter]:
    """How a recipient's letter is made: from the message that was rendered with the edition, or a
    plain one where the template's pack has none."""
    if message:
        read = stored(message)
        return lambda recipient, files: fill(read, recipient, files, sender)
    matter = _matter(manifest, enclosures).replace(sender=sender)
    return lambda recipient, files: compose(matter, recipient, files)


def _matter(manifest: Manifest, enclosures: list[Enclosure]) -> Matter:
    """What the message says of a variant: its bottom line and key points as its Word file prints
    them, references included; without one, those of its first statements that are sentences."""
    matter = Matter(
        manifest.title, manifest.marking, manifest.as_of, manifest.edition, manifest.language
    )
    word = next((e.data for e in enclosures if e.format == "docx"), None)
    if word is not None:
        found = _as_printed(matter, word)
        if found is not None:
            return found
    said = []
    ended = True
    for statement in manifest.statements:
        text = statement.text
        ends = text.rstrip('”»")').endswith((".", "!", "?"))
        if ended and ends and text != manifest.title:
            said.append(f"{text} [{statement.citation}]" if statement.citation else text)
        ended = ends
    return matter.replace(lead=tuple(said[:_LEAD]))


def _as_printed(matter: Matter, word: bytes) -> Matter | None:
    """Bottom line and key points from the finished Word file; None where it has neither."""
    from brief.editions import read_docx

    try:
        read = read_docx.read(word)
    except BriefError:  # a Word file from another hand: the message does without
        return None
    lines: dict[str, list[str]] = {"BriefBox": [], "BriefPoint": []}
    headings = dict.fromkeys(lines, "")
    heading = running = ""
    for paragraph in read.paragraphs:
        style = paragraph.style
        if style not in lines:
            heading, running = paragraph.text, ""
        elif running == style or not lines[style]:  # the first such list of the document alone
            headings[style] = headings[style] or heading
            lines[style].append(_line(paragraph, read.notes))
            running = style
    if not any(lines.values()):
        return None
    key = next((text for text in read.running if "S1 " in text), "")
    return matter.replace(
        lead=tuple(lines["BriefBox"]),
        points=tuple(lines["BriefPoint"]),
        lead_heading=headings["BriefBox"],
        points_heading=headings["BriefPoint"],
        sources=key,
    )


def _line(paragraph: Paragraph, notes: Mapping[str, str]) -> str:
    """A paragraph with the references of its notes in brackets at its end."""
    cited = dict.fromkeys(notes.get(note, "").strip() for note in paragraph.notes)
    text = paragraph.text.replace("\t", ": ", 1)
    references = "; ".join(filter(None, cited))
    return f"{text} [{references}]" if references else text


def delivery_table(settings: Mapping[str, Any]) -> Mapping[str, Any]:
    """The `[delivery]` table of the workspace's `brief.toml`."""
    table = settings.get("delivery")
    if not isinstance(table, dict):
        raise UsageError(
            "brief.toml has no [delivery] table, so nobody is named as the sender",
            help="add [delivery] with `from`, and `server` to send by; see `brief send --help`",
        )
    return table
