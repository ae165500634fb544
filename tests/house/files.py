"""House files for tests, changed or broken in one place."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from brief.house.authoring import author
from brief.house.default import DEFAULT

BODY = "word/document.xml"
STYLES = "word/styles.xml"


def parts(data: bytes | None = None) -> dict[str, bytes]:
    """The parts of a house file, the default house's unless another is given."""
    with zipfile.ZipFile(BytesIO(data or author(DEFAULT))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(found: dict[str, bytes]) -> bytes:
    """A file of these parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in found.items():
            archive.writestr(name, content)
    return out.getvalue()


def changed(part: str, old: str, new: str, data: bytes | None = None, count: int = 1) -> bytes:
    """A house file with one place of one part changed; the place must be there."""
    found = parts(data)
    text, times = re.subn(old, new, found[part].decode(), count=count, flags=re.DOTALL)
    assert times, f"{old} is not in {part}"
    found[part] = text.encode()
    return packed(found)


def style(name: str, old: str, new: str) -> bytes:
    """A house file with one style changed within."""
    found = parts()
    text = found[STYLES].decode()
    pattern = rf'<w:style [^>]*><w:name w:val="{re.escape(name)}"/>.*?</w:style>'
    whole = re.search(pattern, text, re.DOTALL)
    assert whole, f"there is no style {name}"
    made, times = re.subn(old, new, whole[0], count=1, flags=re.DOTALL)
    assert times, f"{old} is not in {whole[0]}"
    found[STYLES] = text.replace(whole[0], made).encode()
    return packed(found)
