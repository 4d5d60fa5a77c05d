"""A scheme's life, whatever order its office presses the buttons in, and however many press at once."""

from __future__ import annotations

from threading import Barrier
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from promost.accounts.actors import Actor
from promost.kit.access import Refused
from promost.kit.models import HistoryEntry
from promost.kit.transitions import Overtaken
from promost.support.models import Proposal, Remark, RemarkKind, Scheme
from promost.support.schemes import actions
from tests.kit.tables import at_once
from tests.support.applications.made import Office

WAYS = {
    ("draft", "submit"): "review",
    ("draft", "publish"): "published",
    ("review", "publish"): "published",
    ("review", "back"): "draft",
    ("published", "archive"): "archived",
    ("archived", "revive"): "draft",
}
DEEDS: dict[str, Any] = {
    "submit": actions.submit_for_review,
    "publish": actions.publish,
    "back": lambda actor, scheme: actions.return_to_draft(actor, scheme, "The amount is missing"),
    "archive": lambda actor, scheme: actions.archive(actor, scheme, "The money is spent"),
    "revive": actions.revive,
}
NODE = {"field": "social", "is": True}


class Life(RuleBasedStateMachine):
    """Buttons in any order, by an editor and a signatory; beside it what must have come of them."""

    shared: Office

    @initialize()
    def begin(self) -> None:
        self.office = Life.shared
        self.scheme = actions.create(self.office.signatory, self.fields())
        self.state, self.waits = "draft", 0

    def fields(self) -> dict[str, Any]:
        office = self.office
        return {
            "name": "Loan", "kind": "loan", "level": "regional", "region": office.provider.region,
            "provider": office.provider, "taken": "here",
        }  # fmt: skip

    def press(self, actor: Actor, deed: str) -> None:
        seen = Scheme.objects.get(pk=self.scheme.pk)
        may = actor is self.office.signatory or deed == "submit"
        ready = deed != "publish" or not self.waits
        before = HistoryEntry.objects.count()
        try:
            DEEDS[deed](actor, seen)
        except (Refused, Overtaken, ValidationError):
            assert not may or not ready or (self.state, deed) not in WAYS
            assert HistoryEntry.objects.count() == before, "refused, and yet noted"
        else:
            assert may
            assert ready
            self.state = WAYS[self.state, deed]
        now = Scheme.objects.get(pk=self.scheme.pk)
        assert now.state == self.state
        assert now.published_at or self.state in ("draft", "review")
        assert bool(now.archived_why) == (self.state == "archived")

    @rule()
    def a_condition_is_read(self) -> None:
        Proposal.objects.create(scheme=self.scheme, node=NODE, quote="social enterprises")
        self.waits += 1

    @rule()
    def the_editor_decides(self) -> None:
        seen = Scheme.objects.get(pk=self.scheme.pk)
        actions.confirm(self.office.officer, seen, [each.pk for each in seen.proposals.filter(state="proposed")])
        self.waits = 0


for _deed in DEEDS:
    for _who in ("officer", "signatory"):

        def _press(self: Life, deed: str = _deed, who: str = _who) -> None:
            self.press(getattr(self.office, who), deed)

        setattr(Life, f"{_who}_{_deed}", rule()(_press))


@pytest.mark.django_db
def test_a_scheme_goes_only_the_ways_there_are_and_none_is_published_with_open_conditions() -> None:
    Life.shared = Office.build(money=None)
    run_state_machine_as_test(
        Life, settings=settings(max_examples=12, stateful_step_count=14, suppress_health_check=list(HealthCheck))
    )


def draft(office: Office, **fields: Any) -> Scheme:
    values = {
        "name": "Loan", "kind": "loan", "level": "regional", "region": office.provider.region,
        "provider": office.provider, "taken": "here", **fields,
    }  # fmt: skip
    return actions.create(office.officer, values)


@pytest.mark.django_db
def test_criteria_that_nobody_can_meet_are_not_published_and_the_parts_are_named() -> None:
    office = Office.build(money=None)
    scheme = draft(office)
    parts = [{"field": "employees", "max": 100, "from": "2036-01-01"}, {"field": "employees", "min": 500}]
    actions.set_criteria(office.officer, scheme, {"all": parts})
    with (
        translation.override("en"),
        pytest.raises(ValidationError, match="2036-01-01 nobody can satisfy the criteria: see 1, 2"),
    ):
        actions.publish(office.signatory, scheme)
    assert Scheme.objects.get(pk=scheme.pk).state == "draft"


@pytest.mark.django_db(transaction=True)
def test_of_two_who_publish_at_once_one_is_told() -> None:
    office = Office.build(money=None)
    made = draft(office)
    seen = [Scheme.objects.get(pk=made.pk) for _one in range(2)]

    def publish(scheme: Scheme) -> Any:
        def deed(barrier: Barrier) -> Scheme:
            barrier.wait()
            return actions.publish(office.signatory, scheme)

        return deed

    outcomes = at_once([publish(scheme) for scheme in seen])
    assert sorted(type(each).__name__ for each in outcomes) == ["Overtaken", "Scheme"]
    told = HistoryEntry.objects.filter(verb="support.scheme_published")
    assert told.count() == 1


@pytest.mark.django_db(transaction=True)
def test_what_is_published_is_what_was_seen_when_somebody_edits_meanwhile() -> None:
    office = Office.build(money=None)
    made = draft(office)
    seen = [Scheme.objects.get(pk=made.pk) for _one in range(2)]

    def publish(barrier: Barrier) -> Scheme:
        barrier.wait()
        return actions.publish(office.signatory, seen[0])

    def edit(barrier: Barrier) -> Scheme:
        barrier.wait()
        return actions.change(office.officer, seen[1], {"name": "Another loan"})

    outcomes = at_once([publish, edit])
    assert [type(each).__name__ for each in outcomes].count("Overtaken") == 1
    now = Scheme.objects.get(pk=made.pk)
    assert (now.state, now.name) in (("published", "Loan"), ("draft", "Another loan"))


@pytest.mark.django_db(transaction=True)
def test_the_negative_control_without_the_version_both_would_win() -> None:
    office = Office.build(money=None)
    made = draft(office)

    def careless(barrier: Barrier) -> int:
        found = Scheme.objects.get(pk=made.pk)
        barrier.wait()
        return Scheme.objects.filter(pk=found.pk).update(version=found.version + 1, state="published")

    assert at_once([careless, careless]) == [1, 1]


@pytest.mark.django_db
def test_a_wording_that_a_reader_suggested_is_taken_over_once() -> None:
    office = Office.build(money=None)
    told = actions.remark(Actor(None), office.scheme, RemarkKind.SUGGESTION, "", "summary", "It lends money")
    seen = [Remark.objects.select_related("scheme").get(pk=told.pk) for _one in range(2)]
    actions.answer_remark(office.officer, seen[0], accepted=True)
    assert Scheme.objects.get(pk=office.scheme.pk).summary == "It lends money"
    with pytest.raises(Overtaken):
        actions.answer_remark(office.officer, seen[1], accepted=False, answer="No")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"amount_min": 5, "amount_max": 4}, "amount_max"),
        ({"rate_min": 9, "rate_max": 3}, "rate_max"),
        ({"own_share": 140}, "own_share"),
        ({"taken": "elsewhere", "address": "fund.example"}, "address"),
        ({"region": None}, "region"),
        ({"name": "  "}, "name"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(fields: dict[str, Any], field: str) -> None:
    office = Office.build(money=None)
    with pytest.raises(ValidationError) as refused:
        draft(office, **fields)
    assert field in refused.value.message_dict
    assert Scheme.objects.count() == 1
