"""What the benchmark's brief says: facts as plain values, of our own making or a rival's file.

The shape is that of the rivals' benchmark: 16 deals, 8 quotes, 9 perceptions, 10 figures and 12
points over 9 sources, each with a note of its own (55 notes), so that the same content can be
handed to every program.  Larger sizes repeat it with a running number in each item, so that nobody
gains by remembering equal strings.
"""

from __future__ import annotations

import copy
import json
import random
from pathlib import Path
from typing import Any

Content = dict[str, Any]

# The field of each kind of item that bears the running number.
_NUMBERED = {
    "summary": "text",
    "figures": "note",
    "deals": "status",
    "quotes": "role",
    "perceptions": "reading",
}

_TOWNS = ("Arden", "Belmora", "Corvel", "Dunmere", "Eastholt", "Farrow", "Glenmar", "Hollin")
_FIRMS = (
    "Northway Lines",
    "Calder Grain",
    "Osier Power",
    "Pell Works",
    "Quay Freight",
    "Rook Steel",
)
_OUTLETS = (
    "The Arden Courier", "Belmora Daily", "Corvel Wire", "Dunmere Post", "Eastholt Review",
    "Farrow Herald", "Glenmar Times", "Hollin Echo", "Harbour Gazette",
)  # fmt: skip
_PEOPLE = ("Ada Brandt", "Boris Kell", "Clara Munk", "David Orr")


def synthetic() -> Content:
    """Content of our own: invented towns, firms, outlets and people."""
    sources = [
        {"id": f"S{n}", "author": outlet, "outlet": outlet, "date": f"2031-03-0{n}",
         "title": f"What {outlet} reported of the regional council, part {n}",
         "url": f"https://news{n}.example/council"}
        for n, outlet in enumerate(_OUTLETS, 1)
    ]  # fmt: skip

    def cites(n: int) -> list[list[str]]:
        return [[f"S{n % 9 + 1}", f"para. {n + 2}"]]

    return {
        "title": "The regional council in Arden: agreements, words and how the meeting was read",
        "subtitle": "Policy brief on the council's spring meeting",
        "date": "2031-03-12",
        "author": "Policy Analysis Desk",
        "recipient": "All stakeholders",
        "sources": sources,
        "summary": [
            {"text": f"The council of {_TOWNS[n % 8]} agreed to open the river crossing for "
             f"freight, and asked {_FIRMS[n % 6]} to report on the works before autumn.",
             "cites": cites(n)}
            for n in range(12)
        ],
        "figures": [
            {"label": f"Freight through {_TOWNS[n % 8]}", "value": f"{120 + 7 * n},000 tons",
             "note": "as counted by the port for the last full season", "cites": cites(n)}
            for n in range(10)
        ],
        "deals": [
            {"name": f"Works at {_TOWNS[n % 8]}, lot {n + 1}",
             "parties": f"{_FIRMS[n % 6]}; Council of {_TOWNS[n % 8]}", "sector": "Transport",
             "value": f"${n + 1}.{n % 9 + 1} million" if n % 3 else "not stated",
             "status": "Signed; works begin after the survey is published", "cites": cites(n)}
            for n in range(16)
        ],
        "quotes": [
            {"text": f"We have waited for this crossing since the bridge at {_TOWNS[n % 8]} was "
             "closed", "speaker": _PEOPLE[n % 4], "role": f"at the council in {_TOWNS[n % 8]}",
             "cites": cites(n)}
            for n in range(8)
        ],
        "perceptions": [
            {"outlet": _OUTLETS[n], "stance": ("Positive", "Neutral", "Critical")[n % 3],
             "reading": f"Called the session in {_TOWNS[n % 8]} a start, and asked who pays for "
             "the second crossing.", "cites": cites(n)}
            for n in range(9)
        ],
    }  # fmt: skip


# Words of the rivals' content that our rules rightly refuse in a text that stands for itself: it
# reports through other outlets, or calls an intent done.  Everybody gets the content so reworded.
_REWORDED = (
    ("CNN called it", "some called it"),
    ("as quoted by CNN", "speaking in Washington"),
    ("Support reported by E&E News", "Support for the project noted"),
    ("Intent announced", "Intent to accede"),
    ('"speaker": "Reuters"', '"speaker": "Jon Marsh"'),
)


_WORDS = (
    "the council agreed to open the crossing for freight and asked the works to report before "
    "autumn while the towns on both banks wait for the survey of the river and the price of grain"
).split()


def prose(paragraphs: int) -> Content:
    """Content whose key points are so many paragraphs of 300 words, which fill pages."""
    content = synthetic()
    pick = random.Random(1)
    content["summary"] = [
        {
            "text": " ".join(
                [f"Item {n + 1} of the report.", *(_sentence(pick) for _ in range(20))]
            ),
            "cites": [[f"S{n % 9 + 1}", "para. 1"]],
        }
        for n in range(paragraphs)
    ]
    return content


def outlets(count: int) -> Content:
    """Content with as many perceptions, each of an outlet of its own."""
    content = synthetic()
    content["perceptions"] = [
        {
            "outlet": f"The {_TOWNS[n % 8]} Post of Ward {n}",
            "stance": ("Positive", "Neutral", "Critical")[n % 3],
            "reading": "Called the session a start, and asked who pays.",
            "cites": [[f"S{n % 9 + 1}", "para. 1"]],
        }
        for n in range(count)
    ]
    return content


def _sentence(pick: random.Random) -> str:
    return " ".join(pick.choices(_WORDS, k=15)).capitalize() + "."


def load(path: Path) -> Content:
    """The rivals' own content, before it is scaled; a few phrases reworded for everybody."""
    text = path.read_text(encoding="utf-8")
    for old, new in _REWORDED:
        text = text.replace(old, new)
    content: Content = json.loads(text)
    return content


def scaled(content: Content, times: int) -> Content:
    """The content `times` over, each copy's items numbered."""
    if times == 1:
        return copy.deepcopy(content)
    larger = copy.deepcopy(content)
    for key, field in _NUMBERED.items():
        larger[key] = [
            {**item, field: f"{item[field]} [{turn + 1}]"}
            for turn in range(times)
            for item in content[key]
        ]
    return larger
