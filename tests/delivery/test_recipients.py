"""The list of recipients: every mistake is told with its line, and nobody is taken twice."""

from __future__ import annotations

import pytest

from brief.delivery import recipients
from brief.delivery.recipients import Recipient, Rules
from brief.diagnostics import Diagnostic

HEAD = "format: 1\nrecipients:\n"


def read(
    text: str, name: str = "recipients.yaml", **rules: object
) -> tuple[list[Recipient], list[Diagnostic]]:
    return recipients.read(text.encode(), name, Rules(**rules))


def codes(found: list[Diagnostic]) -> list[tuple[str, int]]:
    return [(d.code, d.span.line if d.span else 0) for d in found]


def test_a_full_entry() -> None:
    people, found = read(
        HEAD
        + "  - address: Anna.Muster@EXAMPLE.org\n"
        + "    name: Müller, Anna\n"
        + "    audience: ministers\n    language: ru\n    salutation: Уважаемая Анна!\n"
        + "    formats: [pdf]\n    groups:\n      - embassy\n      - kz\n"
        + "    clearance: TLP:AMBER\n"
    )
    assert not found
    assert people[0].replace(span=people[0].span) == Recipient(
        "Anna.Muster@example.org",
        "anna.muster@example.org",
        "example.org",
        "Müller, Anna",
        "ministers",
        "ru",
        "Уважаемая Анна!",
        ("pdf",),
        ("embassy", "kz"),
        "TLP:AMBER",
        people[0].span,
    )
    assert people[0].span.line == 3


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_csv_of_any_spreadsheet(mark: str, bom: str) -> None:
    lines = [
        ["address", "name", "groups"],
        ["a@example.org", '"Muster, Anna"', '"kz|embassy"'],
        ["b@example.org", "", ""],
    ]
    text = bom + "\r\n".join(mark.join(line) for line in lines) + "\r\n"
    people, found = read(text, "recipients.csv")
    assert not found
    assert [p.address for p in people] == ["a@example.org", "b@example.org"]
    assert people[0].name == "Muster, Anna"
    assert people[0].groups == ("kz", "embassy")
    assert people[1].span.line == 3


def test_many_mistakes_give_many_diagnostics_each_with_its_line() -> None:
    people, found = read(
        HEAD
        + "  - address: a@example.org\n"
        + "  - addres: b@example.org\n"
        + "  - address: c at example.org\n"
        + '  - address: d@example.org\n    name: "D\\r\\nBcc: x@example.net"\n'
        + "  - e@example.org\n"
        + "  - address: [f@example.org, g@example.org]\n"
        + "  - address: h@example.org\n    formats: [odt]\n"
        + "  - address: i@example.org\n    clearance: SECRET\n"
        + "  - address: j@exаmple.org\n",
        formats=("docx", "pdf"),
    )
    assert [p.address for p in people] == ["a@example.org"]
    assert sorted(codes(found), key=lambda x: x[1]) == [
        ("M-FIELD", 4),  # addres
        ("M-ADDRESS", 4),  # and so no address
        ("M-ADDRESS", 5),
        ("M-CONTROL", 7),
        ("M-FIELD", 8),  # no mapping
        ("M-FIELD", 9),  # two addresses in one entry
        ("M-FIELD", 11),
        ("M-CLEARANCE", 13),
        ("M-SCRIPTS", 14),
    ]
    assert any("did you mean `address`" in h for d in found for h in d.helps)


def test_the_same_address_twice_is_told_and_counts_once() -> None:
    people, found = read(HEAD + "  - address: a@example.org\n  - address: A@Example.ORG\n")
    assert len(people) == 1
    assert codes(found) == [("M-DUPLICATE", 4)]
    assert found[0].severity == "warning"
    assert found[0].related[0].span.line == 3


def test_one_domain_in_letters_and_in_punycode_is_one_address() -> None:
    people, found = read(HEAD + "  - address: a@пример.рф\n  - address: a@xn--e1afmkfd.xn--p1ai\n")
    assert len(people) == 1
    assert codes(found) == [("M-DUPLICATE", 4)]


