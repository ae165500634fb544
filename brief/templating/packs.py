"""Template packs: folders of templates, labels and settings, found in the workspace or built in.

A pack is `templates/<name>/` with `pack.toml`, `brief.html.j2`, `sections/`, `macros/`, `labels/`
and, if it likes, `house.docx` and `README.md`.  A pack that `extends` another holds only what
differs: files are looked up in its own folder first, then in the base's; labels, columns and
limits are merged key by key.  A workspace's pack hides the built-in pack of the same name and may
extend it.  Installed packages add packs through the entry-point group `brief.templates`: the entry
point is called like the pack and names the package that holds its folder (`ministry`, or
`ministry:packs` for a folder within it); nothing of the package is run.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from brief import TYPE_CHECKING
from brief.diagnostics import BriefError, Diagnostic, UsageError, errors
from brief.record import Record
from brief.templating import pack_files
from brief.templating.builtin import builtin_folder
from brief.templating.pack_reading import Layout, read
from brief.text.words import nearest

if TYPE_CHECKING:
    from typing import Any

_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")  # of a pack's name
_LONGEST = 64
_PLAIN = ("title", "languages", "citations", "style")


def _is_name(name: str) -> bool:
    """Whether a pack may be named so: small letters, digits, and hyphens but at the beginning."""
    return 0 < len(name) <= _LONGEST and name[0] != "-" and _LETTERS.issuperset(name)


class Pack(Record):
    """A pack with what it inherits.  `folders` are searched in order, its own first; `shown`
    names each as diagnostics do.  `style` is the citation style, "" where the pack names none."""

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
    style: str = ""

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
            try:
                if path.is_file() and _inside(path, folder):
                    return path, f"{shown}/{name}"
            except OSError:  # a name that is too long is nobody's
                return None
        return None

    def names(self, below: str, suffix: str = ".html.j2") -> tuple[str, ...]:
        """The stems of the files in a folder of the pack, inherited ones too, sorted."""
        found: set[str] = set()
        for folder in self.folders:
            inside = folder / below
            if inside.is_dir():
                with os.scandir(inside) as entries:
                    found |= {p.name[: -len(suffix)] for p in entries if _ends(p, suffix)}
        return tuple(sorted(found))


class Listed(Record):
    """A line of `brief template list`."""

    name: str
    title: str
    languages: tuple[str, ...]
    citations: str
    where: str  # "workspace", "built in", or the installed distribution


def find(name: str, workspace: Path | None = None, cache: Path | None = None) -> Pack:
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
        spoilt = [] if _inside(folder, builtin_folder()) else pack_files.check(str(folder), wanted)
        table, diagnostics = ({"labels": {}}, spoilt) if spoilt else read(folder, wanted, cache)
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


def in_style(pack: Pack, style: str) -> Pack:
    """The pack with the workspace's citation style, where it names none itself."""
    return pack.replace(style=style) if style and not pack.style else pack


def workspace_style(settings: dict[str, Any]) -> str:
    """The citation style that brief.toml names for packs that name none; "" where it does not."""
    table = settings.get("citations")
    if table is None:
        return ""
    from brief.citation.styles import STYLES

    style = table.get("style", "") if isinstance(table, dict) else table
    if style != "" and style not in STYLES:
        close = nearest(str(style), STYLES)
        hint = f"did you mean {close}? " if close else ""
        raise UsageError(
            f"brief.toml asks for the citation style {style!r}, which there is not",
            help=f"{hint}styles: {', '.join(STYLES)}",
        )
    return str(style)


def listing(workspace: Path | None = None) -> tuple[Listed, ...]:
    """All packs that can be used, by name; a workspace's pack hides its built-in namesake."""
    rows: dict[str, Listed] = {}
    for root, where in _roots(workspace):
        for name in sorted(p.name for p in root.iterdir() if p.is_dir()) if root.is_dir() else ():
            if name in rows or not _is_name(name):
                continue
            if not (root / name / "pack.toml").is_file() and where == "built in":
                continue
            try:
                pack = find(name, workspace)
            except BriefError:  # a folder that is no pack; `find` tells when it is asked for
                continue
            rows[name] = Listed(name, pack.title, pack.languages, pack.citations, where)
    for name, (_, distribution) in _installed().items():
        if name not in rows:
            try:
                pack = find(name, workspace)
            except BriefError:  # its folder is not there; `find` tells when it is asked for
                continue
            rows[name] = Listed(name, pack.title, pack.languages, pack.citations, distribution)
    return tuple(rows[name] for name in sorted(rows))


