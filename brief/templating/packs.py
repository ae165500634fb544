"""Template packs: folders of templates, labels and settings, found in the workspace or built in.

A pack is `templates/<name>/` with `pack.toml`, `brief.html.j2`, `sections/`, `macros/`, `labels/`
and, if it likes, `house.docx` and `README.md`.  A pack that `extends` another holds only what
differs: files are looked up in its own folder first, then in the base's; labels, columns and
limits are merged key by key.  A workspace's pack hides the built-in pack of the same name and may
extend it.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from brief.diagnostics import ERROR, BriefError, Diagnostic, Span, UsageError, errors
from brief.record import Record
from brief.text import nearest

NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
CITATIONS = ("footnote", "endnote", "in-text", "none")
ALIGN = ("left", "right", "center", "decimal")
_KEYS = ("format", "name", "title", "languages", "citations", "extends", "literals", "lint")
_TABLES = ("labels", "columns")
_MAX_FILE = 1_000_000  # bytes; a template or its settings are never that long


class Layout(Record):
    """The columns of a table: alignment, decimal tab in mm, widths in mm by language."""

    align: tuple[str, ...]
    decimal: float
    widths: dict[str, tuple[float, ...]]


class Pack(Record):
    """A pack with what it inherits.  `folders` are searched in order, its own first; `shown`
    names each as diagnostics do."""

    name: str
    title: str
    languages: tuple[str, ...]
    citations: str
    literals: tuple[str, ...]
    limits: dict[str, int]
    labels: dict[str, dict[str, str]]
    columns: dict[str, Layout]
    folders: tuple[Path, ...]
    shown: tuple[str, ...]
    builtin: bool
    house: Path | None = None
    found: tuple[Diagnostic, ...] = ()

    def path(self, name: str, skip: int = 0) -> tuple[Path, str] | None:
        """The file of that name below the pack and how to show it; links out of it are refused.

        `base/…` asks the packs that this one extends; `skip` leaves out that many folders.
        """
        while name.startswith("base/"):
            name, skip = name[5:], skip + 1
        parts = name.split("/")
        if not name or any(part in ("", ".", "..") or "\\" in part for part in parts):
            return None
        for folder, shown in list(zip(self.folders, self.shown, strict=True))[skip:]:
            path = folder.joinpath(*parts)
            if path.is_file() and _inside(path, folder):
                return path, f"{shown}/{name}"
        return None

    def names(self, below: str, suffix: str = ".html.j2") -> tuple[str, ...]:
        """The stems of the files in a folder of the pack, inherited ones too, sorted."""
        found: set[str] = set()
        for folder in self.folders:
            inside = folder / below
            if inside.is_dir():
                found |= {p.name[: -len(suffix)] for p in inside.iterdir() if _ends(p, suffix)}
        return tuple(sorted(found))


class Listed(Record):
    """A line of `brief template list`."""

    name: str
    title: str
    languages: tuple[str, ...]
    citations: str
    where: str  # "workspace" or "built in"


def builtin_folder() -> Path:
    """Where the built-in packs are: in the package of a wheel, else beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "_templates"
    return inside if inside.is_dir() else package.parent / "templates"


def find(name: str, workspace: Path | None = None) -> Pack:
    """The pack of that name, the workspace's first; `UsageError` where there is none.

    What is wrong with its files is in `Pack.found`; a pack with errors renders nothing.
    """
    found: list[Diagnostic] = []
    folders: list[Path] = []
    tables: list[dict[str, Any]] = []
    shown: list[str] = []
    wanted = name
    while wanted or not folders:
        folder = _folder(wanted, workspace, folders)
        if folder is None:
            raise _unknown(wanted, workspace)
        table, diagnostics = _read(folder, wanted)
        found += diagnostics
        folders.append(folder)
        shown.append(f"templates/{wanted}")
        tables.append(table)
        wanted = table.get("extends", "")
        if (
            not wanted
            and not _inside(folder, builtin_folder())
            and not (folder / "pack.toml").is_file()
        ):
            wanted = folder.name  # a folder of overrides alone extends its namesake
        if len(folders) > 8:
            raise UsageError(f"the template `{name}` extends more than eight others")
    return _merged(name, tables, folders, shown).replace(found=tuple(found))


