"""A pack made ready to print from: its files read once, trusted or not, its templates compiled."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from types import CodeType

from brief.templating import compiled, content, trust
from brief.templating.content import Content
from brief.templating.options import Options
from brief.templating.packs import Pack
from brief.templating.runtime_values import NotCompiled, TemplateNotFound

# Compiled templates of this process by the hash of their pack, then by name.
_MEMORY: dict[str, dict[str, CodeType]] = {}
_MOST = 64  # packs that are remembered


class Press:
    """Gives the templates of a pack compiled, each compiled once.

    What is compiled of a pack that came with the product or that the user trusts is remembered in
    the user's cache folder by `save`, under a hash of what it was compiled from.
    """

    def __init__(self, pack: Pack, options: Options) -> None:
        self.pack = pack
        self._options = options
        self._saved = 0

    @cached_property
    def _content(self) -> Content:
        return content.read(self.pack)

    @cached_property
    def trusted(self) -> bool:
        """Whether the pack came with the product, or the user trusts its present content."""
        return self.pack.builtin or self._content.digest in trust.known(self._options.settings)

    @cached_property
    def _place(self) -> Path | None:
        """Where compiled templates are remembered; None where they are not."""
        if not self.trusted or self._options.cache is None:
            return None
        return compiled.place(self.pack.name, self._content.digest, self._options.cache)

    @cached_property
    def _code(self) -> dict[str, CodeType]:
        """The templates that are compiled, by name."""
        if self._content.digest not in _MEMORY:
            if len(_MEMORY) >= _MOST:
                _MEMORY.clear()
            _MEMORY[self._content.digest] = {}
        code = _MEMORY[self._content.digest]
        if self._place is not None:
            kept = compiled.load(self._place)
            self._saved = len(kept)
            code.update(kept)
        return code

    def code(self, name: str) -> CodeType:
        """The compiled template of that name.

        Raises `TemplateNotFound`, `NotCompiled`, and `UnicodeDecodeError`.
        """
        if name not in self._code:
            place = self.pack.path(name)
            data = self._content.files.get(os.path.realpath(place[0])) if place else None
            if place is None or data is None:
                raise TemplateNotFound(name)
            from brief.templating.compiling import Compiler, TemplateSyntaxError, syntax_error

            try:
                self._code[name] = Compiler().code(data.decode("utf-8"), name, place[1])
            except TemplateSyntaxError as error:
                raise NotCompiled(syntax_error(error)) from error
        return self._code[name]

    def save(self) -> None:
        """Remember what was compiled since, if it may be remembered."""
        if self._place is not None and len(self._code) > self._saved:
            compiled.save(self._place, self._code)
            self._saved = len(self._code)
