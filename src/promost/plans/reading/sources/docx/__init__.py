"""Word documents (.docx), read from their XML."""

from promost.plans.reading.sources.docx.reader import read_docx

__all__ = ["read_docx"]
