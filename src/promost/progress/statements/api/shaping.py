"""From statements to what the API tells of them."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

from promost.plans.api.changing.shaping import body, named
from promost.plans.queries.flat import unit_text
from promost.progress.models import Dispute, Statement, StatementLine
from promost.progress.statements.canonical import Line, exact
from promost.progress.statements.parties import Turn, turns
from promost.progress.statements.verifying import Verified

ROW = ("number", "starts_on", "ends_on", "is_final", "state", "version", "digest", "edition", "known_at", "drawn_at",
    "closed_at", "reason")  # fmt: skip


def row(statement: Statement) -> dict[str, Any]:
    """Tell of a statement of a list, which was read with its plan."""
    return {
        **{name: getattr(statement, name) for name in ROW},
        "id": statement.uuid,
        "plan": statement.plan.uuid,
        "drawn_for": body(statement.drawn_for),
        "returned_by": named(statement.returned_by) if statement.returned_by else None,
    }


def whole(statement: Statement) -> dict[str, Any]:
    """Tell of a statement that was read with all that its page names; in three queries."""
    lines = statement.totals
    return {
        **row(statement),
        "previous": statement.previous.uuid if statement.previous else None,
        "totals": [_total(each) for each in lines if "target" in each],
        "measures": [_measure(each) for each in lines if "state_of" in each],
        "left_out": [_left_out(each) for each in lines if "left_out" in each],
        "signatures": [_signature(each) for each in turns(statement)],
    }


def _total(line: Line) -> dict[str, Any]:
    same = ("target", "measure", "label", "state", "facts", "contributors", "unknown", "release", "declared",
        "declared_reason")  # fmt: skip
    return {
        **{name: line[name] for name in same},
        "unit": {"okei": line["okei"], "text": unit_text(line["unit"], line["okei"])},
        "indicator": line["indicator"]["code"] if line["indicator"] else "",
        "promised": [{"due_on": day, "value": exact(value)} for day, value in line["promised"]],
        **{name: exact(line[name]) for name in ("quarter", "late", "before")},
        "value": exact(line["after"]),
    }


def _measure(line: Line) -> dict[str, Any]:
    same = ("state", "due_on", "done_on", "in_time")
    return {"measure": line["state_of"], **{name: line[name] for name in same}}


def _left_out(line: Line) -> dict[str, Any]:
    return {"fact": line["left_out"], "party": line["party"], "reason": line["reason"]}


def _signature(turn: Turn) -> dict[str, Any]:
    made = turn.signature
    return {
        "party": named(turn.party),
        "is_next": turn.is_next,
        "signed_on": made.signed_on if made else None,
        "how": made.how if made else None,
        "organisation": body(made.made_for) if made else None,
        "digest": made.digest if made else None,
        "scan": (made.scan_sha256 or None) if made else None,
    }


def line_of(stored: StatementLine) -> dict[str, Any]:
    """Tell of a line as it was signed."""
    line: Line = json.loads(stored.line)
    kind = "fact" if "fact" in line else "observation"
    same = ("indicator", "region", "organisation", "breakdown")
    return {
        **{name: line[name] for name in same},
        "kind": kind,
        "id": line[kind],
        "value": Decimal(line["value"]),
        "starts_on": _day(line.get("starts_on")),
        "day": _day(line["happened_on"] if kind == "fact" else line["ends_on"]),
        "measure": line.get("measure"),
        "reverses": line.get("reverses"),
        "how": line.get("how", ""),
        "counts": line.get("counts", []),
        "evidence": line.get("evidence", []),
        "release": line.get("release", ""),
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def verified(found: Verified) -> dict[str, Any]:
    """Tell of a verification."""
    differences = ("where", "field", "signed", "found")
    erased = ("fact", "sha256", "erased_at", "reason")
    return {
        "statement": found.statement.uuid,
        "digest": found.statement.digest,
        "is_true": found.is_true,
        "lines": found.lines,
        "differences": [{name: getattr(each, name) for name in differences} for each in found.differences],
        "erased": [{name: getattr(each, name) for name in erased} for each in found.erased],
        "chain": [each.uuid for each in found.chain],
    }


def dispute(objection: Dispute) -> dict[str, Any]:
    """Tell of an objection that was read with its plan, fact and party."""
    same = ("reason", "raised_at", "settled_at", "settlement", "version")
    return {
        **{name: getattr(objection, name) for name in same},
        "id": objection.uuid,
        "plan": objection.plan.uuid,
        "fact": objection.fact.uuid,
        "party": named(objection.party),
        "organisation": body(objection.raised_for),
    }
