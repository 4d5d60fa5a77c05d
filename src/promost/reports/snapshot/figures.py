"""A figure as a snapshot keeps it."""

from __future__ import annotations

from promost.progress.shapes import Figure
from promost.reports.snapshot.shapes import FigureLine


def figure_line(figure: Figure) -> FigureLine:
    """Return what a snapshot says of a figure."""
    return FigureLine(
        state=str(figure.state),
        value=figure.value,
        by_hand=figure.by_hand,
        contributors=figure.contributors,
        facts=figure.facts,
        release=figure.release,
        parts=figure.parts,
        unknown=figure.unknown,
    )
