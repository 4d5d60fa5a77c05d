"""What a region or an organisation has to do in the plans that a reader sees, asked once for all that shows it.

Six directions answer a desk one after another, and each asks here. What was read stays with the subject itself, a thing
of one request, so that the second asks no query.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from promost.accounts.models import User
from promost.kit.moments import Moment
from promost.ledger.permissions import facts_visible_to
from promost.plans.models import Edition, MeasureEdition, Party, Plan
from promost.plans.permissions import READER_PATHS, plans_visible_to
from promost.plans.queries.editions import in_force
from promost.profiles.models import Indicator
from promost.progress.queries import Given, progress_of_editions
from promost.progress.shapes import MeasureProgress, PlanProgress, TargetProgress
from promost.registry.models import Organisation, Region

Subject = Region | Organisation
_WORK = "_work_of_subject"
_NAMED = ("position", "code", "name_ru", "name_en", "kind", "okei", "unit_ru", "unit_en")


@dataclass(frozen=True, slots=True)
class Task:
    """A measure for which the subject answers, with its state."""

    uuid: str
    number: str
    title: str
    direction: str
    progress: MeasureProgress


@dataclass(frozen=True, slots=True)
class Share:
    """A plan with the measures for which the subject answers in it, in their order, and how the whole plan stands."""

    plan: Plan
    tasks: tuple[Task, ...]
    progress: PlanProgress
    regions: frozenset[str]
    """The codes of the parties' regions."""


@dataclass(frozen=True, slots=True)
class OwnFigure:
    """What the facts that name an organisation come to, of one indicator."""

    code: str
    kind: str
    name: str
    unit: str
    value: Decimal
    facts: int


@dataclass(frozen=True, slots=True)
class Work:
    """All that a subject has to do, as the reader may see it; ``own`` is of an organisation alone."""

    shares: tuple[Share, ...]
    own: tuple[OwnFigure, ...] = ()

    def tasks(self, direction: str) -> list[tuple[Share, Task]]:
        """Return the tasks of a direction, each with its plan."""
        return [(share, task) for share in self.shares for task in share.tasks if task.direction == direction]

    def targets(self, codes: frozenset[str]) -> list[tuple[Share, TargetProgress]]:
        """Return the targets of whole plans whose indicators are among ``codes``."""
        return [(share, each) for share in self.shares for each in share.progress.targets if each.indicator in codes]


def work_of(user: User, subject: Subject, at: Moment) -> Work:
    """Return what a subject has to do as a user may see it at a moment.

    A fixed number of queries the first time; asked again with the same subject (the very object), none.
    """
    kept: dict[Any, Work] = vars(subject).setdefault(_WORK, {})
    key = (user.pk, at)
    if key not in kept:
        kept[key] = _read(user, subject, at)
    return kept[key]


def plans_of(user: User, subject: Subject) -> QuerySet[Plan]:
    """Return the plans that a user sees and in which the subject has a part."""
    if isinstance(subject, Region):
        theirs = Q(pk__in=Plan.objects.filter(agreement__parties__region=subject).order_by().values("pk"))
    else:
        theirs = reduce(or_, (_by(path, subject) for path in READER_PATHS))
    return plans_visible_to(user).filter(theirs)


def _by(path: str, organisation: Organisation) -> Q:
    return Q(pk__in=Plan.objects.filter(**{path: organisation}).order_by().values("pk"))


def _read(user: User, subject: Subject, at: Moment) -> Work:
    editions, parties = editions_in_force(plans_of(user, subject), at)
    stands = progress_of_editions(editions, at, Given(parties))
    tasks = _tasks([edition.pk for edition in editions], subject, stands.values())
    shares = tuple(
        Share(plan, tuple(tasks.get(plan.pk, ())), stands[plan.pk], _regions(parties, plan))
        for plan in (edition.plan for edition in editions)
    )
    return Work(shares, tuple(_own(user, subject, at)) if isinstance(subject, Organisation) else ())


def _regions(parties: Iterable[Party], plan: Plan) -> frozenset[str]:
    return frozenset(each.region_id for each in parties if each.agreement_id == plan.agreement_id and each.region_id)


def editions_in_force(plans: QuerySet[Plan], at: Moment) -> tuple[list[Edition], list[Party]]:
    """Return the editions in force of plans, each with plan and agreement, and the places of the agreements' parties.

    One query. Of the parties only agreement, side and region are read. A plan without an edition is left out.
    """
    rows = Edition.objects.filter(plan__in=plans.order_by().values("pk")).select_related("plan__agreement")
    party = "plan__agreement__parties__"
    rows = rows.annotate(rank=in_force(at), party=F(f"{party}pk"), side=F(f"{party}side"), place=F(f"{party}region"))
    newest: dict[int, Any] = {}
    parties: dict[int, Party] = {}
    for row in rows.order_by("-plan__starts_on", "plan", "rank"):
        newest[row.plan_id] = row
        if row.party:
            agreement = row.plan.agreement_id
            parties[row.party] = Party(pk=row.party, agreement_id=agreement, side=row.side, region_id=row.place)
    return list(newest.values()), list(parties.values())


def _tasks(editions: Sequence[int], subject: Subject, stands: Iterable[PlanProgress]) -> Mapping[int, list[Task]]:
    """The measures that the subject owns, by plan. A region owns those of its party's owners."""
    states = {key: measure for plan in stands for key, measure in plan.measures.items()}
    owned = {"owners__party__region": subject} if isinstance(subject, Region) else {"owners__organisation": subject}
    mine = MeasureEdition.objects.filter(edition__in=editions, **owned).order_by().values("pk")
    rows = MeasureEdition.objects.filter(pk__in=mine).order_by("edition", "position")
    found: dict[int, list[Task]] = {}
    wanted = rows.values_list("edition__plan", "measure", "measure__uuid", "number", "title", "measure__direction")
    for plan, key, uuid, number, title, direction in wanted:
        if key in states:
            found.setdefault(plan, []).append(Task(str(uuid), number, title, direction, states[key]))
    return found


def _own(user: User, organisation: Organisation, at: Moment) -> Iterable[OwnFigure]:
    """What the facts that name an organisation come to, by indicator; reversals take away what they reverse."""
    known = {"happened_on__lte": at.day, "recorded_at__lte": at.known_at}
    facts = facts_visible_to(user).filter(organisation=organisation, **known)
    by_indicator = facts.order_by("indicator__position", "indicator__code").values(
        *(f"indicator__{name}" for name in _NAMED)
    )
    for row in by_indicator.annotate(total=Sum("value"), count=Count("pk")):
        indicator = Indicator(**{name: row[f"indicator__{name}"] for name in _NAMED})
        yield OwnFigure(indicator.code, indicator.kind, indicator.name, indicator.unit, row["total"], row["count"])
