"""The facts ride along: a custom XML part, and content controls bound to the values it holds.

Nothing relies on them for truth, since Word changes control and part together: they tell a reader
where a value came from, and a program where the values are.
"""

from __future__ import annotations

from brief.document.tree import Text
from brief.writers.docx.state import State
from brief.writers.docx.xml import PROLOG, attribute, plain, plain_bytes

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
_BOUND = f']" w:storeItemID="{STORE}"/><w:text/></w:sdtPr><w:sdtContent>'


def controlled(text: str) -> bool:
    """Whether a value can stand in a control: Word trims the ends of what is bound, and a plain
    control is one line."""
    if text.isprintable():
        return text[:1] != " " != text[-1:]
    # A no-break space is not "printable" to Python, yet a control holds it.
    return text == text.strip() and text.replace("\u00a0", " ").isprintable()


def control(state: State, run: str, properties: str, value: Text) -> str:
    """A run in a content control tagged kind/fact/field, bound to its value in the part.

    `properties` are the run's own: a reader that fills the control anew takes them from it.
    """
    text, origin = value.content, value.origin
    kind, fact, field = origin.kind, origin.fact, origin.field
    values = state.values
    place = values.setdefault((fact, field, text), len(values) + 1)
    state.controls += 1
    title, tag = f"{fact} {field}".strip(), f"{kind}/{fact}/{field}"
    if len(tag) > _LONGEST_TAG or attribute(tag) != tag:  # where that is as it is, the title is
        title, tag = attribute(title[:_LONGEST_TAG]), attribute(tag[:_LONGEST_TAG])
    return (
        f'<w:sdt><w:sdtPr>{properties}<w:alias w:val="{title}"/>'
        f'<w:tag w:val="{tag}"/><w:id w:val="{state.controls}"/>'
        f"{_BINDING}{place}{_BOUND}{run}</w:sdtContent></w:sdt>"
    )


def _value(fact: str, field: str, text: str) -> str:
    together = f"{fact}{field}{text}"
    if attribute(together) != together:
        fact, field, text = attribute(fact), attribute(field), plain(text)
    return f'<value fact="{fact}" field="{field}">{text}</value>'


def add_facts(state: State) -> None:
    """Adds the part: the bound values as they print, and the facts' own document as text."""
    if not state.supplies.facts_json:
        return
    values = "".join([_value(*value) for value in state.values])
    package = state.package
    package.add(
        "customXml/item1.xml",
        b"".join(
            (
                f'{PROLOG}<facts xmlns="{NAMESPACE}"><values>{values}</values>'
                '<record mediaType="application/json">'.encode(),
                plain_bytes(state.supplies.facts_json),
                b"</record></facts>",
            )
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