def listing(workspace: Path | None = None) -> tuple[Listed, ...]:
    """All packs that can be used, by name; a workspace's pack hides its built-in namesake."""
    rows: dict[str, Listed] = {}
    for root, where in _roots(workspace):
        for name in sorted(p.name for p in root.iterdir() if p.is_dir()) if root.is_dir() else ():
            if name in rows or not NAME.fullmatch(name):
                continue
            if not (root / name / "pack.toml").is_file() and where == "built in":
                continue
            try:
                pack = find(name, workspace)
            except BriefError:  # a folder that is no pack; `find` tells when it is asked for
                continue
            rows[name] = Listed(name, pack.title, pack.languages, pack.citations, where)
    return tuple(rows[name] for name in sorted(rows))


def copy(name: str, workspace: Path, new: str = "") -> Path:
    """Copy a pack with all it inherits into `workspace/templates/<new>`; the new folder."""
    new = new or name
    if not NAME.fullmatch(new):
        raise UsageError(
            f"`{new}` cannot be a template's name", help="use small letters, digits and hyphens"
        )
    pack = find(name, workspace)
    if errors(pack.found):
        raise UsageError(f"the template `{name}` has errors; mend it before copying it")
    target = workspace / "templates" / new
    if target.exists():
        raise UsageError(
            f"`templates/{new}` exists already", help="choose another name, or remove it first"
        )
    for folder in reversed(pack.folders):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.is_symlink():
                place = target / path.relative_to(folder)
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(path.read_bytes())
    (target / "pack.toml").write_text(_written(pack, new), encoding="utf-8")
    for language, words in pack.labels.items():
        place = target / "labels" / f"{language}.toml"
        place.parent.mkdir(exist_ok=True)
        lines = [f"{key} = {_quoted(value)}\n" for key, value in words.items()]
        place.write_text("".join(lines), encoding="utf-8")
    return target


# ---------------------------------------------------------------- reading


def _ends(path: Path, suffix: str) -> bool:
    return path.name.endswith(suffix) and path.is_file()


def _inside(path: Path, folder: Path) -> bool:
    return os.path.realpath(path).startswith(os.path.realpath(folder) + os.sep)


def _roots(workspace: Path | None) -> tuple[tuple[Path, str], ...]:
    builtin = (builtin_folder(), "built in")
    if workspace is None or os.path.realpath(workspace / "templates") == os.path.realpath(
        builtin[0]
    ):
        return (builtin,)
    return ((workspace / "templates", "workspace"), builtin)


def _folder(name: str, workspace: Path | None, taken: list[Path]) -> Path | None:
    if not NAME.fullmatch(name):
        return None
    for root, where in _roots(workspace):
        folder = root / name
        if not folder.is_dir() or folder in taken or not _inside(folder, root):
            continue
        if (folder / "pack.toml").is_file() or (
            where == "workspace" and (builtin_folder() / name / "pack.toml").is_file()
        ):
            return folder
    return None


def _unknown(name: str, workspace: Path | None) -> UsageError:
    known = {p.name for root, _ in _roots(workspace) if root.is_dir() for p in root.iterdir()}
    known = {n for n in known if NAME.fullmatch(n)}
    close = nearest(name, known)
    hint = f"did you mean `{close}`?" if close else f"there are: {', '.join(sorted(known))}"
    return UsageError(f"there is no template `{name}`", help=hint)