def copy(name: str, workspace: Path, new: str = "") -> Path:
    """Copy a pack with all it inherits into `workspace/templates/<new>`; the new folder."""
    new = new or name
    if not _is_name(new):
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
    try:
        _copied(pack, target, new)
    except OSError as error:
        import shutil

        shutil.rmtree(target, ignore_errors=True)  # no half of a pack stays
        raise BriefError(
            f"cannot write `templates/{new}`: {error.strerror}",
            help="free space or give yourself the right to write there",
        ) from error
    return target


def _copied(pack: Pack, target: Path, new: str) -> None:
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


# ---------------------------------------------------------------- reading


def _ends(path: os.DirEntry[str], suffix: str) -> bool:
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
    if not _is_name(name):
        return None
    for root, where in _roots(workspace):
        folder = root / name
        if not folder.is_dir() or folder in taken or not _inside(folder, root):
            continue
        if (folder / "pack.toml").is_file() or (
            where == "workspace" and (builtin_folder() / name / "pack.toml").is_file()
        ):
            return folder
    holder, _ = _installed().get(name, (None, ""))
    if holder is None or holder / name in taken or not (holder / name / "pack.toml").is_file():
        return None
    return holder / name if _inside(holder / name, holder) else None


def _installed() -> dict[str, tuple[Path | None, str]]:
    """The packs of installed packages by name: the folder that holds each (None where there is no
    such package) and the distribution.  A package is found, never imported."""
    from brief.registry import entry_points

    found: dict[str, tuple[Path | None, str]] = {}
    for point in entry_points("brief.templates"):
        if not _is_name(point.name):
            continue
        module, _, inside = point.value.partition(":")
        found[point.name] = (_package(module.strip(), inside.strip()), point.distribution)
    return found


def _package(module: str, inside: str) -> Path | None:
    """The folder of a package on the path, or one within it (`packs.memos`)."""
    steps = [step for step in (*module.split("."), *inside.split(".")) if step]
    if not all(step.isidentifier() for step in steps):
        return None
    for entry in sys.path:
        folder = Path(entry or ".").joinpath(*steps)
        if folder.is_dir():
            return folder.resolve()
    return None


def _unknown(name: str, workspace: Path | None) -> UsageError:
    known = {p.name for root, _ in _roots(workspace) if root.is_dir() for p in root.iterdir()}
    installed = _installed()
    if name in installed:
        _, distribution = installed[name]
        return UsageError(
            f"the template `{name}` of {distribution} is not where its entry point says",
            help=f"mend or uninstall {distribution} (entry points `brief.templates`)",
        )
    known = {n for n in known if _is_name(n)} | installed.keys()
    close = nearest(name, known)
    hint = f"did you mean `{close}`?" if close else f"there are: {', '.join(sorted(known))}"
    return UsageError(f"there is no template `{name}`", help=hint)


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
        plain.update({k: v for k, v in table.items() if k in _PLAIN})
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
        style=plain.get("style", ""),
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
        *([f"style = {text(pack.style)}"] if pack.style else []),
        f"literals = {row(pack.literals)}",
        "",
        "[lint]",
        *(f"{key} = {value}" for key, value in sorted(pack.limits.items())),
    ]
    for key, layout in pack.columns.items():
        lines += ["", f"[columns.{key}]"]
        lines += [f"align = {row(layout.align)}"] if layout.align else []
        lines += [f"decimal = {layout.decimal:g}"] if layout.decimal else []
        for language, widths in layout.widths.items():
            lines.append(f"{language} = [{', '.join(f'{width:g}' for width in widths)}]")
    return "\n".join(lines) + "\n"
