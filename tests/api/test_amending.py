"""Amendments by API: a program proposes and withdraws for its own party; agreeing stays with people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.utils import translation

from promost.accounts.models import Role
from promost.kit import clock
from promost.kit.formats import day
from promost.plans.actions import amendments
from promost.plans.models import Amendment, Edition, MeasureEdition, Target, TargetValue
from tests.api.agreed import Agreed
from tests.permissions.deeds import NOON

LATER = {"kind": "due", "ends_on": "2025-12-20"}
DECEMBER = date(2025, 12, 31)


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with clock.stopped(NOON), translation.override("en"):
        yield


@pytest.fixture
def agreed(db: None) -> Agreed:
    return Agreed.build()


def change(agreed: Agreed, **becomes: Any) -> dict[str, Any]:
    return {"kind": "changed", "measure": str(agreed.signed.measure.uuid), "becomes": becomes}


def propose(agreed: Agreed, *changes: Any, side: str = "recipient") -> Any:
    return agreed.post(side, "/plans/{plan}/amendments", reason="The hall is let", changes=list(changes))


def everybody_agrees(agreed: Agreed) -> None:
    """As people do, on the pages."""
    for side, party in agreed.signed.parties.items():
        rows = Amendment.objects.select_related("plan", "base__plan__agreement", "party")
        amendment = rows.get()
        amendments.agree(agreed.signed.actor(side), amendment, amendment.version, party)


def test_a_later_deadline_is_proposed_and_the_rest_stays_as_it_is(agreed: Agreed) -> None:
    answer = propose(agreed, change(agreed, term=LATER))
    assert answer.status_code == 201, answer.content
    told = answer.json()
    assert (told["state"], told["base"], told["made"], told["party"]["side"]) == ("open", 1, None, "recipient")
    assert [party["side"] for party in told["waiting"]] == ["recipient", "donor", "curator"]
    (row,) = told["changes"]
    assert row["title"] == "1.1 Train"
    assert row["fields"] == [{"field": "deadline", "before": day(DECEMBER), "after": day(date(2025, 12, 20))}]
    everybody_agrees(agreed)
    made = MeasureEdition.objects.get(edition__number=2)
    assert (made.ends_on, made.title, made.owners.count()) == (date(2025, 12, 20), "Train", 2)
    told = agreed.call("donor", f"/amendments/{told['id']}").json()
    assert (told["state"], told["made"], told["waiting"], len(told["answers"])) == ("agreed", 2, [], 3)


def test_another_owner_title_and_target(agreed: Agreed) -> None:
    donor = agreed.signed.bodies["donor"]
    becomes = {
        "title": "Train engineers",
        "owners": [{"turn": 2, "organisation": str(donor.uuid)}],
        "lead": str(donor.uuid),
        "targets": [{"label": "TEST_TRAINED promised", "value": "20.5", "unit": "чел", "okei": "792"}],
    }
    assert propose(agreed, change(agreed, **becomes)).status_code == 201
    everybody_agrees(agreed)
    made = MeasureEdition.objects.get(edition__number=2)
    assert (made.title, made.lead, made.owners.get().organisation) == ("Train engineers", donor, donor)
    value = TargetValue.objects.get(edition__number=2)
    assert (value.target, str(value.value)) == (agreed.signed.target, "20.5000")


def test_a_measure_is_added_and_one_struck_out(agreed: Agreed) -> None:
    struck = {"kind": "struck", "measure": str(agreed.signed.measure.uuid)}
    added = {"kind": "added", "becomes": {"number": "1.2", "title": "Advise", "term": LATER}}
    kinds = [(each["kind"], each["title"]) for each in propose(agreed, struck, added).json()["changes"]]
    assert kinds == [("struck", "1.1 Train"), ("added", "1.2 Advise")]
    everybody_agrees(agreed)
    assert list(MeasureEdition.objects.filter(edition__number=2).values_list("title", flat=True)) == ["Advise"]
    compared = agreed.call("curator", "/plans/{plan}/editions/1/2").json()
    assert [(row["change"], row["title"]) for row in compared["rows"]["items"]] == [
        ("added", "Advise"),
        ("removed", "Train"),
    ]
    assert compared["reasons"] == [{"edition": 2, "reason": "The hall is let"}]


def test_values_of_a_target_of_the_whole_plan(agreed: Agreed) -> None:
    target = agreed.signed.promise(agreed.signed.trained, {DECEMBER: 25})
    asked = {"kind": "target", "target": str(target.uuid), "values": [{"due_on": "2025-12-31", "value": "20"}]}
    (told,) = propose(agreed, asked).json()["changes"]
    assert told["fields"] == [{"field": "2025-12-31", "before": "25", "after": "20"}]
    everybody_agrees(agreed)
    compared = agreed.call("donor", "/plans/{plan}/editions/2/1").json()
    assert [(each["label"], each["change"]) for each in compared["targets"]] == [(target.label, "changed")]


def test_a_call_that_is_repeated_proposes_nothing_twice_and_names_what_waits(agreed: Agreed) -> None:
    first = propose(agreed, change(agreed, term=LATER)).json()
    for side in ("recipient", "donor"):
        again = propose(agreed, change(agreed, term=LATER), side=side)
        assert (again.status_code, again.json()["code"]) == (409, "amendment_open")
        assert first["id"] in again.json()["message"]
    assert Amendment.objects.count() == 1


def test_further_changes_until_somebody_answers_and_by_the_version_that_was_read(agreed: Agreed) -> None:
    told = propose(agreed, change(agreed, term=LATER)).json()
    path, more = f"/amendments/{told['id']}/changes", [change(agreed, title="Train engineers")]
    assert agreed.post("recipient", path, version=7, changes=more).status_code == 409
    answer = agreed.post("recipient", path, version=told["version"], changes=more)
    assert [each["field"] for each in answer.json()["changes"][0]["fields"]] == ["title"]
    assert agreed.post("donor", path, version=1, changes=more).status_code == 403


def test_withdrawn_by_its_own_party_alone_and_once(agreed: Agreed) -> None:
    told = propose(agreed, change(agreed, term=LATER)).json()
    path = f"/amendments/{told['id']}/withdrawal"
    assert agreed.post("donor", path, version=told["version"]).status_code == 403
    assert agreed.post("recipient", path, version=told["version"]).json()["state"] == "withdrawn"
    assert agreed.post("recipient", path, version=told["version"]).status_code == 409


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"kind": "struck"}, "changes.0.measure", "needs it"),
        ({"kind": "added"}, "changes.0.becomes", "needs it"),
        ({"kind": "added", "becomes": {"title": ""}}, "changes.0.becomes", ""),
        ({"kind": "struck", "measure": "6f1c2b1e-0000-4000-8000-000000000000"}, "changes.0.measure", "none of this name"),
        ({"kind": "target", "target": "6f1c2b1e-0000-4000-8000-000000000000"}, "changes.0.target", "none of this name"),
        ({"kind": "added", "becomes": {"title": "A", "term": {"kind": "recurring"}}}, "changes.0.becomes.term", "Give the days"),
        ({"kind": "added", "becomes": {"title": "A", "number": 1}}, "changes.0.becomes.number", "Write text"),
        ({"kind": "moved"}, "changes.0.kind", "Choose one of"),
    ],
)  # fmt: skip
def test_what_is_given_wrongly_is_told_by_its_field(agreed: Agreed, changes: Any, field: str, words: str) -> None:
    answer = propose(agreed, changes)
    told = answer.json()
    assert answer.status_code == 422
    if words:
        assert words in told["fields"][field][0]
    else:
        assert told["message"] or told["fields"]
    assert not Amendment.objects.exists()


def test_no_side_proposes_without_a_right_and_a_reader_sees_it_all(agreed: Agreed) -> None:
    assert propose(agreed, change(agreed, term=LATER), side="curator").status_code == 403
    propose(agreed, change(agreed, term=LATER))
    agreed.viewer("donor")
    listed = agreed.call("donor", "/plans/{plan}/amendments?state=open").json()
    assert (listed["count"], listed["items"][0]["reason"]) == (1, "The hall is let")
    assert agreed.call("donor", "/plans/{plan}/amendments?state=agreed").json()["count"] == 0


@pytest.mark.parametrize("deed", ["agreement", "consent", "agree", "decline", "answers", "approval", "signatures"])
def test_no_token_agrees_approves_or_signs_not_even_a_signatorys(db: None, deed: str) -> None:
    agreed = Agreed.build(Role.SIGNATORY)
    told = propose(agreed, change(agreed, term=LATER)).json()
    for path in (f"/amendments/{told['id']}/{deed}", f"/plans/{{plan}}/{deed}"):
        assert agreed.post("recipient", path, version=0).status_code in {404, 405}
    assert not Edition.objects.filter(number=2).exists()


def test_the_state_of_a_plan_names_every_partys_act(agreed: Agreed) -> None:
    told = agreed.call("donor", "/plans/{plan}/state").json()
    assert (told["state"], told["in_force"], told["waits"]) == ("in_force", 1, False)
    assert [(each["party"]["side"], each["approved_on"]) for each in told["approvals"]] == [
        ("recipient", None),
        ("donor", None),
        ("curator", None),
    ]
    assert agreed.call("donor", "/plans/{plan}/editions").json()["items"][0]["approved_at"]
    assert Target.objects.count() == 1
