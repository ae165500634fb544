"""The bytes of all files of a pack, read once: what is hashed is what is used."""

from __future__ import annotations

import os

from brief.digests import sha256, sha256_of
from brief.record import Record
from brief.templating.packs import Pack


class Content(Record):
    """The files of a pack and of those it extends, by real path, and a hash over them all."""

    files: dict[str, bytes]
    digest: str


def read(pack: Pack) -> Content:
    """Read all files of a pack; links to folders are not followed."""
    files: dict[str, bytes] = {}
    total = sha256()
    for folder, shown in zip(pack.folders, pack.shown, strict=True):
        root = os.path.realpath(folder)
        for steps, is_link in sorted(_steps(root, ())):
            path = os.path.join(root, *steps)  # noqa: PTH118 - paths cost more
            with open(path, "rb", 0) as file:  # noqa: PTH123 - paths cost more
                data = file.read()
            files[os.path.realpath(path) if is_link else path] = data
            total.update(f"{shown}/{'/'.join(steps)} {sha256_of(data)}\n".encode())
    return Content(files, total.hexdigest())


def _steps(folder: str, above: tuple[str, ...]) -> list[tuple[tuple[str, ...], bool]]:
    """The files below a folder, each as the names that lead to it, and whether it is a link."""
    found: list[tuple[tuple[str, ...], bool]] = []
    with os.scandir(folder) as entries:  # Path.rglob costs as much as half a rendering
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                found += _steps(entry.path, (*above, entry.name))
            elif entry.is_file():
                found.append(((*above, entry.name), entry.is_symlink()))
    return found
