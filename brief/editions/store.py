"""Where editions live: `out/<dossier>/<edition>/<variant>/`, committed whole or not at all.

A variant is the unit of commit: its folder is written aside, synced to disk and renamed into
place, and only then does LATEST point to its edition.  A run that is killed leaves a folder whose
name begins with a dot; the next run sweeps it away, and puts back a variant that was being
replaced.
"""

from __future__ import annotations

import os
from pathlib import Path

from brief.diagnostics import BriefError
from brief.digests import sha256
from brief.editions import manifest as manifests
from brief.editions.manifest import Manifest, OutputFile

LATEST = "LATEST"
REVIEW = "review"
_NEW, _OLD = ".new-", ".old-"


class Store:
    """The editions of one dossier below `out/`."""

    def __init__(self, out: Path, dossier: str) -> None:
        self.folder = out / dossier

    def variant(self, edition: str, variant: str) -> Path:
        """Where a variant's files are, or would be."""
        return self.folder / edition / variant

    def find(self, digest: str) -> str | None:
        """The edition whose inputs have this short hash, or None."""
        if not self.folder.is_dir():
            return None
        return next(
            (p.name for p in sorted(self.folder.iterdir()) if p.name.endswith("-" + digest)), None
        )

    def latest(self) -> str | None:
        """The name of the edition that was committed last, or None."""
        try:
            return (self.folder / LATEST).read_text(encoding="utf-8").strip() or None
        except OSError:
            return None

    def editions(self) -> list[str]:
        """Names of all editions, oldest first by as-of date."""
        if not self.folder.is_dir():
            return []
        return sorted(
            p.name
            for p in self.folder.iterdir()
            if p.is_dir() and not p.name.startswith(".") and p.name != REVIEW
        )

    def variants(self, edition: str) -> list[str]:
        """Names of the committed variants of an edition."""
        folder = self.folder / edition
        if not folder.is_dir():
            return []
        return sorted(
            p.name for p in folder.iterdir() if (p / manifests.FILE).is_file() and p.name[0] != "."
        )

    def intact(self, edition: str, variant: str) -> Manifest | None:
        """The manifest of a committed variant whose files are all there, byte for byte."""
        folder = self.variant(edition, variant)
        if not (folder / manifests.FILE).is_file():
            return None
        try:
            found = manifests.read(folder)
        except BriefError:
            return None  # damaged: the caller makes it anew, which replaces the folder whole
        return None if altered(folder, found) else found

    def commit(
        self, manifest: Manifest, files: dict[str, bytes], beside: dict[str, bytes] | None = None
    ) -> Path:
        """Write `files` and their manifest as one variant; all of it, or nothing.

        `beside` are files that the manifest does not name, such as its own signature.

        Raises `BriefError` (exit code 3) when the disk is full, read-only or failing; what was
        committed before is then as it was.
        """
        final = self.variant(manifest.edition, manifest.variant)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with _Lock(self.folder / ".lock"):
                self._sweep()
                final.parent.mkdir(parents=True, exist_ok=True)
                aside = final.with_name(f"{_NEW}{final.name}")
                try:
                    whole = {**files, manifests.FILE: manifest.encode(), **(beside or {})}
                    _write_folder(aside, whole)
                    _replace(aside, final)
                except OSError:
                    import shutil

                    shutil.rmtree(aside, ignore_errors=True)
                    self._drop_if_empty(final.parent)
                    raise
                _sync(final.parent)
                _sync(self.folder)
                write_whole(self.folder / LATEST, f"{manifest.edition}\n".encode())
        except OSError as error:
            raise BriefError(
                f"cannot write the edition below {self.folder.parent.name}/{self.folder.name}: "
                f"{error.strerror or error}",
                help=f"{self._remedy(error)}; the last edition is as it was",
            ) from error
        return final

    def _remedy(self, error: OSError) -> str:
        """What mends it: a file that stands where a folder must be, else room or a right."""
        for folder in (self.folder.parent, self.folder):
            if folder.exists() and not folder.is_dir():
                return f"`{folder.name}` is a file, and must be a folder: move it away"
        if isinstance(error, (NotADirectoryError, FileExistsError)):
            return "a file stands where a folder must be: move it away"
        return "free space or give yourself the right to write there"

    def keep_review(self, name: str, data: bytes) -> Path:
        """Write a reviewers' copy beside the editions; it is no part of any."""
        folder = self.folder / REVIEW
        try:
            folder.mkdir(parents=True, exist_ok=True)
            write_whole(folder / name, data)
        except OSError as error:
            raise BriefError(
                f"cannot write the reviewers' copy {name}: {error.strerror or error}",
                help=self._remedy(error),
            ) from error
        return folder / name

    def _sweep(self) -> None:
        """Clear away what a killed run left; put back a variant that was being replaced."""
        for edition in self.folder.iterdir():
            if not edition.is_dir() or edition.name.startswith("."):
                continue
            names = os.listdir(edition)  # noqa: PTH208 - paths cost more
            for name in names:
                if name.startswith(_OLD):
                    final = edition / name.removeprefix(_OLD)
                    if final.exists():
                        _remove(edition / name)
                    else:
                        (edition / name).rename(final)
            for name in names:
                if name.startswith(_NEW):
                    _remove(edition / name)
            self._drop_if_empty(edition)

    @staticmethod
    def _drop_if_empty(folder: Path) -> None:
        try:
            folder.rmdir()
        except OSError:
            return  # not empty: other variants live there


