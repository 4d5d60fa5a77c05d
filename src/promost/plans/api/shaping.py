"""From what the queries answer to what the API tells. What a whole list needs is read once, not row by row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from promost.plans.models import Agreement, Edition, Measure, Party, Plan, Target
from promost.plans.queries.measures import MeasureView
from promost.plans.queries.promised import TargetView
from promost.plans.queries.rows import MeasureRow, OwnerView
from promost.plans.terms import Standing
from promost.registry.models import Organisation


@dataclass(frozen=True, slots=True)
class Looked:
    """What rows name by key: organisations' lasting ids, measures' lasting ids, and how each target is counted."""

    organisations: Mapping[int, UUID]
    measures: Mapping[int, UUID]
    targets: Mapping[int, Mapping[str, Any]]


def look(organisations: Iterable[int], targets: Iterable[TargetView]) -> Looked:
    """Read what these rows name, in three queries."""
    views = list(targets)
    bodies = Organisation.objects.filter(pk__in=set(organisations)).values_list("pk", "uuid")
    measures = Measure.objects.filter(pk__in={each.measure for each in views if each.measure}).values_list("pk", "uuid")
    counted = Target.objects.filter(pk__in=[each.key for each in views])
    fields = counted.values("pk", "okei", "indicator__code", "indicator_confirmed", "breakdown")
    return Looked(dict(bodies.order_by()), dict(measures.order_by()), {row["pk"]: row for row in fields.order_by()})


def agreement(row: Agreement) -> dict[str, Any]:
    """Tell of an agreement that was read with its parties."""
    return {
        "id": row.uuid,
        "number": row.number,
        "date": row.date,
        "title": row.title,
        "invented": row.invented,
        "parties": [_party(each) for each in row.parties.all()],
    }


def _party(row: Party) -> dict[str, Any]:
    bodies = [{"id": seat.organisation.uuid, "name": seat.organisation.called} for seat in row.seats.all()]
    region = row.region.code if row.region else None
    return {"side": row.side, "name": row.called, "region": region, "turn": row.order, "organisations": bodies}


def plan(row: Plan) -> dict[str, Any]:
    """Tell of a plan of the list (``queries.plans.plan_list``)."""
    return {**_plan(row), "edition": row.edition_number, "measures": row.measures_count or 0}  # type: ignore[attr-defined] # annotated


def plan_in_edition(edition: Edition, at: date) -> dict[str, Any]:
    """Tell of a plan in one of its editions."""
    document = edition.document.sha256 if edition.document else None
    made = {"number": edition.number, "made_at": edition.made_at, "reason": edition.reason, "document": document}
    return {**_plan(edition.plan), "at": at, "edition": made}


def _plan(row: Plan) -> dict[str, Any]:
    fields = ("kind", "title", "starts_on", "ends_on", "invented")
    return {"id": row.uuid, "agreement": row.agreement.uuid, **{name: getattr(row, name) for name in fields}}


def target(view: TargetView, looked: Looked) -> dict[str, Any]:
    """Tell of a target."""
    counted = looked.targets[view.key]
    same = ("label", "comparator", "cumulative", "basis", "baseline", "baseline_year", "scope", "owner", "source")
    return {
        **{name: getattr(view, name) for name in same},
        "id": view.uuid,
        "measure": looked.measures.get(view.measure) if view.measure else None,
        "indicator": counted["indicator__code"] or "",
        "indicator_confirmed": counted["indicator_confirmed"],
        "breakdown": counted["breakdown"],
        "unit": {"okei": counted["okei"], "text": view.unit},
        "values": [{"due_on": day, "value": value} for day, value in view.values],
    }


def measure_row(row: MeasureRow, looked: Looked) -> dict[str, Any]:
    """Tell of a measure of a plan's edition."""
    return {
        "id": row.uuid,
        "number": row.number,
        "title": row.title,
        "section": row.section,
        "direction": row.direction,
        "deadline": _deadline(row, row.kind, row.due_dates, row.standing, str(row.zone)),
        "lead": row.lead,
        "owners": [_owner(each, looked) for each in row.owners],
        "targets": [target(each, looked) for each in row.targets],
    }


def measure(view: MeasureView) -> dict[str, Any]:
    """Tell of a measure in the edition in force."""
    row, number = view.row, view.row.edition.number
    targets = [each for edition, each in view.targets if edition == number]
    looked = look((), targets)
    resources = ("label", "year", "amount", "unit", "text")
    return {
        "id": view.measure.uuid,
        "plan": view.measure.plan.uuid,
        "edition": number,
        "is_current": view.is_current,
        **{name: getattr(row, name) for name in ("number", "title", "result", "completion_document", "note")},
        "section": row.section.title if row.section else "",
        "direction": view.measure.direction,
        "deadline": _deadline(row, row.deadline_kind, view.due_dates, view.standing, view.zone),
        "lead": row.lead.called if row.lead else "",
        "owners": [
            {
                "side": each.party.side,
                "party": each.party.called,
                "organisation": {"id": each.organisation.uuid, "name": each.organisation.called},
                "by_agreement": each.by_agreement,
            }
            for each in view.owners
        ],
        "targets": [target(each, looked) for each in targets],
        "resources": [{name: getattr(each, name) for name in resources} for each in view.resources],
    }


def _owner(view: OwnerView, looked: Looked) -> dict[str, Any]:
    body = {"id": looked.organisations[view.organisation_id], "name": view.name}
    return {"side": view.side, "party": view.party, "organisation": body, "by_agreement": view.by_agreement}


def _deadline(row: Any, kind: str, due_dates: Iterable[date], standing: Standing, zone: str) -> dict[str, Any]:
    return {
        "kind": kind,
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
        "due_dates": list(due_dates),
        "text": row.deadline_text,
        "zone": zone,
        "state": standing.state,
        "next_day": standing.next_day,
        "days_left": standing.days_left,
    }
