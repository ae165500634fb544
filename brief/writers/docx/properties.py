"""What the file says of itself: core, application and custom properties, all from `Meta`."""

from __future__ import annotations

from brief.writers.docx.state import State, region
from brief.writers.docx.xml import PROLOG, attribute, plain

_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_CORE_RELATION = (
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
)
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_DOCUMENT_TYPES = "application/vnd.openxmlformats-officedocument"
# The format id that Office gives to properties of a document's own.
_CUSTOM_SET = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_FIRST_CUSTOM = 2  # ids 0 and 1 are reserved


def add_properties(state: State) -> None:
    """Adds the three parts; none holds a trace of machine, user or clock."""
    relations = state.package.relations()
    state.package.add("docProps/core.xml", _core(state), _CORE_TYPE)
    relations.add(_CORE_RELATION, "docProps/core.xml")
    state.package.add("docProps/app.xml", _app(state), f"{_DOCUMENT_TYPES}.extended-properties+xml")
    relations.add("extended-properties", "docProps/app.xml")
    custom = _custom(state)
    if custom:
        state.package.add("docProps/custom.xml", custom, f"{_DOCUMENT_TYPES}.custom-properties+xml")
        relations.add("custom-properties", "docProps/custom.xml")


def _core(state: State) -> str:
    meta = state.document.meta
    draft = meta.draft or "Final"
    rows = [
        ("dc:title", meta.title),
        ("dc:subject", meta.subject),
        ("dc:creator", meta.author),
        ("cp:keywords", ", ".join(meta.keywords)),
        ("cp:lastModifiedBy", meta.author),
        ("cp:revision", "1"),
        ("cp:category", meta.marking.name if meta.marking else ""),
        ("cp:contentStatus", draft),
        ("dc:language", region(meta.lang)),
        ("cp:version", meta.edition),
    ]
    inside = "".join(f"<{tag}>{plain(value)}</{tag}>" for tag, value in rows if value)
    if meta.created:
        inside += "".join(
            f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{plain(meta.created)}</dcterms:{name}>'
            for name in ("created", "modified")
        )
    return (
        f'{PROLOG}<cp:coreProperties xmlns:cp="{_CORE}"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:dcmitype="http://purl.org/dc/dcmitype/"'
        f' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{inside}</cp:coreProperties>'
    )


def _app(state: State) -> str:
    product = plain(state.supplies.product)
    return (
        f'{PROLOG}<Properties xmlns="{_OFFICE}/extended-properties">'
        f"<Application>{product}</Application><DocSecurity>0</DocSecurity>"
        f"<Company>{plain(state.document.meta.author)}</Company>"
        "<AppVersion>16.0000</AppVersion></Properties>"
    )


def _custom(state: State) -> str:
    meta = state.document.meta
    rows = [
        ("As of", meta.as_of),
        ("Edition", meta.edition),
        ("Marking", meta.marking.name if meta.marking else ""),
    ]
    inside = "".join(
        f'<property fmtid="{_CUSTOM_SET}" pid="{number}" name="{attribute(name)}">'
        f"<vt:lpwstr>{plain(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(
            ((name, value) for name, value in rows if value), _FIRST_CUSTOM
        )
    )
    if not inside:
        return ""
    return (
        f'{PROLOG}<Properties xmlns="{_OFFICE}/custom-properties"'
        f' xmlns:vt="{_OFFICE}/docPropsVTypes">{inside}</Properties>'
    )
