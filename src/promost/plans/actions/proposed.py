"""What is proposed: whether it may be asked, and the rows in which it is kept. For actions, in their transaction."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from promost.plans import amending
from promost.plans.amending import Proposed
from promost.plans.comparing import check_change
from promost.plans.models import Amendment, AmendmentChange, AmendmentState, Edition, Plan, PlanState
from promost.plans.queries.amendments import flat_values
from promost.plans.queries.flat import flat_rows

REASON = "reason"
"""The code of the error that says that the reason is missing."""

Flats = dict[int, dict[str, str]]
"""{key: a measure, or the values of a target, as a person compares it}."""


def check_plan(plan: Plan) -> None:
    """Hold the plan. Raises ValidationError unless it is in force and no amendment of it is open."""
    Plan.objects.select_for_update().get(pk=plan.pk)
    state = Plan.objects.values_list("state", flat=True).get(pk=plan.pk)
    if state != PlanState.IN_FORCE:
        raise ValidationError(_("The plan is not in force: a draft is changed by hand, a closed plan no more."))
    if Amendment.objects.filter(plan=plan, state=AmendmentState.OPEN).exists():
        raise ValidationError(_("Another amendment of this plan waits for agreement; it is settled first."))


def check_changes(base: Edition, reason: str, proposed: Sequence[Proposed]) -> None:
    """Raise ValidationError without a reason (its code is REASON) or changes, and for a change that is none."""
    if not reason.strip():
        raise ValidationError(_("Give the reason: it stands beside the change in every report."), code=REASON)
    if not proposed:
        raise ValidationError(_("Nothing is changed yet."))
    for each in proposed:
        check_change(base, each)


def changes_of(amendment: Amendment, proposed: Sequence[Proposed]) -> list[AmendmentChange]:
    """Return the rows of the changes, unsaved, each with what stands now."""
    rows, values = flat_rows(amendment.base), flat_values(amendment.base)
    return [
        AmendmentChange(
            amendment=amendment,
            measure=each.measure,
            target=each.target,
            kind=each.kind,
            given=amending.to_json(each),
            before=_before(each, rows, values),
        )
        for each in proposed
    ]


def _before(proposed: Proposed, rows: Flats, values: Flats) -> dict[str, str]:
    if proposed.target is not None:
        return values.get(proposed.target.pk, {})
    return rows.get(proposed.measure.pk, {}) if proposed.measure else {}
