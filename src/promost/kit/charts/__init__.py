"""Charts as SVG with a text alternative: pure functions from data to markup.

They carry classes, never styles, so that the page's content security policy holds and both themes, print and a
report have colours of their own. Every chart has a title, a description, and a table that says the same in words.
"""

from promost.kit.charts.chart import Chart, Key

__all__ = ["Chart", "Key"]
