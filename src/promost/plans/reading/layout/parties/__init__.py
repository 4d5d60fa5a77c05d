"""Who the sides are: parties named by headings, by markers inside cells, and by the title; which side each is."""

from promost.plans.reading.layout.parties.finding import Labels, find_parties
from promost.plans.reading.layout.parties.party import Parties

__all__ = ["Labels", "Parties", "find_parties"]
