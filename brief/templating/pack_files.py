"""The files of somebody's pack as they lie in its folder: what no pack needs is told before
anything is read."""

from __future__ import annotations

import os
from collections.abc import Iterator

from brief.diagnostics import ERROR, Diagnostic, Span
from brief.expressions import expression

MAX_TEXT = 1_000_000  # bytes of a template or of settings
MAX_TEXTS = 4_000_000  # bytes of all of them
MAX_OTHER = 50_000_000  # bytes of a house file or a font
MAX_FILES = 1000

_TEXTS = (".j2", ".toml")
# Characters that no system's file names should have; some would end the marks in a rendering.
_BAD_NAME = expression(r'[\x00-\x1f\x7f-\x9f\ud800-\udfff<>:"|?*\\]')

_PLAIN = str.maketrans("", "", "_.-")  # beside letters and digits, what a name may always have


SPOILT = "no file of the pack is read while this is so"
_FEWER = "take out what the pack does not need"
_NAMED = (
    "the name of a file has characters that no name may have",
    "name it with letters, digits, `.`, `-` and `_`",
)
_LINKED = (
    "a link leads to a folder, to nothing or out of the pack",
    "put the file itself in the place of the link",
)


def is_spoilt(found: Diagnostic) -> bool:
    """Whether a finding is about a pack's files as files."""
    return SPOILT in found.notes


def check(folder: str, name: str) -> list[Diagnostic]:
    """What is wrong with the files of the pack `name` as files (T-PACK), at most one of a kind:
    links out of it or to folders, names that cannot be printed, too many files or too long ones.
    """
    root = os.path.realpath(folder) + os.sep
    told: dict[tuple[str, str], str] = {}
    texts = 0
    for count, (path, entry) in enumerate(_walk(folder), 1):
        if count > MAX_FILES:
            told[f"the pack has more than {MAX_FILES:,} files", _FEWER] = ""
            break
        if not entry.name.translate(_PLAIN).isalnum() and _BAD_NAME.search(entry.name):
            told.setdefault(_NAMED, path)
        if entry.is_symlink() and not _stays(entry, root):
            told.setdefault(_LINKED, path)
        elif entry.is_file():
            size = entry.stat().st_size
            is_text = path.endswith(_TEXTS)
            texts += size if is_text else 0
            most = MAX_TEXT if is_text else MAX_OTHER
            if size > most:
                told.setdefault(("the file is too long", f"{most:,} bytes are the most"), path)
    if texts > MAX_TEXTS:
        told[f"its templates and settings have more than {MAX_TEXTS:,} bytes", _FEWER] = ""
    shown = f"templates/{name}"
    return [
        Diagnostic(
            "T-PACK",
            ERROR,
            message,
            Span(f"{shown}/{path}" if path else shown),
            helps=(help,),
            notes=(SPOILT,),
        )
        for (message, help), path in told.items()
    ]


def _stays(link: os.DirEntry[str], root: str) -> bool:
    """Whether a link leads to a file below `root`."""
    try:
        return link.is_file() and os.path.realpath(link.path).startswith(root)
    except OSError:  # it leads back to itself
        return False


def _walk(folder: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """The files and links below a folder by relative path; links are not followed."""
    pending = [""]
    while pending:
        below = pending.pop()
        with os.scandir(os.path.join(folder, below)) as entries:  # noqa: PTH118 - as cheap as can be
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    pending.append(f"{below}{entry.name}/")
                else:
                    yield below + entry.name, entry
