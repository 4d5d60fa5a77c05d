"""The six kinds of indicator: each a function of a source and windows."""

from promost.progress.calculation.kinds.counting import count
from promost.progress.calculation.kinds.source import Source

__all__ = ["Source", "count"]
