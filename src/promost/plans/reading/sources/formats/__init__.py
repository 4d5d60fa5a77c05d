"""Number formats of spreadsheets: what a cell shows of the number it holds."""

from promost.plans.reading.sources.formats.built_in import format_code
from promost.plans.reading.sources.formats.dates import date_of, is_date, shown_date
from promost.plans.reading.sources.formats.numbers import general, number_of, shown_number
from promost.plans.reading.sources.formats.values import seen

__all__ = ["date_of", "format_code", "general", "is_date", "number_of", "seen", "shown_date", "shown_number"]
