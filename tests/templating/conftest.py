"""A dossier read by the real reader, and packs written into a workspace of the test's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from brief import templating
from brief.diagnostics import Diagnostic
from brief.document.tree import Document
from brief.dossier import load
from brief.dossier.model import Dossier
from brief.templating import packs, rendering

DOSSIERS = Path(__file__).resolve().parent.parent / "dossiers"
Render = Callable[..., tuple[Document | None, tuple[Diagnostic, ...]]]


@pytest.fixture(scope="session")
def port() -> Dossier:
    """The dossier of Lidora's port: another currency, no quotes, few sections."""
    dossier, found = load(DOSSIERS / "lidora-port", DOSSIERS, None)
    assert dossier is not None
    assert not [d for d in found if d.severity == "error"]
    return dossier


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """An empty workspace."""
    (tmp_path / "templates").mkdir()
    return tmp_path


@pytest.fixture
def main(workspace: Path, port: Dossier) -> Render:
    """Renders a pack of one's own whose only template is the text given."""

    def render(
        template: str, dossier: Dossier = port, pack: str = "", **files: str
    ) -> tuple[Document | None, tuple[Diagnostic, ...]]:
        folder = workspace / "templates" / "own"
        folder.mkdir(exist_ok=True)
        settings = 'format = 1\nname = "own"\nlanguages = ["en"]\n' + pack
        (folder / "pack.toml").write_text(settings, encoding="utf-8")
        (folder / "brief.html.j2").write_text(template, encoding="utf-8")
        for name, content in files.items():
            path = folder / (name.replace("__", "/") + ".html.j2")
            path.parent.mkdir(exist_ok=True)
            path.write_text(content, encoding="utf-8")
        return templating.render(dossier, packs.find("own", workspace))

    return render


@pytest.fixture
def by_markup(monkeypatch):
    """Renders by a text of markup alone."""

    def render(*given):
        with monkeypatch.context() as patched:
            patched.setattr(rendering, "_plainly", lambda *_: None)
            return templating.render(*given)

    return render


@pytest.fixture
def plainly(monkeypatch):
    """Renders, and tells whether no text of markup was needed."""

    def render(*given):
        read = []
        whole = rendering._by_markup

        def by_markup(*more):
            read.append(True)
            return whole(*more)

        with monkeypatch.context() as patched:
            patched.setattr(rendering, "_by_markup", by_markup)
            return templating.render(*given), not read

    return render


@pytest.fixture
def both(workspace, port, by_markup, plainly):
    """Renders a trusted pack of one template both ways; the document, what was found, whether no
    text was needed."""
    folder = workspace / "templates" / "own"
    folder.mkdir()
    settings = 'format = 1\nname = "own"\nlanguages = ["en"]\n[labels.en]\nx = "see {y}"\n'
    (folder / "pack.toml").write_text(settings, encoding="utf-8")

    def render(template: str, dossier=port):
        (folder / "brief.html.j2").write_text(template, encoding="utf-8")
        press = templating.ready(packs.find("own", workspace))
        press.trusted = True
        read, was_plain = plainly(dossier, press)
        wanted = by_markup(dossier, press)
        assert read == wanted
        return *read, was_plain

    return render
