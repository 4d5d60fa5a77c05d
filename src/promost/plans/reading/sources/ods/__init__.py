"""OpenDocument workbooks (.ods), read from their XML."""

from promost.plans.reading.sources.ods.reader import read_ods

__all__ = ["read_ods"]
