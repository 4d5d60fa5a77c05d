"""Amendments: proposing a change of a measure, answering, taking back; editions side by side."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from promost.accounts.requests import SignedInRequest
from promost.accounts.rules import can, require
from promost.kit.doors import page
from promost.kit.transitions import Overtaken
from promost.plans.actions import amendments as actions
from promost.plans.amending import Proposed
from promost.plans.forms.measures import MeasureEditing
from promost.plans.models import Amendment, AmendmentState, ChangeKind, Measure, MeasureEdition, Party, Plan
from promost.plans.pages import amendments as shown
from promost.plans.queries.amendments import amendments_of
from promost.plans.queries.comparison import comparison
from promost.plans.queries.in_force import edition_in_force
from promost.plans.queries.measures import measure_of
from promost.plans.queries.plans import plan_of
from promost.plans.views.shown import version_of

CONFLICT = gettext_noop("Somebody was first: here is the amendment as it stands now.")


@require_safe
@page
def listing(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Show a plan's amendments: what each changes and why, who has answered, what one may do."""
    plan = plan_of(request.user, uuid)
    amendments = [shown.of(request.actor, each) for each in amendments_of(plan)]
    return render(request, "plans/amendments.html", {"plan": plan, "amendments": amendments})


@require_http_methods(["GET", "HEAD", "POST"])
@page
def amend(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Propose a change of a measure with the form by which a draft is edited."""
    measure = measure_of(request.user, uuid)
    party = _own_party(request, measure.plan)
    row = _row(measure)
    editing = MeasureEditing(request.POST or None, measure.plan, row)
    if request.method == "POST" and editing.is_valid():
        proposed = Proposed(ChangeKind.CHANGED, measure, editing.given())
        try:
            _propose(request, measure.plan, party, editing.reason, proposed)
            messages.success(request, _("Proposed. The plan changes when every party has agreed."))
            return redirect("plans:amendments", measure.plan.uuid)
        except ValidationError as refused:
            editing.fields.add_error(None, refused)
        except Overtaken:
            editing.fields.add_error(None, _(CONFLICT))
    context = {"plan": measure.plan, "editing": editing, "row": row, "now": {}, "amending": True}
    return render(request, "plans/measure_form.html", context)


@require_POST
@page
def strike(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Propose that a measure is struck out; its facts stay."""
    measure = measure_of(request.user, uuid)
    party = _own_party(request, measure.plan)
    reason = request.POST.get("reason", "")
    deed = lambda: _propose(request, measure.plan, party, reason, Proposed(ChangeKind.STRUCK, measure))  # noqa: E731
    return _done(request, measure.plan, deed, _("Proposed. The plan changes when every party has agreed."))


@require_POST
@page
def answer(request: SignedInRequest, uuid: UUID, amendment: UUID, order: int) -> HttpResponse:
    """Agree or decline for one's own party, whose turn in the agreement is ``order``."""
    plan = plan_of(request.user, uuid)
    asked = _asked(plan, amendment)
    party = plan.agreement.parties.get(order=order)
    version, reason = version_of(request), request.POST.get("reason", "")

    def deed() -> object:
        if request.POST.get("answer") == "agree":
            return actions.agree(request.actor, asked, version, party)
        return actions.decline(request.actor, asked, version, party, reason)

    return _done(request, plan, deed, _("Answered."))


@require_POST
@page
def withdraw(request: SignedInRequest, uuid: UUID, amendment: UUID) -> HttpResponse:
    """Take an amendment of one's own party back."""
    plan = plan_of(request.user, uuid)
    asked = _asked(plan, amendment)
    return _done(request, plan, lambda: actions.withdraw(request.actor, asked, version_of(request)), _("Withdrawn."))


@require_safe
@page
def compare(request: SignedInRequest, uuid: UUID, one: int, other: int) -> HttpResponse:
    """Show two editions side by side."""
    plan = plan_of(request.user, uuid)
    return render(request, "plans/compare.html", {"plan": plan, "comparison": comparison(plan, one, other)})


def _own_party(request: SignedInRequest, plan: Plan) -> Party:
    """The party for which one may propose. Raises Refused where there is none."""
    parties = list(plan.agreement.parties.select_related("region").order_by("order"))
    mine = [party for party in parties if can(request.actor, "plans.propose_amendment", (plan, party))]
    require(request.actor, "plans.propose_amendment", (plan, mine[0] if mine else parties[0]))
    return mine[0]


def _row(measure: Measure) -> MeasureEdition:
    rows = edition_in_force(measure.plan).measures.select_related("edition__plan", "measure", "section", "lead")
    return rows.get(measure=measure)


def _asked(plan: Plan, amendment: UUID) -> Amendment:
    return plan.amendments.select_related("plan", "base__plan__agreement", "party").get(uuid=amendment)


def _propose(request: SignedInRequest, plan: Plan, party: Party, reason: str, proposed: Proposed) -> Amendment:
    """Add to the open amendment of one's own party, or begin one."""
    open_one = plan.amendments.filter(state=AmendmentState.OPEN, party=party).select_related("plan", "base", "party")
    held = open_one.first()
    if held is None:
        return actions.propose(request.actor, plan, party, reason, [proposed])
    return actions.extend(request.actor, held, held.version, [proposed])


def _done(request: SignedInRequest, plan: Plan, deed: Callable[[], object], said: str) -> HttpResponse:
    try:
        deed()
    except Overtaken:
        messages.error(request, _(CONFLICT))
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, said)
    return redirect("plans:amendments", plan.uuid)