def test_one_address_for_two_audiences_is_refused() -> None:
    _, found = read(
        HEAD
        + "  - address: a@example.org\n    audience: press\n"
        + "  - address: a@example.org\n    audience: ministers\n"
    )
    assert codes(found) == [("M-AUDIENCES", 5)]
    assert found[0].severity == "error"


def test_look_alikes_within_the_list_and_of_known_domains() -> None:
    _, found = read(
        HEAD
        + "  - address: a@example.org\n  - address: b@example.org\n  - address: c@examp1e.org\n"
        + "  - address: d@un1t.org\n",
        known=("unit.org",),
    )
    assert codes(found) == [("M-LOOKALIKE", 5), ("M-LOOKALIKE", 6)]
    _, found = read(
        HEAD + "  - address: a@example.org\n  - address: c@examp1e.org\n",
        known=("example.org", "examp1e.org"),
    )
    assert not found


def test_an_unknown_audience_is_told() -> None:
    _, found = read(
        HEAD + "  - address: a@example.org\n    audience: pres\n", audiences={"press": "TLP:GREEN"}
    )
    assert codes(found) == [("M-AUDIENCE", 4)]


@pytest.mark.parametrize(
    ("clearance", "marking", "fits"),
    [
        ("", "", True),
        ("", "TLP:CLEAR", True),
        ("", "TLP:GREEN", False),
        ("TLP:GREEN", "TLP:GREEN", True),
        ("TLP:GREEN", "TLP:AMBER", False),
        ("TLP:AMBER", "TLP:AMBER+STRICT", False),
        ("TLP:RED", "TLP:AMBER+STRICT", True),
        ("TLP:RED", "HOUSE SECRET", False),
    ],
)
def test_clearance(clearance: str, marking: str, fits: bool) -> None:
    person = Recipient("a@example.org", "a@example.org", "example.org", clearance=clearance)
    found = recipients.cleared([person], marking, Rules().scale)
    assert (not found) == fits


def test_an_audiences_clearance_holds_for_its_members() -> None:
    people, _ = read(
        HEAD + "  - address: a@example.org\n    audience: press\n", audiences={"press": "TLP:GREEN"}
    )
    assert people[0].clearance == "TLP:GREEN"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "- a\n- b\n",
        "format: 2\nrecipients: []\n",
        "recipients:\n  - address: a@example.org\n",
        HEAD,
        "format: 1\nrecipients: nobody\n",
        "format: 1\nrecipients: []\n",
        HEAD + "  - &x\n    address: a@example.org\n  - *x\n",
        HEAD + "  - !!python/object:os.system\n    address: a@example.org\n",
        HEAD + "  - address: " + "[" * 5000 + "\n",
        HEAD + "  - address: 'unclosed\n",
        HEAD + "  - {address: a@example.org\n",
        "format: 1\n---\nformat: 1\n",
        "\x07",
        HEAD + "  - address: a@example.org\n    address: b@example.org\n",
        HEAD + "  - ? [a]\n    : b\n",
        HEAD + "  - address: a@example.org\n    name: Suite #5\n",
    ],
)
def test_what_is_no_list_is_a_diagnostic(text: str) -> None:
    _, found = read(text)
    assert found
    assert all(d.severity == "error" for d in found)
    assert all(len(d.message) < 300 for d in found)


def test_bytes_that_are_no_text() -> None:
    _, found = recipients.read(HEAD.encode() + b"  - address: \xff\n", "r.yaml", Rules())
    assert codes(found) == [("M-FILE", 3)]


@pytest.mark.parametrize(
    "text",
    [
        "address,address\na@example.org,b@example.org\n",
        "address,name\na@example.org\n",
        'address,name\n"a@example.org,x\n',
        "address\n",
        "",
        "name\nAnna\n",
    ],
)
def test_csv_mistakes(text: str) -> None:
    _, found = read(text, "recipients.csv")
    assert found


def test_ten_thousand_take_little_time() -> None:
    import time

    text = HEAD + "".join(
        f"  - address: r{i}@example.org\n    name: N {i}\n" for i in range(10_000)
    )
    start = time.process_time()
    people, found = read(text)
    assert len(people) == 10_000
    assert not found
    assert time.process_time() - start < 30
