"""Sheets (.xlsx) of many facts: the template, reading what was filled in, the file of refused rows."""

from promost.ledger.sheets.refused import refused_file
from promost.ledger.sheets.rows import Line, read_lines
from promost.ledger.sheets.template import template

__all__ = ["Line", "read_lines", "refused_file", "template"]
