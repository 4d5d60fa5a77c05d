"""A draft → JSON: the keys are those of the programme's exchange form; dates are ISO, amounts are numbers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from promost.plans.reading.draft import (
    Deadline,
    Owner,
    Place,
    PlanDraft,
    PlanTarget,
    Problem,
    Relative,
    Resource,
    RowDraft,
    Target,
)
from promost.plans.reading.messages import say

Json = dict[str, Any]


def to_json(draft: PlanDraft, language: str = "ru") -> Json:
    """The draft as plain data for ``json.dumps``; messages in "ru" or "en"."""
    return {
        "title": draft.title,
        "year": draft.year,
        "period": [_day(day) for day in draft.period] if draft.period else None,
        "parties": [{"side": p.side.value, "name": p.name, "heading": p.heading} for p in draft.parties],
        "sections": [
            {"number": s.number, "title": s.title, "direction": s.direction, "place": _place(s.place)}
            for s in draft.sections
        ],
        "rows": [_row(row, language) for row in draft.rows],
        "targets": [_plan_target(target) for target in draft.targets],
        "remainder": [{"reason": r.reason, "text": r.text, "place": _place(r.place)} for r in draft.remainder],
        "problems": [_problem(problem, language) for problem in draft.problems],
        "source": draft.source,
        "abbreviations": dict(draft.abbreviations),
        "agreement": _agreement(draft),
        "reporting": _reporting(draft),
    }


def _row(row: RowDraft, language: str) -> Json:
    return {
        "number": row.number,
        "section": row.section,
        "direction": row.direction,
        "title": row.title,
        "deadline": _deadline(row.deadline),
        "owners": {side.value: [_owner(owner) for owner in owners] for side, owners in row.owners.items()},
        "result": row.result,
        "completion_document": row.completion_document,
        "targets": [_target(target) for target in row.targets],
        "resources": [_resource(resource) for resource in row.resources],
        "problems": [_problem(problem, language) for problem in row.problems],
        "place": _place(row.place),
        "note": row.note,
        "extra": dict(row.extra),
        "places": [_place(place) for place in row.places],
    }


def _deadline(deadline: Deadline) -> Json:
    return {
        "kind": deadline.kind.value,
        "start": _day(deadline.start),
        "end": _day(deadline.end),
        "due_dates": [_day(day) for day in deadline.due_dates],
        "parts": [{"start": _day(part.start), "end": _day(part.end)} for part in deadline.parts],
        "recurrence": deadline.recurrence,
        "precision": deadline.precision,
        "text": deadline.text,
        "relative": _relative(deadline.relative),
    }


def _relative(relative: Relative | None) -> Json | None:
    if relative is None:
        return None
    return {"amount": relative.amount, "unit": relative.unit, "working": relative.working, "event": relative.event}


def _owner(owner: Owner) -> Json:
    return {"name": owner.name, "person": owner.person, "by_agreement": owner.by_agreement}


def _target(target: Target) -> Json:
    return {
        "value": _amount(target.value),
        "unit": target.unit,
        "okei": target.okei,
        "comparator": target.comparator,
        "text": target.text,
        "label": target.label,
    }


def _resource(resource: Resource) -> Json:
    return {
        "label": resource.label,
        "year": resource.year,
        "amount": _amount(resource.amount),
        "unit": resource.unit,
        "text": resource.text,
    }


def _plan_target(target: PlanTarget) -> Json:
    return {
        "number": target.number,
        "label": target.label,
        "unit": target.unit,
        "okei": target.okei,
        "baseline": _amount(target.baseline),
        "baseline_year": target.baseline_year,
        "cumulative": target.cumulative,
        "values": [{"day": _day(day), "value": _amount(value)} for day, value in target.values],
        "owner": target.owner,
        "source": target.source,
        "place": _place(target.place),
    }


def _problem(problem: Problem, language: str) -> Json:
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "place": _place(problem.place),
        "message": say(problem.code, problem.values, language),
        "values": dict(problem.values),
    }


def _place(place: Place) -> Json:
    """What is known of the place; an empty part of it has no key."""
    known = {
        "part": place.part,
        "name": place.name,
        "index": place.index,
        "row": place.row,
        "column": place.column,
        "field": place.field,
    }
    return {key: value for key, value in known.items() if value not in ("", None)}


def _agreement(draft: PlanDraft) -> Json | None:
    agreement = draft.agreement
    if agreement is None:
        return None
    return {"number": agreement.number, "date": _day(agreement.date), "text": agreement.text}


def _reporting(draft: PlanDraft) -> Json | None:
    reporting = draft.reporting
    if reporting is None:
        return None
    return {
        "recurrence": reporting.recurrence,
        "due_day": reporting.due_day,
        "due_dates": [_day(day) for day in reporting.due_dates],
        "text": reporting.text,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _amount(amount: Decimal | None) -> int | float | None:
    """An amount as a JSON number: whole ones without a point."""
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else float(amount)
