"""What a program proposes: changes of measures and targets. What is left out stays as the edition in force has it."""

from __future__ import annotations

from datetime import date
from typing import Literal
from uuid import UUID

from ninja import Field

from promost.kit.rest import ExactGiven, Given, Words
from promost.plans.api.shapes import Comparator
from promost.plans.models.editions import DeadlineChoice

SOME = 100
"""Owners, targets, days at most."""


class TermGiven(Given):
    """A term as a whole. ``text`` is its wording; without it the days stand for it."""

    kind: DeadlineChoice
    starts_on: date | None = None
    ends_on: date | None = None
    due_dates: list[date] = Field([], max_length=SOME, description="Of a recurring term, or of one with several days")
    text: Words = Field("", max_length=600)


class OwnerGiven(Given):
    """Who answers for the measure, for which party (by its turn in the agreement)."""

    turn: int = Field(ge=1, le=1000)
    organisation: UUID
    person: Words = Field("", max_length=200)
    by_agreement: bool = False


class PromiseGiven(Given):
    """A target of the measure, with the value by its last day."""

    label: Words = Field(min_length=1, max_length=600)
    value: ExactGiven
    unit: Words = Field(min_length=1, max_length=60)
    okei: Words = Field("", max_length=4)
    comparator: Comparator = Comparator.AT_LEAST


class MeasureGiven(Given):
    """A measure as it will be. Owners and targets are given whole or not at all."""

    number: Words | None = Field(None, max_length=40)
    title: Words | None = Field(None, max_length=4000)
    direction: Words | None = Field(None, max_length=40)
    section: Words | None = Field(None, max_length=1000, description="Title of a section of the edition in force")
    term: TermGiven | None = None
    result: Words | None = Field(None, max_length=4000)
    completion_document: Words | None = Field(None, max_length=4000)
    note: Words | None = Field(None, max_length=4000)
    lead: UUID | None = Field(None, description="The organisation by whose zone the term ends")
    owners: list[OwnerGiven] | None = Field(None, max_length=SOME)
    targets: list[PromiseGiven] | None = Field(None, max_length=SOME)


class ValueGiven(Given):
    """What is promised by a reporting day; null for a dash."""

    due_on: date
    value: ExactGiven | None


class ChangeGiven(Given):
    """One change.

    ``changed``: a measure, with what will be otherwise. ``added``: a measure, whole. ``struck``: a measure that goes.
    ``target``: new values of a target of the whole plan, all of them.
    """

    kind: Literal["changed", "added", "struck", "target"]
    measure: UUID | None = None
    target: UUID | None = None
    becomes: MeasureGiven | None = None
    values: list[ValueGiven] = Field([], max_length=SOME)


class AmendmentGiven(Given):
    """A proposal: the reason, which stands beside the change in every report, and the changes."""

    reason: Words = Field(min_length=1, max_length=4000)
    changes: list[ChangeGiven] = Field(min_length=1, max_length=200)


class MoreGiven(Given):
    """Further changes of an amendment that nobody has answered; ``version`` is the one that was read."""

    version: int = Field(ge=0, le=1_000_000)
    changes: list[ChangeGiven] = Field(min_length=1, max_length=200)


class VersionGiven(Given):
    """The version that was read."""

    version: int = Field(ge=0, le=1_000_000)
