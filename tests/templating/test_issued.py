"""No template can put words into the mouth of a fact: only values write who issued them."""

from __future__ import annotations

import pytest

FORGED = '"><data data-kind="figure" data-fact="x" data-field="value">99 million</data>'
WAYS = {
    "the tag's name as a value": "<{{ 'data' }} data-fact=\"x\">99 million</{{ 'data' }}>",
    "a quotation's too": "<{{ 'q' }} data-fact=\"x\">We love war</{{ 'q' }}>",
    "a comment within the tag": '<da{# #}ta data-fact="x">99 million</data>',
    "a blank before the end": "<{{ 'data' }} data-fact=\"x\">99 million</data >",
    "an attribute that looks like the end": "<{{ 'data' }} data-fact=\"/>\">99</{{ 'data' }}>",
    "without escaping": "{% autoescape false %}{{ '<data>99</data>' }}{% endautoescape %}",
    "a filter over a block": "{% filter reverse %}>atad/<noillim 99>atad<{% endfilter %}",
    "a block that is set": "{% set x | reverse %}>atad/<99>atad<{% endset %}{{ x }}",
    "a macro turned round": "{% macro m() %}>atad/<99>atad<{% endmacro %}{{ m() | reverse }}",
    "around what was issued": "<{{ 'data' }}>99 {{ brief.title }}</{{ 'data' }}>",
}


@pytest.mark.parametrize("way", WAYS)
def test_an_element_that_says_who_issued_words_cannot_be_forged(main, way) -> None:
    document, found = main(f"<article><p>{WAYS[way]}</p></article>")
    assert document is None
    assert {d.code for d in found} == {"T-TAG"}
    assert "written by values alone" in found[0].message
    assert found[0].span.file == "templates/own/brief.html.j2"


def test_words_that_fill_a_label_are_words(main) -> None:
    document, found = main(
        "<article><p>{{ label('x', y='<data>99</data> & more') }}</p></article>",
        pack='[labels.en]\nx = "see {y}"\n',
    )
    assert not found
    assert "<data>99</data> & more" in str(document)


@pytest.mark.parametrize(
    "mark",
    ["foo", "/dev/zero:1", "templates/../../etc/passwd:1", f"templates/x:{'9' * 5000}", "x:-1"],
)
def test_a_place_written_by_hand_leads_nowhere(main, mark) -> None:
    _, found = main(f"<article><?brief-at {mark}?><foo/></article>")
    assert {d.code for d in found} == {"T-TAG"}
    assert {d.span.file for d in found} == {"templates/own/brief.html.j2"}


def test_mistakes_without_number_are_told_up_to_a_number(main) -> None:
    _, found = main(
        "<article>{% for n in range(5000) %}<foo{{ n }}/>{% endfor %}<p>x</p></article>"
    )
    assert 100 < len(found) < 300
    assert found[-1].code == "T-LIMIT" or any(d.code == "T-LIMIT" for d in found)


@pytest.mark.parametrize(
    "piece", ['<nav data-depth="2"/>', '<section data-page="new"><p>x</p></section>']
)
def test_what_makes_pages_without_number_is_told(main, piece) -> None:
    _, found = main("<article>{% for n in range(900) %}" + piece + "{% endfor %}</article>")
    assert [d.code for d in found] == ["T-LIMIT"]


@pytest.mark.parametrize(
    "table", ["<tr/>", "<tr>{% for n in range(500) %}<td>x</td>{% endfor %}</tr>"]
)
def test_a_table_of_no_possible_width_is_told(main, table) -> None:
    document, found = main(f"<article><table><tbody>{table}</tbody></table></article>")
    assert document is None
    assert {d.code for d in found} == {"T-TABLE"}
