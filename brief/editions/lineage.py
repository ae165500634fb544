"""From a finished file back to its edition, statements and facts; and forward from a fact."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from brief.diagnostics import BriefError
from brief.digests import sha256
from brief.editions import manifest as manifests
from brief.editions import read_docx, read_pdf
from brief.editions.audit import squeeze
from brief.editions.manifest import Manifest, StatementEntry
from brief.editions.store import Store
from brief.record import Record


class Committed(Record):
    """A committed variant: its folder and its manifest."""

    folder: Path
    manifest: Manifest


class FileText(Record):
    """A finished file's words: `body` and `notes` without white space, for finding words in it;
    `blocks` as they stand (for a PDF the body is one block); `format` is docx or pdf; `doubts`
    tell why a PDF was not read as ours are."""

    format: str
    blocks: tuple[str, ...]
    notes: tuple[tuple[int, str], ...]
    body: str
    word: read_docx.ReadDocx | None = None
    doubts: tuple[str, ...] = ()


def committed(out: Path) -> Iterator[Committed]:
    """All committed variants below `out/`, the newest editions first within each dossier."""
    if not out.is_dir():
        return
    for dossier in sorted(p.name for p in out.iterdir() if p.is_dir()):
        store = Store(out, dossier)
        editions = sorted(store.editions(), reverse=True)
        latest = store.latest()
        for edition in sorted(editions, key=lambda name: name != latest):
            for variant in store.variants(edition):
                folder = store.variant(edition, variant)
                yield Committed(folder, manifests.read(folder))


def read_file(path: Path) -> tuple[bytes, FileText]:
    """The bytes and the words of a DOCX or PDF; `BriefError` where it is neither."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BriefError(f"cannot read {path.name}: {error.strerror}", exit_code=2) from error
    if data.startswith(b"PK"):
        word = read_docx.read(data, path.name)
        blocks = tuple(block.text for block in word.blocks() if block.text)
        body = squeeze("".join(blocks))
        return data, FileText("docx", blocks, word.numbered_notes(), body, word)
    if data.startswith(b"%PDF"):
        paper = read_pdf.read(data, path.name)
        text = FileText("pdf", (paper.body,), paper.notes, paper.body, doubts=paper.doubts)
        return data, text
    raise BriefError(
        f"{path.name} is neither a Word document nor a PDF", help="name a .docx or .pdf file"
    )


def edition_of(data: bytes, text: FileText, variants: list[Committed]) -> Committed | None:
    """The variant a file is of: by its bytes, else the one most of whose statements it holds.

    Nothing that the file says of itself is trusted.  None where no statement of any is in it.
    """
    digest = sha256(data).hexdigest()
    for candidate in variants:
        if any(file.sha256 == digest for file in candidate.manifest.files):
            return candidate
    best: tuple[float, Committed | None] = (0.0, None)
    for candidate in variants:
        said = candidate.manifest.statements
        held = sum(squeeze(s.text) in text.body for s in said)
        share = held / len(said) if said else 0.0
        if share > best[0]:
            best = (share, candidate)
    return best[1]


def unchanged(data: bytes, found: Committed) -> bool:
    """Whether a file is, byte for byte, one of the variant's files."""
    digest = sha256(data).hexdigest()
    return any(file.sha256 == digest for file in found.manifest.files)


def statements_with(manifest: Manifest, words: str) -> list[StatementEntry]:
    """The statements whose printed text holds the words, white space and quote glyphs aside."""
    wanted = _plain(words)
    return [s for s in manifest.statements if wanted and wanted in _plain(s.text)]


def statements_on(manifest: Manifest, facts: set[str]) -> list[StatementEntry]:
    """The statements that rest on any of these facts."""
    return [s for s in manifest.statements if facts & set(s.facts)]


def _plain(text: str) -> str:
    for glyph, plain in (("“", '"'), ("”", '"'), ("’", "'"), ("‘", "'"), ("–", "-"), ("—", "-")):
        text = text.replace(glyph, plain)
    return squeeze(text)
