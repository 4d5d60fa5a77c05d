"""Where something happened when nobody says so, and what an edition in force has of a measure."""

from __future__ import annotations

from promost.ledger.problems import Bad
from promost.plans.models import Measure, MeasureEdition, Plan, SideChoice
from promost.plans.queries.in_force import keys_in_force
from promost.registry.models import Organisation, Region


def row_in_force(measure: Measure) -> MeasureEdition:
    """Return the measure as the plan's edition in force has it. Raises Bad STRUCK_OUT where it does not."""
    rows = MeasureEdition.objects.filter(measure=measure).select_related("lead__region", "edition")
    row = rows.filter(edition=keys_in_force(plan="measure__plan")).first()
    if row is None:
        raise Bad("STRUCK_OUT")
    return row


def region_of(plan: Plan, region: Region | None, organisation: Organisation | None) -> Region:
    """Return the region said, else that of the organisation, else the recipient's, else another party's.

    Raises Bad NO_REGION where the agreement names none.
    """
    if region is not None:
        return region
    if organisation is not None and organisation.region is not None:
        return organisation.region
    parties = [party for party in plan.agreement.parties.select_related("region").order_by("order") if party.region]
    for side in (SideChoice.RECIPIENT, SideChoice.OTHER, SideChoice.BUYER, SideChoice.DONOR):
        for party in parties:
            if party.side == side and party.region:
                return party.region
    raise Bad("NO_REGION")
