"""Whatever the tree: nothing of it is lost, and nothing stands beyond the margins."""

from __future__ import annotations

from collections import Counter
from itertools import count

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from brief.document.tree import (
    Block,
    BlockQuote,
    Box,
    Column,
    Document,
    Heading,
    Inline,
    Item,
    List,
    Meta,
    Note,
    Paragraph,
    Remark,
    Row,
    Section,
    Strong,
    Styled,
    Table,
    Text,
)
from brief.house.default import DEFAULT
from brief.writers import Supplies
from brief.writers.pdf import write
from tests.documents import cell, label, line
from tests.writers.pdf.expected import Reader
from tests.writers.pdf.reading import lines


class _Numbers:
    """Numbers that no two tokens of a tree share; each tree begins anew, so that it can be made
    again."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        self._next = count(1)

    def __next__(self) -> int:
        return next(self._next)


_numbers = _Numbers()
_RARE = st.sampled_from(["", "A-b", "word " * 40, "x" * 100, "“q” ", "¶ 1.5 – 2 ", "ғ₸ Щ "])


@st.composite
def words(draw: st.DrawFn) -> tuple[Inline, ...]:
    """Inlines with one token that no other has, some with a note that has one too."""
    inlines: list[Inline] = list(line(draw(_RARE) + f" tok{next(_numbers)}z "))
    if draw(st.booleans()):
        inlines = [draw(st.sampled_from([Strong, Styled]))(tuple(inlines))]
    if draw(st.integers(0, 3)) == 0:
        number = next(_numbers)
        text = Text(draw(_RARE) + f" tok{number}z", line("x")[0].origin)  # type: ignore[attr-defined]
        inlines.append(Note(f"n{number}", (text,), number))
    return tuple(inlines)


def _deeper(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    several = st.lists(inner, min_size=1, max_size=4).map(tuple)
    items = st.lists(st.builds(Item, several, words()), min_size=1, max_size=4).map(tuple)
    roles = st.sampled_from(["point", "quote", "own", "annex-point"])
    return st.one_of(
        st.builds(Section, several, new_page=st.booleans()),
        st.builds(Box, several, st.sampled_from(["bottom-line", "assessment"])),
        st.builds(List, items, st.just("label"), roles),
        st.builds(
            List,
            st.lists(st.builds(Item, several), min_size=1, max_size=4).map(tuple),
            st.sampled_from(["bullet", "number"]),
        ),
    )


@st.composite
def tables(draw: st.DrawFn) -> Table:
    wide = draw(st.integers(1, 5))
    columns = tuple(
        Column(draw(st.floats(2, 80)), draw(st.sampled_from(["left", "right", "decimal"])), 8)
        for _ in range(wide)
    )
    rows = tuple(
        Row(tuple(cell(draw(words())) for _ in range(wide))) for _ in range(draw(st.integers(0, 8)))
    )
    remarks = tuple(Remark(draw(words()), f"r{n}", "ab"[n]) for n in range(draw(st.integers(0, 2))))
    heads = rows[:1] if draw(st.booleans()) else ()
    return Table(columns, heads, rows[len(heads) :], remarks=remarks)


_leaves = st.one_of(
    st.builds(Paragraph, words()),
    st.builds(Heading, st.integers(1, 4), words()),
    st.builds(BlockQuote, st.tuples(st.builds(Paragraph, words())), words()),
    tables(),
)
_blocks = st.recursive(_leaves, _deeper, max_leaves=15)


@st.composite
def trees(draw: st.DrawFn) -> tuple[Block, ...]:
    _numbers.begin()
    return tuple(draw(st.lists(_blocks, min_size=1, max_size=6)))


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
@given(trees())
def test_every_character_is_printed_within_the_margins(blocks: tuple[Block, ...]) -> None:
    document = Document(Meta("T"), (Heading(1, label("Title")), *blocks))
    written = write(document, DEFAULT, Supplies())
    assert [d for d in written.diagnostics if d.severity == "error"] == []
    pages = lines(written.data)
    assert len(pages) == written.pages
    # PDFium gives U+0002 for a hyphen at the end of a line.
    printed = "".join(row.text for page in pages for row in page).replace("\x02", "-")
    found = Counter("".join(printed.split()))
    wanted = Counter("".join(Reader(document).text.split()))
    assert wanted - found == Counter()
    if len(pages) == 1:  # else heads of tables may be drawn again
        assert found - wanted == Counter()
    # The text ends at 188 mm.
    right = 189 * 72 / 25.4
    beyond = [row for page in pages for row in page if row.right > right]
    assert beyond == []


def test_a_label_longer_than_a_line_ends_within_the_frame_of_its_item() -> None:
    """It stands above its text, two millimetres in from the left, in a frame of its own."""
    item = Item((Paragraph(line("words")),), label("x" * 300))
    inner = List((item,), "label", "own")
    blocks = (List((Item((inner,)),), "bullet"), inner)
    written = write(Document(Meta("T"), blocks), DEFAULT, Supplies())
    (page,) = lines(written.data)
    assert max(row.right for row in page) < 188 * 72 / 25.4
