"""Who signs a report, and who has signed the statement of its quarter."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db.models import Q

from promost.kit.moments import Moment
from promost.plans.models import Plan, SideChoice
from promost.progress.models import Signature, SignedHow, StatementState
from promost.reports.snapshot.promise import Promise
from promost.reports.snapshot.shapes import Name, PartyLine, SignatoryLine, SignedLine


def signatories(promise: Promise, signed: Mapping[Name, SignedLine]) -> tuple[SignatoryLine, ...]:
    """Return the parties that own measures in the agreement's order, then the curator: those that sign a statement.

    Where nobody owns a measure, every party signs.
    """
    owning = {owner.party for measure in promise.measures for owner in measure.owners}
    asked = [each for each in promise.parties if each.name in owning or _is_curator(each) or not owning]
    return tuple(
        SignatoryLine(each.side, each.name, each.organisation, signed.get(each.name))
        for each in sorted(asked, key=_is_curator)
    )


def _is_curator(party: PartyLine) -> bool:
    return party.side == SideChoice.CURATOR


def signed_for(plan: Plan, quarter_end: date, at: Moment) -> dict[Name, SignedLine]:
    """Return {party's name: its signature under the newest statement of a quarter} as known at a moment, in one query.

    A statement that was returned by then is signed by nobody.
    """
    stood = ~Q(statement__state=StatementState.RETURNED) | Q(statement__closed_at__gt=at.known_at)
    rows = Signature.objects.filter(
        stood, statement__plan=plan, statement__ends_on=quarter_end, made_at__lte=at.known_at
    )
    every = list(rows.select_related("statement", "made_by", "party").order_by("statement__number", "pk"))
    newest = every[-1].statement_id if every else None
    return {Name(each.party.name, each.party.name_en): _line(each, at) for each in every if each.statement_id == newest}


def _line(signature: Signature, at: Moment) -> SignedLine:
    statement, on_paper = signature.statement, signature.how == SignedHow.PAPER
    closed = statement.closed_at
    is_accepted = statement.state == StatementState.ACCEPTED and closed is not None and closed <= at.known_at
    by = None if on_paper else signature.made_by
    name = ", ".join(filter(None, [str(by), by.position])) if by else ""
    return SignedLine(statement.number, is_accepted, name, signature.signed_on, on_paper)
