"""Bodies that answer for a measure, as cells name them: cut apart, their persons and agreements told from the names."""

from promost.plans.reading.language.owners.reading import looks_like, nobody, read, read_marked

__all__ = ["looks_like", "nobody", "read", "read_marked"]
