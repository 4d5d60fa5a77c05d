"""A statement put together: what it lists, its totals, the states of measures, and what is still missing for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from promost.kit.moments import Moment
from promost.plans.models import Edition, Measure, Plan, Target
from promost.plans.queries.in_force import edition_in_force
from promost.profiles.models import Indicator
from promost.progress.calculation.rows import PlanLine, TargetRow
from promost.progress.models import Declaration, Statement
from promost.progress.queries.reading import NOTHING_GIVEN, Read, read
from promost.progress.queries.showing import calculated
from promost.progress.statements.canonical import SCHEMA, Line, canonical, digest, iso
from promost.progress.statements.gathering import Asked, Gathered, gather, lines_before
from promost.progress.statements.lines import Stored
from promost.progress.statements.quarters import Quarter
from promost.progress.statements.targets import defined
from promost.progress.statements.totals import Lines, Pooled, results, silent
from promost.registry.models import Organisation


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be drawn: a plan's statement for a quarter, after an accepted one, with what is known by a moment."""

    plan: Plan
    quarter: Quarter
    number: int
    previous: Statement | None
    is_final: bool
    known_at: datetime


@dataclass(frozen=True, slots=True)
class Composed:
    """A statement before it is saved. ``rest`` are its lines that are of no row: first, left out, totals, measures."""

    edition: Edition
    gathered: Gathered
    rest: tuple[Line, ...]
    undeclared: tuple[TargetRow, ...]

    @property
    def digest(self) -> str:
        """The digest of all lines."""
        rows = (*self.gathered.facts, *self.gathered.observations)
        return digest(in_order(self.rest, [canonical(line) for _, line in rows]))


def in_order(rest: Sequence[Line], rows: Iterable[str]) -> list[str]:
    """Return a statement's lines as they are digested: the first, facts and observations, then all that follows."""
    return [canonical(rest[0]), *rows, *map(canonical, rest[1:])]


def compose(order: Order) -> Composed:
    """Put a statement together. A fixed number of queries."""
    plan = order.plan
    edition = edition_in_force(plan, order.known_at)
    edition.plan = plan
    every = read([edition], Moment(order.quarter.ends_on, order.known_at), NOTHING_GIVEN)
    line, targets, earlier = every.plans[plan.pk], every.targets.get(plan.pk, []), lines_before(plan)
    levels = [level.key for level in every.pools[plan.pk].levels]
    gathered = gather(Asked(plan, line, targets, order.quarter.ends_on, order.known_at), earlier, levels)
    lines = Lines(earlier, [each for _, each in (*gathered.facts, *gathered.observations)])
    known = Known(plan, targets, line, lines)
    pooled = Pooled.of(lines, known.keys)
    declared = declarations(plan, order.quarter.ends_on)
    since = order.previous.ends_on if order.previous else None
    totals = [_total(target, line, order.quarter.starts_on, pooled, known, declared) for target in targets]
    return Composed(
        edition=edition,
        gathered=gathered,
        rest=(_first(order, edition, line, known), *gathered.left_out, *totals, *_measures(every, pooled, plan)),
        undeclared=tuple(
            target for target in targets if target.key not in declared and silent(target, line, since, pooled.after)
        ),
    )


def declarations(plan: Plan, ends_on: date) -> Mapping[int, Declaration]:
    """Return {target's key: the newest that was said of it for a quarter}."""
    rows = Declaration.objects.filter(target__plan=plan, ends_on=ends_on).order_by("pk")
    return {each.target_id: each for each in rows}


class Known:
    """Codes and lasting ids by the database's keys, and the other way round."""

    def __init__(self, plan: Plan, targets: Sequence[TargetRow], line: PlanLine, lines: Lines) -> None:
        self.plan, self.targets = plan, targets
        self.participants = line.subjects.participants
        every = (*lines.earlier, *lines.own)
        self._organisations = {each["organisation"] for each in every if each["organisation"]}
        self._measures = {each["measure"] for each in every if each.get("measure")}

    @cached_property
    def organisations(self) -> Mapping[int, str]:
        """Uuids of the organisations that lines, targets and participants name."""
        keys = {target.owner for target in self.targets if target.owner} | set(self.participants)
        rows = Organisation.objects.order_by("pk")
        named = rows.filter(uuid__in=self._organisations).values_list("pk", "uuid")
        return {key: str(uuid) for key, uuid in (*named, *rows.filter(pk__in=keys).values_list("pk", "uuid"))}

    @cached_property
    def measures(self) -> Mapping[int, str]:
        """Uuids of the plan's measures, and of others that lines name."""
        rows = Measure.objects.order_by("pk")
        own = rows.filter(plan=self.plan).values_list("pk", "uuid")
        named = rows.filter(uuid__in=self._measures).values_list("pk", "uuid")
        return {key: str(uuid) for key, uuid in (*own, *named)}

    @cached_property
    def indicators(self) -> Mapping[int, str]:
        """Every indicator's code."""
        return dict(Indicator.objects.order_by("pk").values_list("pk", "code"))

    @cached_property
    def units(self) -> Mapping[int, str]:
        """The units of the plan's targets as the document has them."""
        return dict(Target.objects.filter(plan=self.plan).order_by("pk").values_list("pk", "unit"))

    @cached_property
    def keys(self) -> Stored:
        """The database's keys by codes and uuids."""
        kinds = (("organisation", self.organisations), ("measure", self.measures), ("indicator", self.indicators))
        return Stored({(kind, text): key for kind, known in kinds for key, text in known.items()})


def _total(
    target: TargetRow,
    line: PlanLine,
    starts_on: date,
    pooled: Pooled,
    known: Known,
    declared: Mapping[int, Declaration],
) -> Line:
    said = declared.get(target.key)
    owner = known.organisations[target.owner] if target.owner else None
    measure = known.measures[target.measure] if target.measure else None
    word = said.says if said else ""
    return {
        **defined(target, known.units[target.key], owner, measure, known.indicators),
        **results(target, line, starts_on, pooled, word),
        "declared": word,
        "declared_reason": said.reason if said else "",
    }


def _first(order: Order, edition: Edition, line: PlanLine, known: Known) -> Line:
    participants = line.subjects.participants.items()
    return {
        "schema": SCHEMA,
        "number": order.number,
        "starts_on": iso(order.quarter.starts_on),
        "ends_on": iso(order.quarter.ends_on),
        "final": order.is_final,
        "edition": edition.number,
        "previous": order.previous.digest if order.previous else "",
        "plan": {
            "uuid": str(order.plan.uuid),
            "starts_on": iso(order.plan.starts_on),
            "ends_on": iso(order.plan.ends_on),
            "regions": sorted(line.subjects.regions),
            "participants": sorted(
                [known.organisations[key], iso(since), iso(until)] for key, (since, until) in participants
            ),
        },
    }


def _measures(every: Read, pooled: Pooled, plan: Plan) -> list[Line]:
    """The states of measures by the facts that are listed, in the order of the edition."""
    stands = calculated(replace(every, pools={plan.pk: pooled.after}))[plan.pk]
    return [
        {
            "state_of": each.uuid,
            "state": str(each.state),
            "done_on": iso(each.done_on),
            "in_time": each.in_time,
            "due_on": iso(each.due_on),
        }
        for each in stands.measures.values()
    ]