def _read(folder: Path, name: str) -> tuple[dict[str, Any], list[Diagnostic]]:
    table, found = _toml(folder / "pack.toml", f"templates/{name}/pack.toml")
    reader = _Checked(table, f"templates/{name}/pack.toml", found, folder / "pack.toml")
    reader.check(name)
    labels: dict[str, dict[str, str]] = {}
    for path in sorted((folder / "labels").glob("*.toml")):
        words, more = _toml(path, f"templates/{name}/labels/{path.name}")
        found += more
        labels[path.stem] = _strings(words, "", f"templates/{name}/labels/{path.name}", found)
    for language, words in table.get("labels", {}).items():
        shown = f"templates/{name}/pack.toml"
        labels.setdefault(language, {}).update(_strings(words, "", shown, found))
    table["labels"] = labels
    return table, found


def _toml(path: Path, shown: str) -> tuple[dict[str, Any], list[Diagnostic]]:
    import tomllib

    if not path.is_file():
        return {}, []
    try:
        raw = path.read_bytes()
        if len(raw) > _MAX_FILE:
            return {}, [Diagnostic("T-PACK", ERROR, "the file is too long", Span(shown))]
        return tomllib.loads(raw.decode("utf-8")), []
    except UnicodeDecodeError:
        return {}, [Diagnostic("T-PACK", ERROR, "the file is not UTF-8", Span(shown))]
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"line (\d+), column (\d+)", str(error))
        last = raw.count(b"\n") + 1
        line, column = (int(at.group(1)), int(at.group(2))) if at else (last, 1)
        message = re.sub(r" \(at .*\)", "", str(error))
        span = Span(shown, line, column)
        return {}, [Diagnostic("T-PACK", ERROR, f"the TOML cannot be read: {message}", span)]


def _strings(table: object, prefix: str, shown: str, found: list[Diagnostic]) -> dict[str, str]:
    """A table of strings; nested tables join their keys with hyphens."""
    flat: dict[str, str] = {}
    if not isinstance(table, dict):
        found.append(Diagnostic("T-PACK", ERROR, "labels must be a table of texts", Span(shown)))
        return flat
    for key, value in table.items():
        if isinstance(value, str):
            flat[prefix + key] = value
        elif isinstance(value, dict):
            flat.update(_strings(value, f"{prefix}{key}-", shown, found))
        else:
            message = f"the label `{prefix}{key}` must be a text"
            found.append(Diagnostic("T-PACK", ERROR, message, Span(shown)))
    return flat


class _Checked:
    """Checks the form of a pack.toml, telling each fault with its line."""

    def __init__(
        self, table: dict[str, Any], shown: str, found: list[Diagnostic], path: Path
    ) -> None:
        self.table = table
        self.shown = shown
        self.found = found
        self.lines = path.read_text("utf-8", "replace").splitlines() if path.is_file() else []

    def fault(self, key: str, message: str, help: str = "") -> None:
        pattern = re.compile(rf"\s*\[?(?:\w+\.)*{re.escape(key)}\b")
        line = next((n for n, text in enumerate(self.lines, 1) if pattern.match(text)), 0)
        span = Span(self.shown, line, 1 if line else 0, max(1, len(key)))
        helps = (help,) if help else ()
        self.found.append(Diagnostic("T-PACK", ERROR, message, span, helps=helps))
        self.table.pop(key, None)

    def check(self, name: str) -> None:
        table = self.table
        if not self.lines:
            return
        for key in [k for k in table if k not in (*_KEYS, *_TABLES)]:
            close = nearest(key, (*_KEYS, *_TABLES))
            self.fault(key, f"unknown key `{key}`", f"did you mean `{close}`?" if close else "")
        if str(table.get("format", 1)) != "1":
            self.fault("format", "this version reads packs of format 1 alone")
        if table.get("name", name) != name:
            self.fault("name", f"the pack's name must be its folder's, `{name}`")
        if table.get("citations", "footnote") not in CITATIONS:
            self.fault("citations", f"citations must be one of {', '.join(CITATIONS)}")
        for key in ("title", "extends"):
            if not isinstance(table.get(key, ""), str):
                self.fault(key, f"`{key}` must be a text")
        for key in ("languages", "literals"):
            value = table.get(key, [])
            if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
                self.fault(key, f"`{key}` must be a list of texts")
        for key in ("lint", *_TABLES):
            if not isinstance(table.get(key, {}), dict):
                self.fault(key, f"`{key}` must be a table")
        for key, value in list(table.get("lint", {}).items()):
            if not isinstance(value, int) or isinstance(value, bool):
                self.fault(key, f"the limit `{key}` must be a whole number")
                table["lint"].pop(key)
        self._columns()

    def _columns(self) -> None:
        columns: dict[str, Layout] = {}
        for key, layout in self.table.get("columns", {}).items():
            if not isinstance(layout, dict):
                self.fault(key, f"the columns of `{key}` must be a table")
                continue
            align = tuple(layout.get("align", ()))
            if any(word not in ALIGN for word in align):
                self.fault(key, f"each alignment must be one of {', '.join(ALIGN)}")
                continue
            widths: dict[str, tuple[float, ...]] = {}
            for language, row in layout.items():
                if language in ("align", "decimal"):
                    continue
                if not isinstance(row, list) or not all(_millimetres(v) for v in row):
                    self.fault(key, f"the widths of `{key}` must be lists of millimetres")
                elif align and len(row) != len(align):
                    self.fault(key, f"`{key}` has {len(align)} alignments, {len(row)} widths")
                else:
                    widths[language] = tuple(float(v) for v in row)
            columns[key] = Layout(align, float(layout.get("decimal", 0)), widths)
        if "columns" in self.table:
            self.table["columns"] = columns


