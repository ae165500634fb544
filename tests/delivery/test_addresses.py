"""Addresses: what is refused, what is let through, and how it is shown."""

from __future__ import annotations

import pytest

from brief.delivery import addresses
from brief.delivery.addresses import Mailbox, Problem


@pytest.mark.parametrize(
    ("text", "envelope", "domain"),
    [
        ("a@example.org", "a@example.org", "example.org"),
        ("First.Last+tag@EXAMPLE.org", "First.Last+tag@example.org", "example.org"),
        ("o'brien@example.org", "o'brien@example.org", "example.org"),
        ("a@пример.рф", "a@xn--e1afmkfd.xn--p1ai", "пример.рф"),
        ("a@xn--e1afmkfd.xn--p1ai", "a@xn--e1afmkfd.xn--p1ai", "пример.рф"),
        ("a@қазақ.қаз", "a@xn--80aau21bd.xn--80ao21a", "қазақ.қаз"),
        ("a@straße.de", "a@xn--strae-oqa.de", "straße.de"),
        ("a@例え.jp", "a@xn--r8jz45g.jp", "例え.jp"),
    ],
)
def test_good_addresses(text: str, envelope: str, domain: str) -> None:
    box = addresses.parse(text)
    assert isinstance(box, Mailbox), box
    assert box.address == envelope
    assert box.domain == domain
    assert box.key == envelope.lower()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "M-ADDRESS"),
        ("nobody", "M-ADDRESS"),
        ("a@", "M-ADDRESS"),
        ("@example.org", "M-ADDRESS"),
        ("a@@example.org", "M-ADDRESS"),
        ("a@b@example.org", "M-ADDRESS"),
        ("a@localhost", "M-ADDRESS"),
        ("a@[127.0.0.1]", "M-ADDRESS"),
        ('"a b"@example.org', "M-ADDRESS"),
        ("Anna <a@example.org>", "M-ADDRESS"),
        ("a@example.org, b@example.org", "M-ADDRESS"),
        ("a@example.org\nBcc: x@example.net", "M-ADDRESS"),
        ("a@example.org\r\nRCPT TO:<x@example.net>", "M-ADDRESS"),
        ("a\x00@example.org", "M-ADDRESS"),
        ("a@exam\u200bple.org", "M-ADDRESS"),
        ("a@exam\u00adple.org", "M-ADDRESS"),
        ("a\u202e@example.org", "M-ADDRESS"),
        ("a@example.org ", "M-ADDRESS"),
        ("ф@example.org", "M-ADDRESS"),
        ("user%example.net@example.org", "M-ADDRESS"),
        ("example.net!user@example.org", "M-ADDRESS"),
        ("|cat@example.org", "M-ADDRESS"),
        ("`id`@example.org", "M-ADDRESS"),
        ("a..b@example.org", "M-ADDRESS"),
        (".a@example.org", "M-ADDRESS"),
        ("a@-example.org", "M-ADDRESS"),
        ("a@example..org", "M-ADDRESS"),
        ("a@" + "x" * 64 + ".org", "M-ADDRESS"),
        ("x" * 65 + "@example.org", "M-ADDRESS"),
        ("a@ｅxample.org", "M-LOOKALIKE"),
        ("a@example。org", "M-LOOKALIKE"),
        ("a@exаmple.org", "M-SCRIPTS"),  # Cyrillic а
        ("a@xn--exmple-4nf.org", "M-SCRIPTS"),
        ("a@gооgle.com", "M-SCRIPTS"),
        ("a@аррӏе.com", "M-LOOKALIKE"),  # all Cyrillic
        ("a@xn--80ak6aa92e.com", "M-LOOKALIKE"),
        ("a@ехо.com", "M-LOOKALIKE"),
    ],
)
def test_refused(text: str, code: str) -> None:
    problem = addresses.parse(text)
    assert isinstance(problem, Problem), problem
    assert problem.code == code
    assert problem.help
    assert all(c.isprintable() for c in problem.message)


def test_a_mixed_domain_is_shown_in_punycode_and_in_letters() -> None:
    written, encoded = addresses.parse("a@exаmple.org"), addresses.parse("a@xn--exmple-4nf.org")
    assert isinstance(written, Problem)
    assert isinstance(encoded, Problem)
    assert "xn--exmple-4nf.org" in written.message
    assert "exаmple.org" in encoded.message


def test_names_of_a_closed_network_are_taken_when_they_are_declared() -> None:
    assert isinstance(addresses.parse("a@desk.local"), Problem)
    assert isinstance(addresses.parse("a@desk.local", local_domains=("desk.local",)), Mailbox)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("example.org", "examp1e.org"),
        ("example.org", "exarnple.org"),
        ("ministry.kz", "mínistry.kz"),
        ("world.org", "vvorld.org"),
    ],
)
def test_skeletons_of_look_alikes_are_one(one: str, two: str) -> None:
    assert addresses.skeleton(one) == addresses.skeleton(two)


def test_skeletons_of_others_differ() -> None:
    assert addresses.skeleton("mfa.kz") != addresses.skeleton("mfa.uz")


def test_what_a_domain_stands_for_is_shown_without_controls() -> None:
    problem = addresses.parse("a@xn--a.org")
    assert isinstance(problem, Problem)
    assert problem.message.isprintable()
