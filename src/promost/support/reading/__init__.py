"""Files of support schemes → drafts. Pure Python: no Django, no database.

File bytes ──sources──▶ sheets of rows ──columns──▶ rows by field ──cells, criteria──▶ drafts with proposed criteria.
"""

from promost.plans.reading.draft import Severity
from promost.plans.reading.sources.unreadable import Unreadable
from promost.support.reading.draft import (
    Activity,
    Certainty,
    Conditions,
    Item,
    LegalAct,
    Place,
    Problem,
    Proposal,
    Reading,
    Rejected,
    SchemeDraft,
    Step,
    Term,
)
from promost.support.reading.messages import place, say, tell
from promost.support.reading.reader import read, read_again

__all__ = [
    "Activity",
    "Certainty",
    "Conditions",
    "Item",
    "LegalAct",
    "Place",
    "Problem",
    "Proposal",
    "Reading",
    "Rejected",
    "SchemeDraft",
    "Severity",
    "Step",
    "Term",
    "Unreadable",
    "place",
    "read",
    "read_again",
    "say",
    "tell",
]
