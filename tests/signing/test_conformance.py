"""Every kind of document is as conforming signed as unsigned, in the eyes of the real veraPDF."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from brief.house.default import DEFAULT
from brief.signing import Order, Settings, identity, paper
from brief.writers import Supplies
from brief.writers.pdf import write
from tests.conformance.verapdf import judge
from tests.documents import mockup
from tests.signing import pki
from tests.unusual import ALL, IMAGES


def signer(folder: Path, kind: str) -> tuple[identity.Identity, Order]:
    path = folder / f"{kind}.p12"
    path.write_bytes(pki.office(kind).p12())
    settings = Settings(
        certificate=str(path), passphrase_from="env:BRIEF_P", reason="Выпущено", location="Lidora"
    )
    order = Order(settings, pki.MOMENT, {"BRIEF_P": pki.PASSPHRASE})
    return identity.load(order), order


@pytest.mark.slow
def test_every_signed_document_conforms(tmp_path: Path) -> None:
    who, order = signer(tmp_path, "rsa")
    pairs: list[tuple[str, Path]] = []
    for name, make in ALL.items():
        data = write(make(), DEFAULT, Supplies(images=IMAGES)).data
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(paper.sign(data, who, order))
        pairs += [("ua1", path), ("2a", path)]
    wrong = [
        (pair[0], pair[1].name, rules)
        for pair, (passed, rules) in zip(pairs, judge(pairs), strict=True)
        if not passed
    ]
    assert wrong == []


def test_the_widget_is_there_for_programs_alone(tmp_path: Path) -> None:
    """Signed with either kind of key it stays PDF 1.7, and the signature takes no room."""
    plain = write(mockup(), DEFAULT, Supplies(facts_json=b'{"facts": {}}')).data
    for kind in ("rsa", "ec"):
        path = tmp_path / f"{kind}.pdf"
        path.write_bytes(paper.sign(plain, *signer(tmp_path, kind)))
        with pikepdf.open(path) as pdf:
            assert pdf.pdf_version == "1.7"
            assert "/Version" not in pdf.Root
            (field,) = pdf.Root.AcroForm.Fields
            assert field.F == 132, "for printing, and locked"
            left, bottom, right, top = map(float, field.Rect)
            assert (left, bottom) == (right, top)
            assert left < 0
            assert str(field.V.Reason) == "Выпущено"
            assert str(field.V.M) == "D:20261121093000Z"
            assert int(pdf.Root.Perms.DocMDP.Reference[0].TransformParams.P) == 1
            # What the file says of itself is not touched.
            with pikepdf.open(BytesIO(plain)) as before:
                assert dict(pdf.docinfo) == dict(before.docinfo)
                kept = before.Root.Metadata.read_bytes()
                assert pdf.Root.Metadata.read_bytes() == kept
        assert judge([("ua1", path), ("3a", path)]) == [(True, []), (True, [])]
