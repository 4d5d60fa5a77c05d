"""What completion documents add to the pages of a measure and of a plan."""

from __future__ import annotations

from collections.abc import Sequence

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from promost.accounts.requests import SignedInRequest
from promost.kit import clock
from promost.kit.moments import Moment
from promost.ledger.models import Entry
from promost.plans.models import Measure, Plan, PlanState
from promost.plans.pages.extensions import Button, Panel
from promost.plans.queries.measures import known_view, measure_view
from promost.progress.completion import showing
from promost.progress.completion.queries import submissions, waiting_under
from promost.progress.shapes import PlanProgress

NOBODY_ANSWERS = frozenset({PlanState.DRAFT, PlanState.ON_APPROVAL})
"""Before a plan is in force its documents need no answer, and no question is asked for them."""
PLACE = 12
"""After what is promised, before the owners: whoever has to answer sees it first."""


def of_measure(request: SignedInRequest, measure: Measure, at: Moment) -> Panel | None:
    """Return the card of documents that wait, and of the newest answer; None where nothing was handed in, and on a page
    of a past day, from which nothing is changed.
    """
    if at.day < clock.today(request.actor.zone) or measure.plan.state in NOBODY_ANSWERS:
        return None
    entries = list(submissions().filter(measure=measure).select_related("decision__party"))
    if not entries:
        return None
    unanswered = [entry for entry in entries if not hasattr(entry, "decision")]
    view = known_view(measure, at) or measure_view(request.user, measure.uuid, at)
    documents = waiting_under(view, unanswered, request.user)
    context = {"documents": showing.shown(request.actor, documents), "decision": _newest(entries)}
    if not documents and context["decision"] is None:
        return None
    content = render_to_string("progress/completion/panel.html", context, request)
    return Panel(_("Completion document"), content, PLACE)


def _newest(entries: Sequence[Entry]) -> object | None:
    """The answer to the newest document; None while it waits for one."""
    return getattr(entries[-1], "decision", None)


def of_plan(plan: Plan, progress: PlanProgress) -> tuple[Button, ...]:
    """Return the way to the documents that wait, with their number; it asks no query."""
    count = sum(1 for measure in progress.measures.values() if measure.is_submitted)
    if not count:
        return ()
    said = ngettext("%(count)d measure to confirm", "%(count)d measures to confirm", count) % {"count": count}
    return (Button(said, reverse("progress:confirmations", args=[plan.uuid]), "check"),)
