"""Compiled templates print on our runtime what they print on Jinja2's own."""

from __future__ import annotations

import jinja2
import pytest

from brief.templating.compiling import Compiler
from brief.templating.runtime import Markup, TemplateNotFound, together
from brief.templating.sandbox import Sandbox

GIVEN = {
    "three": ["a", "b", "c"],
    "empty": [],
    "pairs": [{"name": "x", "of": {"n": 1}}, {"name": "Y", "of": {"n": 2}}],
    "text": "<b> & 'c'",
    "number": 7,
    "nothing": None,
    "marked": Markup("<i>m</i>"),
    "nested": [["a", ["b", ["c"]]], ["d", []]],
}
OTHERS = {
    "base.j2": "[{% block head %}base {{ number }}{% endblock %}|{% block body %}{% endblock %}]",
    "child.j2": "{% extends 'base.j2' %}{% set kept = 3 %}ignored"
    "{% block head %}child of {{ super() }}{% endblock %}",
    "part.j2": "<{{ number }}{{ inner | default('no inner') }}>",
    "macros.j2": "{% macro row(a, b='two', c=a) %}({{ a }},{{ b }},{{ c }}){% endmacro %}"
    "{% set word = 'exported' %}{% set _own = 1 %}body",
}
TEMPLATES = [
    "{{ text }}{{ marked }}{{ number }}{{ nothing }}",
    "{{ text ~ number ~ 'x' }}{{ text ~ marked ~ '<' }}{{ number ~ 1 }}",
    "{% for x in three %}{{ loop.index }}{{ loop.index0 }}{{ loop.revindex }}{{ loop.revindex0 }}"
    "{{ loop.first }}{{ loop.last }}{{ loop.length }}{{ loop.depth }}{{ loop.depth0 }};"
    "{% endfor %}",
    "{% for x in three %}{% if not loop.first %}{{ loop.previtem }}<{% endif %}{{ x }}"
    "{% if not loop.last %}>{{ loop.nextitem }}{% endif %},{% endfor %}",
    "{% for x in three if x != 'b' %}{{ loop.index }}{{ x }}{{ loop.length }}{% endfor %}",
    "{% for x in three | reject('eq', 'b') %}{{ x }}{{ loop.last }}{{ loop.length }}{% endfor %}",
    "{% for x in empty %}{{ x }}{% else %}none{% endfor %}",
    "{% for x in three %}{{ loop.cycle('odd', 'even') }}{{ loop.changed(number) }}{% endfor %}",
    "{% for x in three %}{% for y in three %}{{ loop.index }}{{ y }}{% endfor %}{% endfor %}",
    "{% for x in three %}{% set seen = x %}{% endfor %}{{ seen is defined }}",
    "{% set n = namespace(count=0) %}{% for x in three %}{% set n.count = n.count + 1 %}"
    "{% endfor %}"
    "{{ n.count }}",
    "{% macro m(a, b=2, *) %}{% endmacro %}",
    "{% macro m(a, b=2) %}{{ a }}{{ b }}{{ text }}{% endmacro %}"
    "{{ m(1) }}{{ m(1, b=3) }}{{ m(b=1, a=2) }}",
    "{% macro m(a) %}{{ a }}{{ varargs | length }}{{ kwargs.k }}{% endmacro %}"
    "{{ m(1, 2, 3, k=4) }}",
    "{% macro m() %}<p>{{ caller('in ' ~ text) }}</p>{% endmacro %}"
    "{% call(word) m() %}{{ word }}{% endcall %}",
    "{% macro m(caller=none) %}{{ caller is none }}{% endmacro %}{{ m() }}",
    "{% set block %}<p>{{ text }}</p>{% endset %}{{ block }}{{ block | length }}",
    "{% set a, b = 1, 2 %}{{ a }}{{ b }}{% with a=3, c=a %}{{ a }}{{ c }}{% endwith %}{{ a }}",
    "{% filter reverse %}abc{% endfilter %}",
    "{% filter join(',') %}ab{% endfilter %}",
    "{{ three | join }}{{ three | join(', ') }}{{ [text, marked] | join('<') }}"
    "{{ three | join(marked) }}{{ pairs | join('|', attribute='name') }}",
    "{{ three | batch(2) | list }}{{ three | batch(2, '-') | list }}{{ three | slice(2) | list }}"
    "{{ three | slice(2, '-') | list }}{{ three | slice(3, '-') | list }}",
    "{{ three | first }}{{ three | last }}{{ three | length }}{{ three | reverse | list }}"
    "{{ 'abc' | reverse }}",
    "{{ absent | default('d') }}{{ nothing | default('d') }}{{ '' | default('d', true) }}",
    "{{ ['a', 'A', 'b', 'a'] | unique | list }}{{ ['a', 'A'] | unique(true) | list }}"
    "{{ pairs | unique(attribute='of.n') | list }}",
    "{{ [1, 2, 3] | select('odd') | list }}{{ [0, 1] | select | list }}"
    "{{ [1, 2] | reject('gt', 1) | list }}",
    "{{ pairs | selectattr('of.n', 'eq', 2) | list }}{{ pairs | rejectattr('name') | list }}",
    "{{ text | e }}{{ text | escape | e }}{{ marked | e }}",
    "{{ number is odd }}{{ number is even }}{{ number is divisibleby(7) }}{{ number is none }}"
    "{{ absent is defined }}{{ absent is undefined }}{{ text is string }}{{ number is number }}"
    "{{ three is sequence }}{{ pairs[0] is mapping }}{{ true is true }}{{ false is false }}"
    "{{ number is sameas number }}{{ 'a' is in three }}{{ 1 is lt 2 }}{{ 1 is ge 2 }}",
    "{{ pairs[0].name }}{{ pairs[0]['name'] }}{{ three[1] }}{{ three[1:] }}"
    "{{ text[1:3] }}{{ three[-1] }}",
    "{{ 2 * 3 }}{{ 7 % 4 }}{{ 2 ** 5 }}{{ 7 // 2 }}{{ 7 / 2 }}"
    "{{ -number }}{{ 1 + 2 }}{{ 'a' + 'b' }}",
    "{{ marked + '<' }}{{ '<' + marked }}",
    "{{ 'x' if number > 3 else 'y' }}{{ 'x' if number < 3 }}|{{ number == 7 and not nothing }}",
    "{% if number < 3 %}a{% elif number == 7 %}b{% else %}c{% endif %}",
    "{% for n in range(3) %}{{ n }}{% endfor %}{{ range(2, 8, 3) | list }}",
    "{% extends 'child.j2' %}{% block body %}grandchild{% endblock %}",
    "{% extends 'base.j2' %}{% block body %}{% for x in three %}{{ x }}{% endfor %}{% endblock %}",
    "{% block a %}{% for x in three %}{% block b scoped %}{{ x }}{% endblock %}"
    "{% endfor %}{% endblock %}",
    "{% set inner = 'set' %}{% include 'part.j2' %}{% include 'part.j2' without context %}",
    "{% for inner in three %}{% include 'part.j2' %}{% endfor %}",
    "{% include ['absent.j2', 'part.j2'] %}{% include 'absent.j2' ignore missing %}",
    "{% from 'macros.j2' import row, word as w %}{{ row(1) }}{{ row(1, c=3) }}{{ w }}",
    "{% import 'macros.j2' as m %}{{ m.row(text) }}{{ m.word }}",
    "{% import 'macros.j2' as m with context %}{{ m.row(number) }}",
    "{% autoescape false %}{{ text }}{% endautoescape %}{{ text }}",
    "{% raw %}{{ text }}{% endraw %}{# nothing #}",
    "{% set x = {'a': 1, 'b': [1, 2]} %}{{ x.a }}{{ x['b'][1] }}{{ x.b | length }}",
]  # fmt: skip


def printed(template: str) -> str:
    """What a template prints on our runtime."""
    sources = {**OTHERS, "main.j2": template}
    compiler = Compiler()
    compiler.extensions.clear()  # without the marks of places

    def compiled(name: str):
        if name not in sources:
            raise TemplateNotFound(name)
        return compiler.code(sources[name], name, name)

    main = Sandbox(compiled, dict(GIVEN)).get_template("main.j2")
    return together(main.root_render_func(main.new_context()))


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_prints_what_jinja2_prints(template: str) -> None:
    theirs = jinja2.Environment(
        loader=jinja2.DictLoader({**OTHERS, "main.j2": template}),
        autoescape=True, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    theirs.globals.update(GIVEN)
    try:
        expected = theirs.get_template("main.j2").render()
    except jinja2.TemplateSyntaxError:
        with pytest.raises(jinja2.TemplateSyntaxError):
            printed(template)
        return
    assert printed(template) == expected