def _millimetres(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 1000


def _merged(name: str, tables: list[dict[str, Any]], folders: list[Path], shown: list[str]) -> Pack:
    labels: dict[str, dict[str, str]] = {}
    columns: dict[str, Layout] = {}
    limits: dict[str, int] = {}
    literals: tuple[str, ...] = ()
    plain: dict[str, Any] = {}
    for table in reversed(tables):
        for language, words in table["labels"].items():
            labels.setdefault(language, {}).update(words)
        for key, layout in table.get("columns", {}).items():
            base = columns.get(key)
            widths = {**(base.widths if base else {}), **layout.widths}
            kept = layout.align or (base.align if base else ())
            columns[key] = Layout(kept, layout.decimal or (base.decimal if base else 0), widths)
        limits.update(table.get("lint", {}))
        literals += tuple(v for v in table.get("literals", ()) if v not in literals)
        plain.update({k: v for k, v in table.items() if k in ("title", "languages", "citations")})
    house = next((f / "house.docx" for f in folders if (f / "house.docx").is_file()), None)
    return Pack(
        name,
        plain.get("title", name),
        tuple(plain.get("languages", ("en",))),
        plain.get("citations", "footnote"),
        literals,
        limits,
        labels,
        columns,
        tuple(folders),
        tuple(shown),
        all(_inside(folder, builtin_folder()) for folder in folders),
        house,
    )


def _quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _written(pack: Pack, name: str) -> str:
    """The pack.toml of a copy: everything inherited written out, so that it stands alone."""

    text = _quoted

    def row(values: tuple[str, ...]) -> str:
        return "[" + ", ".join(text(value) for value in values) + "]"

    lines = [
        "format = 1",
        f"name = {text(name)}",
        f"title = {text(pack.title)}",
        f"languages = {row(pack.languages)}",
        f"citations = {text(pack.citations)}",
        f"literals = {row(pack.literals)}",
        "",
        "[lint]",
        *(f"{key} = {value}" for key, value in sorted(pack.limits.items())),
    ]
    for key, layout in pack.columns.items():
        lines += ["", f"[columns.{key}]", f"align = {row(layout.align)}"]
        lines += [f"decimal = {layout.decimal:g}"] if layout.decimal else []
        for language, widths in layout.widths.items():
            lines.append(f"{language} = [{', '.join(f'{width:g}' for width in widths)}]")
    return "\n".join(lines) + "\n"
