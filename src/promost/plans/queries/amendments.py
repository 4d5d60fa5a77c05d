"""Amendments of a plan, and who decides them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from django.db.models import Prefetch, QuerySet

from promost.kit import formats
from promost.plans.models import Amendment, Consent, Edition, MeasureEdition, Party, Plan, SideChoice, TargetValue
from promost.plans.queries.approvals import approvers
from promost.plans.queries.parties import load_parties


def deciders(edition: Edition) -> tuple[Party, ...]:
    """Return the parties that agree to a change of an edition: those that approved it would have to."""
    return approvers(edition)


def deciders_of(plan: Plan, amendments: Collection[Amendment]) -> Mapping[int, tuple[Party, ...]]:
    """Return {base edition's key: who agrees to a change of it} for amendments of a plan, in two queries."""
    parties = load_parties(plan.agreement)
    owners = MeasureEdition.objects.filter(edition__in={each.base_id for each in amendments}, owners__isnull=False)
    owning = set(owners.order_by().values_list("edition", "owners__party").distinct())
    return {
        base: tuple(each for each in parties if (base, each.pk) in owning or each.side == SideChoice.CURATOR)
        for base in {each.base_id for each in amendments}
    }


def amendments_of(plan: Plan) -> QuerySet[Amendment]:
    """Return a plan's amendments with their changes and answers, the newest first, in three queries."""
    consents = Consent.objects.select_related("party", "made_by", "made_for").order_by("pk")
    rows = Amendment.objects.filter(plan=plan).select_related(
        "plan", "base", "made", "party", "proposed_by", "proposed_for"
    )
    return rows.prefetch_related(Prefetch("consents", consents), "changes__measure", "changes__target")


def flat_values(edition: Edition) -> dict[int, dict[str, str]]:
    """Return {target's key: {ISO day: value as text}} of the targets of the whole plan in an edition."""
    return flat_values_of([edition])[edition.pk]


def flat_values_of(editions: Collection[Edition]) -> dict[int, dict[int, dict[str, str]]]:
    """Return {edition's key: the same} of editions, in one query for any number."""
    found: dict[int, dict[int, dict[str, str]]] = {edition.pk: defaultdict(dict) for edition in editions}
    rows = TargetValue.objects.filter(edition__in=editions, target__measure=None).order_by("target__position", "due_on")
    for edition, target, day, value in rows.values_list("edition_id", "target_id", "due_on", "value"):
        found[edition][target][day.isoformat()] = "—" if value is None else formats.number(value)
    return {edition: dict(values) for edition, values in found.items()}
