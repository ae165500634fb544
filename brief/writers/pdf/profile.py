"""What the colours of a file mean: an sRGB profile, made from its published numbers."""

from __future__ import annotations

from struct import pack

from brief.writers.pdf.backend import Backend


def output_intent(backend: Backend) -> str:
    """The entry OutputIntents with an sRGB profile."""
    profile = backend.stream("/N 3", srgb())
    return (
        "[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)"
        f"/Info(sRGB IEC61966-2.1)/DestOutputProfile {profile} 0 R>>]"
    )


def srgb() -> bytes:
    """An ICC profile (version 4.2) of sRGB from its published numbers (IEC 61966-2-1)."""
    curve = b"para" + pack(
        ">4xHH5l", 3, 0, *map(_fixed, (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92)), _fixed(0.04045)
    )
    tags = {
        b"desc": _words("sRGB"),
        b"cprt": _words("No copyright, use freely"),
        b"wtpt": _triple(0.9642, 1.0, 0.8249),
        b"chad": b"sf32\0\0\0\0"
        + pack(
            ">9l",
            *map(
                _fixed,
                (
                    1.04788,
                    0.02292,
                    -0.05022,
                    0.02959,
                    0.99048,
                    -0.01707,
                    -0.00925,
                    0.01508,
                    0.75168,
                ),
            ),
        ),
        b"rXYZ": _triple(0.43607, 0.22249, 0.01392),
        b"gXYZ": _triple(0.38515, 0.71687, 0.09708),
        b"bXYZ": _triple(0.14307, 0.06061, 0.7141),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    table, body = pack(">L", len(tags)), b""
    start = 128 + 4 + 12 * len(tags)
    for name, data in tags.items():
        table += name + pack(">LL", start + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    header = pack(
        ">L4xL4s4s4s6H4s4x4x4x4x8xL3l4x16x28x",
        start + len(body),
        0x04200000,
        b"mntr",
        b"RGB ",
        b"XYZ ",
        *(2000, 1, 1, 0, 0, 0),
        b"acsp",
        0,
        *map(_fixed, (0.9642, 1.0, 0.8249)),
    )
    return header + table + body


def _fixed(value: float) -> int:
    return round(value * 65536)


def _triple(x: float, y: float, z: float) -> bytes:
    return b"XYZ \0\0\0\0" + pack(">3l", _fixed(x), _fixed(y), _fixed(z))


def _words(text: str) -> bytes:
    data = text.encode("utf-16-be")
    return b"mluc" + pack(">4xLL2s2sLL", 1, 12, b"en", b"US", len(data), 28) + data
