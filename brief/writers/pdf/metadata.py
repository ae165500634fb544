"""What a file says of itself: XMP, document information, attached facts."""

from __future__ import annotations

from brief.digests import md5
from brief.document.tree import Meta
from brief.writers.pdf.backend import Backend
from brief.writers.pdf.tags import text_string

FACTS_NAME = "facts.json"
_FACTS_WORDS = "The facts and passages that this brief rests on"

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
{properties}</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of PDF/UA that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


def xmp(meta: Meta, product: str, part: int) -> bytes:
    """The metadata packet of a file that is PDF/UA-1 and PDF/A of a part, level A."""
    stamp = meta.created
    items = [
        ("pdfaid:part", str(part)),
        ("pdfaid:conformance", "A"),
        ("pdfuaid:part", "1"),
        ("dc:format", "application/pdf"),
        ("dc:title", _alternative(meta.title)),
        ("dc:language", _bag((meta.lang,))),
        ("dc:creator", _sequence((meta.author,)) if meta.author else ""),
        ("dc:description", _alternative(meta.subject) if meta.subject else ""),
        ("dc:subject", _bag(meta.keywords) if meta.keywords else ""),
        ("pdf:Keywords", escape(", ".join(meta.keywords))),
        ("pdf:Producer", escape(product)),
        ("xmp:CreatorTool", escape(product)),
        ("xmp:CreateDate", stamp),
        ("xmp:ModifyDate", stamp),
    ]
    properties = "".join(f"<{name}>{value}</{name}>\n" for name, value in items if value)
    return _XMP.replace("{properties}", properties).encode()


def escape(text: str) -> str:
    """Text as XML holds it (xml.sax.saxutils would import the whole of urllib)."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _alternative(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt>'


def _sequence(texts: tuple[str, ...]) -> str:
    return f"<rdf:Seq>{''.join(f'<rdf:li>{escape(text)}</rdf:li>' for text in texts)}</rdf:Seq>"


def _bag(texts: tuple[str, ...]) -> str:
    return f"<rdf:Bag>{''.join(f'<rdf:li>{escape(text)}</rdf:li>' for text in texts)}</rdf:Bag>"


def info(meta: Meta, product: str) -> str:
    """The document information dictionary; it agrees with the metadata packet."""
    entries = {
        "Title": meta.title,
        "Author": meta.author,
        "Subject": meta.subject,
        "Keywords": ", ".join(meta.keywords),
        "Creator": product,
        "Producer": product,
    }
    body = "".join(f"/{key}{text_string(value)}" for key, value in entries.items() if value)
    if meta.created:
        stamp = date(meta.created)
        body += f"/CreationDate({stamp})/ModDate({stamp})"
    return f"<<{body}>>"


def date(stamp: str) -> str:
    """An ISO date-time in UTC as PDF writes it (ISO 32000-1, 7.9.4)."""
    digits = "".join(character for character in stamp if character.isdigit())[:14]
    return f"D:{digits}Z"


def attach(backend: Backend, facts: bytes, created: str) -> dict[str, str]:
    """Embeds the issued facts as an associated file; the catalogue's entries for it."""
    stamp = f"/ModDate({date(created)})" if created else ""
    checksum = md5(facts).hexdigest()
    file = backend.stream(
        "/Type/EmbeddedFile/Subtype/application#2Fjson"
        f"/Params<</Size {len(facts)}{stamp}/CheckSum<{checksum}>>>",
        facts,
    )
    spec = backend.reserve()
    backend.define(
        spec,
        f"<</Type/Filespec/F({FACTS_NAME})/UF({FACTS_NAME})/AFRelationship/Data"
        f"/Desc({_FACTS_WORDS})/EF<</F {file} 0 R/UF {file} 0 R>>>>",
    )
    names = f"<</EmbeddedFiles<</Names[({FACTS_NAME}) {spec} 0 R]>>>>"
    return {"AF": f"[{spec} 0 R]", "Names": names}
