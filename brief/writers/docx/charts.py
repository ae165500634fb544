"""Charts."""

from __future__ import annotations

from brief.document.tree import Figure
from brief.writers.docx.state import State


def chart_xml(state: State, node: Figure, size: tuple[float, float]) -> str:
    """Nothing yet: the chart's description stands for it."""
    state.report("W-NODE", "the Word writer cannot render a chart", error=True)
    return ""
