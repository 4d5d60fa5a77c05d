"""The API of support: programs match, apply and record; nobody's file decides for an office."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from promost.accounts.actors import Actor
from promost.accounts.api_tokens.models import Scope
from promost.api.description import operations
from promost.api.root import api
from promost.kit import clock
from promost.ledger.models import Fact
from promost.registry.models import Organisation
from promost.support.applications import actions
from promost.support.models import Application, RequiredDocument
from tests.accounts.people import region
from tests.api.calls import call, token
from tests.support.applications.made import NOON, Office
from tests.support.officers.made import enterprise, forget, inn

pytestmark = pytest.mark.django_db
METAL = {"all": [{"field": "okved", "under": ["25"]}, {"field": "employees", "max": 100}]}
TOKEN = 8
"""Two find who acts, six count the call."""


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    forget()
    with clock.stopped(NOON):
        yield
    forget()


@pytest.fixture
def office() -> Office:
    return Office.build(criteria=METAL)


def bearer(actor: Actor, scope: Scope = Scope.WRITE) -> str:
    return token(actor.person, actor.organisation, scope)


def begun(office: Office, **more: Any) -> Any:
    body = {"token": str(uuid4()), "scheme": str(office.scheme.uuid), "purpose": "A lathe", "asked": "600000", **more}
    return call(bearer(office.applicant), "/support/applications", "POST", body)


def test_a_program_of_the_enterprise_applies_with_its_documents(office: Office) -> None:
    required = RequiredDocument.objects.create(scheme=office.scheme, name="Balance sheet")
    made = begun(office).json()
    assert (made["state"], made["asked"]) == ("draft", "600000")
    path, key = f"/support/applications/{made['id']}", bearer(office.applicant)
    lacking = call(key, f"{path}/submission", "POST", {"version": made["version"]})
    assert lacking.status_code == 422
    assert "Balance sheet" in lacking.json()["fields"]["documents"][0]
    paper = {"file": {"name": "balance.pdf", "content": "JVBERi0xLjQgYQ=="}, "required": required.pk}
    assert call(key, f"{path}/documents", "POST", paper).status_code == 201
    version = call(key, path).json()["version"]
    submitted = call(key, f"{path}/submission", "POST", {"version": version}).json()
    assert (submitted["state"], submitted["number"][:5]) == ("submitted", "2025-")
    assert Fact.objects.filter(indicator__code="APPL_FILED").count() == 1


def test_sent_twice_it_begins_one_and_another_beside_it_is_told_of_the_first(office: Office) -> None:
    same = str(uuid4())
    first, again = begun(office, token=same), begun(office, token=same)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["id"] == again.json()["id"]
    other = begun(office)
    assert other.status_code == 409
    assert first.json()["id"] in other.json()["message"]


def test_an_amount_that_is_not_given_leaves_no_half_application(office: Office) -> None:
    refused = begun(office, asked="99000000")
    assert refused.status_code == 422
    assert "asked" in refused.json()["fields"]
    assert not Application.objects.exists()


def test_a_change_of_an_old_version_is_409(office: Office) -> None:
    made = begun(office).json()
    path, key = f"/support/applications/{made['id']}/changes", bearer(office.applicant)
    assert call(key, path, "POST", {"version": made["version"], "purpose": "A press"}).json()["purpose"] == "A press"
    assert call(key, path, "POST", {"version": made["version"], "purpose": "A mill"}).status_code == 409


def test_the_office_s_queue_names_what_waits_and_not_what_stands_in_it(office: Office) -> None:
    office.submitted()
    office.scheme.refresh_from_db()
    (shown,) = call(bearer(office.officer), "/support/applications").json()["items"]
    assert shown["state"] == "submitted"
    assert shown["purpose"] is None
    assert shown["asked"] is None


def test_the_answer_to_a_question_brings_the_review_on(office: Office) -> None:
    made = office.assessed()
    actions.ask(office.officer, made, made.version, "Which lathe?", NOON.date())
    path = f"/support/applications/{made.uuid}/answer"
    answered = call(bearer(office.applicant), path, "POST", {"version": made.version, "text": "A CNC one"})
    assert answered.json()["state"] == "review"


def test_no_operation_decides_and_a_signatory_s_token_finds_none(office: Office) -> None:
    names = {each["operationId"] for _method, _path, each in operations(api.get_openapi_schema())}
    assert not {name for name in names if any(verb in name for verb in ("approve_app", "refuse_", "sign_agr", "pay_"))}
    made = office.assessed()
    for verb in ("approval", "refusal", "decision", "approve"):
        answer = call(bearer(office.signatory), f"/support/applications/{made.uuid}/{verb}", "POST", {"version": 0})
        assert answer.status_code == 404


def test_one_made_elsewhere_is_recorded_by_its_number_and_brought_up_to_date(office: Office) -> None:
    body = {
        "scheme": str(office.scheme.uuid), "applicant": str(office.enterprise.uuid), "number": "E-17",
        "submitted_on": "2025-05-01",
    }  # fmt: skip
    key = bearer(office.officer)
    assert call(key, "/support/applications-elsewhere", "POST", body).status_code == 201
    decided = {**body, "outcome": "approved", "decided_on": "2025-05-12", "granted": "500000"}
    again = call(key, "/support/applications-elsewhere", "POST", decided)
    assert (again.status_code, again.json()["state"], again.json()["granted"]) == (200, "approved", "500000")
    assert call(key, "/support/applications-elsewhere", "POST", decided).status_code == 200
    assert Fact.objects.filter(indicator__code="APPL_GRANTED").count() == 1


def test_matching_by_inn_reads_open_registers_alone_and_by_facts_keeps_nothing(office: Office) -> None:
    row = enterprise(1, employees=250)
    key = bearer(office.applicant)
    (found,) = call(key, f"/support/matches?inn={row.inn}").json()["matches"]
    assert found["answer"] == "no"
    assert found["nearest"] == [{"field": "employees", "value": 100}]
    (found,) = call(key, "/support/matches", "POST", {"facts": {"okved": ["25.62"]}}).json()["matches"]
    assert (found["answer"], found["missing"]) == ("unknown", ["employees"])
    wrong = call(key, "/support/matches", "POST", {"facts": {"okved": ["25.62"], "colour": "red"}})
    assert "colour" in wrong.json()["fields"]["facts"][0]


def test_criteria_come_as_data_and_in_words(office: Office) -> None:
    told = call(bearer(office.applicant), f"/support/schemes/{office.scheme.uuid}/criteria").json()
    assert told["criteria"] == METAL
    assert len(told["sentences"]) == 2


def test_officers_are_told_counts_and_a_part_of_the_list(office: Office) -> None:
    for number in range(3):
        enterprise(number)
    told = call(bearer(office.officer), f"/support/schemes/{office.scheme.uuid}/gap?limit=2").json()
    assert (told["fits"], told["count"], [each["inn"] for each in told["items"]]) == (3, 3, [inn(0), inn(1)])
    assert call(bearer(office.officer), "/support/refusals").json()["decided"] == 0
    backwards = call(bearer(office.officer), "/support/refusals?first=2025-05-02&last=2025-05-01")
    assert backwards.json()["fields"]["last"] == ["The period ends before it begins."]


ASKED = {
    "/support/schemes?limit=200": 3,
    "/support/schemes/{scheme}": 4,
    "/support/schemes/{scheme}/criteria": 2,
    "/support/matches?inn={inn}": 4,
    "/support/applications?limit=200": 3,
    "/support/schemes/{scheme}/gap?limit=200": 6,
    "/support/refusals": 2,
}


@pytest.mark.parametrize("rows", [1, 3, 50])
def test_no_number_of_rows_adds_a_query(office: Office, rows: int) -> None:
    key = bearer(office.officer)
    for number in range(rows):
        enterprise(number)
        body = Organisation.objects.create(
            name=f"Works {number}", kind="enterprise", region=region(), created_at=clock.now()
        )
        Application.objects.create(
            scheme=office.scheme, applicant=body, taken="here", number=f"2025-{number}", state="refused",
            reason="debt", decided_on=NOON.date(), token=uuid4(), made_at=clock.now(),
        )  # fmt: skip
    counted = {}
    for path in ASKED:
        filled = path.format(scheme=office.scheme.uuid, inn=inn(0))
        call(key, filled)
        counted[path] = count(key, filled)
    assert counted == {path: TOKEN + queries for path, queries in ASKED.items()}


def count(key: str, path: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert call(key, path).status_code == 200
    return len(asked)
