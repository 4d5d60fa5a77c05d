"""The original document returned with its columns: pure Python, a file in and a file out."""

from promost.reports.into_source.layout import spot_of
from promost.reports.into_source.returning import into_source
from promost.reports.into_source.shapes import Entry, NotReturned, Returned, Spot

__all__ = ["Entry", "NotReturned", "Returned", "Spot", "into_source", "spot_of"]
