"""Who gets the brief: `recipients.yaml` or CSV, validated before anything is sent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from brief.delivery import addresses, rows
from brief.delivery.addresses import Mailbox, Problem
from brief.diagnostics import ERROR, WARNING, BriefError, Diagnostic, Related, Span
from brief.document import markings
from brief.record import Record

FIELDS = (
    "address",
    "name",
    "audience",
    "language",
    "salutation",
    "formats",
    "groups",
    "clearance",
)
_LISTS = ("formats", "groups")
_LONGEST = 200  # code points of a name or salutation


class Recipient(Record):
    """One address, and how its owner is written to.

    `address` is the envelope's, with its domain in ASCII; `key` is its identity; `domain` is the
    domain as people read it.  `clearance` is the recipient's own or the audience's.
    """

    address: str
    key: str
    domain: str
    name: str = ""
    audience: str = ""
    language: str = ""
    salutation: str = ""
    formats: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    clearance: str = ""
    span: Span = Span("")


class Rules(Record):
    """What the list is held against.

    `audiences` maps each audience to its clearance (None: the workspace has no table of them);
    `known` are domains that may look like others; `local_domains` those of a closed network.
    """

    audiences: Mapping[str, str] | None = None
    scale: tuple[str, ...] = markings.TLP
    known: tuple[str, ...] = ()
    local_domains: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()


def load(path: Path, shown: str, rules: Rules) -> tuple[list[Recipient], list[Diagnostic]]:
    """The recipients in a file, in its order, and everything that is wrong with them."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BriefError(
            f"cannot read {shown}: {error.strerror}",
            help="list the recipients there, or name another file with --recipients",
        ) from error
    return read(data, shown, rules)


def read(data: bytes, shown: str, rules: Rules) -> tuple[list[Recipient], list[Diagnostic]]:
    """The same from bytes; the name in `shown` tells YAML from CSV."""
    found_rows, found = rows.read(data, shown)
    people: list[Recipient] = []
    for row in found_rows:
        person, problems = _recipient(row, shown, rules)
        found += problems
        if person:
            people.append(person)
    people, repeated = _unique(people)
    found += repeated
    found += _lookalikes(people, rules)
    if not people and not found:
        found.append(
            Diagnostic(
                "M-FILE",
                ERROR,
                "the list names nobody",
                Span(shown),
                helps=("begin it with `recipients:` and lines such as `- address: a@example.org`",),
            )
        )
    return people, found


def _recipient(
    row: rows.Row, shown: str, rules: Rules
) -> tuple[Recipient | None, list[Diagnostic]]:
    found: list[Diagnostic] = []

    def wrong(code: str, message: str, field: str, *helps: str) -> None:
        cell = row.cells.get(field)
        place = (cell.line, cell.column) if cell else (row.first, 1)
        width = len(cell.values[0]) if cell and cell.values else 1
        span = Span(shown, place[0], place[1], max(1, width))
        found.append(Diagnostic(code, ERROR, message, span, helps=helps))

    for field, cell in row.cells.items():
        if field not in FIELDS:
            from brief.text.words import nearest

            near = nearest(field, FIELDS)
            hint = f"did you mean `{near}`?" if near else f"the fields are {', '.join(FIELDS)}"
            wrong("M-FIELD", f"unknown field `{field}`", field, hint)
        elif cell.listed and field not in _LISTS:
            wrong("M-FIELD", f"`{field}` takes one value", field, _one_value(field))
        elif any(_controls(value) for value in cell.values):
            char = next(c for value in cell.values for c in value if _controls(c))
            if field != "address":  # told with the address's own rule below
                message = f"`{field}` holds the control character U+{ord(char):04X}"
                wrong("M-CONTROL", message, field, "remove it: it could forge a line of the mail")
        elif any(len(value) > _LONGEST for value in cell.values) and field != "address":
            wrong("M-FIELD", f"`{field}` is longer than {_LONGEST} characters", field, "shorten it")
    texts = {f: c.values[0] for f, c in row.cells.items() if f in FIELDS and not c.listed}
    lists = {f: row.cells[f].values for f in _LISTS if f in row.cells}
    if "address" not in row.cells:
        wrong("M-ADDRESS", "a recipient without an address", "address", "add `address:`")
        return None, found
    if row.cells["address"].listed:
        return None, found
    box = addresses.parse(texts.get("address", ""), local_domains=rules.local_domains)
    if isinstance(box, Problem):
        wrong(box.code, box.message, "address", box.help)
        return None, found
    audience = texts.get("audience", "")
    if rules.audiences is not None and audience and audience not in rules.audiences:
        known = ", ".join(rules.audiences) or "none"
        wrong("M-AUDIENCE", f"no audience `{audience}`", "audience", f"the audiences are {known}")
    for name in lists.get("formats", ()):
        if rules.formats and name not in rules.formats:
            known = ", ".join(rules.formats)
            wrong("M-FIELD", f"no format `{name}`", "formats", f"the formats are {known}")
    clearance = texts.get("clearance", "")
    if clearance and markings.level(clearance, rules.scale) is None:
        known = ", ".join(rules.scale)
        wrong("M-CLEARANCE", f"no clearance `{clearance}`", "clearance", f"the scale is {known}")
    if found:
        return None, found
    cell = row.cells["address"]
    return (
        Recipient(
            box.address,
            box.key,
            box.domain,
            name=texts.get("name", ""),
            audience=audience,
            language=texts.get("language", ""),
            salutation=texts.get("salutation", ""),
            formats=lists.get("formats", _split(texts.get("formats", ""))),
            groups=lists.get("groups", _split(texts.get("groups", ""))),
            clearance=clearance or (rules.audiences or {}).get(audience, ""),
            span=Span(shown, cell.line, cell.column, len(cell.values[0])),
        ),
        found,
    )


