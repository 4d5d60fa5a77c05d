"""The edition that an amendment becomes when everybody has agreed: the one before it, with the changes."""

from __future__ import annotations

from collections.abc import Sequence

from promost.accounts.actors import Actor
from promost.kit import clock, history, refs, transitions
from promost.plans import after, amending
from promost.plans.actions.copying import copy
from promost.plans.actions.measures import append, put
from promost.plans.models import Amendment, AmendmentChange, ChangeKind, Edition, Plan, TargetValue
from promost.plans.queries.amendments import flat_values
from promost.plans.queries.flat import flat_rows
from promost.plans.queries.in_force import edition_in_force


def make(actor: Actor, amendment: Amendment) -> Edition:
    """Make the new edition: a copy of the base with the changes; for actions, in their transaction.

    Raises Overtaken if another edition is in force by now.
    """
    plan = Plan.objects.select_for_update().get(pk=amendment.plan_id)
    if edition_in_force(plan).pk != amendment.base_id:
        raise transitions.Overtaken(amendment)
    changes = list(amendment.changes.select_related("measure", "target"))
    struck = {each.measure_id for each in changes if each.kind == ChangeKind.STRUCK and each.measure_id}
    edition = copy(actor, amendment.base, amendment.reason, struck)
    named = amending.named_in([each.given for each in changes], plan.agreement, [edition])
    for change in changes:
        _apply(edition, change, named)
    edition.measures.update(version=0)  # as the edition was made: what was agreed is no change by hand
    Edition.objects.filter(pk=edition.pk).update(approved_at=clock.now())
    _after(edition, changes)
    _remember(actor, edition, changes)
    after.tell(plan)
    return edition


def _apply(edition: Edition, change: AmendmentChange, named: amending.Named) -> None:
    if change.kind == ChangeKind.ADDED:
        change.measure = append(edition, amending.given_from(change.given, edition, named)).measure
    elif change.kind == ChangeKind.CHANGED:
        row = edition.measures.select_related("edition__plan", "measure").get(measure=change.measure_id)
        put(row, row.version, amending.given_from(change.given, edition, named))
    elif change.kind == ChangeKind.TARGET and change.target is not None:
        TargetValue.objects.filter(edition=edition, target=change.target).delete()
        TargetValue.objects.bulk_create(
            TargetValue(target=change.target, edition=edition, due_on=day, value=value)
            for day, value in amending.values_from(change.given)
        )


def _after(edition: Edition, changes: Sequence[AmendmentChange]) -> None:
    """Keep beside each change what it became, as a person compares it."""
    rows, values = flat_rows(edition), flat_values(edition)
    for change in changes:
        key, found = (change.target_id, values) if change.target_id else (change.measure_id, rows)
        change.after = found.get(key or 0, {})
    AmendmentChange.objects.bulk_update(changes, ["after", "measure"])


def _remember(actor: Actor, edition: Edition, changes: Sequence[AmendmentChange]) -> None:
    text = {"edition": [edition.number - 1, edition.number]}
    history.write(actor, "plans.amend", refs.of(edition.plan), text, edition.reason)
    entries = [(refs.of(each.measure), history.difference(each.before, each.after)) for each in changes if each.measure]
    history.write_many(actor, "plans.amend", entries, edition.reason)
