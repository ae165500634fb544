"""Lists: bullets and numbers by Word's own numbering, and items behind a label of their own."""

from __future__ import annotations

from collections.abc import Callable

from brief.document import roles
from brief.document.tree import Block, BlockQuote, Inline, Item, List, Paragraph, inlines_text
from brief.house.measure import label_fits, width
from brief.house.styles import BULLETS, millimetres
from brief.writers.docx.inlines import inlines
from brief.writers.docx.paragraphs import begin, end, label, paragraph
from brief.writers.docx.state import PLAIN, Look, State
from brief.writers.docx.xml import PROLOG, W

Render = Callable[[State, list[str], tuple[Block, ...]], None]
RenderQuote = Callable[[State, list[str], BlockQuote, tuple[Inline, ...], str], None]

_MORE = "list-more"  # the style of an item's further paragraphs
_LEVELS = 9  # Word's own number of levels
_BEHIND_NUMBER = 1.5  # mm, at least
_BULLETS = ("•", "–", "·")


def list_block(
    state: State, out: list[str], node: List, blocks: Render, quote: RenderQuote
) -> None:
    """A list of any kind."""
    if node.id:
        state.marks.append(node.id)
    if node.kind == "label":
        style, name = _labelled_roles(state, node.role)
        for item in node.items:
            for block in _labelled(state, out, item, (style, name), quote):
                if isinstance(block, Paragraph) and not block.role:
                    _further(state, out, block, style)
                else:
                    blocks(state, out, (block,))
    else:
        _counted(state, out, node, blocks)


def _labelled_roles(state: State, role: str) -> tuple[str, str]:
    found = roles.LISTS.get(role)
    if found is None:
        state.report("W-ROLE", f"the house style has no labelled list for “{role}”")
        found = roles.LISTS[""]
    return found


def _labelled(
    state: State,
    out: list[str],
    item: Item,
    styles: tuple[str, str],
    quote: RenderQuote,
) -> tuple[Block, ...]:
    """Label and first paragraph are one paragraph with a hanging indent; a label too wide for its
    column has a line of its own above.  Gives the blocks that are left."""
    role, name_role = styles
    style = state.paragraph_style(role)
    flush = (style.left, style.right, 0.0)
    if item.id:
        state.marks.append(item.id)
    name = item.label
    look = state.theme.characters.get(name_role)
    if name and not label_fits(state.theme, inlines_text(name), style, look):
        ends = begin(
            state, out, role, keep=True, indent=(style.left + style.first, style.right, 0.0)
        )
        inlines(state, out, name, (name_role, False, False, "", ""))
        end(out, ends)
        name = ()
    rest = item.blocks
    if rest and isinstance(rest[0], BlockQuote):
        quote(state, out, rest[0].replace(role=role), name, name_role)
        rest, name = rest[1:], ()
    elif rest and isinstance(rest[0], Paragraph):
        first, rest = rest[0], rest[1:]
        if first.id:
            state.marks.append(first.id)
        ends = begin(state, out, role, indent=None if name else flush)
        if name:
            label(state, out, name_role, name)
        inlines(state, out, first.children, _look(first))
        end(out, ends)
    elif name:
        ends = begin(state, out, role, keep=True)
        inlines(state, out, name, (name_role, False, False, "", ""))
        end(out, ends)
    return rest


def _further(state: State, out: list[str], block: Paragraph, role: str) -> None:
    """A further paragraph of a labelled item, below the text of the first."""
    style = state.paragraph_style(role)
    if block.id:
        state.marks.append(block.id)
    flush = (style.left, style.right, 0.0)
    paragraph(state, out, role, block.children, _look(block), indent=flush)


def _look(node: Paragraph) -> Look:
    return ("", False, False, node.lang, "") if node.lang else PLAIN


def _counted(state: State, out: list[str], node: List, blocks: Render) -> None:
    role = roles.PLAIN_LISTS[node.kind]
    style = state.paragraph_style(role)
    level = min(state.depth, _LEVELS - 1)
    if node.kind == "bullet":
        number = BULLETS
    else:
        state.lists += 1
        number = state.lists
        state.list_starts[number] = (level, node.start)
    text = (style.left - style.first * level, style.right, 0.0)
    hang = None
    last = width(state.theme, f"{node.start + len(node.items) - 1}.", style) + _BEHIND_NUMBER
    if node.kind == "number" and last > -style.first:
        hang = (text[0] + style.first + last, style.right, -last)
        text = (hang[0], style.right, 0.0)
    state.depth += 1
    for item in node.items:
        if item.id:
            state.marks.append(item.id)
        rest = item.blocks
        first = rest[0] if rest and isinstance(rest[0], Paragraph) else None
        if first is not None and first.id:
            state.marks.append(first.id)
        ends = begin(state, out, role, number=(number, level), indent=hang)
        if first is not None:
            inlines(state, out, first.children, _look(first))
            rest = rest[1:]
        end(out, ends)
        for block in rest:
            if isinstance(block, Paragraph) and not block.role:
                ends = begin(state, out, _MORE, indent=text if level or hang else None)
                inlines(state, out, block.children, _look(block))
                end(out, ends)
            else:
                blocks(state, out, (block,))
    state.depth -= 1


def numbering_xml(state: State) -> str:
    """The numbering part: bullets, counted lists, and one numbering for each list that counts, so
    that each begins anew."""
    bullets = _abstract(state, 0, "bullet", lambda level: _BULLETS[level % len(_BULLETS)])
    numbers = _abstract(state, 1, "decimal", lambda level: f"%{level + 1}.")
    nums = [f'<w:num w:numId="{BULLETS}"><w:abstractNumId w:val="0"/></w:num>']
    for number, (level, start) in state.list_starts.items():
        nums.append(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="1"/>'
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/>'
            "</w:lvlOverride></w:num>"
        )
    return f'{PROLOG}<w:numbering xmlns:w="{W}">{bullets}{numbers}{"".join(nums)}</w:numbering>'


def _abstract(state: State, number: int, kind: str, text: Callable[[int], str]) -> str:
    style = state.paragraph_style(roles.PLAIN_LISTS["bullet" if kind == "bullet" else "number"])
    hanging = millimetres(-style.first)
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text(level)}"/><w:lvlJc w:val="left"/><w:pPr>'
        f'<w:ind w:left="{millimetres(style.left - style.first * level)}"'
        f' w:hanging="{hanging}"/></w:pPr></w:lvl>'
        for level in range(_LEVELS)
    )
    return (
        f'<w:abstractNum w:abstractNumId="{number}">'
        f'<w:multiLevelType w:val="hybridMultilevel"/>{levels}</w:abstractNum>'
    )
