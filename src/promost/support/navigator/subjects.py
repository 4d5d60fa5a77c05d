"""Who is looked at, and what is known of it: from open registers, from its own data for its members, from answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from promost.accounts.actors import Actor
from promost.accounts.models import Role
from promost.matching import RecordError, Schema
from promost.profiles.models import Enterprise
from promost.profiles.queries import enterprises
from promost.registry.models import Organisation, OrganisationKind
from promost.support.navigator.keeping import BY_INN, OWN, Kept

ENTERPRISES = (OrganisationKind.ENTERPRISE, OrganisationKind.BUYER)


@dataclass(frozen=True, slots=True)
class Subject:
    """An enterprise as it is matched. ``given``: what the register or its own data say; ``answers``: of this visit.

    ``name`` is "" for one that is known by answers alone. An answer goes before what is given: it is the newer one.
    """

    how: str
    name: str = ""
    inn: str = ""
    given: Mapping[str, Any] = field(default_factory=dict)
    answers: Mapping[str, Any] = field(default_factory=dict)

    @property
    def record(self) -> dict[str, Any]:
        """What is known, as the engine takes it; "I don't know" leaves what is given."""
        return {**self.given, **{code: value for code, value in self.answers.items() if value is not None}}

    @property
    def region(self) -> str | None:
        """The code of its region, None while it is not known."""
        found: str | None = self.record.get("region")
        return found


def own_of(actor: Actor) -> Organisation | None:
    """Return the enterprise acted for, None for whoever acts for none."""
    own = actor.organisation
    return own if own is not None and own.kind in ENTERPRISES and actor.can(Role.VIEWER) else None


def subject_of(visit: Kept, actor: Actor, schema: Schema) -> Subject | None:
    """Return who is looked at; None when nobody is yet, or the enterprise is no longer in the register or acted for.

    By an INN only what open registers say is read. Answers that no longer fit the fields are left out.
    """
    answers = readable(schema, visit.answers)
    if visit.how == OWN:
        own = own_of(actor)
        return None if own is None else Subject(OWN, own.called, own.inn, enterprises.record_of(own, actor), answers)
    if visit.how == BY_INN:
        row = Enterprise.objects.filter(inn=visit.inn).select_related("region").first()
        if row is None:
            return None
        return Subject(BY_INN, row.called, row.inn, enterprises.register_record(row), answers)
    return Subject(visit.how, answers=answers) if visit.how else None


def readable(schema: Schema, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers that the fields of today can take."""
    return {code: value for code, value in answers.items() if code in schema and _fits(schema, code, value)}


def _fits(schema: Schema, code: str, value: Any) -> bool:
    try:
        schema.read({code: value})
    except RecordError:
        return False
    return True
