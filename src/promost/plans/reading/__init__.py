"""Plan documents → drafts. Pure Python: no Django, no database.

File bytes ──sources──▶ Document ──layout (with language)──▶ PlanDraft ──output──▶ JSON.
"""

from promost.plans.reading.draft import PlanDraft
from promost.plans.reading.messages import say
from promost.plans.reading.output import from_json, to_json
from promost.plans.reading.reader import read
from promost.plans.reading.sources.unreadable import Unreadable

__all__ = ["PlanDraft", "Unreadable", "from_json", "read", "say", "to_json"]
