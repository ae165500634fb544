"""The snapshots of a dossier's sources, read from its folder."""

from __future__ import annotations

import os
from collections.abc import Mapping

from brief.archive.capture import MAX_BYTES, Unreadable, capture
from brief.archive.snapshots import Snapshot, line_key
from brief.diagnostics import ERROR, WARNING, Diagnostic, Related, Span
from brief.dossier.files import Files
from brief.dossier.findings import short
from brief.dossier.model import Source
from brief.text.words import nearest


def read_snapshots(files: Files, sources: Mapping[str, Source]) -> dict[str, Snapshot]:
    """The snapshots by source; what cannot be read is told in the files' findings."""
    snapshots: dict[str, Snapshot] = {}
    for source in sources.values():
        if source.snapshot:
            snapshot = _snapshot(files, source)
            if snapshot is not None:
                snapshots[source.id] = snapshot
                _unmatched(files, source, snapshot)
    return snapshots


def _snapshot(files: Files, source: Source) -> Snapshot | None:
    name = source.snapshot
    span = source.span("snapshot")
    path = os.path.join(files.folder, *name.split("/"))  # noqa: PTH118
    if not os.path.isfile(path):  # noqa: PTH113
        _missing(files, source, path, span)
        return None
    data = files.data(name, MAX_BYTES, span)
    if data is None:
        return None
    file = files.shown(name)
    snapshot = capture(data, source.id, source.code, file, source.furniture)
    if isinstance(snapshot, Unreadable):
        place = Related(Span(file, snapshot.line, snapshot.column), "here")
        files.found.append(
            Diagnostic(
                "SRC-ENCODING",
                ERROR,
                f"the snapshot cannot be read as text: {snapshot.message}",
                span,
                related=(place,) if snapshot.line else (),
                helps=(snapshot.help,),
            )
        )
        return None
    files.inputs[name] = snapshot.sha256
    if not snapshot.text or snapshot.text.isspace():
        files.tell("SRC-MISSING", "the snapshot is empty", span, "put the text into it")
    return snapshot


def _missing(files: Files, source: Source, path: str, span: Span) -> None:
    folder, _, _ = source.snapshot.rpartition("/")
    try:
        held = os.listdir(os.path.dirname(path))  # noqa: PTH208, PTH120
    except OSError:  # the folder is not there either
        held = []
    wanted = source.snapshot.rpartition("/")[2]
    guess = nearest(wanted, [n for n in held if not n.startswith(".") and n != wanted])
    if os.path.isdir(path):  # noqa: PTH112
        message = f"`{source.snapshot}` is a folder"
    elif os.path.lexists(path):
        message = f"`{source.snapshot}` is no file, or a link to nothing"
    else:
        message = f"the snapshot `{source.snapshot}` is not there"
    prefix = f"{folder}/" if folder else ""
    help = f"did you mean `{prefix}{guess}`?" if guess else "save the source's text there"
    files.tell("SRC-MISSING", message, span, help)


def _unmatched(files: Files, source: Source, snapshot: Snapshot) -> None:
    """Furniture lines that are no line of the text: what they meant would count as content."""
    if not source.furniture:
        return
    text = snapshot.text
    dropped = {line_key(text[p.start : p.end]) for p in snapshot.paragraphs if p.number == 0}
    for line in source.furniture:
        if line_key(line) not in dropped:
            lines = [text[p.start : p.end] for p in snapshot.paragraphs[:2000]]
            guess = nearest(line[:200], [held[:200] for held in lines])
            files.found.append(
                Diagnostic(
                    "SRC-LINE",
                    WARNING,
                    f"no line of the snapshot reads “{short(line, 80)}”",
                    source.span("furniture"),
                    helps=(f"did you mean “{guess}”?" if guess else "copy the whole line",),
                )
            )
