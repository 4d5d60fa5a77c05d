"""Columns in a workbook."""

from promost.reports.into_source.xlsx.writing import write_xlsx

__all__ = ["write_xlsx"]
