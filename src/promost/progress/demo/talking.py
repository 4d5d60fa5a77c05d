"""What the officers of the story write to each other: comments, each by the action that the page would call."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal
from uuid import uuid5

from pydantic import AwareDatetime

from promost.comments import actions, subjects
from promost.comments.models import Comment
from promost.kit import clock, refs
from promost.ledger.models import Fact
from promost.progress.demo import events
from promost.progress.demo.stage import Stage
from promost.progress.models import Statement


class Said(events.Strict):
    """A comment: who wrote it when, about what, and when it was withdrawn, if it was."""

    at: AwareDatetime
    by: str
    about: Literal["plan", "measure", "fact", "statement"]
    measure: str = ""
    quarter: date = date.min
    text: str
    withdrawn_at: AwareDatetime | None = None


def talk(stage: Stage) -> None:
    """Write what is told of the stage's agreement; what was written in an earlier loading stays as it is."""
    told = events.read("comments")
    if told["agreement"] != stage.plan.agreement.number:
        return
    for number, each in enumerate(told["comment"]):
        _say(stage, number, Said.model_validate(each))


def _say(stage: Stage, number: int, said: Said) -> None:
    token, actor = uuid5(events.TOKENS, f"comment {number}"), stage.cast[said.by]
    if Comment.objects.filter(uuid=token).exists():
        return
    about = refs.of(_about(stage, said))
    subject = subjects.find(actor.person, about.kind, about.id)
    with clock.stopped(said.at):
        written = actions.write(actor, subject, said.text, (), token)
    if said.withdrawn_at:
        with clock.stopped(said.withdrawn_at):
            actions.withdraw(actor, written)


def _about(stage: Stage, said: Said) -> Any:
    if said.about == "plan":
        return stage.plan
    if said.about == "statement":
        return Statement.objects.get(plan=stage.plan, ends_on=said.quarter)
    measure = stage.measure(said.measure)
    facts = Fact.objects.filter(measure=measure, recorded_at__lte=said.at)
    return measure if said.about == "measure" else facts.latest("recorded_at", "pk")
