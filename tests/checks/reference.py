"""`python -m tests.checks.reference`: writes docs/rules from the pages of `brief explain`."""

from __future__ import annotations

from pathlib import Path

from brief.checks import CHECKS, explain
from brief.checks.pages import codes

FOLDER = Path(__file__).parents[2] / "docs" / "rules"
# File, title, and the families of codes that it holds, in the order of a brief's making.
ROOMS = (
    ("reading", "Reading the files", ("Y", "PLUGIN", "ACK")),
    ("sources", "Sources, snapshots and passages", ("SRC", "SPAN", "LOCK")),
    ("quotations", "Quotations", ("Q",)),
    ("attribution", "Who said it, and through whom", ("A",)),
    ("figures", "Figures and dates", ("N", "D")),
    ("sentences", "Sentences of our own, gaps and differences", ("C", "G", "X")),
    ("templates", "Templates and the document", ("T",)),
    ("house", "House style", ("H",)),
    ("variants", "Variants for audiences", ("V",)),
    ("translations", "Translations", ("L",)),
    ("files", "Finished files", ("W", "R", "AUDIT")),
    ("sending", "Sending", ("M",)),
    ("signing", "Signatures", ("SIGN",)),
)


def documents() -> dict[str, str]:
    """The text of each file below docs/rules, by its name."""
    found: dict[str, str] = {}
    index = [
        "# Rules",
        "",
        "What `brief check`, `generate`, `audit`, `send` and `verify` may tell, by code; `brief",
        "explain CODE` shows the same pages. Errors block; warnings must be mended or acknowledged",
        "in `rulings.yaml` before a brief is sent; information is told.",
        "",
        "Generated from the rules' own pages by `python -m tests.checks.reference`.",
    ]
    for name, title, families in ROOMS:
        own = [code for code in codes() if code.partition("-")[0] in families]
        pages = [explain(code) or "" for code in own]
        found[f"{name}.md"] = f"# {title}\n\n" + "\n".join(map(_lower, pages))
        index += ["", f"## [{title}]({name}.md)", "", "| code | | tells |", "|---|---|---|"]
        for code, page in zip(own, pages, strict=True):
            told = page.partition("\n")[0].partition(": ")[2]
            severity = CHECKS[code].severity if code in CHECKS else ""
            index.append(f"| {code} | {severity} | {told} |")
    found["README.md"] = "\n".join(index) + "\n"
    return found


def _lower(page: str) -> str:
    """A page with its inner headings one level lower."""
    return "#" + page.replace("\n## ", "\n### ")


def write() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in documents().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
