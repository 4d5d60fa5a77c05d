"""Workbooks (.xlsx), read from their XML as a stream."""

from promost.plans.reading.sources.xlsx.reader import read_xlsx

__all__ = ["read_xlsx"]
