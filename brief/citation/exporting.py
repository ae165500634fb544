"""Held texts for reference managers: CSL-JSON 1.0.2 and BibLaTeX (`.bib`).

Titles, names and outlets are verbatim.  What is supplied or inferred stands in [square brackets] as
in print; a supplied date stays a date, for a reference manager can do nothing with words, and the
note says whence it comes.  What is not known is left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from brief import TYPE_CHECKING
from brief.citation.works import Person, Work

if TYPE_CHECKING:
    from typing import Any

# A held text's type in CSL (appendix III of the specification) and in BibLaTeX (2.1.1).
_CSL = {
    "news": "article-newspaper",
    "web": "webpage",
    "report": "report",
    "statement": "document",
}
_BIBLATEX = {"news": "article", "web": "online", "report": "report", "statement": "misc"}


def csl(work: Work) -> dict[str, Any]:
    """A work as a CSL-JSON item; its id is the source's."""
    item: dict[str, Any] = {"id": work.id, "type": _CSL[work.kind]}
    item["title"] = work.title.shown or work.description
    if work.title.text and work.short_title != work.title.text:
        item["title-short"] = work.title.replace(text=work.short_title).shown
    if work.authors:
        item["author"] = [_csl_name(person, work.author.supplied) for person in work.authors]
    if work.outlet.text and not work.issued:
        item["publisher" if work.kind in ("report", "statement") else "container-title"] = (
            work.outlet.shown
        )
    if work.date.year:
        known = (work.date.year, work.date.month, work.date.day)
        item["issued"] = {"date-parts": [[part for part in known if part]]}
    elif work.published.text:
        item["issued"] = {"literal": work.published.shown}
    if work.url.text and not work.url.supplied:
        item["URL"] = work.url.text
    if work.language:
        item["language"] = work.language
    if note := _note(work):
        item["note"] = note
    return item


def csl_json(works: Iterable[Work]) -> str:
    """A CSL-JSON file of works, in their order."""
    items = [csl(work) for work in works]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _csl_name(person: Person, supplied: bool) -> dict[str, str]:
    if not person.given:
        return {"literal": f"[{person.family}]" if supplied else person.family}
    if supplied:
        return {"family": f"{person.family}]", "given": f"[{person.given}"}
    return {"family": person.family, "given": person.given}


def _note(work: Work) -> str:
    """Where a date or address that cannot stand in brackets comes from."""
    told = []
    for name, known in (("date", work.published), ("address", work.url)):
        if known.supplied and known.text:
            ground = f", by {known.by}" if known.by else ""
            told.append(f"{name} supplied: [{known.text}]{ground}")
    return "; ".join(told)


# ---------------------------------------------------------------- BibLaTeX

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_LANGUAGES = {"en": "english", "ru": "russian", "kk": "kazakh"}


def biblatex(work: Work) -> str:
    """A work as an entry; double braces keep the case of titles and the names of bodies."""
    fields: dict[str, str] = {}
    if work.authors:
        names = [_bib_name(person, work.author.supplied) for person in work.authors]
        fields["author"] = " and ".join(names)
    fields["title"] = _kept(work.title.shown or work.description)
    if work.title.text and work.short_title != work.title.text:
        fields["shorttitle"] = _kept(work.title.replace(text=work.short_title).shown)
    if work.outlet.text and not work.issued:
        fields[_HOLDER[work.kind]] = _kept(work.outlet.shown)
    if work.kind == "news":
        fields["entrysubtype"] = "newspaper"
    if work.date.year:
        date = work.date
        known = [f"{date.year:04}", *(f"{part:02}" for part in (date.month, date.day) if part)]
        fields["date"] = "-".join(known)
    if work.url.text and not work.url.supplied:
        fields["url"] = re.sub(r"[{}\\]", lambda m: f"%{ord(m.group()):02X}", work.url.text)
    if language := _LANGUAGES.get(work.language.partition("-")[0]):
        fields["langid"] = language
    if not work.date.year and work.published.text:
        fields["note"] = _escaped(f"dated {work.published.shown}")
    elif note := _note(work):
        fields["note"] = _escaped(note)
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@{_BIBLATEX[work.kind]}{{{work.id},\n{''.join(lines)}}}\n"


_HOLDER = {
    "news": "journaltitle",
    "web": "organization",
    "report": "institution",
    "statement": "publisher",
}


def bibtex(works: Iterable[Work]) -> str:
    """A `.bib` file of works, in their order."""
    return "\n".join(biblatex(work) for work in works)


def _bib_name(person: Person, supplied: bool) -> str:
    if not person.given:
        return _kept(f"[{person.family}]" if supplied else person.family)
    family, given = _escaped(person.family), _escaped(person.given)
    return f"{{{family}]}}, {{[{given}}}" if supplied else f"{family}, {given}"


def _kept(text: str) -> str:
    """Text that no style may take apart or set in another case."""
    return f"{{{_escaped(text)}}}"


def _escaped(text: str) -> str:
    """Text as LaTeX prints it unchanged; signs that it would draw together are kept apart."""
    text = "".join(_SPECIAL.get(char, char) for char in text)
    return re.sub(r"(?<=[-`',<>?!])(?=[-`',<>])", "{}", text)
