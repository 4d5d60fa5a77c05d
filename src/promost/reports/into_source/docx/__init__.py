"""Columns in a Word document."""

from promost.reports.into_source.docx.writing import write_docx

__all__ = ["write_docx"]
