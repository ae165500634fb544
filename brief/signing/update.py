"""An update behind a PDF that holds the signature alone: no clock and no chance in it."""

from __future__ import annotations

from io import BytesIO

from pyhanko.pdf_utils.generic import ArrayObject, ByteStringObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.signers.constants import ESIC_EXTENSION_1
from pyhanko.sign.signers.pdf_signer import PdfSigner


class Update(IncrementalPdfFileWriter):
    """pyHanko's writer, without its own entry in the metadata and with an identifier made of the
    content (ISO 32000-1, 14.4)."""

    @classmethod
    def of(cls, data: bytes, mark: bytes) -> Update:
        """An update of `data`; `mark` (16 bytes) is the second part of the file's identifier."""
        writer = cls(BytesIO(data))
        first, _ = writer._document_id
        writer._document_id = ArrayObject([first, ByteStringObject(mark)])
        return writer

    def _update_meta(self) -> None:
        """Nothing: what the file says of itself was audited, and the moment stands in the
        signature."""


class Plain(PdfSigner):
    """pyHanko's signer, which leaves the file at PDF 1.7: for some keys it would raise it to 2.0,
    which PDF/A-3 does not know."""

    def register_extensions(self, pdf_out: BasePdfFileWriter, *, md_algorithm: str) -> None:
        """That of PAdES alone (ETSI EN 319 142-1, 5.1)."""
        pdf_out.register_extension(ESIC_EXTENSION_1)
