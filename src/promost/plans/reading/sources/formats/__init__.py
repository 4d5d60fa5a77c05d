"""Number formats of spreadsheets: what a cell shows of the number it holds."""

from promost.plans.reading.sources.formats.dates import date_of, is_date, shown_date
from promost.plans.reading.sources.formats.numbers import general, number_of, shown_number

__all__ = ["date_of", "general", "is_date", "number_of", "shown_date", "shown_number"]
