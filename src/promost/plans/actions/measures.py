"""Rows added and edited by hand, in the plan's newest edition; what was before stands in the history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from promost.accounts.actors import Actor
from promost.accounts.rules import require
from promost.kit import clock, history, refs, transitions
from promost.plans import after, proposing
from promost.plans.models import (
    Edition,
    Measure,
    MeasureEdition,
    Owner,
    Party,
    Plan,
    PlanState,
    Section,
    Target,
    TargetValue,
)
from promost.plans.queries.flat import flat_rows
from promost.plans.reading.draft import DeadlineKind
from promost.registry.models import Organisation
from promost.registry.rooms import direction_codes


@dataclass(frozen=True, slots=True)
class GivenOwner:
    """An owner as typed by hand."""

    party: Party
    organisation: Organisation
    person: str = ""
    by_agreement: bool = False


@dataclass(frozen=True, slots=True)
class GivenTarget:
    """A target as typed by hand, with its value for the measure's last day."""

    label: str
    value: Decimal
    unit: str
    okei: str = ""
    comparator: str = "ge"


@dataclass(frozen=True, slots=True)
class Given:
    """A measure as typed by hand."""

    number: str
    title: str
    direction: str
    deadline_kind: str
    starts_on: date | None = None
    ends_on: date | None = None
    due_dates: Sequence[date] = ()
    deadline_text: str = ""
    result: str = ""
    completion_document: str = ""
    note: str = ""
    section: Section | None = None
    lead: Organisation | None = None
    owners: Sequence[GivenOwner] = ()
    targets: Sequence[GivenTarget] = field(default_factory=tuple)


def add_measure(actor: Actor, plan: Plan, given: Given) -> MeasureEdition:
    """Add a measure to the plan's newest edition, at its end. Raises Refused, ValidationError."""
    require(actor, "plans.edit_plan", plan)
    check(given)
    with transaction.atomic():
        edition = _open_to_hands(plan)
        row = append(edition, given)
        history.write(actor, "plans.add_measure", refs.of(row.measure), {"title": [None, given.title]})
        after.tell(plan)
    return row


def edit_measure(actor: Actor, row: MeasureEdition, version: int, given: Given, reason: str = "") -> MeasureEdition:
    """Change a measure in the newest edition. Raises Refused, Overtaken, ValidationError for an older edition."""
    require(actor, "plans.edit_measure", row.measure)
    check(given)
    with transaction.atomic():
        if row.edition_id != _open_to_hands(row.edition.plan).pk:
            raise ValidationError(_("There is a newer edition of the plan; change the measure there."))
        changes = put(row, version, given)
        history.write(actor, "plans.edit_measure", refs.of(row.measure), changes, reason)
        after.tell(row.edition.plan)
    return row


def put(row: MeasureEdition, version: int, given: Given) -> Mapping[str, Any]:
    """Write what is given into a row of an edition and return what changed; for actions. Raises Overtaken."""
    before = flat_rows(row.edition, row.pk)[row.measure_id]
    transitions.change(row, version=version, **_values(given))
    Measure.objects.filter(pk=row.measure_id).update(direction=given.direction)
    written = dict(row.owners.values_list("organisation_id", "written_as"))
    row.owners.all().delete()
    _write_parts(row, given, written)
    return history.difference(before, flat_rows(row.edition, row.pk)[row.measure_id])


def append(edition: Edition, given: Given) -> MeasureEdition:
    """Write a new measure at the end of an edition; for actions."""
    last = edition.measures.aggregate(last=Max("position"))["last"] or 0
    measure = Measure.objects.create(plan=edition.plan, direction=given.direction, created_at=clock.now())
    row = MeasureEdition.objects.create(edition=edition, measure=measure, position=last + 1, **_values(given))
    _write_parts(row, given)
    return row


def _open_to_hands(plan: Plan) -> Edition:
    """Return the newest edition, which nobody approves meanwhile. Raises ValidationError for one that is settled."""
    Plan.objects.select_for_update().get(pk=plan.pk)
    edition = newest(plan)
    settled(edition)
    return edition


def settled(edition: Edition) -> None:
    """Raise ValidationError, which says what to do, for an edition that is approved or on approval."""
    state = Plan.objects.values_list("state", flat=True).get(pk=edition.plan_id)
    if state == PlanState.CLOSED:
        raise ValidationError(_("The plan is closed; nothing in it is changed any more."))
    if edition.approved_at is not None or edition.approvals.exists():
        raise ValidationError(_("The edition is approved. Propose an amendment: all parties agree to a change."))
    if state == PlanState.ON_APPROVAL:
        raise ValidationError(_("The plan is on approval. Send it back with a reason, then change it."))


def newest(plan: Plan) -> Edition:
    """Return the plan's newest edition. Raises Edition.DoesNotExist for a plan without one."""
    return plan.editions.latest("number")


def check(given: Given) -> None:
    """Raise ValidationError for what is no measure: without a title, with a term that ends before it starts."""
    if not given.title.strip():
        raise ValidationError(_("Give the measure a title."))
    if given.starts_on and given.ends_on and given.ends_on < given.starts_on:
        raise ValidationError(_("The term ends before it starts; change one of the two days."))
    if given.deadline_kind in {DeadlineKind.DUE, DeadlineKind.PERIOD} and given.ends_on is None:
        raise ValidationError(_("Give the last day of the term, or choose “without a deadline”."))
    if given.direction and given.direction not in direction_codes():
        raise ValidationError(_("There is no such direction; choose one of the list."))


def _values(given: Given) -> Mapping[str, Any]:
    lead = given.lead or (given.owners[0].organisation if given.owners else None)
    return {
        "number": given.number.strip(),
        "title": given.title.strip(),
        "deadline_kind": given.deadline_kind,
        "starts_on": given.starts_on,
        "ends_on": given.ends_on,
        "due_dates": [day.isoformat() for day in given.due_dates],
        "deadline_text": given.deadline_text,
        "result": given.result,
        "completion_document": given.completion_document,
        "note": given.note,
        "section": given.section,
        "lead": lead,
    }


def _write_parts(row: MeasureEdition, given: Given, written: Mapping[int, str] = MappingProxyType({})) -> None:
    """Save owners and targets; ``written`` keeps {organisation's key: how the document writes it}."""
    Owner.objects.bulk_create(
        Owner(
            measure_edition=row,
            party=each.party,
            organisation=each.organisation,
            position=position,
            written_as=written.get(each.organisation.pk, each.organisation.name),
            person=each.person,
            by_agreement=each.by_agreement,
        )
        for position, each in enumerate(given.owners, start=1)
    )
    _write_targets(row, given.targets)


def _write_targets(row: MeasureEdition, given: Sequence[GivenTarget]) -> None:
    """Replace the edition's values of the measure's targets; a target no longer named keeps its earlier values."""
    day = row.ends_on or row.edition.plan.ends_on
    TargetValue.objects.filter(edition=row.edition, target__measure=row.measure).delete()
    known: dict[tuple[str, str], list[Target]] = {}
    for there in Target.objects.filter(measure=row.measure).order_by("position", "pk"):
        known.setdefault((there.label, there.unit), []).append(there)
    for position, each in enumerate(given, start=1):
        same = known.get((each.label, each.unit))
        target = same.pop(0) if same else Target(plan=row.edition.plan, measure=row.measure)
        target.label, target.unit, target.okei = each.label, each.unit, each.okei
        target.comparator, target.position, target.owner = each.comparator, position, row.lead
        proposing.propose([(target, row)])
        target.save()
        TargetValue.objects.create(target=target, edition=row.edition, due_on=day, value=each.value)
