"""`brief verify`: a file by itself and against a manifest; each way of tampering has its code."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pytest

from tests.cli.conftest import Brief, Ran, runner
from tests.signing import pki
from tests.signing.conftest import only, sign_with
from tests.signing.test_generate import hide


@pytest.fixture
def anywhere(tmp_path: Path, cache: Path) -> Brief:
    """The command where there is no workspace."""
    place = tmp_path / "anywhere"
    place.mkdir()
    (place / "authority.pem").write_bytes(pki.root().pem)
    return runner(place, cache)


def codes(ran: Ran) -> list[str]:
    return [d["code"] for d in ran.json["diagnostics"]]


def held_text(variant: Path) -> str:
    """The sha256 of the example's source, as the manifest has it."""
    value = json.loads((variant / "manifest.json").read_text(encoding="utf-8"))
    (digest,) = [h for p, h in value["inputs"].items() if "/snapshots/" in p]
    return str(digest)


def test_a_pdf_by_itself_tells_who_signed_it_and_from_which_sources(
    variant: Path, anywhere: Brief
) -> None:
    pdf = str(only(variant, ".pdf"))
    name = only(variant, ".pdf")
    name = name.rename(variant.parents[3] / name.name)
    held = anywhere("verify", str(name), "--trust", "authority.pem")
    assert held.code == 0, held.err
    assert held.out.startswith(f"unchanged: {name.name}")
    for told in (
        f"edition  {variant.parent.name}",
        "signed   by Policy Unit, Ministry of Tests at 2026-11-21 09:30:00 UTC",
        "trusted through Test Authority, Ministry of Tests",
        "all of it",
        pki.office().fingerprint,
        f"{held_text(variant)}  S1 ",
    ):
        assert told in held.out, held.out
    assert held.err == ""
    assert pdf != str(name)
    # Without anybody to trust it is not proven who signed.
    alone = anywhere("verify", str(name))
    assert alone.code == 1
    assert alone.out.startswith("unproven: ")
    assert "SIGN-UNPROVEN" in alone.err


@pytest.mark.slow
def test_every_byte_of_a_pdf_is_held(variant: Path, anywhere: Brief, tmp_path: Path) -> None:
    from brief.signing import verification
    from brief.signing.trust import read

    data = only(variant, ".pdf").read_bytes()
    trusted = read([tmp_path / "anywhere" / "authority.pem"])
    assert verification.pdf(data, trusted, "x").told == ()
    # Within the room of the signature stand certificates, too, which it does not hold itself.
    room = data.index(b"/Contents <3")
    kept = [*range(0, room, 331), room + 11, *range(data.index(b"0000>", room), len(data), 97)]
    for at in kept:
        for other in (data[at] ^ 1, data[at] ^ 0x20):
            spoilt = data[:at] + bytes([other]) + data[at + 1 :]
            told = verification.pdf(spoilt, trusted, "x").told
            assert [d for d in told if d.severity == "error"], at
    path = tmp_path / "tampered.pdf"
    path.write_bytes(data[:9000] + bytes([data[9000] ^ 1]) + data[9001:])
    held = anywhere("verify", str(path), "--trust", "authority.pem", "--json")
    assert (held.code, held.json["verdict"], codes(held)) == (1, "changed", ["SIGN-CHANGED"])


def _updated(data: bytes) -> bytes:
    """The file with another title in an update that was put behind it."""
    from pyhanko.pdf_utils.generic import pdf_name, pdf_string
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(BytesIO(data))
    writer.root[pdf_name("/Lang")] = pdf_string("ru-RU")
    writer.update_root()
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_what_was_added_behind_the_signature_is_seen(
    variant: Path, anywhere: Brief, tmp_path: Path
) -> None:
    data = only(variant, ".pdf").read_bytes()
    for number, added in enumerate((_updated(data), data + b"\n", data + b"%%EOF\n")):
        path = tmp_path / f"added{number}.pdf"
        path.write_bytes(added)
        held = anywhere("verify", str(path), "--trust", "authority.pem", "--json")
        assert (held.code, held.json["verdict"]) == (1, "changed")
        assert codes(held) == ["SIGN-ADDED"]
        assert held.json["signature"]["whole"] is False
        assert held.json["sources"] == {}


