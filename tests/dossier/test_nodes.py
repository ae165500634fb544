"""YAML: every value a text with its place, every mistake told, and the rest still read."""

from __future__ import annotations

import pytest

from brief.dossier.findings import Findings
from brief.dossier.nodes import Mapping, Scalar, Sequence, read_nodes, scalars


def read(text: str | bytes) -> tuple[list[str], list[tuple[str, int, int]], Findings]:
    """Texts that were read, and code, line and column of what was told."""
    findings = Findings("x.yaml")
    root = read_nodes(text.encode() if isinstance(text, str) else text, findings)
    told = [(d.code, d.span.line, d.span.column) for d in findings.found if d.span]
    return [scalar.value for scalar in scalars(root)], told, findings


def test_every_value_is_the_text_as_typed() -> None:
    texts, told, _ = read("a: 17.20\nb: no\nc: 007\nd: 1:30\ne: 2026-11-21\nf: ~\ng: 0x1F\n")
    assert texts[1::2] == ["17.20", "no", "007", "1:30", "2026-11-21", "~", "0x1F"]
    assert told == []


def test_places_are_lines_and_columns_in_code_points() -> None:
    findings = Findings("x.yaml")
    root = read_nodes("é: “ж” x\nlist: [a, 'b c']\n".encode(), findings)
    assert isinstance(root, Mapping)
    (_, first), (_, second) = root.pairs
    assert isinstance(first, Scalar)
    assert isinstance(second, Sequence)
    assert (first.line, first.column, first.length) == (1, 4, 5)
    assert [(item.line, item.column, item.length) for item in second.items] == [
        (2, 8, 1),
        (2, 11, 5),
    ]


@pytest.mark.parametrize(
    ("text", "line", "column", "message", "help"),
    [
        ("a: x\nb: one: two\n", 2, 7, "a colon and a blank", "quotes"),
        ("a: they said:\n", 1, 13, "a colon ends plain text", "quotes"),
        ("a: [T]he end\n", 1, 4, "begins with `[`", "quotes"),
        ("a: {x} and\n", 1, 4, "begins with `{`", "quotes"),
        ("a: @home\n", 1, 4, "cannot begin with `@`", "quotes"),
        ("a: %x\n", 1, 4, "cannot begin with `%`", "quotes"),
        ("a: `x`\n", 1, 4, "cannot begin with ```", "quotes"),
        ("a: 1\n\tb: 2\n", 2, 1, "tab", "blanks"),
        ("a: 'it's'\n", 1, 4, "after the closing quotation mark", "block"),
        ('a: "never closed\nb: x\n', 1, 4, "opened and not closed", "close it"),
        ("a: 1\n b\n", 2, 1, "", ""),
    ],
)
def test_a_syntax_error_is_told_in_the_words_of_its_usual_cause(
    text: str, line: int, column: int, message: str, help: str
) -> None:
    _, told, findings = read(text)
    if not message:
        return
    assert told == [("Y-SYNTAX", line, column)]
    assert message in findings.found[0].message
    assert any(help in h for h in findings.found[0].helps)


def test_after_a_broken_record_the_rest_of_the_file_is_read() -> None:
    texts, told, findings = read(
        "facts:\n"
        "  - quote: a\n    words: [T]he\n"
        "  - quote: b\n    words: sound\n"
        "  - quote: c\n    words: one: two\n"
        '  - quote: d\n    words: "open\n'
        "  - quote: e\n    words: sound too\n"
    )
    assert told == [("Y-SYNTAX", 3, 12), ("Y-SYNTAX", 7, 15), ("Y-SYNTAX", 9, 12)]
    assert texts == ["facts", "quote", "b", "words", "sound", "quote", "e", "words", "sound too"]
    assert findings.dropped == {"a", "c", "d"}


@pytest.mark.parametrize(
    ("text", "column"),
    [("a: x # y\n", 6), ("a: #x\n", 4), ("a: x\t# y\n", 6), ("- x # y # z\n", 5)],
)
def test_a_comment_after_one_blank_would_lose_text(text: str, column: int) -> None:
    assert read(text)[1] == [("Y-COMMENT", 1, column)]


def test_other_hashes_are_text_or_comments() -> None:
    text = "# top # twice\na: x  # two blanks # more\nb: 'in # quotes'\nc: >-\n  a # b\nd: x#y\n"
    assert read(text)[1] == []


def test_a_key_given_twice_is_told_with_both_places() -> None:
    texts, told, findings = read("a: 1\nb: 2\na: 3\n")
    assert told == [("Y-DUPLICATE", 3, 1)]
    assert findings.found[0].related[0].span.line == 1
    assert texts == ["a", "1", "b", "2"]


def test_anchors_aliases_and_tags_are_refused() -> None:
    codes = [code for code, _, _ in read("a: &x 1\nb: *x\nc: !!python/object:os.system ls\n")[1]]
    assert codes == ["Y-ALIAS", "Y-ALIAS", "Y-TAG"]


def test_a_billion_laughs_stay_few() -> None:
    lines = ["a0: &a0 [ha, ha]"]
    lines += [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}]" for n in range(1, 40)]
    texts, told, _ = read("\n".join(lines))
    assert len(texts) < 400
    assert {code for code, _, _ in told} == {"Y-ALIAS"}


@pytest.mark.parametrize("text", ["[" * 100_000, "- " * 50_000, "{" * 50_000, "? " * 50_000])
def test_absurd_depth_is_told_once(text: str) -> None:
    assert [code for code, _, _ in read("a:\n  " + text)[1]] == ["Y-DEPTH"]


def test_control_characters_are_told_one_by_one() -> None:
    texts, told, _ = read("a: x\x07y\nb: z\x85\nc: \x1b[31m\n")
    assert told == [("Y-CONTROL", 1, 5), ("Y-CONTROL", 3, 4)]
    assert "\x07" not in "".join(texts)


def test_a_second_document_is_told() -> None:
    assert read("--- a\n--- b\n")[1] == [("Y-SYNTAX", 2, 5)]


def test_an_encoding_that_is_not_utf_8_is_told_at_its_byte() -> None:
    assert read("a: x\nb: é\n".encode("latin-1"))[1] == [("Y-ENCODING", 2, 4)]


def test_without_libyaml_the_same_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    from brief.dossier import events

    text = "a: [x, “y”]\nb: >-\n  folded\n  text\nc: x # y\n"
    fast = read(text)
    monkeypatch.setattr(events, "_parser", events._pure_parser)
    assert read(text)[:2] == fast[:2]
