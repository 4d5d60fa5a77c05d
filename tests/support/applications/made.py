"""Support in the test's database: a provider with its office, an enterprise, a scheme with money, an application."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

from promost.accounts.actors import Actor
from promost.accounts.models import Role
from promost.kit import clock
from promost.ledger.models import Fact
from promost.registry.models import Organisation
from promost.support.applications import actions, budget
from promost.support.models import Application, Assessor, Scheme
from tests.accounts.people import member, region

NOON = datetime.fromisoformat("2025-05-14T12:00:00+03:00")


@dataclass
class Office:
    """A provider with an editor and a signatory, an enterprise with an editor, a published scheme."""

    provider: Organisation
    enterprise: Organisation
    scheme: Scheme
    applicant: Actor
    officer: Actor
    signatory: Actor

    @classmethod
    def build(cls, money: Decimal | None = Decimal(1_000_000), **fields: Any) -> Office:
        """Make it. ``money``: the year's limit in roubles, None for no limit set."""
        place = region()
        bodies = [
            Organisation.objects.create(name=name, kind=kind, region=place, created_at=clock.now())
            for name, kind in (("Industrial Development Fund", "institution"), ("Machine Plant", "enterprise"))
        ]
        provider, enterprise = bodies
        values = {
            "kind": "subsidy", "level": "regional", "region": place, "name": "Subsidy for equipment",
            "provider": provider, "taken": "here", "amount_max": Decimal(900_000), "state": "published", **fields,
        }  # fmt: skip
        scheme = Scheme.objects.create(created_at=clock.now(), **values)
        made = cls(
            provider, enterprise, scheme, member("director", enterprise, Role.EDITOR),
            member("officer", provider, Role.EDITOR), member("head", provider, Role.SIGNATORY),
        )  # fmt: skip
        if money is not None:
            budget.set_budget(made.signatory, scheme, 2025, money)
        return made

    def draft(self, asked: int | None = 600_000) -> Application:
        """Return a draft with what a submission needs."""
        made = actions.draft(self.applicant, self.scheme, uuid4())
        fields = {"purpose": "A lathe", "asked": None if asked is None else Decimal(asked)}
        return actions.change(self.applicant, made, made.version, fields)

    def submitted(self, asked: int | None = 600_000) -> Application:
        """Return an application that was submitted."""
        made = self.draft(asked)
        return actions.submit(self.applicant, made, made.version)

    def assessed(self, asked: int | None = 600_000) -> Application:
        """Return an application whose assessors, officer and signatory, are both for approval."""
        made = self.submitted(asked)
        people = [self.officer.person, self.signatory.person]
        actions.name_assessors(self.officer, made, made.version, people)
        for actor in (self.officer, self.signatory):
            actions.declare(actor, Assessor.objects.get(application=made, user=actor.user_id), interested=False)
            actions.give_opinion(actor, made, "for", "The plant needs it")
        return made

    def assessed_with(self, office: Office) -> Application:
        """Return an application of this enterprise, assessed by another office's people."""
        made = self.submitted()
        actions.name_assessors(office.officer, made, made.version, [office.officer.person])
        actions.declare(office.officer, Assessor.objects.get(application=made), interested=False)
        actions.give_opinion(office.officer, made, "for", "The yard needs it")
        return made

    def approved(self, asked: int | None = 600_000) -> Application:
        """Return an application that was granted what it asked for."""
        made = self.assessed(asked)
        return actions.approve(self.signatory, made, made.version, made.asked)


def total(code: str) -> Decimal:
    """Return the sum of an indicator's facts, reversals with them."""
    return sum((each.value for each in Fact.objects.filter(indicator__code=code)), Decimal(0))
