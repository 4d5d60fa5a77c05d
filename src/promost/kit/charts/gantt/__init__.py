"""A schedule: measures as bars over months, grouped, with what is late drawn out to today."""

from promost.kit.charts.gantt.bar import Bar, describe, label_of_state
from promost.kit.charts.gantt.drawing import draw

__all__ = ["Bar", "describe", "draw", "label_of_state"]
