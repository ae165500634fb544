"""Rows, items and quotations that recur make the document that a text of markup makes."""

from __future__ import annotations

import random
from typing import Any

import pytest

from brief.templating import recurring, rendering

ODD = [
    "plain words",
    "a line\nand another",
    "two  blanks",
    " blanks around ",
    "a\u00a0blank that does not break",
    'what "a text" says',
    "“quoted”",
    "a\r\nb\tc\x01",
    "<b> & 'c' ]]>",
    "",
    "long " * 300,
    "longer " * 1500,
]
EACH = "{% for x in brief.facts %}"
END = "{% endfor %}"
ROWS = {
    "rows": '<tr data-facts="{{ x.id }}"><th>{{ x.id }}</th><td>{{ ODD }}</td>'
    "<td>{{ ODD }}{{ cite(x) }}</td></tr>",
    "rows of no statement": "<tr><th>{{ ODD }}</th><td>{{ ODD }}{{ cite(x) }}</td></tr>",
    "rows of no fact": '<tr data-facts="{{ x.id }}-none"><td>{{ x.source.short }}</td>'
    "<td>{{ ODD }}{{ cite(x, form='note') }}</td></tr>",
    "rows of two facts": '<tr data-facts="{{ ids(x, brief.facts[0]) }}"><td>{{ ODD }}</td>'
    "<td>b{{ cite(x) }}</td></tr>",
    "rows with forms": '<tr data-facts="{{ x.id }}" data-cite="inline"><td data-cite="place">'
    '{{ x.source.short }}{{ cite(x) }}</td><td lang="ru">{{ x.source.short }}{{ cite(x) }}</td>'
    "</tr>",
    "rows with a wrong form": '<tr data-facts="{{ x.id }}" data-cite="foot"><td>'
    "{{ x.source.short }}{{ cite(x) }}</td></tr>",
    "rows with a wrong citation": '<tr data-facts="{{ x.id }}"><td>{{ x.source.short }}'
    "{{ cite(x, form='foot') }}</td></tr>",
    "rows with a wrong form and no citation": '<tr data-cite="foot"><td>{{ x.source.short }}</td>'
    "</tr>",
    "rows of a fact with a wrong form": '<tr data-facts="{{ x.id }}" data-cite="foot">'
    "<td>{{ x.source.short }}</td></tr>",
    "cells with a wrong form": '<tr data-facts="{{ x.id }}"><td data-cite="foot">'
    "{{ x.source.short }}</td><td>{{ ODD }}{{ cite(x) }}</td></tr>",
    "rows without a cell": '<tr data-cite="foot"></tr>',
    "rows with remarks": '<tr data-facts="{{ x.id }}"><td>{{ x.source.short }}'
    "{{ cite(x, remark=ODD) }}</td></tr>",
    "rows with a choice": '<tr data-facts="{{ x.id }}"><td>{% if loop.index is odd %}{{ ODD }}'
    "{% else %}{{ label('x') }}{% endif %}</td><td>{{ x.id }}</td></tr>",
    "rows of lists": "<tr><td>{{ [x.source.short, ODD, x.source.code] | join(', ') }}</td>"
    "<td>{{ [x.source.short, x.source.code] | join(SEP) }}</td></tr>",
    "rows of blocks": "<tr><td><p>{{ x.source.short }}</p></td><td>{{ ODD }}</td></tr>",
    "rows of empty cells": "<tr><td>{{ ODD }}</td><td></td></tr>",
}
ITEMS = {
    "items": "<li>{{ ODD }}{{ cite(x) }}</li>",
    "items with words": '\n <li id="i-{{ loop.index }}">a {{ ODD }}, '
    "{{ x.source.short }}\n.\n</li>",
    "items in a language": '<li lang="{{ LANG }}">{{ ODD }} {{ ODD }}</li>\n',
    "items with numbers": "<li>{{ loop.index }} {{ x.source.short }}</li>",
    "items with attributes that look like slots": '<li id="=1=" lang="a-{{ x.id }}">b</li>',
    "items with two values in an attribute": '<li id="{{ x.id }}{{ x.kind }}" lang="=2=">b</li>',
    "items of several lists": "<li>{{ x.source.short }}</li></ul><ul><li>{{ ODD }}</li>",
    "items of paragraphs": "<li><p>{{ ODD }}</p> <p>b {{ x.source.code }}</p></li>",
    "items with stress": "<li><em>{{ x.source.short }}</em>: {{ ODD }}{{ cite(x) }}</li>",
}
BLOCKS = {
    "paragraphs": "<p>{{ ODD }}</p>\n",
    "paragraphs with citations": '<p data-author="yes">{{ ODD }}{{ cite(x) }} and {{ ODD }}</p>',
    "quotations": "<blockquote><p>{{ ODD }}{{ cite(x) }}</p><figcaption>{{ x.source.short }}, "
    "{{ ODD }}</figcaption></blockquote>",
    "headed paragraphs": "<h3>{{ x.source.short }}</h3><p>{{ ODD }}</p>",
    "words between": "<p>{{ x.source.short }}</p> a <p>{{ x.source.short }}</p>",
}
TEMPLATES = {
    **{name: f"<table><tbody>{EACH}{row}{END}</tbody></table>" for name, row in ROWS.items()},
    **{
        f"{name} at the head": f"<table><thead>{EACH}{row}{END}</thead><tbody>{row}</tbody></table>"
        for name, row in list(ROWS.items())[:1]
    },
    **{name: f"<ul>{EACH}{item}{END}</ul>" for name, item in ITEMS.items()},
    **{name: f"<section>{EACH}{block}{END}</section>" for name, block in BLOCKS.items()},
    "terms": f"<dl>{EACH}<dt>{{{{ ODD }}}}</dt><dd>{{{{ ODD }}}}{{{{ cite(x) }}}}</dd>{END}</dl>",
}
HEAD = "{% set x = brief.facts[0] %}"


