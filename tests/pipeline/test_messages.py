"""The message that carries a brief: rendered with the edition, sent as it was approved."""

from __future__ import annotations

import json
import shutil
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from brief.delivery.letters import fill, stored
from brief.delivery.recipients import Recipient
from brief.diagnostics import BriefError
from brief.document.tree import Document, Meta, Note, Origin, Paragraph, Table, Text
from brief.pipeline import Edition, Request, generate
from brief.writers import message
from tests.delivery.workspaces import brief, configure, workspace

ROOT = Path(__file__).parents[2]
ANNA = Recipient("a@example.org", "a@example.org", "example.org", salutation="Dear {files},")


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    folder = tmp_path / "sources" / "example"
    shutil.copytree(ROOT / "brief" / "_example", folder)
    return folder


def made(folder: Path, **changes: object) -> Edition:
    root = folder.parents[1]
    asked = Request(workspace=root, dossier=folder, out=root / "out", formats=("pdf",))
    return generate(asked.replace(**changes))


def kept(edition: Edition) -> dict[str, object]:
    assert edition.folder is not None, edition.diagnostics
    value: dict[str, object] = json.loads((edition.folder / "message.json").read_bytes())
    return value


def test_the_message_says_the_bottom_line_and_the_key_points_with_their_references(
    dossier: Path,
) -> None:
    edition = made(dossier)
    assert edition.manifest is not None
    value = kept(edition)
    assert value["subject"] == f"[{edition.manifest.marking}] {edition.manifest.title}"
    letter = fill(stored(json.dumps(value).encode()), ANNA, (), "The Unit")
    for body in (letter.text, letter.html):
        assert body.count(edition.manifest.marking) == 2  # above and below
        assert "The ferry is to run all year." in body
        assert "[S1 ¶2.1]" in body
        assert "brief verify FILE" in body
        assert "Dear {files}," in body
        assert "The Unit" in body


def test_a_pack_says_its_own_and_another_message_is_another_edition(dossier: Path) -> None:
    first = made(dossier)
    pack = dossier.parents[1] / "templates" / "policy-brief"
    pack.mkdir(parents=True)
    (pack / "message.html.j2").write_text(
        "<article><h1>{{ brief.title }}</h1><p>{files}</p></article>"
    )
    second = made(dossier)
    assert first.manifest is not None
    assert second.manifest is not None
    assert first.manifest.edition != second.manifest.edition
    assert "ferry is to run" not in json.dumps(kept(second)["text"])


def test_a_message_that_states_what_no_fact_says_stops_the_edition(dossier: Path) -> None:
    pack = dossier.parents[1] / "templates" / "policy-brief"
    pack.mkdir(parents=True)
    (pack / "message.html.j2").write_text("<article><p>About 17 billion.</p></article>")
    edition = made(dossier)
    assert edition.manifest is None
    assert "T-LITERAL" in {d.code for d in edition.diagnostics}


@pytest.mark.parametrize("template", ["action-memo", "media-digest", "one-pager", "sourcing-annex"])
def test_every_template_has_a_message(dossier: Path, template: str) -> None:
    assert kept(made(dossier, template=template))["subject"]


def test_no_datum_is_a_slot_or_markup() -> None:
    fact = Origin("fact", "f", "text")
    blocks = (
        Paragraph((Text("{files}", fact),)),
        Paragraph((Text("<b>1 & 2</b>", fact), Note("n", (Text("S1 <i>", fact),), 1))),
    )
    data, found = message.write(Document(Meta("T"), blocks))
    assert not found
    letter = fill(stored(data), ANNA, (), "")
    assert "{files}" in letter.text
    assert "{files}" in letter.html
    assert "<b>1 & 2</b> [S1 <i>]" in letter.text
    assert "&lt;b&gt;1 &amp; 2&lt;/b&gt;" in letter.html
    assert "[S1 &lt;i&gt;]" in letter.html


def test_what_mail_cannot_hold_is_told() -> None:
    from brief.document.tree import Figure

    _, found = message.write(Document(Meta("T"), (Figure("a map"), Table((), (), ()))))
    assert [d.code for d in found] == ["W-NODE"]


def test_a_broken_message_is_told() -> None:
    for data in (b"", b"{}", b'{"format": 2}', b'{"format": 1, "subject": "a"}'):
        with pytest.raises(BriefError, match="message of the edition"):
            stored(data)


def test_what_was_kept_is_what_is_sent_and_each_gets_their_own_copy(tmp_path: Path) -> None:
    folder = workspace(tmp_path / "w")
    shutil.rmtree(folder / "out")
    dossier = folder / "sources" / "port"
    (dossier / "audiences.yaml").write_text(
        "format: 1\naudiences:\n  - audience: all\n    clearance: TLP:RED\n    numbered: yes\n"
    )
    (dossier / "recipients.yaml").write_text(
        "format: 1\nrecipients:\n"
        "  - {address: a@example.org, name: Anna, audience: all}\n"
        "  - {address: b@example.org, name: Bela, audience: all, formats: [pdf]}\n"
    )
    configure(folder, 'transport = "maildir"\nmaildir = "mail"')
    assert brief(folder, "lock").returncode == 0
    done = brief(folder, "generate", "-q", "-a", "all")
    assert done.returncode == 0, done.stderr
    sent = brief(folder, "send", "--yes")
    assert sent.returncode == 0, sent.stderr
    found = {}
    for path in (folder / "mail" / "new").iterdir():
        mail = message_from_bytes(path.read_bytes(), policy=policy.default)
        assert isinstance(mail, EmailMessage)
        names = [part.get_filename() or "" for part in mail.iter_attachments()]
        found[str(mail["To"])] = sorted(name.rpartition(" copy ")[2] for name in names)
        plain = mail.get_body(("plain",))
        assert plain is not None
        assert all(" ".join(name.split()) in plain.get_content() for name in names)
    assert found == {
        "Anna <a@example.org>": ["001.docx", "001.pdf"],
        "Bela <b@example.org>": ["002.pdf"],
    }
    lines = (dossier / "recipients.yaml").read_text()
    (dossier / "recipients.yaml").write_text(
        lines + "  - {address: c@example.org, audience: all}\n"
    )
    assert "no numbered copy" in brief(folder, "send", "--yes").stderr
