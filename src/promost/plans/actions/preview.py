"""Working on a preview: mending rows, accepting errors as signed, matching bodies, pairing rows to measures.

Every change names the version it started from: of two officers at one row the second is told, not overwritten
(transitions.Overtaken). What is saved here waits until the import is accepted or put aside.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from promost.accounts.actors import Actor
from promost.accounts.rules import require
from promost.kit import history, refs, transitions
from promost.plans import bodies, drafts
from promost.plans.actions.reading import propose_pairs
from promost.plans.mending import Mend, contradiction, mend
from promost.plans.models import Body, Import, ImportRow, ImportState, Measure, Plan, PlanKind, RowState
from promost.plans.queries.imports import open_errors
from promost.plans.reading.draft import DeadlineKind, Side
from promost.registry.models import Organisation
from promost.registry.rooms import direction_codes


def mend_row(actor: Actor, row: ImportRow, version: int, given: Mend) -> ImportRow:
    """Save what the officer typed into a row; errors accepted earlier stand only while they are still there.

    Raises Refused, Overtaken, and ValidationError for a term whose start is after its end or an unknown direction.
    """
    require(actor, "plans.edit_import", row.source)
    _check(given)
    before, period = drafts.row_from(row.mended), drafts.period_of(drafts.head_from(row.source.head))
    if contradiction(before, given, period):
        raise ValidationError(_("The words and the dates of the deadline say different days; leave one of the two."))
    after = mend(before, given, period)
    mended = drafts.row_to(after)
    codes = drafts.error_codes(mended)
    values = {
        "mended": mended,
        "accepted_with": [each for each in row.accepted_with if each["code"] in codes],
    }
    with transaction.atomic():
        _change_row(actor, "plans.mend_row", row, version, values)
        for side, owners in after.owners.items():
            for owner in owners:
                bodies.add(row.source, str(side), owner.name, row.source.head.get("abbreviations"))
    return row


def add_row(actor: Actor, source: Import) -> ImportRow:
    """Add an empty row at the end of a preview, to be filled in by hand. Raises Refused, Overtaken."""
    require(actor, "plans.edit_import", source)
    with transaction.atomic():
        _open(source)
        last = source.rows.aggregate(last=Max("position"))["last"] or 0
        empty = drafts.row_to(drafts.empty_row([Side(side) for side in _sides(source)]))
        row = ImportRow.objects.create(source=source, position=last + 1, read=empty, mended=empty)
        history.write(actor, "plans.add_row", refs.of(source), {"row": [None, row.position]})
    return row


def _sides(source: Import) -> list[str]:
    return list(source.agreement.parties.order_by("order").values_list("side", flat=True))


def accept_error(actor: Actor, row: ImportRow, version: int, code: str, note: str) -> ImportRow:
    """Take an error as the signed document has it, with a note; nobody has to invent a date.

    Raises Refused, Overtaken, and ValidationError without a note or when the row has no such error.
    """
    require(actor, "plans.edit_import", row.source)
    if not note.strip():
        raise ValidationError(_("Say in a note why the row is taken as the document has it."))
    if code not in drafts.error_codes(row.mended):
        raise ValidationError(_("The row has no such error any more; look at it again."))
    accepted = [each for each in row.accepted_with if each["code"] != code]
    values = {"accepted_with": [*accepted, {"code": code, "note": note.strip()}]}
    with transaction.atomic():
        _change_row(actor, "plans.accept_error", row, version, values)
    return row


def take_errors_as_signed(actor: Actor, source: Import, note: str) -> None:
    """Take every open error of a preview as the signed document has it, with one note. Raises as ``accept_error``."""
    for row in source.rows.select_related("source__agreement").order_by("position"):
        for code in open_errors(row):
            accept_error(actor, row, row.version, code, note)


def set_left_out(actor: Actor, row: ImportRow, version: int, *, left_out: bool) -> ImportRow:
    """Leave a row out of the plan, or take it back; it stays in preview and history. Raises Refused, Overtaken."""
    require(actor, "plans.edit_import", row.source)
    state = RowState.LEFT_OUT if left_out else RowState.OPEN
    with transaction.atomic():
        _change_row(actor, "plans.leave_row_out" if left_out else "plans.take_row", row, version, {"state": state})
    return row


def pair_row(actor: Actor, row: ImportRow, version: int, measure: Measure | None) -> ImportRow:
    """Pair a row to a measure of the plan, or make it a new one.

    Raises Refused, Overtaken, and ValidationError for a measure of another plan or one that another row has.
    """
    require(actor, "plans.edit_import", row.source)
    if measure is not None and measure.plan_id != row.source.plan_id:
        raise ValidationError(_("This measure belongs to another plan."))
    try:
        with transaction.atomic():
            _change_row(actor, "plans.pair_row", row, version, {"measure": measure, "paired_by": "officer"})
    except IntegrityError:
        raise ValidationError(_("Another row is paired to this measure; part them first.")) from None
    return row


def match_body(actor: Actor, body: Body, version: int, organisation: Organisation | None) -> Body:
    """Say which organisation a body is; None: a new one is made on acceptance. Raises Refused, Overtaken."""
    require(actor, "plans.edit_import", body.source)
    with transaction.atomic():
        _open(body.source)
        before = body.organisation.name if body.organisation else None
        transitions.change(body, version=version, organisation=organisation, matched_by="officer")
        changes = {body.name: [before, organisation.name if organisation else None]}
        history.write(actor, "plans.match_body", refs.of(body.source), changes)
    return body


def mend_head(
    actor: Actor, source: Import, version: int, *, title: str, kind: str, starts_on: date, ends_on: date
) -> Import:
    """Save the plan's title, kind and period. Raises Refused, Overtaken, ValidationError for a reversed period."""
    require(actor, "plans.edit_import", source)
    if ends_on < starts_on or kind not in PlanKind.values or not title.strip():
        raise ValidationError(_("Give the plan a title, and an end that is not before its start."))
    head = {**source.head, "title": title.strip(), "kind": kind}
    head["period"] = [starts_on.isoformat(), ends_on.isoformat()]
    with transaction.atomic():
        changes = history.difference(source.head, head)
        transitions.change(source, version=version, expected={"state": ImportState.PREVIEW}, head=head)
        history.write(actor, "plans.mend_head", refs.of(source), changes)
    return source


