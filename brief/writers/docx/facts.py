"""The facts ride along: a custom XML part, and content controls bound to the values it holds.

Nothing relies on them for truth, since Word changes control and part together: they tell a reader
where a value came from, and a program where the values are.
"""

from __future__ import annotations

from brief.document.tree import Text
from brief.writers.docx.state import State
from brief.writers.docx.xml import (
    CLOSE_RUN,
    CLOSE_TEXT,
    OPEN_TEXT,
    PLAIN_RUN,
    PROLOG,
    attribute,
    escape,
    plain_bytes,
    run_content,
)

NAMESPACE = "urn:policy-brief:facts:1"
# Any GUID will do that no other part of the file bears; a fixed one keeps the bytes the same.
STORE = "{6F1C5B52-7C1B-4C7B-9E55-3A9D1B0C2E41}"

_DATA_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_LONGEST_TAG = 64  # Word's limit on a control's tag and title
# What binds a control, before and after the number of its value.
_BINDING = (
    f"<w:dataBinding w:prefixMappings=\"xmlns:b='{NAMESPACE}'\""
    ' w:xpath="/b:facts[1]/b:values[1]/b:value['
)
_END = f"{CLOSE_TEXT}{CLOSE_RUN}</w:sdtContent></w:sdt>"
_BOUND = f']" w:storeItemID="{STORE}"/><w:text/></w:sdtPr><w:sdtContent>'


def controlled(text: str) -> bool:
    """Whether a value can stand in a control: Word trims the ends of what is bound, and a plain
    control is one line."""
    # A no-break space is not "printable" to Python, yet a control holds it.
    return text == text.strip() and (
        text.isprintable() or text.replace("\u00a0", " ").isprintable()
    )


def control(state: State, out: list[str], opener: str, value: Text) -> None:
    """A run in a content control tagged kind/fact/field, bound to its value in the part.

    `opener` is the run's, with its properties: a reader that fills the control anew takes them
    from the control.
    """
    text, origin = value.content, value.origin
    fact, field = origin.fact, origin.field
    words = text if "&" not in text and "<" not in text and ">" not in text else escape(text)
    title, tag = f"{fact} {field}".strip(), f"{origin.kind}/{fact}/{field}"
    clear = (
        tag.isprintable()
        and '"' not in tag
        and "&" not in tag
        and "<" not in tag
        and ">" not in tag
    )
    values, key = state.values, (fact, field, text)
    found = values.get(key)
    if found is None:
        if not clear:
            fact, field = attribute(fact), attribute(field)
        markup = f'<value fact="{fact}" field="{field}">{words}</value>'
        found = values[key] = (len(values) + 1, markup)
    if not clear or len(tag) > _LONGEST_TAG:  # where the tag is as it is, the title is
        title, tag = attribute(title[:_LONGEST_TAG]), attribute(tag[:_LONGEST_TAG])
    state.controls = number = state.controls + 1
    out += (
        f'<w:sdt><w:sdtPr>{opener[5:]}<w:alias w:val="{title}"/>'
        f'<w:tag w:val="{tag}"/><w:id w:val="{number}"/>'
        f"{_BINDING}{found[0]}{_BOUND}{opener}{OPEN_TEXT}",
        words,
        _END,
    )


def plain_run(state: State, out: list[str], value: Text) -> None:
    """A text that stands by itself, without a look: a run, in a control where it is a fact's."""
    content = value.content
    if state.bound and value.origin.kind == "fact" and content and controlled(content):
        control(state, out, PLAIN_RUN, value)
    elif content:
        out += (PLAIN_RUN, run_content(content, state.diagnostics), CLOSE_RUN)


def add_facts(state: State) -> None:
    """Adds the part: the bound values as they print, and the facts' own document as text."""
    if not state.supplies.facts_json:
        return
    package = state.package
    package.pack(
        "customXml/item1.xml",
        (
            f'{PROLOG}<facts xmlns="{NAMESPACE}"><values>'.encode(),
            b"".join([markup.encode() for _, markup in state.values.values()]),
            b'</values><record mediaType="application/json">',
            plain_bytes(state.supplies.facts_json),
            b"</record></facts>",
        ),
    )
    package.add(
        "customXml/itemProps1.xml",
        f'{PROLOG}<ds:datastoreItem xmlns:ds="{_DATA_STORE}" ds:itemID="{STORE}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs>'
        "</ds:datastoreItem>",
        _PROPERTIES_TYPE,
    )
    package.relations("customXml/item1.xml").add("customXmlProps", "itemProps1.xml")
    state.relations.add("customXml", "../customXml/item1.xml")
