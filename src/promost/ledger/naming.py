"""An organisation as it is typed: its INN, or a name by which it is known."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from promost.ledger.problems import Bad
from promost.plans.models import Plan
from promost.registry.models import Organisation
from promost.registry.queries import find_organisations

SHOWN = 5
OFFERED = 200
"""Organisations that a form offers while typing."""


def organisation_of(text: str, plan: Plan) -> Organisation | None:
    """Return the organisation meant, None for an empty text.

    Raises Bad: UNKNOWN_ORGANISATION with what may have been meant, or SEVERAL_ORGANISATIONS.
    """
    said = text.strip().removesuffix("»").rstrip() if text.strip().startswith("«") else text.strip()
    inn = said.rpartition(" ")[2].strip("()") if said else ""
    if not said:
        return None
    if inn.isdigit() and len(inn) in {10, 12}:
        return _one(Organisation.objects.filter(inn=inn, merged_into=None), text)
    named = Q(name=said) | Q(short_name=said) | Q(name_en=said)
    exact = list(Organisation.objects.filter(named, merged_into=None).select_related("region")[: SHOWN + 1])
    if exact:
        return _one(exact, text)
    found = find_organisations(said, str(plan.agreement.uuid))
    if found and found[0].is_sure:
        return found[0].organisation
    near = ", ".join(_called(each.organisation) for each in found[:SHOWN])
    raise Bad("NEAR_ORGANISATION" if near else "UNKNOWN_ORGANISATION", name=text.strip(), near=near)


def offered(plan: Plan) -> list[str]:
    """Return what a form offers while typing: participants of the plan, owners, organisations of its regions."""
    regions = [party.region_id for party in plan.agreement.parties.all() if party.region_id]
    mine = Q(pk__in=plan.participants.values("organisation"))
    rows = Organisation.objects.filter(mine | Q(region__in=regions), merged_into=None).select_related("region")
    return [_called(each) for each in rows.order_by("name", "pk")[:OFFERED]]


def _one(rows: Iterable[Organisation], text: str) -> Organisation:
    found = list(rows)
    if len(found) == 1:
        return found[0]
    if not found:
        raise Bad("UNKNOWN_ORGANISATION", name=text.strip(), near="")
    raise Bad("SEVERAL_ORGANISATIONS", name=text.strip(), near=", ".join(_called(each) for each in found[:SHOWN]))


def _called(organisation: Organisation) -> str:
    """Its name, with the INN where there is one, so that two of one name are told apart."""
    return f"{organisation.called} ({organisation.inn})" if organisation.inn else organisation.called