def set_plan(actor: Actor, source: Import, version: int, plan: Plan) -> Import:
    """Say that the document is a newer one of a plan; its rows are paired anew. Raises Refused, Overtaken."""
    require(actor, "plans.edit_import", source)
    if plan.agreement_id != source.agreement_id:
        raise ValidationError(_("This plan belongs to another agreement."))
    with transaction.atomic():
        transitions.change(source, version=version, expected={"state": ImportState.PREVIEW}, plan=plan)
        source.rows.update(measure=None, paired_by="")
        propose_pairs(source, plan)
        history.write(actor, "plans.set_plan", refs.of(source), {"plan": [None, plan.title]})
    return source


def discard(actor: Actor, source: Import, version: int) -> Import:
    """Put an import aside; it stays readable and the document may be uploaded again. Raises Refused, Overtaken."""
    require(actor, "plans.edit_import", source)
    with transaction.atomic():
        before = source.state
        if before == ImportState.ACCEPTED:
            raise transitions.Overtaken(source)
        transitions.change(source, version=version, expected={"state": before}, state=ImportState.DISCARDED)
        history.write(actor, "plans.discard", refs.of(source), {"state": [before, ImportState.DISCARDED]})
    return source


def _check(given: Mend) -> None:
    dates = given.dates
    if dates and dates.start and dates.end and dates.end < dates.start:
        raise ValidationError(_("The term ends before it starts; change one of the two days."))
    if dates and dates.kind == DeadlineKind.DUE and not dates.end:
        raise ValidationError(_("Give the last day of the term, or choose “without a deadline”."))
    if given.direction and given.direction not in direction_codes():
        raise ValidationError(_("There is no such direction; choose one of the list."))


def _open(source: Import) -> None:
    """Refuse work on an import that is no longer in preview, whoever closed it meanwhile."""
    current = Import.objects.select_for_update().get(pk=source.pk)
    if current.state != ImportState.PREVIEW:
        raise transitions.Overtaken(current)


def _change_row(actor: Actor, verb: str, row: ImportRow, version: int, values: dict[str, Any]) -> None:
    _open(row.source)
    before = {name: _plain(getattr(row, name)) for name in values}
    transitions.change(row, version=version, **values)
    changes = history.difference(before, {name: _plain(value) for name, value in values.items()})
    history.write(actor, verb, refs.of(row.source), {"row": [row.position, row.position], **_readable(changes)})


def _plain(value: Any) -> Any:
    return str(value.uuid) if isinstance(value, Measure) else value


def _readable(changes: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """Write a row's JSON as its changed fields, so that history tells what was mended, not the whole row."""
    before, after = changes.pop("mended", ({}, {}))
    return {**changes, **history.difference(before, {k: v for k, v in after.items() if k != "problems"})}
