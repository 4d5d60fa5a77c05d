"""Numbers promised in prose, told from years, dates, numbers of documents, points and frequencies."""

from promost.plans.reading.language.targets.reading import read

__all__ = ["read"]
