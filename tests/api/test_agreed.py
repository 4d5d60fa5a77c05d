"""Completion documents, statements, objections, the curator's queue and histories by API."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from promost.accounts.models import Membership, User
from promost.kit import clock
from promost.plans.models import Owner
from promost.progress.models import Decision, Dispute, Statement
from promost.progress.statements.from_file import verify_file
from tests.api.agreed import PAPER, Agreed
from tests.api.calls import call, token
from tests.api.test_queries import TOKEN
from tests.harness.queries import assert_queries
from tests.permissions.deeds import NOON
from tests.progress.curator.test_queue import further
from tests.progress.statements.signing import JUNE


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with clock.stopped(NOON), translation.override("en"):
        yield


@pytest.fixture
def agreed(db: None) -> Agreed:
    return Agreed.build()


class TestCompletion:
    def test_handed_in_confirmed_by_the_other_side_and_counted(self, agreed: Agreed) -> None:
        document = agreed.hand_in("donor")
        (waits,) = agreed.call("recipient", "/plans/{plan}/confirmations?mine=true").json()["items"]
        assert (waits["id"], waits["mine"], waits["title"], len(waits["files"])) == (document, True, "Train", 1)
        assert agreed.call("donor", "/plans/{plan}/confirmations?mine=true").json()["count"] == 0
        answer = agreed.post("recipient", f"/completions/{document}/confirmation")
        assert (answer.status_code, answer.json()["decision"]["verdict"]) == (201, "confirmed")
        assert agreed.call("recipient", "/plans/{plan}/confirmations").json()["count"] == 0
        (listed,) = agreed.call("curator", "/measures/{measure}/completions").json()["items"]
        assert (listed["id"], listed["taken_back"], listed["needs_answer"]) == (document, False, True)

    def test_sent_twice_it_is_handed_in_and_answered_once(self, agreed: Agreed) -> None:
        body = {"token": str(uuid4()), "files": PAPER}
        answers = [agreed.post("donor", "/measures/{measure}/completions", **body) for _ in range(2)]
        assert [each.status_code for each in answers] == [201, 200]
        path = f"/completions/{body['token']}/return"
        answers = [agreed.post("recipient", path, reason="The act is not signed") for _ in range(2)]
        assert [each.status_code for each in answers] == [201, 200]
        assert answers[0].json() == answers[1].json()
        assert answers[1].json()["taken_back"]
        assert Decision.objects.count() == 1

    def test_a_token_used_for_something_else_is_told(self, agreed: Agreed) -> None:
        fact = agreed.signed.fact()
        answer = agreed.post("recipient", "/measures/{measure}/completions", token=fact.source_id, files=PAPER)
        assert (answer.status_code, list(answer.json()["fields"])) == (422, ["token"])

    def test_who_answers_second_is_told_who_was_first(self, agreed: Agreed) -> None:
        document = agreed.hand_in("donor")
        agreed.post("recipient", f"/completions/{document}/confirmation")
        answer = agreed.post("recipient", f"/completions/{document}/return", reason="No")
        assert (answer.status_code, answer.json()["code"]) == (409, "decided")
        assert "The recipient confirmed this document first" in answer.json()["message"]

    def test_ones_own_document_is_confirmed_by_nobody_of_ones_side(self, agreed: Agreed) -> None:
        document = agreed.hand_in("donor")
        assert agreed.post("donor", f"/completions/{document}/confirmation").status_code == 403
        outcome = agreed.post("donor", "/plans/{plan}/confirmations", documents=[document]).json()
        assert outcome[0]["confirmed"] is False
        assert "does not answer" in outcome[0]["problem"]
        assert not Decision.objects.exists()

    def test_several_at_once_and_what_came_of_each(self, agreed: Agreed) -> None:
        first, second = agreed.hand_in("donor"), agreed.hand_in("donor")
        agreed.post("recipient", f"/completions/{first}/confirmation")
        told = agreed.post("recipient", "/plans/{plan}/confirmations", documents=[first, second]).json()
        assert [each["confirmed"] for each in told] == [False, True]
        unknown = agreed.post("recipient", "/plans/{plan}/confirmations", documents=[str(uuid4())])
        assert (unknown.status_code, list(unknown.json()["fields"])) == (422, ["documents"])

    def test_an_occurrence_that_there_is_not(self, agreed: Agreed) -> None:
        body = {"token": str(uuid4()), "files": PAPER, "part": "2025-03-31"}
        answer = agreed.post("donor", "/measures/{measure}/completions", **body)
        assert (answer.status_code, list(answer.json()["fields"])) == (422, ["part"])


class TestStatements:
    def drawn(self, agreed: Agreed) -> Any:
        agreed.signed.fact(7)
        return agreed.post("recipient", "/plans/{plan}/statements", quarter_end="2025-06-30").json()

    def test_drawn_by_a_program_and_read_as_the_page_has_it(self, agreed: Agreed) -> None:
        told = self.drawn(agreed)
        (total,) = told["totals"]
        assert (total["quarter"], total["value"], total["state"], total["indicator"]) == (
            "7",
            "7",
            "reported",
            "TEST_TRAINED",
        )
        assert [(each["party"]["side"], each["is_next"]) for each in told["signatures"]] == [
            ("recipient", True), ("donor", False), ("curator", False),
        ]  # fmt: skip
        lines = agreed.call("curator", f"/statements/{told['id']}/lines").json()
        assert [(line["kind"], line["value"], line["day"]) for line in lines["items"]] == [("fact", "7", "2025-05-14")]
        assert agreed.call("donor", f"/statements/{told['id']}/lines?indicator=BIDS").json()["count"] == 0

    def test_its_file_is_that_of_the_page_and_verifies(self, agreed: Agreed) -> None:
        told = self.drawn(agreed)
        given = agreed.call("donor", f"/statements/{told['id']}/file").content
        page = Client()
        page.force_login(agreed.signed.users["donor"])
        shown: Any = page.get(reverse("progress:statement_file", args=[told["id"]]))
        assert shown.status_code == 200
        assert b"".join(shown.streaming_content) == given
        assert verify_file(given).is_true
        assert json.loads(given)["digest"] == told["digest"]

    def test_what_was_changed_in_the_database_is_named(self, agreed: Agreed) -> None:
        told = self.drawn(agreed)
        path = f"/statements/{told['id']}/verification"
        assert agreed.call("curator", path).json()["is_true"] is True
        Statement.objects.update(digest="0" * 64)
        found = agreed.call("curator", path).json()
        assert (found["is_true"], [each["where"] for each in found["differences"]]) == (False, ["digest"])

    def test_a_call_that_is_repeated_draws_nothing_twice_and_the_other_side_is_told(self, agreed: Agreed) -> None:
        told = self.drawn(agreed)
        again = agreed.post("recipient", "/plans/{plan}/statements", quarter_end="2025-06-30")
        assert (again.status_code, again.json()["id"]) == (200, told["id"])
        other = agreed.post("donor", "/plans/{plan}/statements", quarter_end="2025-06-30")
        assert (other.status_code, other.json()["code"]) == (409, "statement_open")
        assert "No. 1 is still being signed" in other.json()["message"]

    def test_what_stands_in_the_way_is_told(self, agreed: Agreed) -> None:
        for day, words in (("2025-06-30", "no facts"), ("2025-06-15", "no last day of a quarter")):
            answer = agreed.post("recipient", "/plans/{plan}/statements", quarter_end=day)
            assert (answer.status_code, words in answer.json()["message"]) == (422, True)

    def test_returned_with_a_fact_that_is_objected_to_and_left_out_when_drawn_anew(self, agreed: Agreed) -> None:
        told = self.drawn(agreed)
        agreed.signed.fact(2, date(2025, 5, 20))
        fact = str(agreed.signed.facts[0].uuid)
        body = {"version": told["version"], "reason": "Seven is too many", "facts": [fact]}
        answers = [agreed.post("donor", f"/statements/{told['id']}/return", **body) for _ in range(2)]
        assert [(each.status_code, each.json()["state"]) for each in answers] == [(200, "returned")] * 2
        anew = agreed.post("recipient", "/plans/{plan}/statements", quarter_end="2025-06-30").json()
        assert [(each["fact"], each["reason"]) for each in anew["left_out"]] == [(fact, "Seven is too many")]
        late = agreed.post("recipient", f"/statements/{told['id']}/return", version=told["version"], reason="Mine too")
        assert (late.status_code, late.json()["code"]) == (409, "statement_closed")
        assert "No. 1: returned" in late.json()["message"]

    def test_a_party_returns_for_itself_alone(self, agreed: Agreed) -> None:
        told = self.drawn(agreed)
        agreed.signed.sign(Statement.objects.get(), "recipient")
        answer = agreed.post("recipient", f"/statements/{told['id']}/return", version=1, reason="On second thoughts")
        assert (answer.status_code, "has signed this statement" in answer.json()["message"]) == (422, True)
        assert Statement.objects.get().state == "open"


class TestObjections:
    def test_raised_once_settled_by_who_objected(self, agreed: Agreed) -> None:
        fact = str(agreed.signed.fact().uuid)
        first, again = (agreed.post("donor", "/plans/{plan}/disputes", fact=fact, reason="Not ours") for _ in range(2))
        assert (first.status_code, again.status_code) == (201, 200)
        other = agreed.post("recipient", "/plans/{plan}/disputes", fact=fact, reason="Nor ours")
        assert (other.status_code, "The donor has objected" in other.json()["message"]) == (409, True)
        path, body = f"/disputes/{first.json()['id']}/settlement", {"version": 0, "words": "It is"}
        assert agreed.post("recipient", path, **body).status_code == 403
        assert agreed.post("donor", path, **body).json()["settlement"] == "It is"
        assert agreed.post("donor", path, **body).status_code == 409
        assert agreed.call("curator", "/plans/{plan}/disputes?is_open=true").json()["count"] == 0
        assert Dispute.objects.count() == 1


class TestQueueAndHistory:
    def test_the_curator_sees_whose_turn_it_is(self, agreed: Agreed) -> None:
        agreed.signed.fact(7)
        drawn = agreed.signed.draw(JUNE)
        (row,) = agreed.call("curator", "/curator/statements").json()["items"]
        assert (row["turn"]["side"], row["mine"], row["changed"]["facts"]) == ("recipient", False, 1)
        for side in ("recipient", "donor"):
            agreed.signed.sign(drawn, side)
        (row,) = agreed.call("curator", "/curator/statements?mine=true").json()["items"]
        assert (row["statement"], row["totals"][0]["quarter"]) == (str(drawn.uuid), "7")
        (plan,) = agreed.call("curator", "/curator/plans").json()["items"]
        assert (plan["state"], [each["side"] for each in plan["waits_for"]]) == ("open", ["curator"])
        assert agreed.call("donor", "/curator/plans").status_code == 403

    @pytest.mark.parametrize("count", [1, 3, 50])
    def test_more_plans_cost_no_more_queries(self, agreed: Agreed, count: int) -> None:
        agreed.call("curator", "/plans")
        for _ in range(count):
            further(agreed.signed)
        for path in ("/curator/statements?limit=200", "/curator/plans?limit=200"):
            with assert_queries(TOKEN + 9):  # whether they are a curator; eight of the queue
                answer = agreed.call("curator", path)
            assert answer.json()["count"] == count + (path.startswith("/curator/plans"))

    def test_a_history_names_the_organisation_and_no_person(self, agreed: Agreed) -> None:
        agreed.signed.fact(7)
        drawn = agreed.signed.draw(JUNE)
        agreed.signed.sign(drawn, "recipient")
        listed = agreed.call("donor", f"/histories/progress.statement/{drawn.uuid}").json()
        assert [each["verb"] for each in listed["items"]] == ["progress.sign", "progress.draw"]
        assert listed["items"][0]["organisation"]["name"] == "The recipient"
        assert "recipient@example.org" not in json.dumps(listed)
        assert agreed.call("donor", f"/histories/nothing.known/{drawn.uuid}").status_code == 404


def test_a_superuser_acts_by_token_for_the_one_organisation_as_anybody_there(agreed: Agreed) -> None:
    document = agreed.hand_in("donor")
    root = User.objects.create_superuser("root@example.org", name="root", language="en")
    body = agreed.signed.bodies["donor"]
    Membership.objects.create(user=root, organisation=body, role="signatory", since=clock.now())
    bearer = token(root, body)
    assert call(bearer, f"/completions/{document}/confirmation", "POST").status_code == 403
    assert Owner.objects.count() == 2
