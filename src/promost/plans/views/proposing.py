"""Proposing: a measure changed, added or struck out, other values of a target of the whole plan.

What one party proposes is gathered in one amendment until somebody answers it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from promost.accounts.requests import SignedInRequest
from promost.accounts.rules import can, require
from promost.kit.doors import page
from promost.kit.transitions import Overtaken
from promost.plans.actions import amendments as actions
from promost.plans.actions.proposed import REASON
from promost.plans.amending import Proposed
from promost.plans.forms.amendments import ValuesForm
from promost.plans.forms.measures import MeasureEditing
from promost.plans.models import Amendment, ChangeKind, Edition, Measure, MeasureEdition, Party, Plan, PlanState
from promost.plans.queries.flat import flat_rows
from promost.plans.queries.in_force import edition_in_force
from promost.plans.queries.measures import measure_of
from promost.plans.queries.parties import load_parties
from promost.plans.queries.plans import plan_of
from promost.plans.queries.waiting import open_amendment
from promost.plans.views.amendments import CONFLICT

SECOND, WRONG = 409, 422


@dataclass(frozen=True, slots=True)
class Desk:
    """Where one proposes: the plan, the party in whose name, the edition in force, the amendment that is open.

    ``joins`` tells whether what is proposed is added to the open amendment: one's own, which nobody has answered.
    """

    plan: Plan
    party: Party
    edition: Edition
    open: Amendment | None
    joins: bool

    @property
    def is_in_force(self) -> bool:
        """Whether the plan can be amended at all."""
        return self.plan.state == PlanState.IN_FORCE


@require_http_methods(["GET", "HEAD", "POST"])
@page
def amend(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Propose a change of a measure with the form by which a draft is edited."""
    measure = measure_of(request.user, uuid)
    desk = _desk(request, measure.plan)
    row = _row(desk.edition, measure)
    if row is None:
        messages.error(request, _("The edition in force no longer has this measure."))
        return redirect("plans:measure", measure.uuid)
    if request.method == "POST" and _seen(request) != desk.edition.number:
        return _changed_meanwhile(request, desk, row)
    editing = MeasureEditing(request.POST or None, measure.plan, row, joins=desk.joins, edition=desk.edition)
    proposed = lambda: Proposed(ChangeKind.CHANGED, measure, editing.given())  # noqa: E731 - asked once it is valid
    return _by_measure_form(request, desk, editing, proposed, row)


@require_http_methods(["GET", "HEAD", "POST"])
@page
def add(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Propose a measure that the plan does not have."""
    desk = _desk(request, plan_of(request.user, uuid))
    editing = MeasureEditing(request.POST or None, desk.plan, joins=desk.joins, edition=desk.edition)
    return _by_measure_form(request, desk, editing, lambda: Proposed(ChangeKind.ADDED, given=editing.given()))


@require_http_methods(["GET", "HEAD", "POST"])
@page
def values(request: SignedInRequest, uuid: UUID, target: UUID) -> HttpResponse:
    """Propose other values of a target of the whole plan."""
    desk = _desk(request, plan_of(request.user, uuid))
    chosen = desk.plan.targets.get(uuid=target, measure=None)
    now = dict(chosen.values.filter(edition=desk.edition).order_by("due_on").values_list("due_on", "value"))
    form = ValuesForm(now, chosen.unit, request.POST or None, joins=desk.joins)
    if request.method == "POST" and form.is_valid():
        proposed = Proposed(ChangeKind.TARGET, target=chosen, values=form.given())
        if _proposed(request, desk, form.reason, proposed, form):
            return redirect("plans:amendments", desk.plan.uuid)
    context = {"plan": desk.plan, "desk": desk, "target": chosen, "form": form}
    return render(request, "plans/amend_target.html", context, status=WRONG if form.is_bound else 200)


@require_POST
@page
def strike(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Propose that a measure is struck out; its facts stay."""
    measure = measure_of(request.user, uuid)
    desk = _desk(request, measure.plan)
    try:
        _propose(request, desk, request.POST.get("reason", ""), Proposed(ChangeKind.STRUCK, measure))
    except Overtaken:
        messages.error(request, _(CONFLICT))
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("plans:measure_amend", measure.uuid)
    else:
        _say(request, desk)
    return redirect("plans:amendments", desk.plan.uuid)


def _desk(request: SignedInRequest, plan: Plan) -> Desk:
    """Where one proposes. Raises Refused for whoever may propose for no party."""
    parties = load_parties(plan.agreement)
    mine = next((each for each in parties if can(request.actor, "plans.propose_amendment", (plan, each))), parties[0])
    require(request.actor, "plans.propose_amendment", (plan, mine))
    opened = open_amendment(plan)
    joins = opened is not None and opened.party_id == mine.pk and not opened.consents.exists()
    return Desk(plan, mine, edition_in_force(plan), opened, joins)


def _row(edition: Edition, measure: Measure) -> MeasureEdition | None:
    rows = edition.measures.select_related("edition__plan", "measure", "section", "lead")
    return rows.filter(measure=measure).first()


def _seen(request: SignedInRequest) -> int:
    """The edition from which the form was made."""
    text = request.POST.get("edition", "")
    return int(text) if text.isdecimal() else -1


def _changed_meanwhile(request: SignedInRequest, desk: Desk, row: MeasureEdition) -> HttpResponse:
    """Give back what was typed beside the measure as the newer edition has it: proposing again is meant so."""
    editing = MeasureEditing(request.POST, desk.plan, row, joins=desk.joins, edition=desk.edition)
    now = flat_rows(desk.edition, row.pk)[row.measure_id]
    return _form(request, desk, editing, row, now=now, status=SECOND)


def _by_measure_form(
    request: SignedInRequest,
    desk: Desk,
    editing: MeasureEditing,
    proposed: Callable[[], Proposed],
    row: MeasureEdition | None = None,
) -> HttpResponse:
    if request.method != "POST":
        return _form(request, desk, editing, row)
    if editing.is_valid() and _proposed(request, desk, editing.reason, proposed(), editing.fields):
        return redirect("plans:amendments", desk.plan.uuid)
    return _form(request, desk, editing, row, status=WRONG)


def _form(request: SignedInRequest, desk: Desk, editing: MeasureEditing, row: Any, **more: Any) -> HttpResponse:
    status = more.pop("status", 200)
    context = {"plan": desk.plan, "desk": desk, "editing": editing, "row": row, "amending": True, "now": {}, **more}
    return render(request, "plans/measure_form.html", context, status=status)


def _proposed(request: SignedInRequest, desk: Desk, reason: str, proposed: Proposed, form: Form) -> bool:
    """Propose and say so; False where the form comes back, with what is wrong at its place and all that was typed."""
    try:
        _propose(request, desk, reason, proposed)
    except ValidationError as refused:
        at_reason = refused.code == REASON and "reason" in form.fields
        form.add_error("reason" if at_reason else None, " ".join(refused.messages))
        return False
    except Overtaken:
        form.add_error(None, _(CONFLICT))
        return False
    _say(request, desk)
    return True


def _propose(request: SignedInRequest, desk: Desk, reason: str, proposed: Proposed) -> Amendment:
    """Add to the open amendment of one's own party, or begin one."""
    if desk.open is not None and desk.joins:
        return actions.extend(request.actor, desk.open, desk.open.version, [proposed])
    return actions.propose(request.actor, desk.plan, desk.party, reason, [proposed])


def _say(request: SignedInRequest, desk: Desk) -> None:
    if desk.open is not None:
        messages.success(request, _("Added to the amendment that your side proposed."))
    else:
        messages.success(request, _("Proposed. The plan changes when every party has agreed."))
