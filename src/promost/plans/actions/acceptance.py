"""Accepting a preview: all or nothing, a first edition of a new plan or the next one of a plan that exists."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from promost.accounts.actors import Actor
from promost.accounts.rules import require
from promost.kit import clock, history, refs, transitions
from promost.plans import after, drafts
from promost.plans.actions import editions, organisations
from promost.plans.models import Edition, Import, ImportRow, ImportState, Measure, Plan, PlanKind, RowState, SideChoice
from promost.plans.queries.imports import open_errors
from promost.plans.reading.draft import PlanDraft


def accept(actor: Actor, source: Import, version: int, *, reason: str = "", invented: bool = False) -> Edition:
    """Turn a preview into an edition and return it. Everything is saved, or nothing.

    Raises Refused; Overtaken when somebody was first (``current.edition`` tells to what it became); ValidationError
    with every reason why it cannot be accepted: open errors, sides the agreement does not have, no rows, no period.
    """
    require(actor, "plans.edit_import", source)
    with transaction.atomic():
        transitions.change(source, version=version, expected={"state": ImportState.PREVIEW}, state=ImportState.ACCEPTED)
        rows = list(source.rows.filter(state=RowState.OPEN).order_by("position"))
        head = drafts.head_from(source.head)
        _check(source, head, rows)
        edition = _edition(actor, source, head, reason, invented=invented)
        bodies = organisations.settle(actor, source, rows)
        editions.write(edition, source.agreement, head, [_paired(edition.plan, row) for row in rows], bodies)
        Import.objects.filter(pk=source.pk).update(edition=edition, plan=edition.plan)
        source.edition, source.plan = edition, edition.plan
        _remember(actor, source, edition)
        after.tell(edition.plan)
    return edition


def _check(source: Import, head: PlanDraft, rows: Sequence[ImportRow]) -> None:
    reasons = []
    if not rows:
        reasons.append(_("No row is left to take: the plan would have no measures."))
    if drafts.period_of(head) is None:
        reasons.append(_("The document names no period; give the plan's first and last day."))
    open_rows = [row for row in rows if open_errors(row)]
    if open_rows:
        numbers = ", ".join(row.mended["number"] or f"№ {row.position}" for row in open_rows)
        reasons.append(_("Mend or accept with a note the errors of these rows: %(rows)s.") % {"rows": numbers})
    reasons.extend(_strangers(source, rows))
    if reasons:
        raise ValidationError(reasons)


def _strangers(source: Import, rows: Sequence[ImportRow]) -> list[str]:
    """Name the sides that have owners in the document and no party in the agreement, and the rows."""
    known = set(source.agreement.parties.values_list("side", flat=True))
    found: dict[str, list[str]] = {}
    for row in rows:
        for side, owners in row.mended["owners"].items():
            if owners and side not in known:
                found.setdefault(side, []).append(row.mended["number"] or f"№ {row.position}")
    words = dict(SideChoice.choices)
    text = _(
        "The agreement has no such party: %(side)s. Move its owners to a party in these rows, or let the "
        "administrator add the party: %(rows)s."
    )
    return [text % {"side": words.get(side, side), "rows": ", ".join(found[side])} for side in sorted(found)]


def _edition(actor: Actor, source: Import, head: PlanDraft, reason: str, *, invented: bool) -> Edition:
    plan = source.plan or _plan(source, head, invented=invented)
    last = plan.editions.order_by("-number").first()
    return Edition.objects.create(
        plan=plan,
        number=last.number + 1 if last else 1,
        document=source.document,
        reason=reason,
        reporting=source.head.get("reporting") or {},
        made_by_id=actor.user_id,
        made_at=clock.now(),
    )


def _plan(source: Import, head: PlanDraft, *, invented: bool) -> Plan:
    period = drafts.period_of(head)
    assert period is not None  # noqa: S101 - checked above; tells the type checker
    return Plan.objects.create(
        agreement=source.agreement,
        kind=source.head.get("kind") or PlanKind.PLAN,
        title=head.title or source.document.name,
        starts_on=period[0],
        ends_on=period[1],
        invented=invented,
        created_at=clock.now(),
    )


def _paired(plan: Plan, row: ImportRow) -> editions.NewRow:
    return editions.NewRow(
        row=drafts.row_from(row.mended),
        measure=row.measure or Measure(plan=plan, created_at=clock.now()),
        source_cells=row.source_cells,
        accepted_with=row.accepted_with,
    )


def _remember(actor: Actor, source: Import, edition: Edition) -> None:
    history.write(actor, "plans.accept", refs.of(source), {"edition": [None, edition.number]})
    verb = "plans.create_plan" if edition.number == 1 else "plans.new_edition"
    changes = {"edition": [edition.number - 1 or None, edition.number], "document": [None, source.document.name]}
    history.write(actor, verb, refs.of(edition.plan), changes, edition.reason)
    measures = edition.measures.values_list("measure__uuid", "number")
    history.write_many(
        actor,
        verb,
        (
            (refs.Ref("plans.measure", str(uuid)), {"number": [None, number], "edition": [None, edition.number]})
            for uuid, number in measures
        ),
    )
