"""Plans written as a numbered list instead of a table: items, their labelled lines, and the sections above them."""

from promost.plans.reading.layout.listing.items import Item
from promost.plans.reading.layout.listing.outline import Outline, outline_of
from promost.plans.reading.layout.listing.reading import owner_texts, read_item

__all__ = ["Item", "Outline", "outline_of", "owner_texts", "read_item"]
