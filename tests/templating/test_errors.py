"""What is wrong with a template is told with its file, line and a hint."""

from __future__ import annotations

import pytest

ARTICLE = "<article>\n{}\n</article>"


def _only(found):
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("line", "code", "message", "hint"),
    [
        ("<p>{{ brief.titel }}</p>", "T-UNDEFINED", "`brief` has no `titel`", "title"),
        ("<p>{{ breif }}</p>", "T-UNDEFINED", "`breif` is not defined", "brief"),
        ('<p>{{ label("bottem") }}</p>', "T-UNDEFINED", "no label `bottem`", "labels/en.toml"),
        ("<p>{{ brief.title | uper }}</p>", "T-UNDEFINED", "no filter `uper`", "there are"),
        ("<p>{{ brief.title | upper }}</p>", "T-UNDEFINED", "no filter `upper`", ""),
        ("<p>{% if brief.title is stringy %}{% endif %}x</p>", "T-UNDEFINED", "no test", ""),
        ("<p>{% for x in %}</p>", "T-SYNTAX", "", ""),
        ("<p>{{ brief.title }</p>", "T-SYNTAX", "", ""),
        ("<div><p>x</p></div>", "T-TAG", "no element `<div>`", "section"),
        ("<p clas='x'>y</p>", "T-ATTRIBUTE", "`<p>` has no attribute `clas`", ""),
        ("<p data-role='remrak'>y</p>", "T-ATTRIBUTE", "no role `remrak`", "remark"),
        ("<aside data-role='own'>y</aside>", "T-ATTRIBUTE", "no role `own`", "assessment"),
        ("<p><p>x</p></p>", "T-NEST", "`<p>` cannot stand in `<p>`", ""),
        ("<p>x<br>y</p>", "T-SYNTAX", "`<br>` (line 2) is not closed", "<br/>"),
        ("<p>&copy; x</p>", "T-SYNTAX", "entity", "&nbsp;"),
        ('<p>x<cite data-facts="qay"/></p>', "T-CITE", "no fact `qay`", "quay"),
        ("<p>x<cite/></p>", "T-CITE", "a citation to nothing", ""),
        ('<p><data data-fact="quay">1</data></p>', "T-TAG", "written by values alone", ""),
        ("<p><q>words</q></p>", "T-TAG", "written by values alone", ""),
        ('{% include "sections/deals.html.j2" %}', "T-FILE", "no template", ""),
        ("<p>{{ 1 // 0 }}</p>", "T-RENDER", "the template fails", ""),
        ('<p title="{{ brief.title }}">x</p>', "T-SYNTAX", "not well formed", "attribute"),
        ('<p><a href="javascript:x">y</a></p>', "T-ATTRIBUTE", "a link cannot lead", "https"),
        ("<p>{{ brief.title % 1 }}</p>", "T-VALUE", "cannot be used on a value", ""),
        ("<p>{{ [brief.title] | join('') + 'x' }}</p>", "", "", ""),
    ],
)
def test_an_error_stands_at_its_line(main, line, code, message, hint) -> None:
    document, found = main(ARTICLE.format(line))
    if not code:
        assert found == ()
        return
    assert document is None
    first = found[0]
    assert (first.code, first.severity) == (code, "error")
    assert message in first.message
    assert hint in " ".join(first.helps)
    assert first.span.file == "templates/own/brief.html.j2"
    assert first.span.line == 2


def test_every_misspelt_name_is_told_in_one_run(main) -> None:
    lines = "<p>{{ brief.titel }}</p>\n<p>{{ brief.basi }}</p>\n<p>{{ lable('x') }}</p>"
    document, found = main(ARTICLE.format(lines))
    assert document is None
    assert [(d.code, d.span.line) for d in found] == [("T-UNDEFINED", line) for line in (2, 3, 4)]


def test_an_error_in_an_included_section_names_that_file_and_line(main) -> None:
    _, found = main(
        ARTICLE.format('{% include "sections/one.html.j2" %}\n<p>{{ brief.subjekt }}</p>'),
        sections__one="<section>\n<h2>One</h2>\n<p>\n{{ brief.titel }}</p>\n<div/>\n</section>",
    )
    places = [(d.span.file.rpartition("/")[2], d.span.line, d.code) for d in found]
    assert places == [
        ("brief.html.j2", 3, "T-UNDEFINED"),
        ("one.html.j2", 4, "T-UNDEFINED"),
        ("one.html.j2", 5, "T-TAG"),
    ]


def test_an_error_in_a_macro_names_the_macro(main) -> None:
    _, found = main(
        ARTICLE.format(
            '{% from "macros/m.html.j2" import m %}\n{% for s in brief.sources %}\n'
            "{{ m(s) }}\n{% endfor %}"
        ),
        macros__m="{% macro m(source) %}\n\n<p>{{ source.shrot }}x</p>\n{% endmacro %}",
    )
    told = _only(found)
    assert (told.span.file, told.span.line) == ("templates/own/macros/m.html.j2", 3)
    assert "short" in told.helps[0]


def test_markup_errors_after_loops_and_values_keep_their_line(main) -> None:
    text = (
        "{% for fact in facts('deal') %}\n{% if fact.id == 'quay' %}\n"
        "<section>\n  <h2>{{ fact.title }}</h2>\n  {% for i in range(3) %}\n"
        "  <p>{{ i }}</p>\n  {% endfor %}\n  <tabel/>\n</section>\n{% endif %}\n{% endfor %}"
    )
    _, found = main(ARTICLE.format(text))
    told = _only(found)
    assert (told.code, told.span.line) == ("T-TAG", 9)
    assert "table" in told.helps[0]


def test_a_field_that_the_kind_does_not_have_is_told_with_the_nearest(main) -> None:
    text = (
        "{% for fact in brief.facts if fact.kind == 'deal' %}"
        "<p>{{ fact.statsu }}{{ cite(fact) }}</p>{% endfor %}"
    )
    _, found = main(ARTICLE.format(text))
    told = _only(found)
    assert told.message == "a fact of kind deal has no `statsu`"
    assert "status" in told.helps[0]


def test_an_unknown_section_of_the_outline_points_into_the_dossier(main, port) -> None:
    section = port.outline.body[0].replace(name="key-piont", path="outline.body.0")
    outline = port.outline.replace(body=(section,))
    _, found = main(
        ARTICLE.format("{% for s in brief.body %}<p>x</p>{% endfor %}"),
        dossier=port.replace(outline=outline),
        sections__key_points="",
    )
    told = _only([d for d in found if "key-piont" in d.message])
    assert told.code == "T-SECTION"
    assert told.span.file.endswith("dossier.yaml")
    assert told.span.line > 1


def test_a_table_whose_rows_do_not_fit_is_refused(main) -> None:
    text = "<table><tbody><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></tbody></table>"
    _, found = main(ARTICLE.format(text))
    assert _only(found).code == "T-TABLE"
