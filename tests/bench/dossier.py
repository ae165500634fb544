"""A dossier of the benchmark's content: its snapshots hold the texts, so that all verifies."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from tests.bench.content import Content

PACK = Path(__file__).parent / "pack"


def write(content: Content, workspace: Path, name: str = "bench") -> Path:
    """Write workspace, dossier and the benchmark's template; the dossier's folder."""
    folder = workspace / "sources" / name
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "facts").mkdir(parents=True)
    (folder / "snapshots").mkdir()
    (workspace / "brief.toml").write_text("format = 1\n")
    shutil.rmtree(workspace / "templates" / "bench", ignore_errors=True)
    shutil.copytree(PACK, workspace / "templates" / "bench")
    writer = _Writer(content)
    for file, text in writer.files().items():
        (folder / file).write_text(text, encoding="utf-8")
    return folder


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


class _Writer:
    def __init__(self, content: Content) -> None:
        self.content = content
        self.paragraphs: dict[str, list[str]] = {
            s["id"]: [f"{s['outlet']}", f"{s['title']}"] for s in content["sources"]
        }
        self.sections: dict[str, list[str]] = {}
        self.names: dict[str, tuple[str, str]] = {}
        self.subjects: dict[str, str] = {}

    def files(self) -> dict[str, str]:
        """The dossier's files by path."""
        facts = {f"facts/{kind}.yaml": self._facts(kind) for kind in KINDS}
        files = {
            **facts,
            "dossier.yaml": self._head(),
            "sources.yaml": self._sources(),
            "names.yaml": self._names(),
            "rulings.yaml": "format: 1\n",
        }
        for id, paragraphs in self.paragraphs.items():
            files[f"snapshots/{id.lower()}.txt"] = "\n\n".join(paragraphs) + "\n"
        return files

    def _facts(self, kind: str) -> str:
        lines = ["format: 1", "facts:"]
        self.sections[kind] = []
        for number, item in enumerate(self.content[kind], 1):
            id = f"{KINDS[kind]}-{number}"
            self.sections[kind].append(id)
            fields, paragraph = getattr(self, f"_{kind}")(item, number)
            source = item["cites"][0][0]
            self.paragraphs[source].append(paragraph)
            lines.append(f"  - {KINDS[kind]}: {id}")
            lines.append(f"    from: {source.lower()}")
            lines += [f"    {key}: {value}" for key, value in fields.items()]
        return "\n".join(lines) + "\n"

    def _summary(self, item: dict[str, Any], number: int) -> tuple[dict[str, str], str]:
        paragraph = f"{item['text']} (item {number})"
        return {"text": _quoted(item["text"]), "passage": _quoted(paragraph)}, paragraph

    def _figures(self, item: dict[str, Any], number: int) -> tuple[dict[str, str], str]:
        paragraph = f"{item['label']}: {item['value']}, {item['note']} (line {number})."
        fields = {
            "value": _quoted(item["value"]),
            "of": _quoted(item["label"]),
            "scope": _quoted(item["note"]),
            "passage": _quoted(paragraph),
        }
        return fields, paragraph

    def _deals(self, item: dict[str, Any], number: int) -> tuple[dict[str, str], str]:
        paragraph = (
            f"{item['name']}: {item['parties']}; {item['sector']}; {item['value']}; "
            f"{item['status']} (entry {number})."
        )
        parties = [self._name("organisation", p.strip()) for p in item["parties"].split(";")]
        fields = {
            "title": _quoted(item["name"]),
            "parties": f"[{', '.join(parties)}]",
            "instrument": "not stated",
            "agreed": _quoted(item["sector"]),
            "status": _quoted(item["status"]),
            "value": _quoted(item["value"]),
            "passage": _quoted(paragraph),
        }
        return fields, paragraph

    def _quotes(self, item: dict[str, Any], number: int) -> tuple[dict[str, str], str]:
        words = f"{item['text'].rstrip('.')} {number}" if number > 8 else item["text"].rstrip(".")
        paragraph = f"“{words},” {item['speaker']} said {item['role']}."
        fields = {
            "words": _quoted(words),
            "clause": _quoted(f"{item['speaker']} said"),
            "speaker": self._name("person", item["speaker"]),
            "via": "[]",
            "occasion": _quoted(item["role"]),
            "passage": _quoted(paragraph),
        }
        return fields, paragraph

    def _perceptions(self, item: dict[str, Any], number: int) -> tuple[dict[str, str], str]:
        subject = f"subject-{number}"
        self.subjects[subject] = "The session"
        paragraph = f"{item['outlet']}: {item['reading']} (note {number})"
        fields = {
            "outlet": self._name("outlet", item["outlet"]),
            "subject": subject,
            "stance": item["stance"].lower(),
            "coded": "digest",
            "gist": _quoted(item["reading"]),
            "passage": _quoted(paragraph),
        }
        return fields, paragraph

    def _name(self, kind: str, printed: str) -> str:
        id = "".join(c if c.isalnum() else "-" for c in printed.lower()).strip("-")
        while "--" in id:
            id = id.replace("--", "-")
        self.names[id] = (kind, printed)
        return id

    def _names(self) -> str:
        lines = ["format: 1", "names:"]
        for id, (kind, printed) in self.names.items():
            lines += [f"  - {kind}: {id}", f"    name: {_quoted(printed)}"]
        return "\n".join(lines) + "\n"

    def _sources(self) -> str:
        lines = ["format: 1", "sources:"]
        for source in self.content["sources"]:
            lines += [
                f"  - source: {source['id'].lower()}",
                f"    snapshot: snapshots/{source['id'].lower()}.txt",
                f"    outlet: {_quoted(source['outlet'])}",
                f"    short: {_quoted(source['outlet'])}",
                f"    title: {{supplied: {_quoted(source['title'])}, by: the benchmark}}",
                f"    author: {{supplied: {_quoted(source['author'])}, by: the benchmark}}",
                f"    published: {{supplied: {_quoted(source['date'])}, by: the benchmark}}",
                f"    url: {{supplied: {_quoted(source['url'])}, by: the benchmark}}",
                "    rank: secondary",
                "    currency: USD",
                "    descriptor: A text of the benchmark.",
            ]
        return "\n".join(lines) + "\n"

    def _head(self) -> str:
        content = self.content
        lines = [
            "format: 1",
            f"title: {_quoted('The benchmark')}",
            "short-title: Benchmark",
            f"subject: {_quoted(content['subtitle'])}",
            "language: en",
            "as-of: 2031-03-12",
            "edition: 1",
            f"to: {_quoted(content['recipient'])}",
            f"from: {_quoted(content['author'])}",
            "marking: TLP:CLEAR",
            "subjects:",
            *(f"  {id}: {printed}" for id, printed in self.subjects.items()),
            "outline:",
            "  body:",
        ]
        for kind, ids in self.sections.items():
            lines += [f"    - section: {_SECTIONS[kind]}", f"      items: [{', '.join(ids)}]"]
        lines += ["  annex:", "    - sources"]
        return "\n".join(lines) + "\n"


KINDS = {
    "summary": "point",
    "figures": "figure",
    "deals": "deal",
    "quotes": "quote",
    "perceptions": "perception",
}
_SECTIONS = {
    "summary": "key-points",
    "figures": "figures",
    "deals": "deals",
    "quotes": "quotes",
    "perceptions": "outlets",
}
