"""`pathlib` is whole where it was loaded without the reader of addresses."""

from __future__ import annotations

import subprocess
import sys


def told(script: str) -> list[str]:
    """What a fresh interpreter prints."""
    command = [sys.executable, "-c", script]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()


def test_a_path_is_an_address_where_it_is_asked_for_one() -> None:
    script = (
        "import sys\n"
        "from brief import paths\n"
        "paths.load()\n"
        "from pathlib import PurePosixPath, PureWindowsPath\n"
        "print('urllib.parse' in sys.modules, 'pathlib' in sys.modules)\n"
        "print(PurePosixPath('/a b/\u0436').as_uri(), PureWindowsPath('c:/a b').as_uri())\n"
        "import urllib.parse\n"
        "print(urllib.parse.urlsplit('https://a.b:1/c').port)\n"
    )
    asked = ["file:///a%20b/%D0%B6", "file:///c:/a%20b"]
    assert told(script) == ["False", "True", *asked, "1"]


def test_the_reader_of_addresses_stays_where_it_was_loaded_before() -> None:
    script = (
        "import urllib.parse as before\n"
        "from brief import paths\n"
        "paths.load()\n"
        "import pathlib, urllib.parse\n"
        "print(urllib.parse is before, pathlib.PurePosixPath('/a').as_uri())\n"
    )
    assert told(script) == ["True", "file:///a"]