def altered(folder: Path, manifest: Manifest) -> list[str]:
    """Names of files that are missing or whose bytes differ from the manifest."""
    wrong = []
    for file in manifest.files:
        path = folder / file.path
        try:
            if not path.is_file():  # a pipe would be waited for
                raise FileNotFoundError
            data = path.read_bytes()
        except OSError:
            wrong.append(file.path)
            continue
        if len(data) != file.size or sha256(data).hexdigest() != file.sha256:
            wrong.append(file.path)
    return wrong


def describe(path: str, format: str, data: bytes, copy: int = 0, recipient: str = "") -> OutputFile:
    """The manifest's entry for a finished file."""
    return OutputFile(path, format, sha256(data).hexdigest(), len(data), copy, recipient)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file aside, sync it and rename it into place, so that nobody sees half of it."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        _write(aside, data)
        aside.replace(path)
    except OSError:
        aside.unlink(missing_ok=True)
        raise
    _sync(path.parent)


def _write_folder(folder: Path, files: dict[str, bytes]) -> None:
    folder.mkdir()
    for name, data in files.items():
        _write(folder / name, data)
    _sync(folder)


def _replace(aside: Path, final: Path) -> None:
    if final.exists():
        old = final.with_name(f"{_OLD}{final.name}")
        final.rename(old)
        try:
            aside.rename(final)
        except OSError:
            old.rename(final)
            raise
        _remove(old)
    else:
        aside.rename(final)


def _remove(folder: Path) -> None:
    """Remove a folder; that of a variant holds files alone, which needs no `shutil`."""
    with os.scandir(folder) as entries:
        found = list(entries)
    if folder.is_symlink() or any(entry.is_dir(follow_symlinks=False) for entry in found):
        import shutil

        shutil.rmtree(folder)
        return
    for entry in found:
        os.unlink(entry.path)  # noqa: PTH108 - paths cost more
    folder.rmdir()


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    if os.name == "nt":
        return  # Windows has no way to sync a folder; renames are journalled there
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class _Lock:
    """An exclusive lock on a file while committing; waits for another run to finish."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        self._file = self._path.open("a+b")
        try:
            if os.name == "nt":
                import msvcrt

                msvcrt.locking(self._file.fileno(), msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined]
            else:
                import fcntl

                fcntl.flock(self._file, fcntl.LOCK_EX)
        except OSError:
            self._file.close()
            raise

    def __exit__(self, *_error: object) -> None:
        self._file.close()
