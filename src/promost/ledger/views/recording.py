"""Entering results by hand: under a measure, for a plan as a whole; handing in a completion document."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from promost.accounts.requests import SignedInRequest
from promost.accounts.rules import require
from promost.kit import clock
from promost.kit.doors import page
from promost.ledger import actions, naming, places, queries
from promost.ledger.actions.completion import occurrences
from promost.ledger.forms import CompletionForm, RecordForm
from promost.ledger.models import Entry, EntryKind
from promost.ledger.problems import Bad
from promost.plans.models import Measure, MeasureEdition, Plan, Target
from promost.plans.queries.measures import measure_of
from promost.plans.queries.plans import plan_of
from promost.profiles.models import Indicator
from promost.registry.models import Region


@require_http_methods(["GET", "HEAD", "POST"])
@page
def record(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Record a result under a measure."""
    measure = measure_of(request.user, uuid)
    return _record(request, measure, measure.plan, EntryKind.FACT)


@require_http_methods(["GET", "HEAD", "POST"])
@page
def nil(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Report under a measure that there was nothing."""
    measure = measure_of(request.user, uuid)
    return _record(request, measure, measure.plan, EntryKind.NIL)


@require_http_methods(["GET", "HEAD", "POST"])
@page
def record_plan(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Record a result that no measure brings, for a target of the plan as a whole."""
    return _record(request, None, plan_of(request.user, uuid), EntryKind.FACT)


def _record(request: SignedInRequest, measure: Measure | None, plan: Plan, kind: EntryKind) -> HttpResponse:
    require(request.actor, "ledger.record_fact", measure or plan)
    target = _target(request, plan)
    offered = queries.indicators_of(measure, plan)
    indicator = _chosen(request, offered, target)
    context: dict[str, Any] = {"measure": measure, "plan": plan, "offered": offered, "indicator": indicator}
    if indicator is None:
        return render(request, "ledger/choose.html", context)
    form = _form(request, plan, indicator, kind, target)
    if request.method == "POST" and form.is_valid():
        answer = _save(request, form, measure, plan)
        if answer:
            return answer
    context |= {"form": form, "organisations": naming.offered(plan)}
    return render(request, "ledger/record.html", context)


def _target(request: SignedInRequest, plan: Plan) -> Target | None:
    try:
        return plan.targets.select_related("indicator").get(uuid=UUID(request.GET["target"]))
    except (KeyError, ValueError, Target.DoesNotExist):
        return None


def _chosen(request: SignedInRequest, offered: list[Indicator], target: Target | None) -> Indicator | None:
    code = request.GET.get("indicator") or (target.indicator.code if target and target.indicator else "")
    if not code and len(offered) == 1:
        return offered[0]
    return next((each for each in offered if each.code == code), None)


def _form(
    request: SignedInRequest, plan: Plan, indicator: Indicator, kind: EntryKind, target: Target | None
) -> RecordForm:
    try:
        regions: list[Region] = [places.region_of(plan, None, None)]
    except Bad:
        regions = []
    zone = regions[0].zone_info if regions else request.actor.zone
    initial = {"kind": kind, "happened_on": clock.today(zone), "breakdown": target.breakdown if target else ""}
    return RecordForm(
        request.POST or None, request.FILES or None, plan=plan, indicator=indicator, regions=regions, initial=initial
    )


def _save(request: SignedInRequest, form: RecordForm, measure: Measure | None, plan: Plan) -> HttpResponse | None:
    """Record what was typed; None where the form has to come back with what is wrong."""
    data = form.cleaned_data
    again = Entry.objects.filter(uuid=form.given_token).exists()
    try:
        fact = actions.record_by_hand(
            request.actor, token=form.given_token, indicator=form.indicator, value=data["value"] or Decimal(0),
            happened_on=data["happened_on"], measure=measure, plan=None if measure else plan,
            okei=data.get("unit", ""), organisation=data["organisation"], region=data["region"],
            breakdown=data.get("breakdown", ""), words=data["words"], files=data["files"], personal=data["personal"],
            kind=EntryKind(data["kind"]),
        )  # fmt: skip
    except Bad as bad:
        form.refuse(bad)
        return None
    _say(request, again)
    return redirect("ledger:fact", fact.uuid)


def _say(request: SignedInRequest, again: bool) -> None:
    if again:
        messages.info(request, _("This form had been sent already; nothing was recorded twice."))
    else:
        messages.success(request, _("Recorded."))


@require_http_methods(["GET", "HEAD", "POST"])
@page
def hand_in(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Hand in a measure's completion document."""
    measure = measure_of(request.user, uuid)
    require(request.actor, "ledger.record_fact", measure)
    row = _row(measure)
    parts = occurrences(row) if row else []
    form = CompletionForm(
        request.POST or None, request.FILES or None, parts=parts, today=clock.today(request.actor.zone)
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        again = Entry.objects.filter(uuid=form.given_token).exists()
        try:
            fact = actions.hand_in(
                request.actor, measure, form.given_token, data["files"], data["words"], data["personal"],
                part=data.get("part", ""),
            )  # fmt: skip
        except Bad as bad:
            form.refuse(bad)
        else:
            _say(request, again)
            return redirect("ledger:fact", fact.uuid)
    return render(request, "ledger/hand_in.html", {"measure": measure, "row": row, "form": form})


def _row(measure: Measure) -> MeasureEdition | None:
    """The measure as the edition in force has it; None for one that it no longer has."""
    try:
        return places.row_in_force(measure)
    except Bad:
        return None
