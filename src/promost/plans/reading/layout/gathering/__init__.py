"""From a document's blocks to raw measures: the rows of each measure with their segment, sections, and what is left."""

from promost.plans.reading.layout.gathering.found import Gathered, Heading, Raw, reason_after
from promost.plans.reading.layout.gathering.walk import gather

__all__ = ["Gathered", "Heading", "Raw", "gather", "reason_after"]
