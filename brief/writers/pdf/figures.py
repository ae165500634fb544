"""Pictures and charts to atoms."""

from __future__ import annotations

from brief.diagnostics import ERROR, Diagnostic
from brief.document.tree import Figure
from brief.writers.pdf.blocks import Flow
from brief.writers.pdf.tags import Element


def figure(flow: Flow, block: Figure, element: Element) -> None:
    """A picture or a chart with its caption."""
    flow.setting.inliner.report(
        Diagnostic("W-NODE", ERROR, "the PDF writer cannot render a Figure")
    )
