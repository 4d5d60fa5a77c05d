"""Who owes: the owners of measures; of a plan's targets their owner, else the recipient's leading organisation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from promost.plans.models import Edition, Owner, PartyOrganisation, SideChoice, Target
from promost.registry.models.organisations import FEDERAL_ZONE


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation that owes, and the zone in which its days end."""

    key: int
    zone: str


@dataclass(frozen=True, slots=True)
class Owners:
    """Who owes what, of the measures and targets of some plans."""

    measures: Mapping[int, Sequence[Body]]
    targets: Mapping[int, Body]
    """Target's owner → the body."""
    plans: Mapping[int, Body]
    """Plan → who answers for targets without an owner."""

    def of_measure(self, measure: int) -> Sequence[Body]:
        """Return the owners of a measure."""
        return self.measures.get(measure, ())

    def of_target(self, plan: int, owner: int | None) -> Body | None:
        """Return who answers for a target; None where nobody does."""
        return self.targets.get(owner or 0) or self.plans.get(plan)


def owners_of(editions: Sequence[Edition]) -> Owners:
    """Return who owes what in editions (each with its plan), in three queries."""
    measures: dict[int, dict[int, Body]] = defaultdict(dict)
    rows = Owner.objects.filter(measure_edition__edition__in=editions).order_by("position")
    for measure, *body in rows.values_list("measure_edition__measure_id", *_body("organisation")):
        measures[measure].setdefault(body[0], _made(*body))
    plans = [edition.plan_id for edition in editions]
    owning = Target.objects.filter(plan__in=plans, measure=None, owner__isnull=False).order_by("pk")
    targets = {body[0]: _made(*body) for body in owning.values_list(*_body("owner"))}
    return Owners({key: tuple(found.values()) for key, found in measures.items()}, targets, _recipients(editions))


def _recipients(editions: Sequence[Edition]) -> dict[int, Body]:
    """The recipient's leading organisation of each plan."""
    agreements = [edition.plan.agreement_id for edition in editions]
    seats = PartyOrganisation.objects.filter(party__agreement__in=agreements, party__side=SideChoice.RECIPIENT)
    found: dict[int, Body] = {}
    for agreement, *body in seats.order_by("-is_lead", "pk").values_list("party__agreement_id", *_body("organisation")):
        found.setdefault(agreement, _made(*body))
    return {e.plan_id: found[e.plan.agreement_id] for e in editions if e.plan.agreement_id in found}


def _body(path: str) -> tuple[str, str, str]:
    return f"{path}_id", f"{path}__zone_name", f"{path}__region__zone"


def _made(key: int, own_zone: str, zone: str | None) -> Body:
    return Body(key, own_zone or zone or FEDERAL_ZONE)
