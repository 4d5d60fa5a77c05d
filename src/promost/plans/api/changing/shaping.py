"""From what the queries answer to what the API tells of approvals, editions and amendments."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from promost.kit.rest import Paging, page
from promost.plans.api.changing.fields import NOBODY, Owners, Told, heading, owners_of
from promost.plans.difference import FIELDS, Change, Flat
from promost.plans.models import Amendment, AmendmentChange, Approval, Edition, Measure, Party, Plan
from promost.plans.queries.approvals import PartyApproval
from promost.plans.queries.comparison import ComparedRow, ComparedTarget, Comparison, Reason
from promost.registry.models import Organisation


def state(plan: Plan, in_force: int | None, edition: Edition, waits: bool, rows: Iterable[PartyApproval]) -> Any:
    """Tell where a plan stands and who has approved an edition."""
    return {
        "plan": plan.uuid,
        "state": plan.state,
        "version": plan.version,
        "closed_on": plan.closed_on,
        "in_force": in_force,
        "edition": edition.number,
        "waits": waits,
        "approvals": [_approval(each.party, each.approval) for each in rows],
    }


def _approval(party: Party, made: Approval | None) -> dict[str, Any]:
    if made is None:
        names = ("approved_on", "how", "organisation", "made_at", "scan")
        return {"party": named(party), "act": "", **dict.fromkeys(names)}
    return {
        "party": named(party),
        "approved_on": made.approved_on,
        "act": made.act,
        "how": made.how,
        "organisation": body(made.made_for),
        "made_at": made.made_at,
        "scan": made.scan_sha256 or None,
    }


def named(party: Party) -> dict[str, Any]:
    """Name a party."""
    return {"side": party.side, "name": party.called, "turn": party.order}


def body(row: Organisation | None) -> dict[str, Any] | None:
    """Name an organisation."""
    return {"id": row.uuid, "name": row.called} if row else None


def edition(row: Edition) -> dict[str, Any]:
    """Tell of an edition of the list, which was read with its document and amendment."""
    same = ("number", "made_at", "reason", "approved_at")
    return {
        **{name: getattr(row, name) for name in same},
        "document": row.document.sha256 if row.document else None,
        "amendment": row.amendment.uuid if hasattr(row, "amendment") else None,
        "changed_by_hand": row.by_hand,  # type: ignore[attr-defined] # annotated
    }


def compared(found: Comparison, paging: Paging) -> dict[str, Any]:
    """Tell of two editions side by side, in two queries: owners without persons, and the measures' lasting ids."""
    owners = owners_of([found.older.pk, found.newer.pk])
    rows = [each for each in (_row(row, found, owners) for row in found.rows) if each["fields"]]
    part = rows[paging.offset : paging.offset + paging.limit]
    keys = Measure.objects.filter(pk__in=[each["measure"] for each in part]).order_by()
    uuids = dict(keys.values_list("pk", "uuid"))
    return {
        "older": found.older.number,
        "newer": found.newer.number,
        "reasons": [{"edition": each.number, "reason": each.reason} for each in found.reasons],
        "same": found.same + len(found.rows) - len(rows),
        "rows": page(rows, paging, lambda row: {**row, "measure": uuids[row["measure"]]}),
        "targets": [_target(each) for each in found.targets],
    }


def _row(row: ComparedRow, found: Comparison, owners: Owners) -> dict[str, Any]:
    change = row.change
    key = change.new_key if change.new_key is not None else change.old_key or 0
    before = _without_persons(change.old, owners.get((found.older.pk, key), NOBODY).line)
    after = _without_persons(change.new, owners.get((found.newer.pk, key), NOBODY).line)
    shown = after or before
    return {
        "measure": key,
        "change": Change(change.change),
        "number": shown["number"],
        "title": shown["title"],
        "fields": differing(before, after),
        "reasons": _reasons(row.reasons),
    }


def _target(row: ComparedTarget) -> dict[str, Any]:
    days = [{"field": day, "before": before, "after": after} for day, before, after in row.days]
    return {"change": row.change, "label": row.label, "fields": days, "reasons": _reasons(row.reasons)}


def _reasons(several: Iterable[Reason]) -> list[dict[str, Any]]:
    return [{"edition": each.edition, "reason": each.text} for each in several]


def _without_persons(row: Flat, owners: str) -> Flat:
    return {**row, "owners": owners} if row else row


def differing(before: Flat, after: Flat, names: Iterable[str] = FIELDS) -> list[dict[str, str]]:
    """Return the fields that differ."""
    pairs = ((name, before.get(name, ""), after.get(name, "")) for name in names)
    return [{"field": name, "before": old, "after": new} for name, old, new in pairs if old != new]


def amendment(row: Amendment, told: Told, waiting: Iterable[Party]) -> dict[str, Any]:
    """Tell of an amendment that was read with its changes and answers (``queries.amendments.amendments_of``)."""
    same = ("state", "version", "reason", "proposed_at", "closed_at")
    answered = list(row.consents.all())
    return {
        **{name: getattr(row, name) for name in same},
        "id": row.uuid,
        "plan": told.plan.uuid,
        "base": row.base.number,
        "made": row.made.number if row.made else None,
        "party": named(row.party),
        "organisation": body(row.proposed_for),
        "changes": [_change(row, each, told) for each in row.changes.all()],
        "answers": [
            {
                "party": named(each.party),
                "agrees": each.agrees,
                "reason": each.reason,
                "organisation": body(each.made_for),
                "made_at": each.made_at,
            }
            for each in answered
        ],
        "waiting": [named(each) for each in waiting if each.pk not in {done.party_id for done in answered}],
    }


def _change(row: Amendment, change: AmendmentChange, told: Told) -> dict[str, Any]:
    before, after = told.before(row, change), told.after(row, change)
    names = sorted(before.keys() | after.keys()) if change.target else FIELDS
    return {
        "kind": change.kind,
        "measure": change.measure.uuid if change.measure else None,
        "target": change.target.uuid if change.target else None,
        "title": heading(change, before or after),
        "fields": differing(before, after, names),
    }
