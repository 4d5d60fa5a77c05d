"""Files of many kinds opened as one: ``open_document`` gives paragraphs and tables, or says why it cannot."""

from promost.plans.reading.sources.opening import advice, open_document
from promost.plans.reading.sources.unreadable import Unreadable

__all__ = ["Unreadable", "advice", "open_document"]
