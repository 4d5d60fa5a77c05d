"""Which column holds which field."""

from promost.support.reading.columns.header import Header, complaints, find

__all__ = ["Header", "complaints", "find"]
