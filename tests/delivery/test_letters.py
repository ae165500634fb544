"""The words of a message: marked, escaped, whole, and asking nothing of a network."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from brief.delivery.letters import Matter, compose
from brief.delivery.parcel import Enclosure, Letter
from tests.delivery.harness import person

FILES = (Enclosure("Порт <1>.pdf", "pdf", "application/pdf", "ab" * 32, b"x"),)
MATTER = Matter(
    'Порт: "29" или <30> & больше',
    "TLP:AMBER",
    "2026-11-21",
    "2026-11-21-0123abcd",
    "en",
    ("One count & <another>. [S1 ¶2]",),
    ("Setting: text. [S2 ¶1]", "Minerals: text."),
    "Bottom line",
    "Key points",
    "S1 digest · S2 report",
    "Policy Unit",
)


class Reader(HTMLParser):
    """The words, the tags and the attributes of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[str] = []
        self.open: list[str] = []
        self.attributes: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def letter(matter: Matter = MATTER) -> Letter:
    return compose(matter, person("a@example.org", salutation="Dear <Anna>,"), FILES)


def test_marking_stands_in_the_subject_and_at_both_ends_of_the_body() -> None:
    made = letter()
    assert made.subject == f"[TLP:AMBER] {MATTER.title}"
    assert made.text.startswith("TLP:AMBER\n")
    assert made.text.endswith("TLP:AMBER\n")
    assert made.html.count("TLP:AMBER") == 2
    plain = letter(MATTER.replace(marking=""))
    assert plain.subject == MATTER.title
    assert "TLP" not in plain.text + plain.html


def test_both_parts_say_the_same_and_everything() -> None:
    made = letter()
    words = " ".join(" ".join(Reader(made.html).words).split())
    for said in (
        MATTER.title,
        "Dear <Anna>,",
        *MATTER.lead,
        *MATTER.points,
        MATTER.sources,
        "Порт <1>.pdf",
        "ab" * 32,
        "brief verify",
        MATTER.edition,
        "Policy Unit",
    ):
        assert said in " ".join(made.text.split())
        assert said in words
    assert "BOTTOM LINE" in made.text
    assert "Bottom line" in words


def test_the_html_asks_nothing_of_a_network_and_runs_nothing() -> None:
    page = Reader(letter().html)
    assert not page.open
    assert set(page.tags) <= {
        *("html", "head", "meta", "title", "body", "div", "p", "span", "br"),
        *("h1", "h2", "ul", "li"),
    }
    assert page.attributes <= {"lang", "charset", "name", "content", "style"}
    assert "url(" not in letter().html
    assert "http" not in letter().html


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Attached"), ("ru", "Вложения"), ("kk", "Қоса берілген"), ("ru-KZ", "Вложения")],
)
def test_the_fixed_words_are_of_the_editions_language(language: str, words: str) -> None:
    made = letter(MATTER.replace(language=language))
    assert words in made.text
    assert words in made.html
    assert f'lang="{language}"' in made.html
