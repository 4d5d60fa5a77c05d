"""The report as a Word document, from a template that its users can change in Word."""

from promost.reports.writers.word.template import template
from promost.reports.writers.word.writing import BadTemplate, write_docx

__all__ = ["BadTemplate", "template", "write_docx"]
