"""The entities that markup may use beside those of XML itself, with their characters' numbers."""

from __future__ import annotations

ENTITIES = {"nbsp": 0xA0, "ndash": 0x2013, "mdash": 0x2014, "hellip": 0x2026, "middot": 0xB7,
            "shy": 0xAD, "thinsp": 0x2009, "times": 0xD7, "minus": 0x2212}  # fmt: skip
