"""An enterprise of the register taken up among the organisations, so that the programme's rooms can point to it."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from promost.accounts.actors import Actor
from promost.accounts.rules import require
from promost.kit import clock, history, refs
from promost.profiles.models import Enterprise
from promost.registry import keys
from promost.registry.models import Organisation, OrganisationKind


def take_up(actor: Actor, inn: str) -> Organisation:
    """Return the organisation of an enterprise of the register, made if there is none; who is second gets the first's.

    Raises Refused, and Enterprise.DoesNotExist for an INN that the register does not have.
    """
    require(actor, "profiles.take_up")
    try:
        return _taken_up(actor, inn)
    except IntegrityError:
        return _taken_up(actor, inn)  # somebody entered the organisation by hand at the same moment: take theirs


def _taken_up(actor: Actor, inn: str) -> Organisation:
    with transaction.atomic():
        rows = Enterprise.objects.select_for_update(of=("self",)).select_related("organisation__merged_into")
        row = rows.get(inn=inn)
        if row.organisation:
            return row.organisation.merged_into or row.organisation
        found = _of_inn(inn) or _made(actor, row)
        Enterprise.objects.filter(pk=row.pk).update(organisation=found)
    return found


def _of_inn(inn: str) -> Organisation | None:
    """The entry that has the INN; of several branches the one without a KPP, else the oldest."""
    return Organisation.objects.filter(inn=inn, merged_into=None).order_by("kpp", "pk").first()


def _made(actor: Actor, row: Enterprise) -> Organisation:
    given = {
        "name": (row.name or row.short_name or row.inn)[:400],
        "short_name": row.short_name[:160],
        "kind": OrganisationKind.ENTERPRISE,
        "region_id": row.region_id,
        "inn": row.inn,
        "ogrn": row.ogrn,
        "okved": row.okved,
    }
    made = Organisation.objects.create(**given, created_at=clock.now())
    keys.renew(made)
    history.write(
        actor, "profiles.take_up", refs.of(made), history.difference({}, {**given, "kind": str(given["kind"])})
    )
    return made
