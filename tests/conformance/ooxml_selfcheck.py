"""Our own look at a Word file: what Word repairs, refuses or shows wrongly without a word.

`selfcheck(data)` gives findings in words; an empty list is a clean file.  It knows nothing of the
writer: names, counts and links are followed through the package as a reader would.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections import Counter
from io import BytesIO

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
DC = "http://purl.org/dc/elements/1.1/"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
NS = {"w": W, "r": R, "wp": WP, "dc": DC, "p": RELATIONS}

_PPR = " ".join(
    (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers",
        "pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE",
        "autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents",
        "suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle",
        "rPr sectPr pPrChange",
    )
)
_RPR = " ".join(
    (
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint",
        "noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u",
        "effect",
        "bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    )
)
_BOOKMARK = re.compile(r"[A-Za-z_À-ÿ][\w]{0,39}")
_COLOUR = re.compile(r"auto|[0-9A-Fa-f]{6}")


def w(tag: str) -> str:
    return f"{{{W}}}{tag}"


def val(element: etree._Element | None, attribute: str = "val") -> str:
    return "" if element is None else element.get(w(attribute), "")


class File:
    """The parts of a package, parsed, and their relationships."""

    def __init__(self, data: bytes) -> None:
        self.found: list[str] = []
        self.parts: dict[str, bytes] = {}
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for name, count in Counter(archive.namelist()).items():
                if count > 1:
                    self.found.append(f"the part {name} is there {count} times")
            for name in archive.namelist():
                self.parts[name] = archive.read(name)
        self.trees: dict[str, etree._Element] = {}
        for name, content in self.parts.items():
            if name.endswith((".xml", ".rels")):
                if b"<!DOCTYPE" in content:
                    self.found.append(f"{name} has a DOCTYPE")
                try:
                    self.trees[name] = etree.fromstring(content)
                except etree.XMLSyntaxError as error:
                    self.found.append(f"{name} is not well-formed: {error.msg}")
        self.relations: dict[str, dict[str, tuple[str, str, bool]]] = {}
        for name, tree in self.trees.items():
            if name.endswith(".rels"):
                self._relations(name, tree)

    def _relations(self, name: str, tree: etree._Element) -> None:
        folder, leaf = posixpath.split(name)
        source = posixpath.join(posixpath.dirname(folder), leaf.removesuffix(".rels"))
        rows: dict[str, tuple[str, str, bool]] = {}
        for row in tree:
            identifier, target = row.get("Id", ""), row.get("Target", "")
            external = row.get("TargetMode") == "External"
            if identifier in rows:
                self.found.append(f"{name}: the relationship {identifier} is there twice")
            if not external:
                target = posixpath.normpath(
                    posixpath.join("/", posixpath.dirname(source), target)
                ).lstrip("/")
                if target not in self.parts:
                    self.found.append(f"{name}: {identifier} leads to no part: {target}")
            rows[identifier] = (row.get("Type", ""), target, external)
        self.relations[source] = rows

    def say(self, message: str) -> None:
        self.found.append(message)

    def tree(self, name: str) -> etree._Element | None:
        return self.trees.get(name)


def selfcheck(data: bytes) -> list[str]:
    """All findings about a file."""
    try:
        file = File(data)
    except (zipfile.BadZipFile, KeyError) as error:
        return [f"no package: {error}"]
    _package(file)
    document = file.tree("word/document.xml")
    if document is None:
        return [*file.found, "there is no body"]
    texts = {
        name: tree
        for name, tree in file.trees.items()
        if re.fullmatch(
            r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml", name
        )
    }
    _styles(file, texts)
    _numbering(file, texts)
    _bookmarks(file, texts)
    _fields(file, texts)
    _notes(file, document, texts)
    _comments(file, document)
    _pictures(file, texts)
    _tables(file, document)
    _page(file, document)
    _text(file, texts)
    _headings(file, document)
    _controls(file, texts)
    _properties(file)
    return file.found


def _package(file: File) -> None:
    types = file.tree("[Content_Types].xml")
    if types is None:
        file.say("there are no content types")
        return
    suffixes = {row.get("Extension", "").lower() for row in types if row.tag.endswith("Default")}
    named = {row.get("PartName", ""): row.get("ContentType", "") for row in types}
    for name in named:
        if name and name.lstrip("/") not in file.parts:
            file.say(f"a content type for a part that is not there: {name}")
    for name in file.parts:
        plain = name.rpartition(".")[2].lower()
        if f"/{name}" not in named and plain not in suffixes and name != "[Content_Types].xml":
            file.say(f"the part {name} has no content type")
    main = named.get("/word/document.xml", "")
    if not main.endswith("wordprocessingml.document.main+xml"):
        file.say("the body has a wrong content type")
    for part in ("styles", "settings", "numbering", "footnotes", "fontTable"):
        kind = named.get(f"/word/{part}.xml")
        if kind is not None and not kind.endswith(f".{part}+xml"):
            file.say(f"the part {part} has a wrong content type")
    reached = {target for rows in file.relations.values() for _, target, out in rows.values()}
    for name in file.parts:
        if not name.endswith(".rels") and name not in reached and name != "[Content_Types].xml":
            file.say(f"nothing leads to the part {name}")


def _styles(file: File, texts: dict[str, etree._Element]) -> None:
    root = file.tree("word/styles.xml")
    if root is None:
        file.say("there are no styles")
        return
    styles = root.findall("w:style", NS)
    kinds = {style.get(w("styleId")): style.get(w("type")) for style in styles}
    for identifier, count in Counter(s.get(w("styleId")) for s in styles).items():
        if count > 1:
            file.say(f"the style {identifier} is there twice")
    for style in styles:
        base = val(style.find("w:basedOn", NS))
        if base and base not in kinds:
            file.say(f"a style rests on {base}, which is not there")
    for name, tree in [*texts.items(), ("word/styles.xml", root)]:
        for tag, kind in (("pStyle", "paragraph"), ("rStyle", "character"), ("tblStyle", "table")):
            for element in tree.iter(w(tag)):
                if kinds.get(val(element)) != kind:
                    file.say(f"{name}: there is no {kind} style {val(element)}")
        for tag, order in (("pPr", _PPR.split()), ("rPr", _RPR.split())):
            for group in tree.iter(w(tag)):
                tags = [etree.QName(child).localname for child in group]
                places = [order.index(t) for t in tags if t in order]
                if places != sorted(places) or len(set(tags)) != len(tags):
                    file.say(f"{name}: the elements of {tag} are out of order: {' '.join(tags)}")
        for element in tree.iter(w("color"), w("shd"), w("top"), w("bottom"), w("insideH")):
            for attribute in ("val", "color", "fill"):
                shown = element.get(w(attribute))
                if attribute == "val" and not element.tag.endswith("}color"):
                    continue
                if shown is not None and not _COLOUR.fullmatch(shown):
                    file.say(f"{name}: {shown} is no colour")
        for element in tree.iter(w("sz")):
            if not val(element).isdigit() or not 1 <= int(val(element)) <= 3276:
                file.say(f"{name}: {val(element)} is no size")


def _numbering(file: File, texts: dict[str, etree._Element]) -> None:
    root = file.tree("word/numbering.xml")
    nums = {} if root is None else {n.get(w("numId")): n for n in root.findall("w:num", NS)}
    abstracts = (
        set()
        if root is None
        else {a.get(w("abstractNumId")) for a in root.findall("w:abstractNum", NS)}
    )
    for number, num in nums.items():
        if val(num.find("w:abstractNumId", NS)) not in abstracts:
            file.say(f"the numbering {number} rests on none")
    styles = file.tree("word/styles.xml")
    for tree in [*texts.values(), *([] if styles is None else [styles])]:
        for element in tree.iter(w("numId")):
            if val(element) not in nums:
                file.say(f"there is no numbering {val(element)}")


def _bookmarks(file: File, texts: dict[str, etree._Element]) -> None:
    names: set[str] = set()
    for part, tree in texts.items():
        starts = Counter(b.get(w("id")) for b in tree.iter(w("bookmarkStart")))
        ends = Counter(b.get(w("id")) for b in tree.iter(w("bookmarkEnd")))
        if starts != ends or any(count > 1 for count in starts.values()):
            file.say(f"{part}: bookmarks do not begin and end once each")
        for bookmark in tree.iter(w("bookmarkStart")):
            name = bookmark.get(w("name"), "")
            if name.lower() in names:
                file.say(f"the bookmark {name} is there twice")
            if not _BOOKMARK.fullmatch(name):
                file.say(f"Word takes no bookmark named {name!r}")
            names.add(name.lower())
    for part, tree in texts.items():
        for link in tree.iter(w("hyperlink")):
            anchor = link.get(w("anchor"))
            if anchor is not None and anchor.lower() not in names:
                file.say(f"{part}: a link leads to no bookmark: {anchor}")
        for instruction in tree.iter(w("instrText")):
            words = (instruction.text or "").split()
            if (
                words
                and words[0] in {"REF", "NOTEREF", "PAGEREF"}
                and (words[1].lower() not in names)
            ):
                file.say(f"{part}: a field refers to no bookmark: {words[1]}")
        for element in tree.iter():
            for attribute, value in element.attrib.items():
                if attribute.startswith(f"{{{R}}}") and value not in file.relations.get(part, {}):
                    file.say(f"{part}: there is no relationship {value}")


def _fields(file: File, texts: dict[str, etree._Element]) -> None:
    for part, tree in texts.items():
        depth: list[str] = []
        for element in tree.iter(w("fldChar"), w("p")):
            if element.tag == w("p"):
                continue
            kind = element.get(w("fldCharType"))
            if element.get(w("dirty")) not in {None, "0", "false"}:
                file.say(f"{part}: a field asks to be brought up to date")
            if kind == "begin":
                depth.append("begin")
            elif not depth or (kind == "separate" and depth[-1] != "begin"):
                file.say(f"{part}: a field has no beginning")
            elif kind == "separate":
                depth[-1] = "separate"
            else:
                depth.pop()
        if depth:
            file.say(f"{part}: a field has no end")
    settings = file.tree("word/settings.xml")
    if settings is not None and settings.find("w:updateFields", NS) is not None:
        file.say("the settings make Word ask about fields")
    mode = (
        []
        if settings is None
        else settings.xpath(
            "w:compat/w:compatSetting[@w:name='compatibilityMode']/@w:val", namespaces=NS
        )
    )
    if mode != ["15"]:
        file.say("the file opens in compatibility mode")


def _notes(file: File, document: etree._Element, texts: dict[str, etree._Element]) -> None:
    for kind in ("footnote", "endnote"):
        tree = file.tree(f"word/{kind}s.xml")
        marks = [m.get(w("id")) for m in document.iter(w(f"{kind}Reference"))]
        rows = [] if tree is None else tree.findall(f"w:{kind}", NS)
        notes = [n.get(w("id")) for n in rows if n.get(w("type")) is None]
        kinds = {n.get(w("type")) for n in rows}
        if len({n.get(w("id")) for n in rows}) != len(rows):
            file.say(f"two {kind}s have one id")
        if sorted(marks, key=str) != sorted(notes, key=str):
            file.say(f"the marks and the {kind}s do not match")
        if rows and not {"separator", "continuationSeparator"} <= kinds:
            file.say(f"the {kind}s have no separators")
        for note in rows:
            if note.get(w("type")) is None and not "".join(note.itertext()).strip():
                file.say(f"a {kind} is empty")
        for name, other in texts.items():
            if (
                name != "word/document.xml"
                and next(other.iter(w(f"{kind}Reference")), None) is not None
            ):
                file.say(f"{name}: a note's mark where Word allows none")


def _comments(file: File, document: etree._Element) -> None:
    tree = file.tree("word/comments.xml")
    made = sorted(c.get(w("id"), "") for c in ([] if tree is None else tree))
    for tag in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        if sorted(e.get(w("id"), "") for e in document.iter(w(tag))) != made:
            file.say(f"the comments and their {tag} do not match")


def _pictures(file: File, texts: dict[str, etree._Element]) -> None:
    for part, tree in texts.items():
        shapes = list(tree.iter(f"{{{WP}}}docPr"))
        for shape in shapes:
            if not shape.get("descr", "").strip():
                file.say(f"{part}: a picture has no alternative")
        if len({s.get("id") for s in shapes}) != len(shapes):
            file.say(f"{part}: two pictures have one id")


def _tables(file: File, document: etree._Element) -> None:
    for table in document.iter(w("tbl")):
        grid = [int(c.get(w("w"), "0")) for c in table.findall("w:tblGrid/w:gridCol", NS)]
        rows = table.findall("w:tr", NS)
        if not rows or not rows[0].findall("w:trPr/w:tblHeader", NS):
            file.say("a table has no head row")
        for row in rows:
            cells = row.findall("w:tc", NS)
            widths = [int(val(c.find("w:tcPr/w:tcW", NS), "w") or 0) for c in cells]
            if widths != grid:
                file.say("a row's cells do not fit the table's grid")
            for cell in cells:
                if len(cell) == 0 or cell[-1].tag != w("p"):
                    file.say("a cell does not end in a paragraph")
        properties = table.find("w:tblPr", NS)
        if properties is None or not any(
            val(properties.find(f"w:{tag}", NS)) for tag in ("tblDescription", "tblCaption")
        ):
            file.say("a table has no description")
        if properties is None or val(properties.find("w:tblLayout", NS), "type") != "fixed":
            file.say("a table's widths are not fixed")
        following = table.getnext()
        if following is not None and following.tag == w("tbl"):
            file.say("two tables touch")


def _page(file: File, document: etree._Element) -> None:
    body = document.find("w:body", NS)
    sections = list(document.iter(w("sectPr")))
    if body is None or len(body) == 0 or body[-1].tag != w("sectPr"):
        file.say("the body does not end in a section")
        return
    if len(body) < 2 or body[-2].tag != w("p"):
        file.say("the body's last block is no paragraph")
    for section in sections:
        size, margins = section.find("w:pgSz", NS), section.find("w:pgMar", NS)
        if size is None or margins is None:
            file.say("a section has no page size")
            continue
        wide, high = int(val(size, "w")), int(val(size, "h"))
        sides = {s: int(val(margins, s) or 0) for s in ("left", "right", "top", "bottom")}
        if not 5000 < wide < 32000 or not 5000 < high < 32000:
            file.say("the page has no sensible size")
        if wide - sides["left"] - sides["right"] < 2000:
            file.say("the margins leave no room")
        kinds = {
            (etree.QName(r).localname, r.get(w("type")))
            for r in section
            if etree.QName(r).localname in {"headerReference", "footerReference"}
        }
        wanted = {"default"}
        if section.find("w:titlePg", NS) is not None:
            wanted.add("first")
        for kind in wanted:
            for name in ("headerReference", "footerReference"):
                if (name, kind) not in kinds:
                    file.say(f"a section has no {kind} {name}")


def _text(file: File, texts: dict[str, etree._Element]) -> None:
    for part, tree in texts.items():
        for text in tree.iter(w("t")):
            words = text.text or ""
            if words != words.strip() and text.get(XML_SPACE) != "preserve":
                file.say(f"{part}: blanks at the end of a text are lost")
        for paragraph in tree.iter(w("p")):
            if next(paragraph.iterancestors(w("p")), None) is not None and not any(
                a.tag.endswith("}txbxContent") for a in paragraph.iterancestors()
            ):
                file.say(f"{part}: a paragraph within a paragraph")


def _headings(file: File, document: etree._Element) -> None:
    styles = file.tree("word/styles.xml")
    if styles is None:
        return
    outline = {
        s.get(w("styleId")): val(s.find("w:pPr/w:outlineLvl", NS))
        for s in styles.findall("w:style", NS)
    }
    last = -1
    for paragraph in document.iter(w("p")):
        own = val(paragraph.find("w:pPr/w:outlineLvl", NS))
        level = own or outline.get(val(paragraph.find("w:pPr/w:pStyle", NS)), "")
        if level == "":
            continue
        if int(level) > last + 1:
            file.say(f"the headings jump to level {int(level) + 1}")
        if not "".join(paragraph.itertext()).strip():
            file.say("a heading is empty")
        last = int(level)


def _controls(file: File, texts: dict[str, etree._Element]) -> None:
    identifiers: Counter[str] = Counter()
    stores = {
        tree.get(next((a for a in tree.attrib if a.endswith("itemID")), ""), ""): name
        for name, tree in file.trees.items()
        if name.startswith("customXml/itemProps")
    }
    for part, tree in texts.items():
        for control in tree.iter(w("sdt")):
            identifiers[val(control.find("w:sdtPr/w:id", NS))] += 1
            binding = control.find("w:sdtPr/w:dataBinding", NS)
            if binding is None:
                continue
            store = stores.get(binding.get(w("storeItemID"), ""))
            if store is None:
                file.say(f"{part}: a control is bound to no data")
                continue
            data = file.tree(store.replace("itemProps", "item"))
            prefix, _, uri = binding.get(w("prefixMappings"), "").partition("=")
            names = {prefix.removeprefix("xmlns:"): uri.strip("'\"")}
            nodes = (
                [] if data is None else data.xpath(binding.get(w("xpath"), ""), namespaces=names)
            )
            shown = "".join(t.text or "" for t in control.iter(w("t")))
            if len(nodes) != 1 or nodes[0].text != shown:
                file.say(f"{part}: a control shows other words than it is bound to")
    if any(count > 1 for count in identifiers.values()):
        file.say("two controls have one id")


def _properties(file: File) -> None:
    cores = [name for name in file.parts if name.startswith("docProps/core")]
    if len(cores) != 1:
        file.say(f"there are {len(cores)} parts of core properties")
        return
    core = file.tree(cores[0])
    if core is None:
        return
    if not (core.findtext("dc:title", "", NS)).strip():
        file.say("the document has no title")
    if "python-docx" in (etree.tostring(core, encoding="unicode")):
        file.say("the properties name a library")
    styles = file.tree("word/styles.xml")
    if styles is not None and not styles.xpath("w:docDefaults//w:lang/@w:val", namespaces=NS):
        file.say("the document has no language")
