"""A target as a statement writes it down, so that its total can be counted again from the statement alone. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from promost.progress.calculation.rows import IndicatorRow, PlanLine, Subjects, TargetRow
from promost.progress.statements.canonical import Line, amount, exact, iso
from promost.progress.statements.lines import Keys


def defined(target: TargetRow, unit: str, owner: str | None, measure: str | None, codes: Mapping[int, str]) -> Line:
    """Write down what a target counts. ``unit`` is as the document has it; ``codes`` of indicators by their keys."""
    return {
        "target": target.uuid,
        "measure": measure,
        "owner": owner,
        "label": target.label,
        "unit": unit,
        "okei": target.okei,
        "comparator": target.comparator,
        "cumulative": target.cumulative,
        "basis": target.basis,
        "baseline": amount(target.baseline),
        "scope": target.scope,
        "breakdown": target.breakdown,
        "indicator": _indicator(target.indicator, codes),
        "promised": [[iso(day), amount(value)] for day, value in target.values],
    }


def _indicator(indicator: IndicatorRow | None, codes: Mapping[int, str]) -> Line | None:
    if indicator is None:
        return None
    return {
        "code": indicator.code,
        "kind": indicator.kind,
        "okei": indicator.okei,
        "level": codes[indicator.level] if indicator.level is not None else None,
        "parts": [_indicator(part, codes) for part in indicator.parts] if indicator.parts else None,
    }


def target_of(line: Line, keys: Keys) -> TargetRow:
    """Read a target from the line of its total."""
    return TargetRow(
        key=keys.key("target", line["target"]),
        uuid=line["target"],
        measure=None if line["measure"] is None else keys.key("measure", line["measure"]),
        label=line["label"],
        unit=line["unit"],
        okei=line["okei"],
        comparator=line["comparator"],
        cumulative=line["cumulative"],
        basis=line["basis"],
        baseline=exact(line["baseline"]),
        scope=line["scope"],
        breakdown=line["breakdown"],
        confirmed=True,
        owner=None if line["owner"] is None else keys.key("organisation", line["owner"]),
        indicator=_indicator_of(line["indicator"], keys),
        values=tuple((date.fromisoformat(day), exact(value)) for day, value in line["promised"]),
    )


def _indicator_of(line: Line | None, keys: Keys) -> IndicatorRow | None:
    if line is None:
        return None
    above_below: list[Any] = [_indicator_of(part, keys) for part in line["parts"] or ()]
    return IndicatorRow(
        key=keys.key("indicator", line["code"]),
        code=line["code"],
        kind=line["kind"],
        okei=line["okei"],
        parts=(above_below[0], above_below[1]) if above_below else None,
        level=None if line["level"] is None else keys.key("indicator", line["level"]),
    )


def plan_of(header: Line, keys: Keys) -> PlanLine:
    """Read the plan from a statement's first line, as of the end of its quarter."""
    plan = header["plan"]
    return PlanLine(
        key=1,
        edition=header["edition"],
        starts_on=date.fromisoformat(plan["starts_on"]),
        ends_on=date.fromisoformat(plan["ends_on"]),
        day=date.fromisoformat(header["ends_on"]),
        subjects=Subjects(
            frozenset(plan["regions"]),
            {
                keys.key("organisation", uuid): (
                    date.fromisoformat(since),
                    None if until is None else date.fromisoformat(until),
                )
                for uuid, since, until in plan["participants"]
            },
        ),
    )
