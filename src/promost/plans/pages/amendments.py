"""An amendment as its page shows it: the changes field by field, the answers, what one may do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from promost.accounts.actors import Actor
from promost.accounts.rules import can
from promost.kit import formats
from promost.kit.text import clean
from promost.plans import amending
from promost.plans.models import Amendment, AmendmentChange, AmendmentState, ChangeKind, Consent, Party, Plan
from promost.plans.pages.names import field_name
from promost.plans.queries.amendments import amendments_of, deciders_of
from promost.plans.queries.flat import days_text, owner_text, target_text

CHIPS = {
    AmendmentState.OPEN: "warn",
    AmendmentState.AGREED: "ok",
    AmendmentState.DECLINED: "bad",
    AmendmentState.WITHDRAWN: "neutral",
}


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One change: its key, what it is about, its kind, and each field before and after."""

    key: int
    heading: str
    kind: str
    fields: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """A party, its answer (None while it waits), whether the actor answers for it, and whether it proposed."""

    party: Party
    consent: Consent | None
    is_mine: bool
    proposed: bool


@dataclass(frozen=True, slots=True)
class ShownAmendment:
    """An amendment with all that its page shows."""

    amendment: Amendment
    changes: tuple[ShownChange, ...]
    answers: tuple[Answer, ...]
    may_withdraw: bool
    may_leave_out: bool
    """Whether single changes may still be taken out of it."""

    @property
    def kind(self) -> str:
        """The chip's kind."""
        return CHIPS[AmendmentState(self.amendment.state)]


def listed(actor: Actor, plan: Plan) -> list[ShownAmendment]:
    """Return a plan's amendments as shown to an actor, the newest first."""
    several = list(amendments_of(plan))
    deciding = deciders_of(plan, several)
    named = _named(plan, several)
    return [_shown(actor, each, deciding[each.base_id], named) for each in several]


def _named(plan: Plan, several: Sequence[Amendment]) -> amending.Named | None:
    """What the changes name that were not made, of which nobody has kept the words; None where there is none."""
    changes = [each.given for amendment in several for each in amendment.changes.all() if _is_unmade(each)]
    return amending.named_in(changes, plan.agreement, [each.base for each in several]) if changes else None


def _is_unmade(change: AmendmentChange) -> bool:
    return not change.after and change.kind in {ChangeKind.ADDED, ChangeKind.CHANGED}


def _shown(
    actor: Actor, amendment: Amendment, deciding: Sequence[Party], named: amending.Named | None
) -> ShownAmendment:
    is_open = amendment.state == AmendmentState.OPEN
    done = {consent.party_id: consent for consent in amendment.consents.all()}
    answers = tuple(
        Answer(
            party,
            done.get(party.pk),
            _answers(actor, amendment, party, is_open=is_open and party.pk not in done),
            party.pk == amendment.party_id,
        )
        for party in deciding
    )
    may_withdraw = is_open and can(actor, "plans.propose_amendment", (amendment.plan, amendment.party))
    changes = tuple(_change(amendment, each, named) for each in amendment.changes.all())
    return ShownAmendment(amendment, changes, answers, may_withdraw, may_withdraw and not done and len(changes) > 1)


def _answers(actor: Actor, amendment: Amendment, party: Party, *, is_open: bool) -> bool:
    return is_open and can(actor, "plans.answer_amendment", (amendment, party))


def _change(amendment: Amendment, change: AmendmentChange, named: amending.Named | None) -> ShownChange:
    before = change.before
    after = change.after or _proposed(amendment, change, named)
    names = after if change.kind != ChangeKind.STRUCK else {}
    fields = tuple((name, before.get(name, ""), after[name]) for name in names if before.get(name, "") != after[name])
    row = before or after
    heading = change.target.label if change.target else f"{row.get('number', '')} {row.get('title', '')}".strip()
    return ShownChange(change.pk, heading, str(change.get_kind_display()), fields)


def _proposed(amendment: Amendment, change: AmendmentChange, named: amending.Named | None) -> dict[str, Any]:
    """What a change not yet made will be, in the words in which editions are compared."""
    if change.kind == ChangeKind.STRUCK:
        return {}
    if change.kind == ChangeKind.TARGET:
        values = amending.values_from(change.given)
        return {day.isoformat(): "—" if value is None else formats.number(value) for day, value in values}
    given = amending.given_from(change.given, amendment.base, named)
    return {
        "number": given.number,
        "section": given.section.title if given.section else "",
        "title": given.title,
        "deadline": given.deadline_text or days_text(given.starts_on, given.ends_on, given.due_dates),
        "owners": "; ".join(_owner(change, each) for each in given.owners),
        "result": given.result,
        "completion_document": given.completion_document,
        "targets": "; ".join(target_text(e.label, e.comparator, e.value, e.unit, e.okei) for e in given.targets),
        "note": given.note,
    }


def _owner(change: AmendmentChange, given: Any) -> str:
    """Write an owner as the edition in force writes it, so that one who stays does not look changed.

    Another person, or a consent that is asked for, is a change.
    """
    anew = owner_text(given.party.called, given.organisation.name, given.person, given.by_agreement)
    tail = anew.removeprefix(f"{given.party.called}: {clean(given.organisation.name)}").strip()
    for written in str(change.before.get("owners", "")).split("; "):
        is_there = given.organisation.name in written or (given.organisation.short_name or "\0") in written
        if is_there and (written.endswith(tail) if tail else not written.endswith(")")):
            return written
    return anew


def day_or_field(text: str) -> str:
    """Write the ISO day of a target's value for a reader; a field's code is named."""
    try:
        return formats.day(date.fromisoformat(text))
    except ValueError:
        return field_name(text)
