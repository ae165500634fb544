"""Numbers of notes and letters of remarks, in the order of their first mark."""

from __future__ import annotations

from brief.citation.apparatus import Apparatus
from brief.citation.short import CITED
from brief.diagnostics import ERROR, Diagnostic
from brief.document.tree import (
    Block,
    Note,
    Remark,
    RemarkMark,
    Section,
    Table,
    Text,
)
from brief.locale.languages import language
from brief.transforms.walk import Inlines


class Numberer:
    """Numbers notes through the document; the same note again within a part (parts begin where a
    section starts a new page) repeats its number.  Letters remarks table by table."""

    def __init__(self, apparatus: Apparatus) -> None:
        self.alphabet = language(apparatus.language).letters
        self.found: list[Diagnostic] = []
        self.last = 0
        self.part: dict[object, Note] = {}
        self.letters: dict[str, str] = {}
        self.targets: frozenset[str] = frozenset()
        self.outer: list[tuple[dict[str, str], frozenset[str]]] = []  # of the tables around

    def enter(self, block: Block) -> None:
        """Begin a part or a table."""
        if isinstance(block, Section) and block.new_page:
            self.part = {}
        elif isinstance(block, Table):
            self.outer.append((self.letters, self.targets))
            self.letters = {}
            self.targets = frozenset(remark.id for remark in block.remarks if remark.id)

    def leave(self, block: Block) -> Block:
        """A table with its remarks lettered, when its lines are done."""
        if not isinstance(block, Table):
            return block
        done = self.lettered(block)
        self.letters, self.targets = self.outer.pop()
        return done

    def numbered(self, words: Inlines) -> Note:
        """The note of these words with its number; the one before where it repeats that."""
        said = _said(words)
        before = self.part.get(said)
        if before is not None:
            return Note(before.id, before.children, before.number, True)
        self.last += 1
        first = self.part[said] = Note(f"n{self.last}", words, self.last)
        return first

    def referring(self, reference: str) -> Note:
        """The note that is a reference alone; as `numbered` in all."""
        before = self.part.get(reference)
        if before is not None:
            return Note(before.id, before.children, before.number, True)
        return self.numbered((Text(reference, CITED),))

    def mark(self, mark: RemarkMark) -> RemarkMark:
        """The mark with its remark's letter; told where the table has no such remark."""
        if mark.target not in self.targets:
            message = f"a mark points to the remark `{mark.target}`, which the table does not have"
            self.found.append(Diagnostic("T-REMARK", ERROR, message))
            return mark
        if mark.target not in self.letters:
            index = len(self.letters)
            size = len(self.alphabet)
            letter = self.alphabet[index % size] * (index // size + 1)
            self.letters[mark.target] = letter
        return mark.replace(letter=self.letters[mark.target])

    def lettered(self, table: Table) -> Table:
        """The table, its remarks in the order of their letters, those without one last."""
        order = list(self.letters)
        lettered = [r.replace(letter=self.letters[r.id]) for r in table.remarks if r.id in order]
        lettered.sort(key=lambda remark: order.index(remark.id))
        plain = [remark for remark in table.remarks if remark.id not in order]
        remarks: tuple[Remark, ...] = (*lettered, *plain)
        return table.replace(remarks=remarks)


def _said(words: Inlines) -> object:
    """What tells the words of one note from those of another: the characters alone where all of
    them are references, as they are in most notes."""
    only = words[0] if len(words) == 1 else None
    if type(only) is Text and (only.origin is CITED or only.origin == CITED):
        return only.content
    return words
