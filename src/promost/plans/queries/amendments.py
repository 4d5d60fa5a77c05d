"""Amendments of a plan, and who decides them."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import Prefetch, QuerySet

from promost.kit import formats
from promost.plans.models import Amendment, Consent, Edition, Party, Plan, TargetValue
from promost.plans.queries.approvals import approvers


def deciders(edition: Edition) -> tuple[Party, ...]:
    """Return the parties that agree to a change of an edition: those that approved it would have to."""
    return approvers(edition)


def amendments_of(plan: Plan) -> QuerySet[Amendment]:
    """Return a plan's amendments with their changes and answers, the newest first, in three queries."""
    consents = Consent.objects.select_related("party", "made_by", "made_for").order_by("pk")
    rows = Amendment.objects.filter(plan=plan).select_related("base", "made", "party", "proposed_by", "proposed_for")
    return rows.prefetch_related(Prefetch("consents", consents), "changes__measure", "changes__target")


def flat_values(edition: Edition) -> dict[int, dict[str, str]]:
    """Return {target's key: {ISO day: value as text}} of the targets of the whole plan in an edition."""
    found: dict[int, dict[str, str]] = defaultdict(dict)
    rows = TargetValue.objects.filter(edition=edition, target__measure=None).order_by("target__position", "due_on")
    for target, day, value in rows.values_list("target_id", "due_on", "value"):
        found[target][day.isoformat()] = "—" if value is None else formats.number(value)
    return dict(found)
