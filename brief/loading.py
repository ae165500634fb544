"""The program's own modules, found where they must be and read in one step.

Python looks for a module as if it might be of any kind and anywhere, which for the hundred and
fifty small ones of a run takes a twentieth of the run.  Ours are plain files in the folder of their
package, and their bytecode is believed as Python itself believes it: by its own number, and the
time and size of the source.  All else, such as a module that must be compiled, is left to Python.
"""

from __future__ import annotations

import os
import sys

# The names that `importlib.machinery` and `importlib.util` export, without what these import.
from _frozen_importlib import ModuleSpec
from _frozen_importlib_external import MAGIC_NUMBER, SourceFileLoader
from _imp import _fix_co_filename  # type: ignore[attr-defined]  # as Python's own loader does
from marshal import loads

from brief import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import CodeType, ModuleType

_OURS = "brief."
_SEP = os.sep
_BYTECODE = f".{sys.implementation.cache_tag}.pyc"
_NUMBER = MAGIC_NUMBER + bytes(4)  # and the flags of bytecode that goes by its source's time
_HEAD = 16  # bytes: those, the time and the size
_MOST = 1 << 16  # bytes that are read at once: more would each time be had from the system anew
_READING = os.O_RDONLY | getattr(os, "O_BINARY", 0)


class _Loader(SourceFileLoader):
    """Loads a module from the bytecode at `cached` if that begins with `head`."""

    def __init__(self, name: str, path: str, cached: str, head: bytes) -> None:
        super().__init__(name, path)
        self._cached = cached
        self._head = head

    def get_code(self, fullname: str) -> CodeType | None:
        """The module's code, by Python's own way where the bytecode is not as it should be."""
        try:
            file = os.open(self._cached, _READING)
        except OSError:
            return super().get_code(fullname)
        try:
            data = os.read(file, _MOST)
        finally:
            os.close(file)
        if data.startswith(self._head) and len(data) < _MOST:
            code: CodeType = loads(memoryview(data)[_HEAD:])
            _fix_co_filename(code, self.path)  # of what was compiled by another name
            return code
        return super().get_code(fullname)


class _Finder:
    """Finds the modules below the package, as `importlib.abc.MetaPathFinder`."""

    @staticmethod
    def find_spec(
        fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Where a module of ours is and how it is loaded; None for all others."""
        if not path or not fullname.startswith(_OURS):
            return None
        folder, name, is_package = path[0], fullname.rpartition(".")[2], False
        file = f"{folder}{_SEP}{name}.py"
        try:
            state = os.stat(file)  # noqa: PTH116 - paths cost more
        except OSError:
            folder, name, is_package = f"{folder}{_SEP}{name}", "__init__", True
            file = f"{folder}{_SEP}__init__.py"
            try:
                state = os.stat(file)  # noqa: PTH116 - paths cost more
            except OSError:
                return None
        cached = f"{folder}{_SEP}__pycache__{_SEP}{name}{_BYTECODE}"
        time, size = int(state.st_mtime) & 0xFFFFFFFF, state.st_size & 0xFFFFFFFF
        head = _NUMBER + time.to_bytes(4, "little") + size.to_bytes(4, "little")
        spec = ModuleSpec(
            fullname, _Loader(fullname, file, cached, head), origin=file, is_package=is_package
        )
        if is_package:
            spec.submodule_search_locations = [folder]
        spec.cached = cached
        spec.has_location = True
        return spec


def install() -> None:
    """Load our modules so from now on, unless Python was told to keep bytecode in another way."""
    if sys.flags.optimize or sys.pycache_prefix or not sys.implementation.cache_tag:
        return
    if _Finder not in sys.meta_path:
        sys.meta_path.insert(0, _Finder)