def test_a_foreign_certificate_is_refused(
    work: Path, brief: Brief, anywhere: Brief, tmp_path: Path
) -> None:
    """One that bears the same names, from an authority of the same name."""
    fake = pki.forged()
    assert fake.certificate.subject == pki.office().certificate.subject
    sign_with(work, fake)
    assert brief("generate").code == 0
    pdf = next((work / "out").rglob("*.pdf"))
    held = anywhere("verify", str(pdf), "--trust", "authority.pem", "--json")
    assert (held.code, held.json["verdict"]) == (1, "refused")
    assert set(codes(held)) == {"SIGN-FOREIGN"}
    own = brief("verify", str(pdf), "--json")
    assert own.code == 0, "nobody is named to be trusted in the workspace"
    sign_with(work, fake, 'trust = ["authority.pem"]\n')
    assert codes(brief("verify", str(pdf), "--json"))[0] == "SIGN-FOREIGN"


def test_a_swapped_manifest_is_refused(
    variant: Path, brief: Brief, anywhere: Brief, tmp_path: Path
) -> None:
    """The Word file and its hash in the manifest are both changed."""
    from hashlib import sha256

    word, listed = only(variant, ".docx"), variant / "manifest.json"
    good = anywhere("verify", str(word), "-m", str(listed), "--trust", "authority.pem")
    assert good.code == 0, good.err
    assert "manifest by Policy Unit" in good.out
    before = sha256(word.read_bytes()).hexdigest()
    other = word.read_bytes() + b" "
    word.write_bytes(other)
    listed.write_text(
        listed.read_text(encoding="utf-8").replace(before, sha256(other).hexdigest()),
        encoding="utf-8",
    )
    held = anywhere("verify", str(word), "-m", str(listed), "--json")
    assert (held.code, held.json["verdict"], codes(held)) == (1, "refused", ["SIGN-MANIFEST"])
    # Nor does it help to take its signature away, or what it says of it.
    (variant / "manifest.json.p7s").unlink()
    held = anywhere("verify", str(word), "-m", str(listed), "--json")
    assert (held.code, codes(held)) == (1, ["SIGN-MANIFEST"])
    value = json.loads(listed.read_text(encoding="utf-8"))
    del value["signature"]
    listed.write_text(json.dumps(value), encoding="utf-8")
    held = anywhere("verify", str(word), "-m", str(listed), "--trust", "authority.pem", "--json")
    assert (held.code, codes(held)) == (1, ["SIGN-NONE"])


def test_a_manifest_that_another_signed_is_refused(
    variant: Path, work: Path, brief: Brief, anywhere: Brief, tmp_path: Path
) -> None:
    pdf = only(variant, ".pdf").read_bytes()
    sign_with(work, pki.person("Deputy", pki.root()))
    assert brief("generate").code == 0
    listed = variant / "manifest.json"
    value = json.loads(listed.read_text(encoding="utf-8"))
    from hashlib import sha256

    for file in value["files"]:
        if file["path"].endswith(".pdf"):
            file["sha256"] = sha256(pdf).hexdigest()
    mixed = tmp_path / "manifest.json"
    mixed.write_text(json.dumps(value), encoding="utf-8")
    path = tmp_path / "mixed.pdf"
    path.write_bytes(pdf)
    (tmp_path / "manifest.json.p7s").write_bytes((variant / "manifest.json.p7s").read_bytes())
    held = anywhere("verify", str(path), "-m", str(mixed), "--trust", "authority.pem", "--json")
    assert held.code == 1
    assert set(codes(held)) == {"SIGN-MANIFEST", "SIGN-SIGNER"}


def test_the_file_before_it_was_signed_is_known(
    variant: Path, brief: Brief, tmp_path: Path
) -> None:
    data = only(variant, ".pdf").read_bytes()
    end = data.index(b"%%EOF") + len(b"%%EOF")
    path = tmp_path / "before.pdf"
    for stop in (end, end + 1, end + 2):
        path.write_bytes(data[:stop])
        held = brief("verify", str(path), "--trust", "authority.pem", "--json")
        if held.code == 0:
            break
    assert held.code == 0
    assert codes(held) == ["SIGN-BEFORE"]


