"""`brief generate` in a workspace that signs: what is signed, what is said, what can go wrong."""

from __future__ import annotations

import datetime
import json
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

import pikepdf
import pytest

from tests.cli.conftest import Brief, edit
from tests.conformance.verapdf import judge
from tests.conftest import require
from tests.signing import pki
from tests.signing.conftest import SETTINGS, only, sign_with


def test_the_pdf_and_the_manifest_are_signed_before_the_edition_commits(
    variant: Path, brief: Brief, work: Path
) -> None:
    manifest = json.loads((variant / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["signature"] == {
        "at": "2026-11-21T09:30:00+00:00",
        "by": "Policy Unit, Ministry of Tests",
        "certificate": pki.office().fingerprint,
    }
    entries = {Path(f["path"]).suffix: f for f in manifest["files"]}
    pdf = only(variant, ".pdf").read_bytes()
    assert entries[".pdf"]["sha256"] == sha256(pdf).hexdigest()
    assert entries[".pdf"]["size"] == len(pdf)
    assert "unsigned" not in entries[".docx"]
    # The bytes before signing are those of the same edition without signatures, and stand in front.
    before = entries[".pdf"]["unsigned"]
    name = variant.parent.name
    assert brief("generate", "--no-sign").code == 0
    assert variant.parent.name == name
    plain = only(variant, ".pdf").read_bytes()
    assert sha256(plain).hexdigest() == before
    assert pdf.startswith(plain)
    assert not (variant / "manifest.json.p7s").exists()
    assert "signature" not in json.loads((variant / "manifest.json").read_text(encoding="utf-8"))


def test_openssl_holds_the_signature_of_the_manifest(variant: Path, work: Path) -> None:
    require("openssl", "it holds our signatures")
    done = subprocess.run(
        ["openssl", "cms", "-verify", "-binary", "-inform", "DER",
         "-in", variant / "manifest.json.p7s", "-content", variant / "manifest.json",
         "-CAfile", work / "authority.pem", "-attime", str(pki.MOMENT), "-out", "/dev/null"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_openssl_holds_the_signature_of_the_pdf(variant: Path, work: Path, tmp_path: Path) -> None:
    require("openssl", "it holds our signatures")
    data = only(variant, ".pdf").read_bytes()
    with pikepdf.open(only(variant, ".pdf")) as pdf:
        (field,) = pdf.Root.AcroForm.Fields
        assert field.V.SubFilter == "/ETSI.CAdES.detached"
        start, length, rest, tail = map(int, field.V.ByteRange)
        contents = bytes(field.V.Contents)
        assert pdf.check_pdf_syntax() == []
    assert (start, rest + tail) == (0, len(data))
    (tmp_path / "signed").write_bytes(data[:length] + data[rest:])
    (tmp_path / "signature").write_bytes(contents)
    done = subprocess.run(
        ["openssl", "cms", "-verify", "-binary", "-cades", "-inform", "DER",
         "-in", tmp_path / "signature", "-content", tmp_path / "signed",
         "-CAfile", work / "authority.pem", "-attime", str(pki.MOMENT), "-out", "/dev/null"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_the_signed_file_conforms_as_the_unsigned_does(variant: Path) -> None:
    pdf = only(variant, ".pdf")
    assert judge([("ua1", pdf), ("3a", pdf)]) == [(True, []), (True, [])]


def test_the_same_moment_gives_the_same_bytes(variant: Path, brief: Brief) -> None:
    before = {p.name: p.read_bytes() for p in variant.iterdir()}
    assert brief("generate", "--force").code == 0
    assert {p.name: p.read_bytes() for p in variant.iterdir()} == before
    assert brief("generate", "--force", SOURCE_DATE_EPOCH=str(pki.MOMENT + 1)).code == 0
    after = {p.name: p.read_bytes() for p in variant.iterdir()}
    changed = {Path(name).suffix for name in before if before[name] != after[name]}
    assert changed == {".pdf", ".json", ".p7s"}
    assert "manifest.json" in after


def test_nothing_changed_is_told_without_the_passphrase(
    variant: Path, brief: Brief, work: Path
) -> None:
    again = brief("generate", BRIEF_PASSPHRASE="")
    assert (again.code, "(unchanged, signed by Policy Unit" in again.out) == (0, True), again.err
    # Another certificate, a signature that is gone, or none wanted: the variant is made anew.
    sign_with(work, pki.person("Deputy", pki.root()))
    assert "written, signed by Deputy" in brief("generate").out
    (variant / "manifest.json.p7s").unlink()
    assert "written, signed by Deputy" in brief("generate").out
    assert "unchanged" in brief("generate").out
    assert "(written)" in brief("generate", "--no-sign").out
    assert "(unchanged)" in brief("generate", "--no-sign").out


def test_drafts_are_not_signed(brief: Brief, work: Path) -> None:
    made = brief("generate", "--draft", BRIEF_PASSPHRASE="")
    assert made.code == 0, made.err
    assert "signed" not in made.out
    assert b"/ByteRange" not in next((work / "out").rglob("*.pdf")).read_bytes()


def test_each_numbered_copy_is_signed(brief: Brief, work: Path) -> None:
    dossier = work / "sources" / "example"
    (dossier / "audiences.yaml").write_text(
        "format: 1\naudiences:\n"
        "  - audience: ministers\n    clearance: TLP:CLEAR\n    numbered: true\n",
        encoding="utf-8",
    )
    (dossier / "recipients.yaml").write_text(
        "format: 1\nrecipients:\n"
        "  - {address: a@example.org, name: Anna, audience: ministers}\n"
        "  - {address: b@example.org, name: Boris, audience: ministers}\n",
        encoding="utf-8",
    )
    made = brief("generate", "-a", "ministers")
    assert made.code == 0, made.err
    copies = sorted((work / "out").rglob("*.pdf"))
    assert len(copies) == 2
    for path in copies:
        held = brief("verify", str(path), "--trust", "authority.pem", "--json").json
        assert (held["verdict"], held["signature"]["whole"]) == ("unchanged", True)


YEAR = datetime.timedelta(days=365)
PAST, FUTURE = pki.START - YEAR, pki.END + YEAR


@pytest.mark.parametrize(
    ("held", "code"),
    [
        (lambda: pki.person("Old", pki.root(), PAST, pki.START), "SIGN-EXPIRED"),
        (lambda: pki.person("New", pki.root(), pki.END, FUTURE), "SIGN-EARLY"),
        (lambda: pki.person("Coder", pki.root(), signs=False), "SIGN-USAGE"),
    ],
)
def test_a_certificate_that_may_not_sign(held: object, code: str, brief: Brief, work: Path) -> None:
    assert callable(held)
    sign_with(work, held())
    _refused(brief, work, code)


def _refused(brief: Brief, work: Path, code: str, **environment: str) -> str:
    refused = brief("generate", **environment)
    assert refused.code == 2, refused.out
    assert refused.err.startswith(f"error[{code}]: "), refused.err
    assert "= help: " in refused.err
    assert len(refused.err.splitlines()) <= 3
    assert pki.PASSPHRASE not in refused.err
    assert "falsch" not in refused.err
    assert list((work / "out").rglob("*.pdf")) == []
    return refused.err


def test_a_wrong_passphrase_and_none(brief: Brief, work: Path) -> None:
    told = _refused(brief, work, "SIGN-PASSPHRASE", BRIEF_PASSPHRASE="falsch")
    assert "env:BRIEF_PASSPHRASE" in told
    refused = brief("generate", BRIEF_PASSPHRASE="")
    assert (refused.code, "has no BRIEF_PASSPHRASE" in refused.err) == (2, True)
    sign_with(work, pki.office(), settings='\n[signing]\ncertificate = "office.p12"\n')
    told = _refused(brief, work, "SIGN-PASSPHRASE")
    assert "passphrase-from" in told


def test_a_file_that_is_none(brief: Brief, work: Path) -> None:
    (work / "office.p12").write_bytes(pki.office().pem)
    assert "no PKCS#12" in _refused(brief, work, "SIGN-FILE")
    (work / "office.p12").unlink()
    assert "cannot read the certificate office.p12" in _refused(brief, work, "SIGN-FILE")


def test_a_key_that_is_another_certificates(brief: Brief, work: Path) -> None:
    require("openssl", "it makes such a file")
    for whole, code in ((True, "SIGN-KEY"), (False, "SIGN-KEY")):
        (work / "office.p12").write_bytes(_stranger(work, with_key=whole))
        _refused(brief, work, code)


def _stranger(folder: Path, *, with_key: bool) -> bytes:
    """A container with a certificate and no key, or with the key of somebody else."""
    from cryptography.hazmat.primitives import serialization as s

    other, own = pki.key("stranger"), pki.office()
    (folder / "k.pem").write_bytes(
        other.private_bytes(s.Encoding.PEM, s.PrivateFormat.PKCS8, s.NoEncryption())
    )
    (folder / "c.pem").write_bytes(own.pem)
    key = ["-inkey", "k.pem", "-nocerts"] if with_key else ["-nokeys"]
    subprocess.run(
        ["openssl", "pkcs12", "-export", *key, "-in", "k.pem" if with_key else "c.pem",
         "-out", "x.p12", "-passout", f"pass:{pki.PASSPHRASE}"],
        cwd=folder, check=True, capture_output=True,
    )  # fmt: skip
    return (folder / "x.p12").read_bytes()


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ('passphrase = "falsch"', "would keep a secret in a file"),
        ('certifcate = "x"', "did you mean `certificate`"),
        ("mail = 1", "`mail` must be true or false"),
        ('trust = "x.pem"', "`trust` must be a list of files"),
        ('timestamp = "tsa.example.org"', "no address of the web"),
    ],
)
def test_settings_that_are_wrong(brief: Brief, work: Path, more: str, told: str) -> None:
    sign_with(work, pki.office(), more)
    refused = brief("generate")
    assert refused.code == 2
    assert told in refused.err
    assert "falsch" not in refused.err


def test_without_pyhanko_it_says_how_to_get_it(brief: Brief, work: Path, tmp_path: Path) -> None:
    hidden = hide(tmp_path, work)
    refused = brief("generate", PYTHONPATH=hidden)
    assert refused.code == 2
    assert refused.err.startswith("error[SIGN-EXTRA]")
    assert "pip install 'policy-brief[signing]'" in refused.err
    made = brief("generate", "--no-sign", PYTHONPATH=hidden)
    assert made.code == 0, made.err


def hide(folder: Path, _work: Path) -> str:
    """A PYTHONPATH on which pyHanko and cryptography are not to be found."""
    place = folder / "hidden"
    place.mkdir(exist_ok=True)
    (place / "sitecustomize.py").write_text(
        "import sys\n"
        "for name in ('pyhanko', 'pyhanko_certvalidator', 'cryptography', 'asn1crypto'):\n"
        "    sys.modules[name] = None\n",
        encoding="utf-8",
    )
    return f"{place}:{Path(__file__).parents[2]}"


def test_signing_loads_nothing_where_it_is_not_asked_for(brief: Brief, work: Path) -> None:
    edit(work / "brief.toml", SETTINGS, "")
    probe = work / "sitecustomize.py"
    probe.write_text(
        "import atexit, sys\n"
        "atexit.register(lambda: print('LOADED', [m for m in sys.modules if m.partition('.')[0] in "
        "('pyhanko', 'cryptography', 'asn1crypto', 'asyncio') or m.startswith('brief.signing')]))",
        encoding="utf-8",
    )
    path = f"{work}:{Path(__file__).parents[2]}"
    for _ in range(2):
        assert "LOADED []" in brief("generate", "-f", "docx,pdf", PYTHONPATH=path).out
    shutil.rmtree(work / "out")


def test_the_passphrase_and_the_key_are_in_no_file(variant: Path, work: Path) -> None:
    for path in (work / "out").rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert pki.PASSPHRASE.encode() not in data
            assert str(work).encode() not in data
            assert b"office.p12" not in data


def test_an_elliptic_key_signs_too(brief: Brief, work: Path) -> None:
    sign_with(work, pki.office("ec"))
    assert brief("generate").code == 0
    pdf = next((work / "out").rglob("*.pdf"))
    assert judge([("ua1", pdf), ("3a", pdf)]) == [(True, []), (True, [])]
    before = pdf.read_bytes()
    assert brief("generate", "--force").code == 0
    assert pdf.read_bytes() == before
    assert brief("verify", str(pdf), "--trust", "authority.pem").code == 0
