"""Progress notes as a measure's page shows them."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from promost.accounts.models import User
from promost.kit.moments import Moment
from promost.plans.models import Measure
from promost.plans.permissions import plans_visible_to
from promost.progress.models import Note
from promost.progress.queries.lines import notes_known

SHOWN = 20
"""The newest notes; older ones stand in the history."""


def notes_of(measure: Measure, at: Moment) -> QuerySet[Note]:
    """Return a measure's newest notes as they stood at a moment, with who wrote them, in one query."""
    return notes_known(at).filter(measure=measure).select_related("written_by", "written_for")[:SHOWN]


def note_of(user: User, uuid: UUID) -> Note:
    """Return a note of a plan that the user may see. Raises Note.DoesNotExist."""
    found = Note.objects.filter(measure__plan__in=plans_visible_to(user))
    return found.select_related("measure__plan__agreement").get(uuid=uuid)
