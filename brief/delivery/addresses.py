"""Addresses as mail really uses them, and the look-alikes and tricks that are refused."""

from __future__ import annotations

import re
import unicodedata

from brief.record import Record


class Mailbox(Record):
    """A valid address.  `address` is what goes on the envelope, its domain in ASCII; `key` is the
    address's identity (lower case), `domain` the domain as people read it."""

    address: str
    key: str
    domain: str


class Problem(Record):
    """Why an address is refused, and what to do."""

    code: str
    message: str
    help: str


# Characters that RFC 5321 allows before the @, but that make old relays route the message
# elsewhere (% and !) or run a command (| and `).
_ROUTING = "%!|`"

# Letters of other scripts that print like a Latin one in common fonts, by their Latin twin
# (Unicode Technical Standard 39, section 4; only those that look the same, not merely similar).
_TWINS = {
    **dict(zip("аеорсухіјѕһԁԛԝӏѵʏҽԍ", "aeopcyxijshdqwlvyeg", strict=True)),
    **dict(zip("οανιρυκχωγ", "oavipukxwy", strict=True)),
    **dict(zip("օոսհցզյ", "onuhgqj", strict=True)),
    **dict(zip("ıɡɑ", "iga", strict=True)),
}
# What a hurried reader takes for something else, when two domains are compared.
_HURRIED = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("0", "o"), ("1", "l"), ("i", "l"))

_LOCAL = re.compile(r"[a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])?")

# Scripts that one language writes together (UTS 39, "highly restrictive").
_TOGETHER = (
    {"HIRAGANA", "KATAKANA", "CJK", "LATIN"},
    {"BOPOMOFO", "CJK", "LATIN"},
    {"HANGUL", "CJK", "LATIN"},
)


def shown(address: str) -> str:
    """An address for people: a domain beyond ASCII is followed by its punycode, and characters
    that cannot be seen are written as their code points."""
    visible = _visible(address)
    domain = address.rpartition("@")[2]
    if "xn--" in domain.lower():
        return f"{visible} ({_visible(_decoded(domain))})"
    return visible if domain.isascii() else f"{visible} ({_punycode(domain)})"


def parse(text: str, *, local_domains: tuple[str, ...] = ()) -> Mailbox | Problem:
    """The mailbox that `text` names, or why it is refused.

    `local_domains` are names of a closed network (such as `desk.local`), which the rules of the
    public mail system would refuse.
    """
    hidden = _hidden(text)
    if hidden:
        return Problem(
            "M-ADDRESS",
            f"the address {shown(text)} holds a character that no address has: {hidden}",
            "write the address alone, without spaces or invisible characters",
        )
    local, _, domain = text.rpartition("@")
    if "<" in text or ">" in text:
        return Problem(
            "M-ADDRESS", f"{shown(text)} is more than an address", "give the name under `name`"
        )
    if not local.isascii():
        return Problem(
            "M-ADDRESS",
            f"the part of {shown(text)} before the @ is not ASCII",
            "use the mailbox's ASCII address: few servers accept others",
        )
    routed = [c for c in _ROUTING if c in local]
    if routed:
        return Problem(
            "M-ADDRESS",
            f"the address {shown(text)} holds {routed[0]!r}, which some servers take for a route",
            "ask for an ordinary address",
        )
    folded = unicodedata.normalize("NFKC", domain).lower().replace("。", ".")
    if folded != domain.lower():
        return Problem(
            "M-LOOKALIKE",
            f"the domain of {shown(text)} is written with characters that stand for others",
            f"write {folded}, if that is what is meant",
        )
    return _checked(text, local, local_domains)


def _checked(text: str, local: str, local_domains: tuple[str, ...]) -> Mailbox | Problem:
    from email_validator import EmailNotValidError, validate_email

    domain = text.rpartition("@")[2].lower()
    closed = domain in local_domains and _LOCAL.fullmatch(domain) is not None
    try:
        # The rules know no exception for names of closed networks: the part before the @ is
        # held against them under another name.
        valid = validate_email(
            f"{local}@example.org" if closed else text, check_deliverability=False, strict=True
        )
    except EmailNotValidError as error:
        reason = str(error).rstrip(".")
        return Problem(
            "M-ADDRESS",
            f"{shown(text)} is no valid address: {_visible(reason[:1].lower() + reason[1:])}",
            "correct the address",
        )
    if closed:
        return Mailbox(f"{local}@{domain}", f"{local}@{domain}".lower(), domain)
    readable, ascii_domain = valid.domain, valid.ascii_domain or valid.domain
    for label in readable.split("."):
        problem = _label(text, readable, label)
        if problem:
            return problem
    return Mailbox(f"{local}@{ascii_domain}", f"{local}@{ascii_domain}".lower(), readable)


def _label(text: str, domain: str, label: str) -> Problem | None:
    scripts = _scripts(label)
    if len(scripts) > 1 and not any(scripts <= together for together in _TOGETHER):
        names = " and ".join(sorted(s.capitalize() for s in scripts))
        return Problem(
            "M-SCRIPTS",
            f"the domain of {shown(text)} mixes {names} letters in one word"
            + _as_punycode(text, domain),
            "it may be made to look like another: type the address anew",
        )
    letters = [c for c in label if c.isalpha()]
    top = domain.rpartition(".")[2]
    if (
        letters
        and top.isascii()
        and scripts - {"LATIN"}
        and all(c in _TWINS for c in letters if not c.isascii())
    ):
        return Problem(
            "M-LOOKALIKE",
            f"{shown(text)} prints like {''.join(_TWINS.get(c, c) for c in domain)}"
            + _as_punycode(text, domain),
            "it may be made to look like another: type the address anew",
        )
    return None


def skeleton(domain: str) -> str:
    """What a hurried reader sees: two domains with one skeleton look alike."""
    plain = unicodedata.normalize("NFKD", domain.lower())
    plain = "".join(_TWINS.get(c, c) for c in plain if not unicodedata.combining(c))
    for written, read in _HURRIED:
        plain = plain.replace(written, read)
    return plain


def _visible(text: str) -> str:
    return "".join(c if c.isprintable() else f"<U+{ord(c):04X}>" for c in text)


def _hidden(text: str) -> str:
    for char in text:
        if char.isspace() or unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Cn"}:
            return f"U+{ord(char):04X} ({unicodedata.name(char, 'control').lower()})"
    return ""


def _scripts(label: str) -> set[str]:
    """The scripts of a label's letters, by the first word of their Unicode names."""
    return {unicodedata.name(c, "UNKNOWN").split()[0] for c in label if c.isalpha()}


def _punycode(domain: str) -> str:
    """Each label as mail would carry it, even where IDNA would refuse it."""
    return ".".join(
        label if label.isascii() else "xn--" + label.encode("punycode").decode("ascii")
        for label in domain.lower().split(".")
    )


def _decoded(domain: str) -> str:
    labels = []
    for label in domain.split("."):
        try:
            is_encoded = label.lower().startswith("xn--")
            labels.append(label[4:].encode().decode("punycode") if is_encoded else label)
        except UnicodeError:
            labels.append(label)
    return ".".join(labels)


def _as_punycode(text: str, domain: str) -> str:
    """The punycode, where `shown` did not give it already."""
    return "" if not text.isascii() or domain.isascii() else f" ({domain})"
