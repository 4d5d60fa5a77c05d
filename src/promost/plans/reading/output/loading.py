"""JSON → a draft: the way back from `to_json`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from promost.plans.reading.draft import (
    Agreement,
    Deadline,
    DeadlineKind,
    Owner,
    PartyDraft,
    Place,
    PlanDraft,
    PlanTarget,
    Problem,
    Relative,
    Remainder,
    Reporting,
    Resource,
    RowDraft,
    SectionDraft,
    Severity,
    Side,
    Span,
    Target,
)

Json = Mapping[str, Any]


def from_json(data: Json) -> PlanDraft:
    """The draft that `to_json` wrote. Raises KeyError or ValueError for data of another form."""
    period = data["period"]
    return PlanDraft(
        title=data["title"],
        year=data["year"],
        period=(date.fromisoformat(period[0]), date.fromisoformat(period[1])) if period else None,
        parties=tuple(PartyDraft(Side(p["side"]), p["name"], p.get("heading", "")) for p in data["parties"]),
        sections=tuple(_section(section) for section in data["sections"]),
        rows=tuple(row_from_json(row) for row in data["rows"]),
        targets=tuple(_plan_target(target) for target in data["targets"]),
        remainder=tuple(Remainder(r["reason"], r["text"], _place(r["place"])) for r in data["remainder"]),
        problems=tuple(_problem(problem) for problem in data["problems"]),
        source=data.get("source", ""),
        abbreviations=dict(data.get("abbreviations", {})),
        agreement=_agreement(data.get("agreement")),
        reporting=_reporting(data.get("reporting")),
    )


def row_from_json(data: Json) -> RowDraft:
    """One row of the draft, for a preview that keeps its rows apart."""
    return RowDraft(
        number=data["number"],
        section=data["section"],
        direction=data["direction"],
        title=data["title"],
        deadline=deadline_from_json(data["deadline"]),
        owners={Side(side): tuple(_owner(owner) for owner in owners) for side, owners in data["owners"].items()},
        result=data["result"],
        completion_document=data["completion_document"],
        targets=tuple(_target(target) for target in data["targets"]),
        resources=tuple(_resource(resource) for resource in data["resources"]),
        problems=tuple(_problem(problem) for problem in data["problems"]),
        place=_place(data["place"]),
        note=data.get("note", ""),
        extra=dict(data.get("extra", {})),
        places=tuple(_place(place) for place in data.get("places", ())),
    )


def deadline_from_json(data: Json) -> Deadline:
    """A deadline from its JSON."""
    return Deadline(
        kind=DeadlineKind(data["kind"]),
        start=_day(data["start"]),
        end=_day(data["end"]),
        due_dates=tuple(date.fromisoformat(day) for day in data.get("due_dates", ())),
        parts=tuple(Span(_day(part["start"]), _day(part["end"])) for part in data.get("parts", ())),
        recurrence=data.get("recurrence", ""),
        precision=data.get("precision", ""),
        text=data["text"],
        relative=_relative(data.get("relative")),
    )


def _relative(data: Json | None) -> Relative | None:
    return Relative(data["amount"], data["unit"], data["working"], data["event"]) if data else None


def _section(data: Json) -> SectionDraft:
    return SectionDraft(data["number"], data["title"], data["direction"], _place(data["place"]))


def _owner(data: Json) -> Owner:
    return Owner(data["name"], data["person"], data["by_agreement"])


def _target(data: Json) -> Target:
    value = Decimal(str(data["value"]))
    return Target(value, data["unit"], data["okei"], data["comparator"], data["text"], data.get("label", ""))


def _resource(data: Json) -> Resource:
    return Resource(data["label"], data["year"], _amount(data["amount"]), data["unit"], data["text"])


def _plan_target(data: Json) -> PlanTarget:
    return PlanTarget(
        label=data["label"],
        unit=data["unit"],
        okei=data["okei"],
        baseline=_amount(data["baseline"]),
        baseline_year=data["baseline_year"],
        cumulative=data["cumulative"],
        values=tuple((date.fromisoformat(v["day"]), _amount(v["value"])) for v in data["values"]),
        owner=data["owner"],
        source=data["source"],
        place=_place(data["place"]),
        number=data.get("number", ""),
    )


def _problem(data: Json) -> Problem:
    values = tuple((key, str(value)) for key, value in data.get("values", {}).items())
    return Problem(data["code"], Severity(data["severity"]), _place(data["place"]), values)


def _place(data: Json) -> Place:
    return Place(
        data.get("part", "document"),
        data.get("name", ""),
        data.get("index"),
        data.get("row"),
        data.get("column"),
        data.get("field", ""),
    )


def _agreement(data: Json | None) -> Agreement | None:
    return Agreement(data["number"], _day(data["date"]), data["text"]) if data else None


def _reporting(data: Json | None) -> Reporting | None:
    if not data:
        return None
    days = tuple(date.fromisoformat(day) for day in data["due_dates"])
    return Reporting(data["recurrence"], data["due_day"], days, data["text"])


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _amount(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))
