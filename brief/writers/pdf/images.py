"""Pictures: PNG and JPEG as image objects, without decoding where the format allows it."""

from __future__ import annotations

import struct
import zlib

from brief.record import Record
from brief.writers.pdf.backend import Backend

# More pixels than this are refused before anything is decoded.
MOST_PIXELS = 60_000_000
_PNG = b"\x89PNG\r\n\x1a\n"
_COLOURS = {1: "/DeviceGray", 3: "/DeviceRGB"}


class ImageError(Exception):
    """A picture that cannot be embedded; the message says why."""


class Image(Record):
    """A picture's bytes with its size in pixels."""

    data: bytes
    width: int
    height: int


def measure(data: bytes) -> Image:
    """A picture with its size, from its header alone."""
    if data.startswith(_PNG) and data[12:16] == b"IHDR" and len(data) >= 33:
        width, height = struct.unpack_from(">LL", data, 16)
    elif data.startswith(b"\xff\xd8"):
        width, height, _, _ = _jpeg(data)
    else:
        raise ImageError("is neither PNG nor JPEG")
    if not width or not height:
        raise ImageError("has no size")
    if width * height > MOST_PIXELS:
        raise ImageError(f"has {width} × {height} pixels, more than {MOST_PIXELS:,}")
    return Image(data, width, height)


def embed(backend: Backend, image: Image) -> int:
    """Adds a picture; the number of its image object."""
    size = f"/Type/XObject/Subtype/Image/Width {image.width}/Height {image.height}"
    data = image.data
    if data.startswith(b"\xff\xd8"):
        _, _, components, bits = _jpeg(data)
        if components in _COLOURS and bits == 8:
            entries = f"{size}/BitsPerComponent 8/ColorSpace{_COLOURS[components]}/Filter/DCTDecode"
            return backend.stream(entries, data, packed=False)
    elif data[24] == 8 and data[25] in (0, 2) and data[28] == 0 and b"tRNS" not in data:
        colours = 1 if data[25] == 0 else 3
        entries = (
            f"{size}/BitsPerComponent 8/ColorSpace{_COLOURS[colours]}/Filter/FlateDecode"
            f"/DecodeParms<</Predictor 15/Colors {colours}/Columns {image.width}>>"
        )
        return backend.stream(entries, _idat(data), packed=False)
    return _decoded(backend, data, size)


def verify(image: Image) -> None:
    """Raises where a picture's bytes are damaged."""
    if image.data.startswith(_PNG) and image.data[28] == 0:
        try:
            rows = zlib.decompress(_idat(image.data))
        except (zlib.error, struct.error) as error:
            raise ImageError("is damaged") from error
        channels = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}.get(image.data[25], 0)
        bits = image.data[24] * channels * image.width
        if len(rows) != image.height * (1 + (bits + 7) // 8):
            raise ImageError("is damaged")
    else:
        from PIL import Image as Pillow

        try:
            with Pillow.open(_file(image.data)) as opened:
                opened.load()
        except (OSError, ValueError, SyntaxError) as error:
            raise ImageError("is damaged") from error


def _file(data: bytes):  # type: ignore[no-untyped-def]  # io is imported only here
    from io import BytesIO

    return BytesIO(data)


def _decoded(backend: Backend, data: bytes, size: str) -> int:
    """A picture of another kind by way of its pixels; transparency becomes a soft mask."""
    from PIL import Image as Pillow

    with Pillow.open(_file(data)) as opened:
        full = opened.convert("RGBA")
    alpha = full.getchannel("A")
    mask = ""
    if min(alpha.tobytes()) < 255:
        entries = f"{size}/BitsPerComponent 8/ColorSpace/DeviceGray"
        mask = f"/SMask {backend.stream(entries, alpha.tobytes())} 0 R"
    entries = f"{size}/BitsPerComponent 8/ColorSpace/DeviceRGB{mask}"
    return backend.stream(entries, full.convert("RGB").tobytes())


def _idat(data: bytes) -> bytes:
    """The compressed rows of a PNG file."""
    found, at = b"", 8
    while at + 8 <= len(data):
        length, kind = struct.unpack_from(">L4s", data, at)
        if kind == b"IDAT":
            found += data[at + 8 : at + 8 + length]
        at += 12 + length
    return found


def _jpeg(data: bytes) -> tuple[int, int, int, int]:
    """Width, height, components and bits of a JPEG file, from its frame header."""
    at = 2
    while at + 9 < len(data):
        if data[at] != 0xFF:
            break
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        length = struct.unpack_from(">H", data, at + 2)[0]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            bits, height, width, components = struct.unpack_from(">BHHB", data, at + 4)
            return width, height, components, bits
        at += 2 + length
    raise ImageError("is a damaged JPEG file")
