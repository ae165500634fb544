"""From markup to the tree: statements, issuers, spaces, quotations."""

from __future__ import annotations

import pytest

from brief.document.tree import (
    Citation,
    Heading,
    Inline,
    Paragraph,
    Quotation,
    Statement,
    Styled,
    Table,
    Text,
    inlines_text,
)

HOSTILE = "AT&T <b> </para> x<y {{ 7*7 }} {% x %} &amp; ]]> <!-- \"q\" 'a'"


def _texts(inlines):
    for inline in inlines:
        if isinstance(inline, Text):
            yield inline
        else:
            yield from _texts(getattr(inline, "children", ()))


def _paragraph(document) -> Paragraph:
    return next(block for block in document.blocks if isinstance(block, Paragraph))


def _shape(inline: Inline) -> str:
    if isinstance(inline, Statement):
        inside = "".join(map(_shape, inline.children))
        return f"[{inline.id}{'!' if inline.author else ''} {inside}]"
    if isinstance(inline, Citation):
        return "^" + "+".join(inline.facts)
    if isinstance(inline, Styled):
        return f"({inline.role}:{''.join(map(_shape, inline.children))})"
    return inline.content if isinstance(inline, Text) else type(inline).__name__


@pytest.mark.parametrize(
    ("markup", "shape"),
    [
        ('a<cite data-facts="quay"/>. b', "[s1 a.^quay] b"),
        ('a,<cite data-facts="quay"/> b;<cite data-facts="loan"/>', "[s1 a,^quay][s2  b;^loan]"),
        ('a <cite data-facts="quay"/>', "[s1 a^quay]"),
        (
            'a<cite data-facts="quay"/><cite data-facts="loan"/>',
            "[s1 a^quay+loan]",
        ),
        (
            '<span data-role="lead">L.</span> a<cite data-facts="quay"/>',
            "(lead:L.)[s1  a^quay]",
        ),
        ("  a\n   b  ", "a b"),
        ("a<strong> b</strong>", "aStrong"),
    ],
)
def test_a_run_up_to_a_citation_is_one_statement(main, markup, shape) -> None:
    document, found = main(f"<article><p>{markup}</p></article>")
    assert found == ()
    assert "".join(map(_shape, _paragraph(document).children)) == shape


def test_the_authors_own_words_are_an_own_statement(main) -> None:
    document, _ = main('<article><p data-author="yes">We think so.</p></article>')
    assert "".join(map(_shape, _paragraph(document).children)) == "[s1! We think so.]"


def test_a_literal_knows_its_template_and_line(main) -> None:
    document, _ = main("<article>\n\n<p>one</p>\n<p>two\n{{ brief.to }} three</p></article>")
    texts = [text for block in document.blocks for text in _texts(block.children)]
    places = {text.content.strip(): text.origin for text in texts}
    assert places["one"].place == "templates/own/brief.html.j2:3"
    assert places["two"].place == "templates/own/brief.html.j2:4"
    assert places["three"].place == "templates/own/brief.html.j2:5"
    assert places["Transport Committee"].kind == "setting"


def test_a_value_carries_fact_and_field(main) -> None:
    text = (
        "{% for f in brief.facts if f.id == 'quay' %}"
        "<p>{{ f.value }} {{ f.parties | join(', ') }}{{ cite(f) }}</p>{% endfor %}"
    )
    document, found = main(f"<article>{text}</article>")
    assert found == ()
    origins = [
        (t.content, t.origin.kind, t.origin.fact, t.origin.field)
        for t in _texts(_paragraph(document).children)
    ]
    assert ("€184.5 million", "fact", "quay", "value") in origins
    assert any(kind == "name" for _, kind, _, _ in origins)