def _filled(template: str, odd: str = "brief.title") -> str:
    whole = f"{HEAD}<article><h1>t</h1>{template}</article>"
    return whole.replace("ODD", odd).replace("SEP", "'; '").replace("LANG", "language")


@pytest.mark.parametrize("name", TEMPLATES)
def test_what_recurs_gives_the_same_whatever_is_in_it(both, port, name) -> None:
    for text in ODD:
        dossier = port.replace(head=port.head.replace(title=text))
        both(_filled(TEMPLATES[name]), dossier)


def test_odd_values_among_plain_ones_give_the_same(both, port) -> None:
    chance = random.Random(20260202)
    for name in ("rows", "items", "quotations", "paragraphs", "rows with a choice"):
        texts = chance.choices([text for text in ODD if text], k=5)
        head = port.head.replace(title=texts[0], to=texts[1], author=texts[2], edition=texts[3])
        odd = "[brief.title, brief.to, brief.author, brief.edition, x.source.short][loop.index % 5]"
        both(_filled(TEMPLATES[name], odd), port.replace(head=head))


@pytest.mark.parametrize("name", ["rows", "items", "quotations", "rows with a choice"])
def test_plain_values_need_no_text_of_markup(both, name) -> None:
    document, found, was_plain = both(_filled(TEMPLATES[name], "x.source.short"))
    assert document is not None, found
    assert was_plain


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What was made by a shape."""
    found: list[Any] = []
    whole = recurring.ShapeReader._make

    def make(self, *given):
        found.append(given)
        return whole(self, *given)

    monkeypatch.setattr(recurring.ShapeReader, "_make", make)
    return found


def test_a_shape_is_told_from_the_second_on(both, made) -> None:
    template = _filled(f"<ul>{EACH}<li>{{{{ x.source.short }}}} once</li>{END}</ul>")
    document, *_ = both(template)
    assert document is not None
    assert made


@pytest.mark.parametrize("most", [2_000, 8_000, 40_000, 400_000])
@pytest.mark.parametrize("name", ["rows", "items", "paragraphs"])
def test_what_prints_too_much_is_told_the_same(both, port, monkeypatch, most, name) -> None:
    monkeypatch.setattr(rendering, "MAX_OUTPUT", most)
    template = f"{{% for n in range(20) %}}{TEMPLATES[name]}{{% endfor %}}"
    for text in ("short", "words " * 80):
        dossier = port.replace(head=port.head.replace(title=text))
        both(_filled(template), dossier)


def test_rows_without_end_are_not_gathered(both, made, monkeypatch) -> None:
    monkeypatch.setattr(rendering, "MAX_OUTPUT", 4_000)
    rows = "{% for n in range(20000) %}<tr><td>{{ x.source.short }}</td></tr>{% endfor %}"
    document, found, _ = both(_filled(f"<table><tbody>{rows}</tbody></table>"))
    assert document is None
    assert [one.code for one in found] == ["T-LIMIT"]
    assert len(made) < 200


LISTS = ["('<p>z</p>',),", "('<p>', '</p>'), 'z'", "1, 2", ""]


@pytest.mark.parametrize("given", LISTS)
def test_a_list_in_place_of_a_text_is_no_markup(both, given) -> None:
    printed = f"{{% filter default(({given}), true) %}}{{% endfilter %}}"
    within = [
        f"{{% if true %}}{printed}{{% endif %}}",
        f"<p>{printed}</p>",
        f"{{% set z %}}{{% if true %}}{printed}{{% endif %}}{{% endset %}}{{{{ z }}}}",
    ]
    for template in within:
        document, found, _ = both(_filled(f"<section>{template}</section>"))
        assert document is None
        assert [one.code for one in found] == ["T-RENDER"]


PIECES = [
    "{{ x.id }}", "{{ brief.title }}", "{{ x.source.short }}", "{{ cite(x) }}", " ", "\n", "a",
    ", ", "{{ loop.index }}", "<em>{{ brief.title }}</em>", "{{ brief.to }}", "{{ '<' }}",
    "{% if loop.index is odd %}{{ brief.to }}{% endif %}", "&amp;", "<br/>",
    "{% if loop.first %} b {% else %}<em>c</em>{% endif %}", "{{ x.source.title }}",
    "{{ [x.source.short, brief.title] | join(', ') }}", "{{ cite(x, form='inline') }}",
    "{{ label('x', y=brief.title) }}", "{{ brief.title ~ 'z' }}",
]  # fmt: skip
ABOUT = ["", "", ' id="{{ x.id }}-{{ loop.index }}"', ' lang="{{ language }}"', ' lang="ru"',
         ' data-cite="inline"', ' data-role="muted"', ' data-author="yes"']  # fmt: skip
OF_ROWS = ["", ' data-facts="{{ x.id }}"', ' data-facts="{{ ids(x) }}" data-cite="note"']


def _any(chance: random.Random) -> str:
    """A loop of one element, with anything in it."""

    def line() -> str:
        return "".join(chance.choices(PIECES, k=chance.randrange(5)))

    def blank() -> str:
        return chance.choice(["", "\n", "  "])

    about, row = chance.choice(ABOUT), chance.choice(OF_ROWS)
    kind = chance.choice(["table", "ul", "p", "blockquote", "dl"])
    if kind == "table":
        cells = f"<th>{line()}</th>{blank()}<td>{line()}</td>"
        return f"<table><tbody>{EACH}{blank()}<tr{row}>{cells}</tr>{END}</tbody></table>"
    if kind == "ul":
        return f"<ul>{EACH}{blank()}<li{about}>{line()}</li>{blank()}{END}</ul>"
    if kind == "p":
        more = chance.choice(["", " ", "<h3>x</h3>"])
        return f"<section>{EACH}<p{about}>{line()}</p>{blank()}{more}{END}</section>"
    if kind == "dl":
        return f"<dl>{EACH}<dt>{line()}</dt>{blank()}<dd>{line()}</dd>{END}</dl>"
    inside = f"<p>{line()}</p>{blank()}<figcaption>{line()}</figcaption>"
    return f"<section>{EACH}{blank()}<blockquote>{inside}</blockquote>{END}</section>"


def test_loops_of_any_make_give_the_same(both, port) -> None:
    chance = random.Random(20260303)
    plain = 0
    for _ in range(80):
        title, to = chance.choices(ODD[:10], k=2)
        dossier = port.replace(head=port.head.replace(title=title, to=to))
        plain += both(_filled(_any(chance)), dossier)[-1]
    assert plain > 40
