"""Settings, secrets and transports of others."""

from __future__ import annotations

from pathlib import Path

import pytest

from brief.delivery.settings import parse, secret
from brief.diagnostics import UsageError
from tests.delivery.workspaces import ROOT, brief, workspace

TABLE = {
    "from": "Отдел <unit@пример.рф>",
    "server": "mail.example.org",
    "user": "unit",
    "password-from": "keyring:brief",
}


def test_the_defaults_are_the_safe_ones() -> None:
    settings = parse(TABLE)
    assert (settings.security, settings.port) == ("starttls", 587)
    assert settings.sender.address == "unit@xn--e1afmkfd.xn--p1ai"
    assert settings.sender.name == "Отдел"
    assert parse({**TABLE, "security": "tls"}).port == 465


def test_paths_are_of_the_workspace() -> None:
    settings = parse({**TABLE, "ca-file": "house.pem"}, Path("desk"))
    assert settings.ca_file == str(Path("desk") / "house.pem")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("from", "Unit <unit@exаmple.org>"),
        ("from", "unit"),
        ("from", "A\r\nBcc: x <unit@example.org>"),
        ("reply-to", "a@example.org\nBcc: b@example.org"),
        ("helo", "desk\r\nMAIL FROM"),
        ("helo", "a desk"),
        ("server", "mail..example.org"),
        ("server", "почта.рф"),
        ("server", "mail\r\nexample"),
        ("security", "ssl2"),
        ("known-domains", "example.org"),
        ("timeout", True),
        ("port", 0),
        ("secret", "x"),
        ("smtp-password", "x"),
    ],
)
def test_what_is_refused(key: str, value: object) -> None:
    with pytest.raises(UsageError):
        parse({**TABLE, key: value})


def test_a_password_from_the_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    keyring = pytest.importorskip("keyring")
    from keyring.backend import KeyringBackend
    from keyring.errors import KeyringLocked

    class Ring(KeyringBackend):
        priority = 1  # type: ignore[assignment]
        locked = False

        def get_password(self, service: str, username: str) -> str | None:
            if self.locked:
                raise KeyringLocked("geheim")
            return "geheim" if (service, username) == ("brief", "unit") else None

        def set_password(self, service: str, username: str, password: str) -> None:
            raise NotImplementedError

        def delete_password(self, service: str, username: str) -> None:
            raise NotImplementedError

    before = keyring.get_keyring()
    ring = Ring()
    keyring.set_keyring(ring)
    try:
        settings = parse(TABLE)
        assert secret(settings, {}) == "geheim"
        other = parse({**TABLE, "password-from": "keyring:brief-other"})
        with pytest.raises(UsageError, match="no password for unit") as missing:
            secret(other, {})
        assert "keyring set brief-other unit" in missing.value.help
        ring.locked = True
        with pytest.raises(UsageError, match="cannot be read") as told:
            secret(settings, {})
        assert "geheim" not in str(told.value)
    finally:
        keyring.set_keyring(before)


PLUGIN = """
from brief.delivery.transports import Kind, Outcome


class Pigeon:
    connections = 1

    def __init__(self, loft):
        self.loft = loft

    def connect(self):
        return self

    def offer(self, sender, address, size):
        return None

    def hand_over(self, data):
        if b"r1@" in data:
            raise RuntimeError("a hawk")
        with open(self.loft, "ab") as file:
            file.write(data)
        return Outcome("accepted", "250", "flown")

    def close(self):
        pass


KIND = Kind(lambda settings, environ: Pigeon(settings.extra["loft"]), lambda settings: "pigeon")
"""


def test_a_transport_of_others_and_its_faults(tmp_path: Path) -> None:
    plugin = tmp_path / "plugin"
    info = plugin / "pigeon-1.dist-info"
    info.mkdir(parents=True)
    (info / "entry_points.txt").write_text("[brief.transports]\npigeon = pigeon:KIND\n")
    (info / "METADATA").write_text("Name: pigeon\nVersion: 1\n")
    (plugin / "pigeon.py").write_text(PLUGIN)
    loft = tmp_path / "loft"
    delivery = f'transport = "pigeon"\noptions = {{loft = "{loft}"}}'
    folder = workspace(tmp_path / "w", [f"r{i}@example.org" for i in range(3)], delivery=delivery)
    sent = brief(folder, "send", "--yes", PYTHONPATH=f"{ROOT}:{plugin}")
    assert sent.returncode == 4
    assert "2 accepted, 1 uncertain" in sent.stdout
    assert "a hawk" in sent.stdout
    assert loft.read_bytes().count(b"Message-ID") == 2


def test_the_reference_names_every_setting() -> None:
    from brief.delivery.settings import KEYS

    page = (ROOT / "docs" / "reference" / "sending.md").read_text(encoding="utf-8")
    assert not [key for key in KEYS if f"`{key}`" not in page]
