"""Taking a person out of a list of recipients, without touching the other lines."""

from __future__ import annotations

from pathlib import Path

from brief.delivery import addresses, rows
from brief.delivery.addresses import Mailbox


def take_out(path: Path, address: str) -> str:
    """Remove the entries of an address from a list; what came of it, or empty where the list does
    not have it.  The file is only written when the result reads as the same list without them."""
    data = path.read_bytes()
    if _key(address) not in data.decode("utf-8", "replace").lower() and address.isascii():
        return ""
    before, found = rows.read(data, path.name)
    if found:
        return f"cannot be read ({found[0].message}): take {address} out by hand"
    theirs = [row for row in before if _same(row, address)]
    if not theirs:
        return ""
    lines = data.split(b"\n")
    for row in reversed(theirs):
        del lines[row.first - 1 : row.last]
    rest = b"\n".join(lines)
    after, found = rows.read(rest, path.name)
    wanted = [_values(row) for row in before if row not in theirs]
    if found or not wanted or [_values(row) for row in after] != wanted:
        return f"line {theirs[0].first}: take {address} out by hand"
    aside = path.with_name(f".{path.name}.new")
    aside.write_bytes(rest)
    aside.replace(path)
    return "taken out"


def _values(row: rows.Row) -> dict[str, tuple[str, ...]]:
    return {name: cell.values for name, cell in row.cells.items()}


def _same(row: rows.Row, address: str) -> bool:
    cell = row.cells.get("address")
    return cell is not None and _key(cell.values[0]) == _key(address)


def _key(address: str) -> str:
    domain = address.rpartition("@")[2].lower()
    box = addresses.parse(address, local_domains=(domain,))
    return box.key if isinstance(box, Mailbox) else address.lower()
