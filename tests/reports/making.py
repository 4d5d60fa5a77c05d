"""Snapshots made up for tests: of every outcome and every state of a figure, or of chance."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from promost.kit.moments import Moment
from promost.progress.shapes import (
    Figure,
    FigureState,
    MeasureProgress,
    MeasureState,
    NoteLine,
    Occurrence,
    PlanProgress,
    Point,
    Risk,
    Standing,
    TargetProgress,
)
from promost.reports.quarters import Quarter
from promost.reports.snapshot.building import build
from promost.reports.snapshot.promise import Promise, Promised
from promost.reports.snapshot.shapes import Name, OwnerLine, PartyLine
from promost.reports.snapshot.whole import Snapshot

Q3 = Quarter(2025, 3)
AT = Moment(Q3.end, datetime(2025, 10, 10, 9, 0, tzinfo=UTC))
MOSCOW, MAGADAN = Name("город Москва", "Moscow"), Name("Магаданская область", "Magadan Oblast")
OWNERS = (
    OwnerLine("donor", MOSCOW, "a", Name("ДИПП", "Department of Industry"), "Соколова А.В."),
    OwnerLine("recipient", MAGADAN, "b", Name("Минэкономразвития области", "Ministry of Economy"), ""),
)


def figure(state: FigureState = FigureState.REPORTED, value: str | None = "43", **more: Any) -> Figure:
    """A figure."""
    return Figure(state, Decimal(value) if value is not None else None, **more)


def target(key: int, given: Figure, standing: Standing, promised: str | None = "50", **more: Any) -> TargetProgress:
    """A target with one point at the end of the third quarter."""
    value = Decimal(promised) if promised is not None else None
    original = more.pop("original", value)
    point = Point(more.pop("due_on", Q3.end), value, original, given, standing)
    facts: dict[str, Any] = {
        "measure_id": None, "label": f"Показатель {key}", "unit": "ед", "okei": "642", "comparator": "ge",
        "cumulative": True, "indicator": "X", "indicator_name": "", "confirmed": True, "breakdown": "",
        "scope": "measure", "changes": 0,
    } | more  # fmt: skip
    is_due = point.due_on <= Q3.end
    return TargetProgress(
        target_id=key, uuid=f"t{key}", points=(point,), figure=given, standing=standing,
        last=point if is_due else None, next=None if is_due else point, **facts,
    )  # fmt: skip


def measure(key: int, state: MeasureState, **more: Any) -> MeasureProgress:
    """A measure due on 15 August."""
    facts: dict[str, Any] = {
        "risk": Risk.NONE, "done_on": None, "in_time": None, "due_on": date(2025, 8, 15), "is_handed_in": False,
        "needs_document": False, "targets": (), "occurrences": (), "facts": 0, "note": None,
    } | more  # fmt: skip
    return MeasureProgress(measure_id=key, uuid=f"m{key}", state=state, **facts)


def promised(key: int, **more: Any) -> Promised:
    """A measure as the plan has it."""
    facts: dict[str, Any] = {
        "number": f"1.{key}", "title": f"Мероприятие {key}", "section": "Поддержка", "direction": "support",
        "starts_on": None, "ends_on": date(2025, 8, 15), "deadline_kind": "due", "deadline_text": "до 15.08.2025",
        "owners": OWNERS, "place": {"part": "table", "index": 0, "row": key},
    } | more  # fmt: skip
    return Promised(key=key, uuid=f"m{key}", **facts)


def promise(*measures: Promised, **more: Any) -> Promise:
    """A plan."""
    facts: dict[str, Any] = {
        "plan": "p", "title": "План совместных мероприятий на 2025 год", "kind": "plan", "invented": True,
        "agreement": "12-34", "agreement_on": date(2025, 1, 20), "starts_on": date(2025, 1, 1),
        "ends_on": date(2025, 12, 31), "edition": 2, "document": "plan.docx",
        "parties": (PartyLine("recipient", MAGADAN, Name("Правительство области")), PartyLine("donor", MOSCOW, Name("Правительство Москвы"))),
        "indicators": {"X": Name("Поддержано предприятий", "Enterprises supported")},
    } | more  # fmt: skip
    return Promise(measures=measures, **facts)


def snapshot(promise_: Promise, *measures: MeasureProgress, targets: tuple[TargetProgress, ...] = ()) -> Snapshot:
    """The snapshot of a plan in which the measures stand so."""
    progress = PlanProgress(1, 2, AT.day, {each.measure_id: each for each in measures}, targets, (Q3.end,))
    return build(promise_, progress, Q3, AT)


def varied() -> Snapshot:
    """A plan with a measure of every outcome and a target of every state."""
    note = NoteLine(date(2025, 9, 12), "ждём поставку <станков> & «оснастки»", "Громов П.Н.")
    met = target(
        20, figure(value="60", facts=3, by_hand=Decimal("0.25")), Standing.MET, original=Decimal(40), changes=2
    )
    measures = (
        measure(1, MeasureState.DONE, done_on=date(2025, 8, 1), in_time=True, targets=(met,)),
        measure(2, MeasureState.DONE, done_on=date(2025, 8, 20), in_time=False, note=note),
        measure(3, MeasureState.LATE, needs_document=True),
        measure(4, MeasureState.IN_PROGRESS, due_on=date(2025, 12, 1), occurrences=_occurrences(), note=note),
        measure(5, MeasureState.NOT_STARTED, due_on=date(2025, 12, 1)),
        measure(6, MeasureState.WITHOUT, due_on=None),
    )
    later = {"ends_on": date(2025, 12, 1), "deadline_text": "до 01.12.2025"}
    plan = promise(
        promised(1), promised(2), promised(3, section="Кадры", direction="training"), promised(4, **later),
        promised(5, **later, owners=OWNERS[:1]), promised(6, ends_on=None, deadline_text="", deadline_kind="none"),
    )  # fmt: skip
    return snapshot(plan, *measures, targets=_targets())


def _occurrences() -> tuple[Occurrence, ...]:
    days = (date(2025, 3, 31), date(2025, 6, 30), date(2025, 12, 31))
    return tuple(Occurrence(day, is_met=day.month < 6, is_over=day < Q3.end) for day in days)


def _targets() -> tuple[TargetProgress, ...]:
    share = {"unit": "%", "okei": "744", "promised": "60"}
    return (
        target(1, figure(facts=7, by_hand=Decimal("0.43")), Standing.BEHIND),
        target(2, figure(FigureState.ZERO, "0", facts=1), Standing.BEHIND),
        target(3, figure(FigureState.NOT_REPORTED, None), Standing.NOT_REPORTED),
        target(4, figure(FigureState.NOT_DUE, None), Standing.NOT_DUE, due_on=date(2025, 12, 31)),
        target(5, figure(FigureState.AWAITED, None), Standing.AWAITED),
        target(6, figure(FigureState.UNKNOWN, None), Standing.UNKNOWN, promised=None),
        target(7, figure(value="62.5", parts=(Decimal(50), Decimal(80))), Standing.MET, **share),
        target(8, figure(value="1234567.8901", release="Росстат, 15.09.2025"), Standing.ON_PACE, "1500000"),
        target(9, figure(value="12"), Standing.MET, "15", comparator="le"),
    )
