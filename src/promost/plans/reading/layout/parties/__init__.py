"""Who the sides are: parties named by headings, by markers inside cells, and by the title; which side each is."""

from promost.plans.reading.layout.parties.sides import Parties, find_parties

__all__ = ["Parties", "find_parties"]
