"""A file's bytes → sheets of rows."""

from promost.support.reading.sources.opening import open_sheets
from promost.support.reading.sources.rows import RawCell, RawRow, RawSheet

__all__ = ["RawCell", "RawRow", "RawSheet", "open_sheets"]
