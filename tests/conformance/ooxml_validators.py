"""Validators of Word files that others wrote, each with a time limit."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path

from lxml import etree

_LIMIT = 600  # seconds; one of them is slow on long documents, on a busy machine too
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SCHEMAS = {
    _W: "wml.xsd",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "dml-chart.xsd",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "dml-main.xsd",
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "sml.xsd",
    "http://schemas.openxmlformats.org/package/2006/relationships": (
        "opc-xsd/opc-relationships.xsd"
    ),
    "http://schemas.openxmlformats.org/package/2006/content-types": "opc-xsd/opc-contentTypes.xsd",
}


def installed(module: str) -> bool:
    """Whether a validator is there."""
    return importlib.util.find_spec(module) is not None


def _run(arguments: list[str]) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-m", *arguments],
        capture_output=True,
        text=True,
        timeout=_LIMIT,
        check=False,
    )
    return [] if done.returncode == 0 else [done.stdout + done.stderr]


def openxml_audit(path: Path) -> list[str]:
    """Findings of openxml-audit."""
    return _run(["openxml_audit", "--format", "microsoft365", str(path)])


def ooxml_integrity(path: Path) -> list[str]:
    """Findings of ooxml-integrity."""
    return _run(["ooxml_integrity", "check", str(path)])


def schemas() -> Path | None:
    """The folder of ECMA-376's transitional schemas, which no package carries."""
    folder = os.environ.get("BRIEF_OOXML_SCHEMAS")
    return Path(folder) if folder and (Path(folder) / "wml.xsd").is_file() else None


@cache
def _schema(path: Path) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(path))


def ecma(data: bytes, folder: Path) -> list[str]:
    """Findings against the schemas, what is marked as ignorable left out first."""
    found = []
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith(".xlsx"):
                found += ecma(archive.read(name), folder)
            if not name.endswith((".xml", ".rels")):
                continue
            root = etree.fromstring(archive.read(name))
            ignored = [root.nsmap[p] for p in root.attrib.pop(f"{_MC}Ignorable", "").split()]
            for element in list(root.iter(etree.Element)):
                if etree.QName(element).namespace in ignored:
                    element.getparent().remove(element)
            schema = _SCHEMAS.get(etree.QName(root).namespace or "")
            if schema and not _schema(folder / schema).validate(root):
                log = _schema(folder / schema).error_log
                found += [f"{name}: {error.message}" for error in log]
    return found
