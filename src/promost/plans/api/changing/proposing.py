"""From what a program sends to what the actions propose: what is left out stays as the edition in force has it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from promost.kit.rest import known
from promost.kit.text import clean
from promost.plans.actions.measures import Given, GivenOwner, GivenTarget
from promost.plans.amending import Proposed
from promost.plans.api.changing.given import ChangeGiven, MeasureGiven, OwnerGiven, PromiseGiven, TermGiven
from promost.plans.comparing import given_of
from promost.plans.models import ChangeKind, Edition, MeasureEdition
from promost.plans.models.editions import DeadlineChoice
from promost.registry.models import Organisation

SEVERAL = (DeadlineChoice.RECURRING, DeadlineChoice.MULTIPLE)
WORDS = ("number", "title", "direction", "result", "completion_document", "note")
NEEDED: Mapping[str, str] = {"changed": "measure", "struck": "measure", "added": "becomes", "target": "target"}


def proposed(edition: Edition, changes: Sequence[ChangeGiven]) -> list[Proposed]:
    """Return the changes of an edition. Raises ValidationError for the field of the change that names nothing there."""
    found = [_one(edition, place, each) for place, each in enumerate(changes)]
    things = [each.measure or each.target for each in found if each.measure or each.target]
    if len(things) != len(set(things)):
        raise ValidationError({"changes": _("Name each measure and each target once.")})
    return found


def _one(edition: Edition, place: int, change: ChangeGiven) -> Proposed:
    try:
        _check(change)
        return KINDS[change.kind](edition, change)
    except ValidationError as wrong:
        fields = wrong.message_dict if hasattr(wrong, "error_dict") else {"becomes": wrong.messages}
        raise ValidationError({f"changes.{place}.{name}": words for name, words in fields.items()}) from None


def _check(change: ChangeGiven) -> None:
    if not getattr(change, NEEDED[change.kind]):
        raise ValidationError({NEEDED[change.kind]: _("A change of this kind needs it.")})
    takes = {"measure": ("changed", "struck"), "target": ("target",), "becomes": ("changed", "added")}
    for name, kinds in takes.items():
        if getattr(change, name) is not None and change.kind not in kinds:
            raise ValidationError({name: _("A change of this kind has none.")})


def _changed(edition: Edition, change: ChangeGiven) -> Proposed:
    row = _row(edition, change)
    return Proposed(ChangeKind.CHANGED, row.measure, _given(edition, _needed(change), given_of(row)))


def _needed(change: ChangeGiven) -> MeasureGiven:
    if change.becomes is None:
        raise ValidationError({"becomes": _("A change of this kind needs it.")})
    return change.becomes


def _added(edition: Edition, change: ChangeGiven) -> Proposed:
    nothing = Given(number="", title="", direction="", deadline_kind=DeadlineChoice.NONE)
    return Proposed(ChangeKind.ADDED, None, _given(edition, _needed(change), nothing))


def _struck(edition: Edition, change: ChangeGiven) -> Proposed:
    return Proposed(ChangeKind.STRUCK, _row(edition, change).measure)


def _target(edition: Edition, change: ChangeGiven) -> Proposed:
    rows = edition.plan.targets.filter(measure=None, values__edition=edition).distinct()
    target = known(rows, "target", uuid=change.target)
    if not change.values:
        raise ValidationError({"values": _("Give the values by reporting day, all of them.")})
    days = [each.due_on for each in change.values]
    if len(days) != len(set(days)):
        raise ValidationError({"values": _("Give each reporting day once.")})
    values = tuple((each.due_on, None if each.value is None else Decimal(each.value)) for each in change.values)
    return Proposed(ChangeKind.TARGET, target=target, values=values)


KINDS: Mapping[str, Callable[[Edition, ChangeGiven], Proposed]] = {
    "changed": _changed,
    "added": _added,
    "struck": _struck,
    "target": _target,
}


def _row(edition: Edition, change: ChangeGiven) -> MeasureEdition:
    rows = edition.measures.select_related("edition__plan", "measure", "section", "lead")
    return known(rows, "measure", measure__uuid=change.measure)


def _given(edition: Edition, becomes: MeasureGiven, stands: Given) -> Given:
    values: dict[str, Any] = {
        name: clean(getattr(becomes, name)) for name in WORDS if getattr(becomes, name) is not None
    }
    if becomes.section is not None:
        sections = edition.sections.order_by("position")
        values["section"] = known(sections, "becomes.section", title=becomes.section) if becomes.section else None
    if becomes.term is not None:
        values |= _term(becomes.term)
    if becomes.lead is not None:
        values["lead"] = _organisation("becomes.lead", becomes.lead)
    if becomes.owners is not None:
        values["owners"] = tuple(_owners(edition, becomes.owners))
    if becomes.targets is not None:
        values["targets"] = tuple(_targets(becomes.targets))
    return replace(stands, **values)


def _term(term: TermGiven) -> dict[str, Any]:
    if term.kind in SEVERAL and not term.due_dates:
        raise ValidationError({"becomes.term": _("Give the days on which it is due.")})
    return {
        "deadline_kind": term.kind,
        "starts_on": term.starts_on,
        "ends_on": term.ends_on,
        "due_dates": tuple(sorted(set(term.due_dates))),
        "deadline_text": clean(term.text),
    }


def _owners(edition: Edition, given: Sequence[OwnerGiven]) -> Iterator[GivenOwner]:
    parties = edition.plan.agreement.parties.all()
    for each in given:
        party = known(parties, "becomes.owners", order=each.turn)
        body = _organisation("becomes.owners", each.organisation)
        yield GivenOwner(party, body, clean(each.person), each.by_agreement)


def _targets(given: Sequence[PromiseGiven]) -> Iterator[GivenTarget]:
    seen = [(each.label, each.unit) for each in given]
    if len(seen) != len(set(seen)):
        raise ValidationError({"becomes.targets": _("Name each target once.")})
    for each in given:
        yield GivenTarget(clean(each.label), Decimal(each.value), clean(each.unit), each.okei, each.comparator)


def _organisation(field: str, uuid: UUID) -> Organisation:
    return known(Organisation.objects.filter(merged_into=None), field, uuid=uuid)
