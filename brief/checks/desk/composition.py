"""Composed text as it prints, cut into its statements, each with the facts that it cites."""

from __future__ import annotations

from brief.checks.desk import Desk
from brief.dossier.composite import Cite, Fault, NameValue, Value, parse
from brief.dossier.derived import derive
from brief.record import Record


class Piece(Record):
    """A reference that names nothing, or cannot be read; `known` are the names it may mean."""

    name: str
    message: str
    known: tuple[str, ...] = ()


class Run(Record):
    """A statement as it prints: its text, the facts cited at its end, and the spans (`skip`) that
    print a field of a fact (`printed`)."""

    text: str
    facts: tuple[str, ...]
    skip: tuple[tuple[int, int], ...]
    printed: tuple[str, ...] = ()
    faults: tuple[Piece, ...] = ()


def runs(desk: Desk, text: str) -> list[Run]:
    """The statements of a composed text, in order; the last may cite nothing."""
    known = desk.memo.get(("runs", text))
    if known is None:
        known = desk.memo["runs", text] = _runs(desk, text)
    return known  # type: ignore[return-value]  # kept by nobody else under this key


def _runs(desk: Desk, text: str) -> list[Run]:
    found: list[Run] = []
    out: list[str] = []
    skip: list[tuple[int, int]] = []
    printed: list[str] = []
    faults: list[Piece] = []
    length = 0
    for piece in parse(text):
        words = ""
        if isinstance(piece, Cite):
            known = [name for name in piece.facts if name in desk.dossier.facts]
            lost = [name for name in piece.facts if name not in desk.dossier.facts]
            faults += [Piece(n, "names no fact", tuple(desk.dossier.facts)) for n in lost]
            # A citation right behind another one belongs to the same statement.
            if not "".join(out).strip() and found and not printed:
                last = found[-1]
                found[-1] = last.replace(
                    facts=(*last.facts, *known), faults=(*last.faults, *faults)
                )
            else:
                # A statement whose only citation is unknown has its own finding: not uncited, too.
                cited = tuple(known) or ("?",) * bool(lost)
                body = "".join(out)
                found.append(Run(body, cited, tuple(skip), tuple(printed), tuple(faults)))
            out, skip, printed, faults, length = [], [], [], [], 0
            continue
        if isinstance(piece, Fault):
            faults.append(Piece("", piece.message))
        elif isinstance(piece, NameValue):
            name = desk.dossier.names.get(piece.name)
            if name is None:
                known_names = tuple(f"@{n}" for n in desk.dossier.names)
                faults.append(Piece(f"@{piece.name}", "names no registered name", known_names))
            words = name.name if name else ""
        elif isinstance(piece, Value):
            words = _value(desk, piece, faults)
            skip.append((length, length + len(words)))
            printed.append(piece.fact)
        else:
            words = piece.text
        out.append(words)
        length += len(words)
    if out or faults:
        found.append(Run("".join(out), (), tuple(skip), tuple(printed), tuple(faults)))
    return found


def _value(desk: Desk, piece: Value, faults: list[Piece]) -> str:
    """What a reference to a field prints; a derived value where the fact has one."""
    fact = desk.dossier.facts.get(piece.fact)
    if fact is None:
        faults.append(Piece(piece.fact, "names no fact", tuple(desk.dossier.facts)))
        return ""
    text = fact.text(piece.field) or ", ".join(fact.texts(piece.field))
    if text:
        return text
    derived = derive(desk.dossier.facts, fact)
    if derived is not None and piece.field in ("value", "derived"):
        return derived.text
    known = tuple(f"{fact.id}.{field}" for field in fact.fields)
    faults.append(Piece(f"{piece.fact}.{piece.field}", "names no field of that fact", known))
    return ""
