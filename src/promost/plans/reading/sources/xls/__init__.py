"""Workbooks of Excel 97–2003 (.xls, BIFF8), read from their records."""

from promost.plans.reading.sources.xls.reader import read_xls

__all__ = ["read_xls"]