def _split(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


def _one_value(field: str) -> str:
    if field == "address":
        return "one address each: give every address an entry of its own"
    return "write it as one text"


def _controls(text: str) -> bool:
    """Whether a text holds a control, a line end or a mark that turns the direction of text."""
    if text.isascii() and text.isprintable():
        return False
    # U+200C and U+200D are part of ordinary Persian and Indic spelling.
    return any(not c.isprintable() and c not in "\u00a0\u200c\u200d\u202f" for c in text)


def _unique(people: list[Recipient]) -> tuple[list[Recipient], list[Diagnostic]]:
    """Each address once; a second entry for another audience is an error, else it is told."""
    first: dict[str, Recipient] = {}
    found = []
    for person in people:
        other = first.setdefault(person.key, person)
        if other is person:
            continue
        related = (Related(other.span, "the first entry"),)
        if (other.audience, other.language) != (person.audience, person.language):
            what = "audience" if other.audience != person.audience else "language"
            one, two = getattr(other, what) or "none", getattr(person, what) or "none"
            found.append(
                Diagnostic(
                    "M-AUDIENCES",
                    ERROR,
                    f"{addresses.shown(person.key)} is listed for two {what}s: {one} and {two}",
                    person.span,
                    related=related,
                    helps=("keep one entry: an address gets one variant of an edition",),
                )
            )
        else:
            found.append(
                Diagnostic(
                    "M-DUPLICATE",
                    WARNING,
                    f"{addresses.shown(person.key)} is listed twice and gets one message",
                    person.span,
                    related=related,
                    helps=("keep one of the entries; the first one counts",),
                )
            )
    return list(first.values()), found


def _lookalikes(people: Iterable[Recipient], rules: Rules) -> list[Diagnostic]:
    """Domains that a hurried reader would take for another one of the list, or for a known one."""
    known = {domain.lower() for domain in rules.known}
    counts = Counter(person.domain for person in people)
    seen: dict[str, list[str]] = {}
    for domain in (*sorted(known), *counts):
        same = seen.setdefault(addresses.skeleton(domain), [])
        if domain not in same:
            same.append(domain)
    found = []
    for person in people:
        alike = seen[addresses.skeleton(person.domain)]
        if person.domain in known or len(alike) == 1:
            continue
        # The domain that is known, or else the one in most use, is taken for the true one.
        true = max(alike, key=lambda d: (d in known, counts[d], d.isascii(), -alike.index(d)))
        if person.domain != true:
            found.append(
                Diagnostic(
                    "M-LOOKALIKE",
                    ERROR,
                    f"the domain of {addresses.shown(f'{_local(person)}@{person.domain}')} looks "
                    f"like {true}, which is another",
                    person.span,
                    helps=("correct it; if both are right, name both in `known-domains`",),
                )
            )
    return found


def _local(person: Recipient) -> str:
    return person.address.rpartition("@")[0]


def cleared(people: Iterable[Recipient], marking: str, scale: tuple[str, ...]) -> list[Diagnostic]:
    """A diagnostic for each one who may not see something with this marking."""
    found = []
    for person in people:
        if not markings.may_see(person.clearance, marking, scale):
            held = f"is cleared for {person.clearance}" if person.clearance else "has no clearance"
            found.append(
                Diagnostic(
                    "M-CLEARANCE",
                    ERROR,
                    f"{addresses.shown(person.key)} {held}; the variant is marked {marking}",
                    person.span,
                    helps=(f"`clearance: {marking}`, if that is so, or take the entry out",),
                )
            )
    return found


def mailbox(text: str, what: str, *, local_domains: tuple[str, ...] = ()) -> Mailbox:
    """A single address from the settings or the command line; a usage error when it is wrong."""
    from brief.diagnostics import UsageError

    box = addresses.parse(text, local_domains=local_domains)
    if isinstance(box, Problem):
        raise UsageError(f"{what}: {box.message}", help=box.help)
    return box