@pytest.mark.parametrize("field", ["title", "status", "agreed", "instrument"])
def test_no_text_is_ever_markup(main, port, field) -> None:
    fact = port.facts["quay"]
    changed = fact.replace(fields={**fact.fields, field: HOSTILE})
    dossier = port.replace(facts={**port.facts, "quay": changed})
    text = (
        "{% for f in brief.facts if f.id == 'quay' %}"
        f"<p>{{{{ f.{field} }}}}{{{{ cite(f) }}}}</p>{{% endfor %}}"
    )
    document, found = main(f"<article>{text}</article>", dossier=dossier)
    assert found == ()
    printed = inlines_text(_paragraph(document).children)
    # The typed quotation marks become a quotation, whose marks the typography sets.
    assert printed == HOSTILE.replace('"q"', "q")


def test_no_setting_name_or_source_is_ever_markup(main, port) -> None:
    head = port.head.replace(to=HOSTILE, subject=HOSTILE, short_title=HOSTILE, edition=HOSTILE)
    sources = {
        key: source.replace(
            short=HOSTILE, descriptor=HOSTILE, title=source.title.replace(value=HOSTILE)
        )
        for key, source in port.sources.items()
    }
    names = {key: name.replace(name=HOSTILE) for key, name in port.names.items()}
    dossier = port.replace(head=head, sources=sources, names=names)
    text = (
        "<p>{{ brief.to }}</p><p>{{ brief.subject }}</p><p>{{ brief.short_title }}</p>"
        "<p>{{ brief.edition }}</p><p>{{ brief.sources[0].short }}</p>"
        "<p>{{ brief.sources[0].descriptor }}</p><p>{{ brief.sources[0].title.quoted }}</p>"
        "{% for f in brief.facts if f.id == 'quay' %}<p>{{ f.parties[0] }}</p>{% endfor %}"
    )
    document, found = main(f"<article>{text}</article>", dossier=dossier)
    assert found == ()
    assert [inlines_text(block.children) for block in document.blocks] == [HOSTILE] * 8


def test_a_composite_text_is_never_a_template(main, port) -> None:
    head = port.head.replace(title="AT&T <b> x<y {{ 7*7 }} {% x %}{quay}")
    document, found = main("<article><h1>{{ brief.title }}</h1></article>", port.replace(head=head))
    assert document is None  # `{% x %}` is no reference: told, not run
    assert {d.code for d in found} == {"T-CITE"}
    head = port.head.replace(title="AT&T <b> x<y {{ 7*7 }}{quay}")
    document, _ = main("<article><h1>{{ brief.title }}</h1></article>", port.replace(head=head))
    heading = document.blocks[0]
    assert isinstance(heading, Heading)
    assert inlines_text(heading.children) == "AT&T <b> x<y { 7*7 }"


def test_typed_quotation_marks_print_the_passages_own_characters(main, port) -> None:
    fact = port.facts["capacity"] if "capacity" in port.facts else next(iter(port.facts.values()))
    words = fact.passages[0].exact[:23]
    head = port.head.replace(title=f"They say “{words.replace('’', chr(39))}”{{{fact.id}}}")
    document, found = main("<article><h1>{{ brief.title }}</h1></article>", port.replace(head=head))
    assert found == ()
    statement = document.blocks[0].children[0]
    quotation = next(one for one in statement.children if isinstance(one, Quotation))
    assert inlines_text(quotation.children) == words
    assert quotation.children[0].origin.fact == fact.id


def test_a_row_is_one_statement_and_its_source_stands_in_its_cell(main) -> None:
    text = (
        "<table><tbody>{% for f in brief.facts if f.id == 'quay' %}"
        "<tr data-facts='{{ f.id }}'><th>{{ f.title }}</th><td>{{ cite(f) }}</td></tr>"
        "{% endfor %}</tbody></table>"
    )
    document, found = main(f"<article>{text}</article>")
    assert found == ()
    table = document.blocks[0]
    assert isinstance(table, Table)
    row = table.rows[0]
    assert (row.statement, row.facts) == ("s1", ("quay",))
    assert [cell.scope for cell in row.cells] == ["row", ""]
    (citation,) = row.cells[1].blocks[0].children
    assert citation.form == "cell"
