"""The preview in a real browser: it shows the template's page, and renews it after a save."""

from __future__ import annotations

import shutil
import subprocess
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

from brief.pipeline import Request
from brief.preview import Preview, serve
from tests.conftest import require

ROOT = Path(__file__).parents[2]


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    folder = tmp_path / "sources" / "example"
    shutil.copytree(ROOT / "brief" / "_example", folder)
    return folder


def preview_of(dossier: Path, template: str = "policy-brief") -> Preview:
    root = dossier.parents[1]
    request = Request(root, dossier, root / "out", template=template)
    return Preview(request, lambda found: "\n".join(f"{d.code}: {d.message}" for d in found))


@pytest.fixture
def server(dossier: Path) -> Iterator[ThreadingHTTPServer]:
    serving = serve(preview_of(dossier))
    thread = threading.Thread(target=serving.serve_forever, daemon=True)
    thread.start()
    yield serving
    serving.shutdown()
    serving.server_close()


def get(server: ThreadingHTTPServer, path: str = "/", host: str = "") -> str:
    address = f"http://127.0.0.1:{server.server_port}{path}"
    request = urllib.request.Request(address, headers={"Host": host} if host else {})
    with urllib.request.urlopen(request, timeout=120) as answer:
        return str(answer.read().decode())


def save(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_the_page_is_the_templates_html(server: ThreadingHTTPServer) -> None:
    page = get(server)
    assert "<h1" in page
    assert "Marrow Bay ferry" in page
    assert get(server, "/state") in page


def test_the_state_changes_with_a_fact_and_with_a_template(
    server: ThreadingHTTPServer, dossier: Path
) -> None:
    first = get(server, "/state")
    save(dossier / "dossier.yaml", "short-title: Marrow Bay ferry", "short-title: Ferry")
    second = get(server, "/state")
    own = dossier.parents[1] / "templates" / "policy-brief"
    own.mkdir(parents=True)
    (own / "note.txt").write_text("x")
    assert len({first, second, get(server, "/state")}) == 3


def test_findings_take_the_place_of_a_page_that_cannot_be(
    server: ThreadingHTTPServer, dossier: Path
) -> None:
    (dossier / "dossier.yaml").write_text("format: [")
    page = get(server)
    assert "Y-SYNTAX" in page
    assert "/state" in page


def test_it_answers_to_its_own_name_alone(server: ThreadingHTTPServer) -> None:
    assert server.server_address[0] == "127.0.0.1"
    with pytest.raises(urllib.error.HTTPError, match="403"):
        get(server, "/", host="elsewhere.example")
    with pytest.raises(urllib.error.HTTPError, match="404"):
        get(server, "/etc/passwd")


def test_pages_as_pictures(dossier: Path, tmp_path: Path) -> None:
    paths = preview_of(dossier).pictures(tmp_path / "png")
    assert len(paths) >= 2
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in paths)


def test_a_browser_renews_the_page_after_a_save(dossier: Path, tmp_path: Path) -> None:
    chromium = require("chromium", "the preview is opened in a real browser")
    preview = preview_of(dossier)
    asked = 0
    real = preview.state

    def state() -> str:
        """The fact is saved while the browser has the first page open."""
        nonlocal asked
        asked += 1
        if asked == 4:
            save(dossier / "facts" / "example.yaml", "Good news for", "Tidings for")
        return real()

    preview.state = state  # type: ignore[method-assign]  # a save in the middle of the session
    serving = serve(preview)
    thread = threading.Thread(target=serving.serve_forever, daemon=True)
    thread.start()
    try:
        result = subprocess.run(
            [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
             "--no-first-run", "--disable-background-networking", "--disable-component-update",
             "--disable-sync", f"--user-data-dir={tmp_path / 'profile'}",
             "--virtual-time-budget=8000", "--dump-dom",
             f"http://127.0.0.1:{serving.server_port}/"],
            capture_output=True, text=True, timeout=300, check=False,
        )  # fmt: skip
    finally:
        serving.shutdown()
        serving.server_close()
    assert asked >= 4, "the page did not ask whether anything changed"
    assert "Tidings for" in result.stdout, result.stderr[-2000:]
    assert "Good news for" not in result.stdout
