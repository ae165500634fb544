"""What templates print is read as it comes, or as a text of markup; the document is one."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from brief import templating
from brief.citation.styles import STYLES
from brief.dossier import load
from brief.dossier.translating import into
from brief.templating import packs
from brief.templating.options import MAIN, MESSAGE, Options

ROOT = Path(__file__).resolve().parent.parent.parent
DOSSIERS = [
    *sorted((ROOT / "sources").glob("*/dossier.yaml")),
    *sorted((ROOT / "tests/dossiers").glob("*/dossier.yaml")),
]
PACKS = [row.name for row in packs.listing()]


@pytest.mark.parametrize("place", DOSSIERS, ids=lambda place: place.parent.name)
@pytest.mark.parametrize("name", PACKS)
def test_no_pack_of_ours_needs_a_text_of_markup(by_markup, plainly, place, name) -> None:
    dossier, _ = load(place.parent, ROOT, None)
    assert dossier is not None
    pack = packs.find(name)
    for tag in pack.languages:
        for main in (MAIN, MESSAGE):
            if pack.path(main) is None:
                continue
            options = Options(language=tag, draft=True, main=main)
            press = templating.ready(pack, options)
            read, was_plain = plainly(into(dossier, tag), press, options)
            assert was_plain
            assert read == by_markup(into(dossier, tag), press, options)


@pytest.mark.parametrize("style", STYLES)
def test_no_style_of_citation_needs_one(by_markup, plainly, style) -> None:
    place = ROOT / "sources" / "washington-2025"
    dossier, _ = load(place, ROOT, None)
    press = templating.ready(packs.in_style(packs.find("policy-brief"), style))
    read, was_plain = plainly(dossier, press)
    assert was_plain
    assert read[0] is not None
    assert read == by_markup(dossier, press)


HEAD = "{% set fact = facts('gap')[0] %}{% set f = brief.facts[0] %}"
PLAIN = {
    "a value": "<p>{{ brief.title }}</p>",
    "a value in an attribute": '<h2 id="{{ f.id }}">x</h2>',
    "an attribute that may be": '<section{% if f %} data-page="new"{% endif %}><p>x</p></section>',
    "entities": "<p>a &amp; b&nbsp;c &lt; d &quot;e&quot; {{ '<&>' }}</p>",
    "words over several lines": "<p>a\n\n  b {{ 'c' }}\n d\n</p>\n\n<p>{{ cite(f) }}</p>",
    "a macro": "{% macro m(x) %}<p>{{ x }}</p>{% endmacro %}{{ m(brief.title) }}",
    "a macro that is called with a block": "{% macro m(x) %}<p>{{ x }}{{ caller() }}</p>"
    "{% endmacro %}{% call m(1) %}<em>{{ brief.title }}</em>{% endcall %}",
    "values joined": "<p>{{ [brief.title, 'x', f.id] | join(', ') }} {{ 'a<' ~ brief.title }}</p>",
    "a label that is filled": "<p>{{ label('x', y=brief.title) }}{{ label('x', y='<b>') }}</p>",
    "a remark": "<p>a{{ cite(f, remark=brief.title) }}{{ cite(f, f, form='inline') }}</p>",
    "a block that is set": "{% set x %}<em>{{ brief.title }}</em>{% endset %}<p>{{ x }}</p>",
    "a loop that calls itself": "<ul>{% for n in [[1, [2]], [3, []]] recursive %}<li>{{ n[0] }}"
    "</li>{% endfor %}</ul>",
    "a table": '<table><tbody>{% for x in brief.facts %}<tr data-facts="{{ x.id }}"><th>'
    "{{ x.id }}</th><td><p>{{ x.source.short }}</p> <p>b</p></td></tr>{% endfor %}</tbody></table>",
    "nothing escaped": "{% autoescape false %}<p>{{ '<em>a</em>' }}</p>{% endautoescape %}",
    "a long text of lines": "<p>{% for n in range(3000) %}line {{ n }}\n{% endfor %}</p>",
    "empty elements": "<p>a<br/>b<br />c<span data-role='muted'></span></p>".replace("'", '"'),
}
OTHERS = {
    "a comment of XML": "<p>a<!-- {{ brief.title }} -->b</p>",
    "characters as they are": "<p><![CDATA[ <b> ]]></p>",
    "single quotes": "<p id='x'>a</p>",
    "what a macro prints, looked into": "{% macro m() %}abc{% endmacro %}<p>{{ m() | length }}"
    "{{ m()[1] }}{{ m() is string }}{{ m() == 'abc' }}{{ m() | reverse }}{{ 'b' in m() }}</p>",
    "a value beside a paragraph": "<table><tbody><tr><td><p>a</p>{{ brief.title }}</td></tr>"
    "</tbody></table>",
    "a value that escapes": "<p>{{ brief.title | e }}</p>",
    "a very long text": "<p>{{ 'long ' * 2000 }}</p>",
    "no such element": "<p>a</p><foo/>",
    "no such attribute": '<p colour="red">a</p>',
    "no such role": '<p data-role="nothing">a</p>',
    "not well formed": "<p>a</section>",
    "not closed": "<p>a",
    "two documents": "<p>a</p></article><article>",
    "words outside": "<p>a</p></article>b<article>",
    "an attribute twice": '<p id="a" id="b">a</p>',
    "an element where none may be": "<p><p>a</p></p>",
    "a value where none may be": "{{ brief.title }}",
    "words beside a block": "<ul><li>a<p>b</p></li></ul>",
    "a value in a tag": '<p id="{{ brief.title }}">a</p>',
    "a name that is not there": "<p>{{ nothing }}{{ f.nothing }}</p>",
    "a label that is not there": "<p>{{ label('nothing') }}</p>",
    "an error while printing": "<p>{{ 1 // 0 }}</p>",
    "a call block that gives no text": "{% call brief.facts() %}{% endcall %}",
    "a call block that gives a value": "<p>{% call label('x') %}{% endcall %}</p>",
    "an entity that is not known": "<p>&foo; &#65;</p>",
    "an end of characters": "<p>]]></p>",
    "a mark by hand": "<?brief-at templates/../../x:1?><p>a</p>",
    "a deep nest": "<p>" + "<em>" * 70 + "a" + "</em>" * 70 + "</p>",
    "a citation of nothing": '<p>a<cite data-facts="nothing"/></p>',
}


@pytest.mark.parametrize("which", PLAIN)
def test_what_is_plain_is_read_as_it_comes(both, which) -> None:
    document, found, was_plain = both(f"{HEAD}<article>{PLAIN[which]}</article>")
    assert document is not None, found
    assert was_plain


@pytest.mark.parametrize("which", OTHERS)
def test_what_is_not_plain_is_read_as_markup(both, which) -> None:
    *_, was_plain = both(f"{HEAD}<article>{OTHERS[which]}</article>")
    assert not was_plain


def test_words_of_any_kind_stay_the_same(both, port) -> None:
    odd = 'a\u00a0b  c\td\ne\r\nf\rg\u2028h\u00adi\x01j <b> & "k" ]]> \U0001f600'
    template = "<article>\n<p>x\n{{ brief.title }}\ny</p><p>{{ brief.to }}{{ 'z' }}\n</p></article>"
    for text in (odd, f" {odd} ", "\n\n", " ", "]]>", "x" * 9000):
        head = port.head.replace(title=text, to=text)
        both(template, port.replace(head=head))


def test_templates_of_any_make_give_the_same(both) -> None:
    pieces = [
        "<p>", "</p>", "<p>a</p>", " ", "\n", "a ", "&amp;", "{{ brief.title }}", "{{ 'b<' }}",
        "{{ cite(f) }}", "<em>", "</em>", "<em>c</em>\n", "<ul>", "</ul>", "<li>", "</li>",
        "<li>d</li>", "<section>", "</section>", '<p id="{{ f.id }}">', "<p{% if f %} lang=",
        '"en"', "{% endif %}>", "<br/>", "{# x #}", "<!-- y -->", "{{ m(1) }}", "{% if f %}",
        "{% endif %}", "{% for n in range(2) %}", "{% endfor %}", "<strong>", "</strong>",
        "<table><tbody><tr>", "</tr></tbody></table>", "<td>", "</td>", "<td>e</td>",
        '<span data-role="muted">', "</span>", "<aside>", "</aside>", "{{ brief.facts[0].id }}",
    ]  # fmt: skip
    whole = [
        "<p>{{ brief.title }}\n</p>",
        "\n<p>a {{ 'b' }} {{ cite(f) }} c</p>",
        "{{ m(f.id) }}\n",
        "<ul>{% for n in range(2) %}\n<li>{{ n }} {{ brief.title }}</li>{% endfor %}</ul>",
        '<section{% if f %} id="s"{% endif %}>\n<h2>{{ label("x") }}</h2>\n<p>x</p></section>',
        "<p>{% if f %}<em>{{ brief.to }}</em>{% endif %}\n\n b&nbsp;c <br/> {{ f.id }}</p>",
        "<aside>a {{ brief.title }} <strong>b</strong></aside>",
        "<ul><li><p>a</p> {{ brief.title }}</li><li>{{ cite(f) }}</li></ul>",
    ]
    macro = "{% macro m(x) %}<p>{{ x }} {{ brief.title }}</p>{% endmacro %}"
    chance = random.Random(20260101)
    plain = 0
    for turn in range(250):
        of = whole if turn % 2 else [*whole, *pieces]
        inside = "".join(chance.choices(of, k=chance.randrange(1, 7)))
        plain += both(f"{HEAD}{macro}<article>{inside}</article>")[-1]
    assert plain > 100
