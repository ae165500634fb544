"""What a file says of itself: XMP, document information, colour profile, attached facts."""

from __future__ import annotations

from hashlib import md5
from struct import pack

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


def output_intent(backend: Backend) -> str:
    """The entry OutputIntents with an sRGB profile."""
    profile = backend.stream("/N 3", srgb())
    return (
        "[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)"
        f"/Info(sRGB IEC61966-2.1)/DestOutputProfile {profile} 0 R>>]"
    )


def attach(backend: Backend, facts: bytes, created: str) -> dict[str, str]:
    """Embeds the issued facts as an associated file; the catalogue's entries for it."""
    stamp = f"/ModDate({date(created)})" if created else ""
    checksum = md5(facts, usedforsecurity=False).hexdigest()
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


def srgb() -> bytes:
    """An ICC profile (version 4.2) of sRGB from its published numbers (IEC 61966-2-1)."""
    curve = b"para" + pack(
        ">4xHH5l", 3, 0, *map(_fixed, (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92)), _fixed(0.04045)
    )
    tags = {
        b"desc": _words("sRGB"),
        b"cprt": _words("No copyright, use freely"),
        b"wtpt": _triple(0.9642, 1.0, 0.8249),
        b"chad": b"sf32\0\0\0\0"
        + pack(
            ">9l",
            *map(
                _fixed,
                (
                    1.04788,
                    0.02292,
                    -0.05022,
                    0.02959,
                    0.99048,
                    -0.01707,
                    -0.00925,
                    0.01508,
                    0.75168,
                ),
            ),
        ),
        b"rXYZ": _triple(0.43607, 0.22249, 0.01392),
        b"gXYZ": _triple(0.38515, 0.71687, 0.09708),
        b"bXYZ": _triple(0.14307, 0.06061, 0.7141),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    table, body = pack(">L", len(tags)), b""
    start = 128 + 4 + 12 * len(tags)
    for name, data in tags.items():
        table += name + pack(">LL", start + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    header = pack(
        ">L4xL4s4s4s6H4s4x4x4x4x8xL3l4x16x28x",
        start + len(body),
        0x04200000,
        b"mntr",
        b"RGB ",
        b"XYZ ",
        *(2000, 1, 1, 0, 0, 0),
        b"acsp",
        0,
        *map(_fixed, (0.9642, 1.0, 0.8249)),
    )
    return header + table + body


def _fixed(value: float) -> int:
    return round(value * 65536)


def _triple(x: float, y: float, z: float) -> bytes:
    return b"XYZ \0\0\0\0" + pack(">3l", _fixed(x), _fixed(y), _fixed(z))


def _words(text: str) -> bytes:
    data = text.encode("utf-16-be")
    return b"mluc" + pack(">4xLL2s2sLL", 1, 12, b"en", b"US", len(data), 28) + data
