"""Taking a sheet of many facts: good rows are recorded together, refused ones are given back with their reasons."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID, uuid4

from django.db import transaction

from promost.accounts.actors import Actor
from promost.accounts.rules import can, require
from promost.kit import clock, files, history, refs
from promost.kit.refs import Ref
from promost.kit.uploads.checking import safe_name
from promost.ledger import files as proof
from promost.ledger.files import File
from promost.ledger.models import Fact, How, Sheet
from promost.ledger.permissions import owned_measures
from promost.ledger.places import region_of
from promost.ledger.problems import Bad
from promost.ledger.recording import NewFact, record
from promost.ledger.recording.checking import Checks
from promost.ledger.sheets import Line, read_lines, refused_file
from promost.ledger.sheets.words import Words
from promost.ledger.units import in_own_unit
from promost.plans.models import Plan, Scope
from promost.registry.models import Organisation, Region

Progress = Callable[[int, int], None]
"""Told how many of how many rows are done."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a sheet. ``again``: the same file was taken before, and nothing was done now."""

    sheet: Sheet
    refused: tuple[tuple[Line, Bad], ...] = ()
    again: bool = False


def take_sheet(
    actor: Actor,
    plan: Plan,
    name: str,
    data: bytes,
    progress: Progress | None = None,
    *,
    evidence: Sequence[File] = (),
    personal: bool = False,
) -> Taken:
    """Record the good rows of an .xlsx, in one transaction; the others are kept with their reasons.

    ``evidence`` proves every row whose indicator demands it. Raises Refused, and Bad for a file that cannot be read as
    a sheet of facts, or for evidence that may not come in.
    """
    require(actor, "ledger.take_sheet", plan)
    before = Sheet.objects.filter(plan=plan, sha256=hashlib.sha256(data).hexdigest()).first()
    if before:
        return Taken(before, again=True)
    examined = proof.examine(evidence)
    lines = read_lines(data, name)
    uuid = uuid4()
    good, refused = _Reading(actor, plan, uuid, is_proven=bool(examined)).sort(lines, progress or _quiet)
    kept = files.keep(data)
    given_back = files.keep(refused_file([(line, bad.words) for line, bad in refused])) if refused else ""
    with transaction.atomic():
        values = {
            "uuid": uuid, "name": safe_name(name), "size": len(data), "taken": len(good), "refused": len(refused),
            "refused_sha256": given_back, "made_by_id": actor.user_id, "made_for": actor.organisation,
            "made_at": clock.now(),
        }  # fmt: skip
        sheet, made = Sheet.objects.get_or_create(plan=plan, sha256=kept, defaults=values)
        if not made:
            return Taken(sheet, again=True)
        demanding = [fact for fact in record(actor, good) if fact.indicator.needs_evidence]
        if demanding:
            proof.put_beside(actor, proof.keep(actor, examined, personal), *demanding)
        changes = {"taken": [None, len(good)], "refused": [None, len(refused)]}
        history.write(actor, "ledger.take_sheet", refs.of(plan), changes, sheet.name)
    return Taken(sheet, tuple(refused))


def _quiet(_done: int, _total: int) -> None:
    """Nobody watches."""


class _Reading:
    """One sheet on its way to facts."""

    def __init__(self, actor: Actor, plan: Plan, uuid: UUID, *, is_proven: bool) -> None:
        self.is_proven = is_proven
        self.plan, self.source = plan, Ref("ledger.sheet", str(uuid))
        self.words = Words.of(plan)
        self.owned = owned_measures(actor, plan)
        self.may_plan = can(actor, "ledger.record_fact", plan)
        whole = plan.targets.exclude(scope=Scope.MEASURE).exclude(indicator=None)
        self.promised = set(whole.values_list("indicator", flat=True))
        self.checks: Checks | None = None

    def sort(self, lines: Sequence[Line], progress: Progress) -> tuple[list[NewFact], list[tuple[Line, Bad]]]:
        """Part good rows from those that are refused."""
        good: list[NewFact] = []
        lines_of: list[Line] = []
        refused: list[tuple[Line, Bad]] = []
        for done, line in enumerate(lines, start=1):
            try:
                new = self._fact(line)
                self._check(new)
            except Bad as bad:
                refused.append((line, bad))
            else:
                good.append(new)
                lines_of.append(line)
            progress(done, len(lines))
        twice = _recorded_before(self.plan, good)
        again = ((line, twice[new.event]) for new, line in zip(good, lines_of, strict=True) if new.event in twice)
        refused += [(line, Bad("SAME_ROW", name=name)) for line, name in again]
        refused.sort(key=lambda each: each[0].number)
        return [new for new in good if new.event not in twice], refused

    def _fact(self, line: Line) -> NewFact:
        if line.is_hidden:
            raise Bad("HIDDEN")
        measure = self.words.measure(line.text("measure"))
        indicator = self.words.indicator(line.text("indicator"))
        if measure is None and not self.may_plan:
            raise Bad("NOT_YOURS_PLAN")
        if measure is not None and measure.pk not in self.owned:
            raise Bad("NOT_YOURS", name=line.text("measure"))
        if measure is None and indicator.pk not in self.promised:
            raise Bad("OTHER_INDICATOR", indicator=indicator.name)
        value = line.number_of("value")
        if indicator.needs_evidence and value and not self.is_proven:
            raise Bad("NO_EVIDENCE_HERE", indicator=indicator.name)
        organisation = self.words.organisation(line.text("organisation"))
        return NewFact(
            indicator=indicator, value=in_own_unit(indicator, value, self.words.unit(line.text("unit"))),
            happened_on=line.day_of("happened_on"),
            region=self._where(line.text("region"), organisation),
            source=self.source, event=str(line.number), how=How.FILE, measure=measure, organisation=organisation,
            breakdown=self.words.breakdown(line.text("breakdown"), indicator),
        )  # fmt: skip

    def _where(self, said: str, organisation: Organisation | None) -> Region:
        return self.words.region(said) or (organisation and organisation.region) or self.usual_region

    @cached_property
    def usual_region(self) -> Region:
        """Where results happen when no row says so."""
        return region_of(self.plan, None, None)

    def _check(self, new: NewFact) -> None:
        """Check one row; plans and regions that are known from the rows before are not asked for again."""
        if self.checks is None:
            self.checks = Checks({self.plan.pk: self.plan}, {each.pk: each for each in self.words.regions.values()})
        self.checks.check([new])


def _recorded_before(plan: Plan, facts: Sequence[NewFact]) -> dict[str, str]:
    """{row: the file it was taken from before}: the same result of an earlier sheet that still counts."""
    if not facts:
        return {}
    sheets = {str(uuid): name for uuid, name in plan.sheets.values_list("uuid", "name")}
    rows = Fact.objects.filter(how=How.FILE, source_kind="ledger.sheet", source_id__in=list(sheets), reversed_by=None)
    fields = ("indicator", "measure", "organisation", "region", "happened_on", "breakdown", "value", "source_id")
    known = {tuple(row[:-1]): sheets[row[-1]] for row in rows.values_list(*fields)}
    return {new.event: known[_same(new)] for new in facts if _same(new) in known}


def _same(new: NewFact) -> tuple[object, ...]:
    measure = new.measure.pk if new.measure else None
    organisation = new.organisation.pk if new.organisation else None
    return new.indicator.pk, measure, organisation, new.region_code, new.happened_on, new.breakdown, new.value
