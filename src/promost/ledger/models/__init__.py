"""Facts, the entries made by hand and from files, and their evidence."""

from promost.ledger.models.entries import Entry, EntryKind, Sheet
from promost.ledger.models.evidence import Attachment, Evidence
from promost.ledger.models.facts import Fact, How

__all__ = ["Attachment", "Entry", "EntryKind", "Evidence", "Fact", "How", "Sheet"]
