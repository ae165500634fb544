"""Templates are guests: no way out, and no bomb."""

from __future__ import annotations

import time

import pytest

ARTICLE = "<article><p>{}</p></article>"
ESCAPES = [
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ brief.__class__ }}",
    "{{ brief['__class__'] }}",
    "{{ brief._desk }}",
    "{{ brief._desk.dossier }}",
    "{{ label.__globals__ }}",
    "{{ label._call }}",
    "{{ cite.__init__.__globals__ }}",
    "{{ self.__init__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ loop.__class__ }}",
    "{{ brief.title.__html__ }}",
    "{{ brief.title | attr('_desk') }}",
    "{{ [] | map(attribute='__class__') | list }}",
    "{{ 'x'.format(brief) }}",
    "{{ '{0.__class__}'.format(brief) }}",
    "{{ '%s' % brief }}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ lipsum.__globals__['os'] }}",
    "{{ namespace.__init__ }}",
    "{{ range.__class__ }}",
    "{{ brief.replace(title='x') }}",
    "{{ brief.facts.append(1) }}",
    "{% set x = namespace() %}{{ x.__class__ }}",
    "{% macro m() %}{% endmacro %}{{ m.__globals__ }}",
    "{% macro m() %}{% endmacro %}{{ m._func }}",
    "{{ caller.__class__ }}",
    "{{ brief.sources[0].id.upper() }}",
]
BOMBS = [
    "{{ 'x' * 100000000 }}",
    "{{ [1] * 100000000 }}",
    "{{ 9 ** 9 ** 9 }}",
    "{% for i in range(1000000000) %}x{% endfor %}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% include 'brief.html.j2' %}",
    "{{ '%1000000000d' % 1 }}",
]


@pytest.mark.parametrize("text", ESCAPES)
def test_an_escape_is_an_error_and_prints_nothing(main, text) -> None:
    document, found = main(ARTICLE.format(text))
    assert document is None
    assert found
    assert {d.code for d in found} <= {"T-UNDEFINED", "T-UNSAFE", "T-VALUE", "T-RENDER"}
    assert all(d.span is not None and d.span.line == 1 for d in found)


@pytest.mark.parametrize("text", BOMBS)
def test_a_bomb_ends_in_a_diagnostic(main, text) -> None:
    started = time.monotonic()
    document, found = main(ARTICLE.format(text))
    assert document is None
    assert {d.code for d in found} <= {"T-LIMIT", "T-UNSAFE", "T-RENDER", "T-SYNTAX"}
    assert time.monotonic() - started < 10


def test_a_template_cannot_reach_files_outside_its_pack(main) -> None:
    for name in ("../../../etc/passwd", "/etc/passwd", "sections/../../own/pack.toml"):
        document, found = main(f"<article>{{% include '{name}' %}}</article>")
        assert document is None
        assert found[0].code == "T-FILE"
