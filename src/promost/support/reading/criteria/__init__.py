"""What could be turned into criteria: proposed with the words it came from, for an officer to confirm."""

from promost.support.reading.criteria.proposing import Source, propose

__all__ = ["Source", "propose"]
