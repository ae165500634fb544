"""What was read from a house file, kept as data under the hash of its bytes."""

from __future__ import annotations

from base64 import b64decode, b64encode
from json import JSONDecodeError, dumps, loads
from pathlib import Path

from brief import TYPE_CHECKING, diagnostics
from brief.diagnostics import Diagnostic
from brief.digests import sha256
from brief.house import theme as themes
from brief.house.fontfiles import font_path
from brief.house.theme import Theme
from brief.kept import write_whole
from brief.record import Record

if TYPE_CHECKING:
    from typing import Any

_VERSION = 1  # of what is read
_KINDS: dict[str, type[Record]] = {
    kind.__name__: kind
    for module in (themes, diagnostics)
    for kind in vars(module).values()
    if isinstance(kind, type) and issubclass(kind, Record)
}


def keep(folder: Path, digest: str, theme: Theme, found: list[Diagnostic]) -> None:
    """Keep what was read; a folder that cannot be written is no matter."""
    body = dumps(_plain([theme, *found]), ensure_ascii=False)
    write_whole(_path(folder, digest), (sha256(body.encode()).hexdigest() + body).encode())


def kept(folder: Path, digest: str, file: str) -> tuple[Theme, list[Diagnostic]] | None:
    """What was kept, or None where it is not there, not whole, or its fonts are gone."""
    try:
        held = _path(folder, digest).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    body = held[64:]
    if sha256(body.encode()).hexdigest() != held[:64]:
        return None
    try:
        theme, *found = _record(loads(body))
    except (JSONDecodeError, KeyError, TypeError, ValueError):
        return None
    files = [f for face in (theme.text, theme.sans) for f in (face.regular, face.bold) if f]
    if theme.source != file or not all(font_path(f).is_file() for f in files):
        return None
    return theme, found


def _path(folder: Path, digest: str) -> Path:
    return folder / "houses" / f"{_VERSION}-{digest[:32]}.json"


def _plain(value: Any) -> Any:
    if isinstance(value, Record):
        fields = {field: _plain(getattr(value, field)) for field in value._fields}
        return {"is": type(value).__name__, **fields}
    if isinstance(value, dict):
        return {"is": "dict", "of": [[key, _plain(one)] for key, one in value.items()]}
    if isinstance(value, list):
        return {"is": "list", "of": [_plain(one) for one in value]}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, bytes):
        return {"is": "bytes", "of": b64encode(value).decode()}
    return value


def _record(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_record(one) for one in value)
    if not isinstance(value, dict):
        return value
    kind = value["is"]
    if kind == "dict":
        return {key: _record(one) for key, one in value["of"]}
    if kind == "list":
        return [_record(one) for one in value["of"]]
    if kind == "bytes":
        return b64decode(value["of"])
    fields = {key: _record(one) for key, one in value.items() if key != "is"}
    return _KINDS[kind](**fields)
