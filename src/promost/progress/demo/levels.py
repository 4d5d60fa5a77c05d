"""What is observed rather than counted: headcounts of enterprises, and what statistics published."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

from pydantic import AwareDatetime

from promost.accounts.actors import Actor
from promost.kit import clock
from promost.profiles import actions as profiles
from promost.profiles.models import Indicator, Observation
from promost.progress.demo import events
from promost.progress.demo.cast import Enterprise, organisation
from promost.progress.demo.events import Strict, token
from promost.progress.demo.stage import Stage
from promost.registry.models import Organisation, Region

JOBS = "созданных рабочих мест"
"""Words of the target whose indicator tells what is asked of the enterprises."""
OFFICERS = {"RU-MAG": "gromov", "RU-SMO": "savin"}
DIRECTORS = {"nagaevsky": "nosov", "dnepr": "ermakov"}
"""Enterprises that report themselves; of the others an officer of the region enters the form."""
REPORTED_AFTER = timedelta(days=20)
FORM = "справка предприятия, форма № П-4"


class Published(Strict):
    """A value that was published: about the recipient's region, or by an organisation about the participants."""

    at: AwareDatetime
    by: str
    agreement: str
    organisation: str = ""
    plan_target: str
    breakdown: str
    starts_on: date
    ends_on: date
    value: Decimal
    source: str
    release: str
    released_on: date


@dataclass(frozen=True, slots=True)
class Told:
    """A level to be observed: by whom, when, and what it is a level of."""

    at: datetime
    actor: Actor
    indicator: Indicator
    subject: Organisation | Region
    starts_on: date
    ends_on: date
    value: Decimal
    source: str
    release: str
    released_on: date
    token: UUID
    breakdown: str = ""


def observe_all(
    given: Iterable[Enterprise],
    known: Mapping[str, Organisation],
    people: Mapping[str, Actor],
    stages: Mapping[str, Stage],
) -> None:
    """Enter every level that is not there yet, in the order of time."""
    used = frozenset(Observation.objects.values_list("token", flat=True))
    by_region = {stage.region.pk: stage for stage in stages.values()}
    told = [*_published(stages), *(each for one in given for each in _of(one, known[one.key], people, by_region))]
    for each in sorted(told, key=lambda each: each.at):
        if each.token not in used:
            _observe(each)


def _observe(told: Told) -> None:
    subject = {"region": told.subject} if isinstance(told.subject, Region) else {"organisation": told.subject}
    with clock.stopped(told.at):
        profiles.observe(
            told.actor,
            indicator=told.indicator,
            starts_on=told.starts_on,
            ends_on=told.ends_on,
            value=told.value,
            source=told.source,
            release=told.release,
            released_on=told.released_on,
            token=told.token,
            breakdown=told.breakdown,
            **subject,
        )


def _published(stages: Mapping[str, Stage]) -> Iterable[Told]:
    for number, each in enumerate(map(Published.model_validate, events.read("observed")["observation"])):
        stage = stages[each.agreement]
        indicator = stage.level_of(each.plan_target)
        subject = organisation(each.organisation) if each.organisation else stage.region
        yield Told(
            each.at, stage.cast[each.by], indicator, subject, each.starts_on, each.ends_on, each.value,
            each.source, each.release, each.released_on, token("observed", number), each.breakdown,
        )  # fmt: skip


def _of(
    given: Enterprise, subject: Organisation, people: Mapping[str, Actor], stages: Mapping[str, Stage]
) -> Iterable[Told]:
    """Headcounts and investment of an enterprise, known twenty days after its period, or with the plan."""
    actor = people[DIRECTORS.get(given.key, OFFICERS[given.region])]
    stage = stages[given.region]
    indicator = stage.level_of(JOBS)
    for day, value in given.jobs.items():
        after = datetime.combine(day + REPORTED_AFTER, time(6), UTC)
        yield Told(
            max(after, stage.plan.created_at + timedelta(hours=1)), actor, indicator, subject,
            _quarter(day), day, value, FORM, "", after.date(), token("levels", given.key, day),
        )  # fmt: skip


def _quarter(day: date) -> date:
    """The first day of the quarter that ends on a day."""
    return date(day.year, day.month - 2, 1)
