"""PDF with a text layer: tables are restored from their ruled lines, all other text is read line by line."""

from promost.plans.reading.sources.pdf.reader import read_pdf

__all__ = ["read_pdf"]
