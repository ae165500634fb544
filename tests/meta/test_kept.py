"""What is kept in the user's cache: data, private, believed only where it is whole."""

from __future__ import annotations

import multiprocessing
import os
import stat
from pathlib import Path

import pytest

from brief.kept import Kept, key, write_whole


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_a_value_comes_back_in_another_life(tmp_path: Path) -> None:
    Kept(tmp_path, "things").put(key("a"), {"words": ["ж", 1, None]})
    assert Kept(tmp_path, "things").get(key("a")) == {"words": ["ж", 1, None]}
    assert Kept(tmp_path, "others").get(key("a")) is None
    assert Kept(tmp_path, "things").get(key("b")) is None


@pytest.mark.parametrize("share", [0.0, 0.001, 0.01, 0.05, 0.1, 1.0])
@pytest.mark.parametrize("letter", ["é", "“", "ж", "😀", "\u2028", "\\"])
def test_texts_come_back_however_many_letters_beyond_ascii(
    tmp_path: Path, share: float, letter: str
) -> None:
    text = "".join(letter if n < share * 1000 else "a" for n in range(1000))
    Kept(tmp_path, "things").put(key("a"), {text: [text, 1.5, None]})
    assert Kept(tmp_path, "things").get(key("a")) == {text: [text, 1.5, None]}


def test_where_a_part_of_a_key_ends_matters() -> None:
    assert key("ab", "c") != key("a", "bc")
    assert key("a") == key(b"a")


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="permissions of POSIX")
def test_nobody_else_may_look(tmp_path: Path) -> None:
    Kept(tmp_path / "cache", "things").put(key("a"), 1)
    (file,) = files(tmp_path)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[: len(data) // 2],
        lambda data: data.replace(b"true", b"false"),
        lambda data: data + b" ",
        lambda data: b"\xff" + data,
        lambda data: b"[" * 100_000,
    ],
)
def test_what_is_damaged_is_not_believed(tmp_path: Path, damage) -> None:  # type: ignore[no-untyped-def]
    kept = Kept(tmp_path, "things")
    kept.put(key("a"), {"safe": True})
    (file,) = files(tmp_path)
    file.write_bytes(damage(file.read_bytes()))
    assert kept.get(key("a")) is None
    kept.put(key("a"), {"safe": True})
    assert kept.get(key("a")) == {"safe": True}


def test_a_folder_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file stands where the folder would be")
    kept = Kept(tmp_path / "cache", "things")
    kept.put(key("a"), 1)
    assert kept.get(key("a")) is None
    assert not Kept(None, "things")


def _write(folder: Path, number: int) -> None:
    kept = Kept(folder, "things")
    for turn in range(100):
        kept.put(key("same"), [number] * (turn + 1) * 50)


def test_two_processes_leave_one_whole_value(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    both = [context.Process(target=_write, args=(tmp_path, number)) for number in (1, 2)]
    for process in both:
        process.start()
    seen: set[int] = set()
    while any(process.is_alive() for process in both):
        value = Kept(tmp_path, "things").get(key("same"))
        seen |= set(value or ())
        assert value is None or len(set(value)) == 1
    for process in both:
        process.join()
        assert process.exitcode == 0
    assert seen <= {1, 2}
    assert len(Kept(tmp_path, "things").get(key("same"))) == 5000
    assert [file.suffix for file in files(tmp_path)] == [".json"]


def test_a_file_that_cannot_take_its_place_leaves_nothing_beside_it(tmp_path: Path) -> None:
    place = tmp_path / "cache" / "taken"
    place.mkdir(parents=True)
    write_whole(place, b"data")
    assert list(place.parent.iterdir()) == [place]
    write_whole(tmp_path / "cache" / "free", b"data")
    assert (tmp_path / "cache" / "free").read_bytes() == b"data"
