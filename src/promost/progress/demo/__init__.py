"""The room's part of the demonstration: an invented story of what happened in both programmes, up to its frozen day.

The officers of both sides do what they would do: each deed by its room's own action, at its own moment, so that pages
as of a past day show what was known then. Everything is invented; the papers say so too.
"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from promost.accounts.actors import Actor
from promost.kit import clock
from promost.ledger.models import Entry
from promost.plans.actions import measures, promises
from promost.plans.models import Party
from promost.progress.demo import agreed, cast, events, levels, playing, talking
from promost.progress.demo.events import Added, Chapter
from promost.progress.demo.stage import Stage
from promost.progress.models import Note

CHAPTERS = ("magadan_opening", "magadan_spring", "magadan_summer", "magadan_autumn", "smolensk")
HOME = {"77-49/2025": "RU-MAG", "15-С": "RU-SMO"}
"""The agreement's number → the region whose enterprises its plan lists."""
CONFIRMED = "77-49/2025"
"""The agreement whose plan has every indicator confirmed."""
OFFICERS = {"77-49/2025": "gromov", "15-С": "savin"}
"""Who keeps the plan of an agreement."""


def load() -> None:
    """Play the story. A second call changes nothing."""
    chapters = events.chapters(CHAPTERS)
    given = [cast.Enterprise.model_validate(each) for each in events.read("enterprises")["enterprise"]]
    known = cast.enterprises(given, events.read("small"))
    people = cast.officers(events.read("people"))
    used = _used()
    told = {each.agreement: each for each in agreed.programmes()}
    stages = {number: Stage.of(number, people, known, used) for number in HOME}
    with playing.without_refreshing():
        for number, stage in stages.items():
            _participants(stage, [each for each in given if each.region == HOME[number]], people[OFFICERS[number]])
            _confirm(stage, people[OFFICERS[number]])
            agreed.approve(stage, told[number])
        for _name, chapter in chapters:
            _measures(stages[chapter.agreement], told[chapter.agreement], chapter)
        levels.observe_all(given, known, people, stages)
        playing.play_all(stages, events.in_order(chapters))
        for number, stage in stages.items():
            agreed.close_terms(stage, told[number])
            agreed.answer(stage, told[number])
            agreed.sign(stage, told[number])
            talking.talk(stage)
    playing.refresh(stages)


def _used() -> frozenset[UUID]:
    """The tokens of what was entered in an earlier loading."""
    return frozenset(Entry.objects.values_list("uuid", flat=True)) | frozenset(
        Note.objects.values_list("uuid", flat=True)
    )


def _participants(stage: Stage, given: list[cast.Enterprise], officer: Actor) -> None:
    with clock.stopped(stage.plan.created_at):
        for each in given:
            promises.add_participant(officer, stage.plan, stage.enterprises[each.key], each.since)


def _confirm(stage: Stage, officer: Actor) -> None:
    """Confirm what the targets count; of the second plan only the targets of the whole plan, so that both are seen."""
    proposed = stage.plan.targets.filter(indicator__isnull=False, indicator_confirmed=False)
    if stage.plan.agreement.number != CONFIRMED:
        proposed = proposed.filter(measure=None)
    with clock.stopped(stage.plan.created_at):
        promises.confirm_indicators(officer, stage.plan, dict(proposed.values_list("uuid", "version")))


def _measures(stage: Stage, told: agreed.Programme, chapter: Chapter) -> None:
    """Add the chapter's measures by amendments, those that are not there yet."""
    for added in chapter.measure:
        if not stage.has_measure(added.number):
            agreed.amend(stage, told, added.by, added.at, _given(stage, added), added.reason)


def _given(stage: Stage, added: Added) -> measures.Given:
    parties: Mapping[str, Party] = {party.side: party for party in stage.plan.agreement.parties.all()}
    owners = [
        measures.GivenOwner(parties[each.side], cast.organisation(each.organisation), each.person)
        for each in added.owners
    ]
    return measures.Given(
        number=added.number,
        title=added.title,
        direction=added.direction,
        deadline_kind="none",
        deadline_text=added.deadline_text,
        result=added.result,
        completion_document=added.completion_document,
        owners=owners,
    )
