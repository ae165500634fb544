"""The growth suite on the smallest sizes: every series is measured, and what is wrong is told."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.bench import growth, mail
from tests.bench.growth import Sizes
from tests.bench.mail import Mail
from tests.bench.measure import Command, Wrong
from tests.bench.workspace import Workspace

SMALL = Sizes((1, 2), (2, 4), (10, 20), (10, 20), (9, 18), (2, 4), (2, 4), 2000, 1)


@pytest.mark.slow
def test_every_series_has_its_sizes_and_a_row(tmp_path: Path) -> None:
    found = list(growth.series(tmp_path, None, SMALL))
    assert len({one.what for one in found}) == len(found) == 15
    assert all(len(one.cpu) == len(one.sizes) == 2 and one.ratios[0] > 0 for one in found)
    assert found[0].sizes[0] == {"facts and notes": 55, "pages": 4}
    rows = [growth.row(one) for one in found]
    assert all(row.count(" | ") == growth.HEAD.partition("\n")[0].count(" | ") for row in rows)
    assert "| 2 / 4 recipients |" in "\n".join(rows)


def test_a_message_that_is_missing_or_differs_is_told(tmp_path: Path) -> None:
    made = Mail(Workspace(tmp_path / "w", 1, None), 3)
    accepted = tmp_path / "accepted"
    with mail.server(accepted) as port:
        mail.connect(made.workspace, port)
        assert made.send().run().code == 0
    made.verify(accepted)
    lines = accepted.read_text().splitlines()
    other = json.dumps([*json.loads(lines[0])[:2], "0" * 64])
    for wrong in (lines[1:], [*lines, lines[0]], [other, *lines[1:]]):
        accepted.write_text("\n".join(wrong))
        with pytest.raises(Wrong):
            made.verify(accepted)


# Takes long the first times that it is run in a folder, as on a machine with other things to do.
SLOW_AT_FIRST = """
import os, sys, time
runs = len(os.listdir())
open(str(runs), "w").close()
while runs < int(sys.argv[1]) and time.process_time() < 2:
    pass
"""


def test_a_series_that_was_measured_while_the_machine_was_slow_is_run_anew(tmp_path: Path) -> None:
    table = growth._Table(turns=2)
    for size, slow in ((1, 0), (2, 2)):
        folder = tmp_path / str(size)
        folder.mkdir()
        command = Command((sys.executable, "-c", SLOW_AT_FIRST, str(slow)), folder)
        table.measure("a series", {"things": size}, command)
    (found,) = table.done()
    assert found.ratios[0] < 20  # the slow runs take some hundred times the others
    assert len(list((tmp_path / "1").iterdir())) > 2
