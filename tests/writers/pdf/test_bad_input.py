"""Odd and absurd input: a good page or a clear diagnostic, never a crash, never a hang."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from brief.document.tree import Chart, Document, Figure, Inline, Meta, Paragraph, Series
from brief.house.default import DEFAULT
from brief.writers import Supplies
from brief.writers.pdf import write
from tests.documents import cell, head, line, mockup
from tests.unusual import IMAGES, _document, png
from tests.writers.pdf.reading import lines, made

ROOT = Path(__file__).parents[3]


def test_twenty_thousand_lines_take_seconds_and_are_all_there() -> None:
    start = time.process_time()
    written = made("many_breaks")
    assert time.process_time() - start < 60  # a busy machine's seconds are long
    rows = [row.text for page in lines(written.data) for row in page]
    assert rows.count("line 1") == rows.count("line 20000") == 1
    assert sum(row.startswith("line ") for row in rows) == 20_000


def test_a_word_of_two_thousand_letters_is_cut() -> None:
    pages = lines(made("odd_words").data)
    letters = sum(row.text.count("x") for page in pages for row in page)
    assert letters >= 2000 + 300 + 400 + 2000


def test_a_cell_taller_than_a_page_runs_on() -> None:
    pages = lines(made("tall_cell").data)
    assert len(pages) > 2
    words = "".join(row.text for page in pages for row in page)
    assert words.count("processing of critical minerals") > 0
    assert any(row.text.startswith("Short again") for row in pages[-1])


@pytest.mark.parametrize(
    ("image", "why"),
    [
        (b"", "neither PNG nor JPEG"),
        (b"GIF89a", "neither PNG nor JPEG"),
        (b"\xff\xd8\xff\xe0", "damaged"),
        (png()[:60], "damaged"),
        (png()[:16] + b"\x00\x01\x00\x00\x00\x01\x00\x00" + png()[24:], "pixels"),
        (None, "not supplied"),
    ],
)
def test_a_bad_picture_is_a_diagnostic(image: bytes | None, why: str) -> None:
    images = {} if image is None else {"p.png": image}
    document = _document((Figure("alt", image="p.png"),))
    written = write(document, DEFAULT, Supplies(images=images))
    assert written.data == b""
    assert [d.code for d in written.diagnostics] == ["R-IMAGE"]
    assert why in written.diagnostics[0].message


@pytest.mark.parametrize("values", [("1",), ("1", "two"), ("1", "NaN"), ("1", "Infinity")])
def test_a_chart_of_no_numbers_is_a_diagnostic(values: tuple[str, ...]) -> None:
    chart = Chart(("a", "b"), (Series("s", values),))
    written = write(_document((Figure("alt", chart=chart),)), DEFAULT, Supplies())
    assert [d.code for d in written.diagnostics] == ["R-CHART"]


def test_a_node_that_cannot_be_rendered_is_a_diagnostic() -> None:
    class Strange(Inline):
        pass

    document = Document(Meta("T"), (Paragraph((Strange(),)),))
    written = write(document, DEFAULT, Supplies())
    assert [d.code for d in written.diagnostics] == ["W-NODE"]
    assert written.data == b""


def test_a_ragged_table_is_a_diagnostic() -> None:
    from brief.document.tree import Column, Row, Table

    table = Table((Column(20), Column(20)), head("A", "B"), (Row((cell("one"),), facts=("f9",)),))
    (found,) = write(_document((table,)), DEFAULT, Supplies()).diagnostics
    assert (found.code, found.fact) == ("W-NODE", "f9")


def test_an_unknown_role_is_a_warning_and_prints() -> None:
    written = write(_document((Paragraph(line("words"), "unheard-of"),)), DEFAULT, Supplies())
    assert [d.code for d in written.diagnostics] == ["W-ROLE"]
    assert written.data


SCRIPT = """
import sys, hashlib
sys.path.insert(0, {root!r})
from brief.house.default import DEFAULT
from brief.writers import Supplies
from brief.writers.pdf import write
from tests.documents import mockup
print(hashlib.sha256(write(mockup(), DEFAULT, Supplies()).data).hexdigest())
"""


def _digest(folder: Path, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(root=str(ROOT))],
        env={**os.environ, **environment},
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_settings_of_others_and_places_have_no_effect(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    for name in (".reportlab_settings", ".reportlab_mods"):
        (home / name).write_text("raise SystemExit('executed')\n")
    (tmp_path / "reportlab_settings.py").write_text("raise SystemExit('executed')\n")
    plain = _digest(tmp_path, PYTHONHASHSEED="1")
    odd = _digest(
        tmp_path,
        PYTHONHASHSEED="2",
        HOME=str(home),
        RL_pageCompression="0",
        RL_invariant="maybe",
        RL_defaultPageSize="nothing",
        PYTHONPATH=str(tmp_path),
        TZ="Asia/Almaty",
        LC_ALL="C",
        SOURCE_DATE_EPOCH="1",
    )
    assert plain == odd


def test_pictures_are_fitted_to_the_page() -> None:
    written = write(
        _document((Figure("a", image="wide.png", width=9000), Figure("b", image="tall.png"))),
        DEFAULT,
        Supplies(images=IMAGES),
    )
    assert (written.diagnostics, written.pages) == ((), 1)


def test_absurd_nesting_is_a_diagnostic() -> None:
    from brief.document.tree import Block, Item, List, Section, Strong

    blocks: Block = Paragraph(line("deep"))
    for _ in range(500):
        blocks = Section((blocks,))
    lists: Block = Paragraph(line("deep"))
    for _ in range(500):
        lists = List((Item((lists,)),))
    runs = line("deep")
    for _ in range(500):
        runs = (Strong(runs),)
    for odd in (blocks, lists, Paragraph(runs)):
        written = write(_document((odd,)), DEFAULT, Supplies())
        assert {d.code for d in written.diagnostics} == {"W-NODE"}


def test_a_box_longer_than_a_page_runs_on() -> None:
    from brief.document.tree import Box

    box = Box(tuple(Paragraph(line(f"statement {n} " + "words " * 30)) for n in range(60)), "x")
    written = write(_document((box,)), DEFAULT, Supplies())
    assert written.pages > 1
    rows = [row.text for page in lines(written.data) for row in page]
    assert sum(row.startswith("statement ") for row in rows) == 60


def test_the_logo_stands_on_the_first_page() -> None:
    theme = DEFAULT.replace(logo=png(90, 30))
    written = write(_document((Paragraph(line("words")),)), theme, Supplies())
    assert b"/Im1 Do" not in written.data  # packed
    head = next(row for row in lines(written.data)[0] if "Policy brief" in row.text)
    assert head.left == pytest.approx((22 + 27 + 3) * 72 / 25.4, abs=0.5)
    broken = write(_document(()), DEFAULT.replace(logo=b"no picture"), Supplies())
    assert [d.code for d in broken.diagnostics] == ["R-IMAGE"]


def test_a_key_that_leaves_no_room_for_text_is_a_diagnostic() -> None:
    document = mockup()
    key = line(" · ".join(f"S{n} The gazette of a town" for n in range(1, 1001)))
    heads = document.running.replace(foot_key=key)
    written = write(document.replace(running=heads), DEFAULT, Supplies())
    assert written.data == b""
    assert [d.code for d in written.diagnostics] == ["R-FIT"]
    assert "lines, more than half of the page" in written.diagnostics[0].message
    assert "running.html.j2" in written.diagnostics[0].helps[0]
