"""One request to the navigator: the visit, the enterprise, and how it stands with all schemes, each worked out once."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from promost.accounts.requests import ActingRequest
from promost.kit import clock
from promost.matching import Engine, Schema
from promost.support.models import Subscription
from promost.support.navigator.keeping import OWN, Kept, kept
from promost.support.navigator.saving import saved_keys
from promost.support.navigator.shown import Teller
from promost.support.navigator.standing import Standing, listed
from promost.support.navigator.subjects import Subject, own_of, subject_of
from promost.support.navigator.subscriptions import subscription_of
from promost.support.schemes import queries


class Look:
    """What a page needs to know; nothing is asked of the database before it is wanted, and nothing twice."""

    def __init__(self, request: ActingRequest, visit: Kept | None = None) -> None:
        """``visit``: as it is after a change that this request makes; else as the browser has it."""
        self.actor = request.actor
        self.visit = kept(request) if visit is None else visit

    @cached_property
    def today(self) -> date:
        """The day where the reader works, on which conditions are judged."""
        return clock.today(self.actor.zone)

    @cached_property
    def engine(self) -> Engine:
        """The engine over published schemes."""
        return queries.engine(self.today)

    @property
    def schema(self) -> Schema:
        """The fields of an enterprise."""
        return self.engine.schema

    @cached_property
    def subject(self) -> Subject | None:
        """The enterprise looked at, None while there is none."""
        return subject_of(self.visit, self.actor, self.schema)

    @cached_property
    def standing(self) -> Standing:
        """How it stands; of nobody all is unknown."""
        return Standing(self.engine, listed(), self.subject or Subject(""), clock.now())

    @cached_property
    def saved(self) -> list[str]:
        """The lasting ids of the schemes kept at hand."""
        return saved_keys(self.actor, self.visit)

    @cached_property
    def teller(self) -> Teller:
        """Tells of it in the reader's language."""
        return Teller(self.schema, self.subject or Subject(""), self.today)

    @cached_property
    def subscription(self) -> Subscription | None:
        """The subscription of the enterprise acted for, looked at as itself."""
        own = own_of(self.actor)
        is_own = self.subject is not None and self.subject.how == OWN
        return subscription_of(own) if own is not None and is_own else None