def test_an_unsigned_file_against_a_trust(work: Path, brief: Brief) -> None:
    assert brief("generate", "--no-sign").code == 0
    pdf = str(next((work / "out").rglob("*.pdf")))
    assert brief("verify", pdf).code == 0
    assert "signed   no" in brief("verify", pdf).out
    held = brief("verify", pdf, "--trust", "authority.pem", "--json")
    assert (held.code, codes(held)) == (1, ["SIGN-NONE"])


def test_a_signature_of_the_wrong_time_is_refused(
    work: Path, brief: Brief, variant: Path, anywhere: Brief
) -> None:
    """The moment that a signer states has to lie within the certificate's validity; one that has
    expired since is told of."""
    from brief.signing import Order, cms, identity, verification
    from brief.signing.settings import Settings
    from brief.signing.trust import read

    (work / "o.p12").write_bytes(pki.office().p12())
    settings = Settings(certificate=str(work / "o.p12"), passphrase_from="env:BRIEF_P")
    who = identity.load(Order(settings, pki.MOMENT, {"BRIEF_P": pki.PASSPHRASE}))
    trusted = read([work / "authority.pem"])
    late = int(pki.END.timestamp()) + 1
    held = verification.detached(b"x", cms.sign(b"x", who, late), trusted, "it")
    assert [d.code for d in held.told] == ["SIGN-DATES"]
    held = verification.detached(b"x", cms.sign(b"x", who, pki.MOMENT), trusted, "it", late)
    assert [(d.code, d.severity) for d in held.told] == [("SIGN-AGED", "info")]


def test_without_pyhanko_it_says_what_it_could_not_check(
    variant: Path, brief: Brief, work: Path, tmp_path: Path, anywhere: Brief
) -> None:
    hidden = hide(tmp_path, work)
    pdf = only(variant, ".pdf")
    held = brief("verify", str(pdf), PYTHONPATH=hidden)
    assert held.code == 0
    assert held.out.startswith("unchanged")
    assert "SIGN-EXTRA" in held.err
    assert "policy-brief[signing]" in held.err
    alone = pdf.rename(tmp_path / "alone.pdf")
    assert anywhere("verify", str(alone), PYTHONPATH=hidden).code == 1
    refused = brief("verify", str(alone), "--trust", "authority.pem", PYTHONPATH=hidden)
    assert (refused.code, "SIGN-EXTRA" in refused.err) == (2, True)


@pytest.mark.parametrize(
    "hostile",
    [
        b"%PDF-1.7\n/ByteRange [0 1 2 3]",
        b"%PDF-1.7\n/ByteRange [0 99999999999999999999 1 5]\n/Contents <00>",
        b"%PDF-1.7\n/ByteRange [0 20 30 10]\n/Contents <3080>\n%%EOF",
        b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/AcroForm 1 0 R/Fields[1 0 R]>>\nendobj\n"
        b"/ByteRange [0 1 2 3]\ntrailer\n<</Root 1 0 R/Size 2>>\nstartxref\n9\n%%EOF",
    ],
)
def test_a_hostile_file_is_refused_without_a_traceback(
    hostile: bytes, anywhere: Brief, tmp_path: Path
) -> None:
    path = tmp_path / "hostile.pdf"
    path.write_bytes(hostile)
    held = anywhere("verify", str(path), "--trust", "authority.pem", "--json")
    assert (held.code, codes(held)) == (1, ["SIGN-READ"])


def test_trust_that_is_no_certificate(variant: Path, anywhere: Brief, tmp_path: Path) -> None:
    (tmp_path / "no.pem").write_text("no certificate")
    for name in ("no.pem", "none.pem"):
        held = anywhere("verify", str(only(variant, ".pdf")), "--trust", str(tmp_path / name))
        assert (held.code, "SIGN-TRUST" in held.err) == (2, True)


def test_a_name_in_a_certificate_cannot_drive_the_terminal(work: Path, brief: Brief) -> None:
    sign_with(work, pki.person("Evil\x1b[2JName", pki.root()))
    made = brief("generate")
    held = brief("verify", str(next((work / "out").rglob("*.pdf"))), "--trust", "authority.pem")
    assert "\x1b" not in made.out + held.out + held.err
