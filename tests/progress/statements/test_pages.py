"""The pages: each says what it must, asks a known number of queries, and refuses who may not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from promost.accounts.models import Membership, Role
from promost.ledger.models import Fact
from promost.plans.models import Edition, Party, Plan, Target, TargetValue
from promost.progress.models import Dispute, Signature, Statement, StatementState
from promost.progress.statements import actions
from promost.progress.statements.export import exported
from promost.progress.statements.queries import lines_of
from tests.harness.queries import assert_queries
from tests.progress.programme import EARLY, indicator
from tests.progress.statements.signing import DECEMBER, MARCH, Signed

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough secret 2025"


def client(three: Signed, side: str) -> Client:
    found = Client()
    found.force_login(three.users[side])
    return found


def signs(three: Signed, side: str) -> Client:
    """Return a client of somebody who has just said their password."""
    found = has_password(three, side)
    found.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return found


def has_password(three: Signed, side: str) -> Client:
    """Return a client of somebody who has a password to be asked for."""
    three.users[side].set_password(PASSWORD)
    three.users[side].save()
    return client(three, side)


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_a_statement_shows_totals_facts_and_whose_turn_it_is(three: Signed) -> None:
    three.fact(3, date(2025, 2, 1))
    fact = three.fact(10)
    drawn = three.draw()
    page = client(three, "recipient").get(reverse("progress:statement", args=[drawn.uuid]))
    shown = text(page)
    for words in ("TEST_TRAINED promised", str(fact.uuid), drawn.digest, "its turn", "waits", "late", "in progress"):
        assert words in shown
    assert reverse("progress:sign", args=[drawn.uuid, three.parties["recipient"].pk]) in shown
    assert reverse("progress:return_statement", args=[drawn.uuid, three.parties["recipient"].pk]) in shown


def test_another_side_waits_for_its_turn_but_may_return(three: Signed) -> None:
    three.fact(10)
    drawn = three.draw()
    shown = text(client(three, "donor").get(reverse("progress:statement", args=[drawn.uuid])))
    assert "/sign/" not in shown
    assert "/paper/" not in shown
    assert reverse("progress:return_statement", args=[drawn.uuid, three.parties["donor"].pk]) in shown


@pytest.mark.parametrize("facts", [1, 3, 50])
def test_pages_ask_the_same_queries_for_any_number_of_facts(three: Signed, facts: int) -> None:
    for _ in range(facts):
        three.fact(10)
    drawn = three.draw()
    mine = client(three, "recipient")
    addresses = {
        reverse("progress:statement", args=[drawn.uuid]): 9,
        reverse("progress:statements", args=[three.plan.uuid]): 6,
    }
    for address, number in addresses.items():
        with assert_queries(number):
            assert mine.get(address).status_code == 200


@pytest.mark.parametrize("facts", [1, 3, 50])
def test_what_is_missing_for_drawing_asks_the_same_queries(three: Signed, facts: int) -> None:
    for _ in range(facts):
        three.fact(10, date(2025, 2, 1), indicator=three.trained)
    mine = client(three, "recipient")
    with assert_queries(10):
        assert mine.get(reverse("progress:draw", args=[three.plan.uuid])).status_code == 200


def test_signing_asks_for_the_password_anew(three: Signed) -> None:
    three.fact(10)
    drawn = three.draw()
    address = reverse("progress:sign", args=[drawn.uuid, three.parties["recipient"].pk])
    sent = has_password(three, "recipient").post(address, {"digest": drawn.digest, "version": 0})
    assert sent.status_code == 302
    assert urlsplit(sent["Location"]).path == reverse("account_reauthenticate")
    assert not Signature.objects.exists()


def test_a_signatory_who_is_sure_signs_what_was_shown(three: Signed) -> None:
    three.fact(10)
    drawn = three.draw()
    mine = signs(three, "recipient")
    address = reverse("progress:sign", args=[drawn.uuid, three.parties["recipient"].pk])
    assert drawn.digest in text(mine.get(address))
    wrong = mine.post(address, {"digest": "0" * 64, "version": 0})
    assert wrong.status_code == 422
    assert mine.post(address, {"digest": drawn.digest, "version": 0}).status_code == 302
    again = mine.post(address, {"digest": drawn.digest, "version": 0})
    assert again.status_code == 422
    assert "Somebody was first" in text(again)
    assert Signature.objects.count() == 1


def test_a_paper_is_attached_and_said_to_be_one(three: Signed) -> None:
    three.fact(10)
    drawn = three.draw()
    mine = client(three, "curator")
    address = reverse("progress:sign_on_paper", args=[drawn.uuid, three.parties["recipient"].pk])
    assert mine.get(address).status_code == 200
    given = {"version": 0, "digest": drawn.digest[:12], "signed_on": "2025-07-10"}
    bad = mine.post(address, {**given, "scan": SimpleUploadedFile("a.pdf", b"MZ" + b"\0" * 99)})
    assert bad.status_code == 422
    scan = SimpleUploadedFile("a.pdf", b"%PDF-1.4\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF")
    assert mine.post(address, {**given, "scan": scan}).status_code == 302
    shown = text(mine.get(reverse("progress:statement", args=[drawn.uuid])))
    assert "on paper, attached by The curator" in shown
    kept = mine.get(reverse("progress:statement_scan", args=[drawn.uuid, Signature.objects.get().pk]))
    assert b"".join(kept.streaming_content).startswith(b"%PDF")  # type: ignore[attr-defined]


def test_returning_with_a_fact_leaves_it_out_and_settling_brings_it_back(three: Signed) -> None:
    three.fact(10)
    doubtful = three.fact(5)
    drawn = three.draw()
    donor = client(three, "donor")
    address = reverse("progress:return_statement", args=[drawn.uuid, three.parties["donor"].pk])
    assert str(doubtful.uuid) in text(donor.get(address, {"fact": str(doubtful.uuid)}))
    assert donor.post(address, {"version": 0, "reason": "Not ours", "facts": "x"}).status_code == 422
    assert donor.post(address, {"version": 0, "reason": "Not ours", "facts": str(doubtful.uuid)}).status_code == 302
    recipient = client(three, "recipient")
    listed = text(recipient.get(reverse("progress:draw", args=[three.plan.uuid])))
    assert "Not ours" in listed
    assert "/settle/" not in listed
    made = recipient.post(reverse("progress:draw", args=[three.plan.uuid]), {"quarter": "2025-06-30"})
    assert made.status_code == 302
    assert "Not ours" in text(recipient.get(made["Location"]))
    objection = Dispute.objects.get()
    settle = reverse("progress:settle", args=[objection.uuid])
    assert recipient.get(settle).status_code == 403
    assert donor.post(settle, {"version": 0, "reason": "The list was shown"}).status_code == 302
    assert Dispute.objects.get().settled_at


def test_what_is_missing_is_shown_said_and_drawn(three: Signed) -> None:
    mine = client(three, "recipient")
    address = reverse("progress:draw", args=[three.plan.uuid])
    assert "nobody has said anything" in text(mine.get(address))
    refused = mine.post(address, {"quarter": "2025-06-30"})
    assert refused.status_code == 422
    assert "has no facts" in text(refused)
    declare = reverse("progress:declare", args=[three.target.uuid, "2025-06-30"])
    assert mine.get(declare).status_code == 200
    unsaid = mine.post(declare, {"token": uuid4(), "says": "not_reported", "reason": ""})
    assert unsaid.status_code == 422
    said = mine.post(declare, {"token": uuid4(), "says": "not_reported", "reason": "The list is late"})
    assert said.status_code == 302
    assert "The list is late" in text(mine.get(address))
    assert mine.post(address, {"quarter": "2025-06-30"}).status_code == 302


def test_an_objection_is_made_from_a_fact(three: Signed) -> None:
    fact = three.fact(10)
    donor = client(three, "donor")
    address = reverse("progress:dispute", args=[three.plan.uuid, fact.uuid])
    assert donor.get(address).status_code == 200
    assert donor.post(address, {"version": 0, "reason": ""}).status_code == 422
    assert donor.post(address, {"version": 0, "reason": "Not ours"}).status_code == 302
    assert "Not ours" in text(donor.get(reverse("progress:statements", args=[three.plan.uuid])))


@pytest.mark.parametrize("count", [1, 3, 50])
def test_only_the_party_that_objected_is_offered_to_settle(three: Signed, count: int) -> None:
    for _ in range(count):
        actions.dispute(three.actor("donor"), three.plan, three.parties["donor"], three.fact(10), "Not ours")
    settle = reverse("progress:settle", args=[Dispute.objects.order_by("pk")[0].uuid])
    listed, drawing = (reverse(f"progress:{name}", args=[three.plan.uuid]) for name in ("statements", "draw"))
    for side, may in (("donor", True), ("recipient", False), ("curator", False)):
        mine = client(three, side)
        with assert_queries(7):
            assert (settle in text(mine.get(listed))) is may, side
        if side != "curator":
            with assert_queries(11):
                assert (settle in text(mine.get(drawing))) is may, side


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_sheet_has_the_digest_and_places_to_sign(three: Signed, language: str) -> None:
    three.fact(10)
    drawn = three.draw()
    three.sign(drawn, "recipient")
    mine = client(three, "donor")
    mine.cookies["promost_language"] = language
    given = mine.get(reverse("progress:statement_sheet", args=[drawn.uuid]))
    read = PdfReader(BytesIO(b"".join(given.streaming_content)))  # type: ignore[attr-defined]
    words = "".join(page.extract_text() for page in read.pages)
    assert drawn.digest in words.replace("\n", "")
    assert reverse("progress:verify", args=[drawn.uuid]) in words.replace("\n", "")
    for party in three.parties.values():
        assert party.name in words


class TestPublicPage:
    def test_a_stranger_verifies_and_no_person_is_named(self, three: Signed) -> None:
        three.fact(10)
        accepted = three.accept()
        page = Client().get(reverse("progress:verify", args=[accepted.uuid]))
        shown = text(page)
        assert "Всё так, как было подписано: 1 строка" in shown
        assert accepted.digest in shown
        assert not any(user.email in shown or f">{user.name}<" in shown for user in three.users.values())

    def test_a_file_is_compared_with_what_was_signed(self, three: Signed) -> None:
        fact = three.fact(10)
        accepted = three.accept()
        address, data = reverse("progress:verify", args=[accepted.uuid]), exported(accepted)
        good = Client(headers={"accept-language": "en"}).post(address, {"file": SimpleUploadedFile("a.json", data)})
        assert "The file is whole" in text(good)
        wrong = data.replace(rb"\"value\":\"10.0000\"", rb"\"value\":\"11.0000\"")
        bad = Client(headers={"accept-language": "en"}).post(address, {"file": SimpleUploadedFile("a.json", wrong)})
        assert f"fact {fact.uuid}, value: signed 10.0000, now 11.0000" in text(bad)
        other = Client().post(address, {"file": SimpleUploadedFile("a.json", b"{}")})
        assert other.status_code == 422

    def test_what_is_not_there_is_not_found(self, db: None) -> None:
        assert Client().get(reverse("progress:verify", args=[uuid4()])).status_code == 404


def test_a_reader_without_a_seat_reads_and_does_nothing(three: Signed) -> None:
    three.fact(10)
    drawn = three.draw()
    curator = client(three, "curator")
    assert curator.get(reverse("progress:draw", args=[three.plan.uuid])).status_code == 403
    for side in ("donor", "curator"):
        asked = client(three, side)
        key = three.parties["recipient"].pk
        assert asked.get(reverse("progress:sign", args=[drawn.uuid, key])).status_code == 403
        assert asked.get(reverse("progress:return_statement", args=[drawn.uuid, key])).status_code == 403
    assert Statement.objects.get().state == StatementState.OPEN


def test_plan_and_measure_show_recorded_signed_and_accepted_beside_each_other(three: Signed) -> None:
    three.fact(3, date(2025, 2, 1))
    three.accept(MARCH)
    three.fact(10)
    drawn = three.draw()
    three.sign(drawn, "recipient")
    three.fact(1)
    mine = client(three, "recipient")
    for address in (
        reverse("plans:plan", args=[three.plan.uuid]),
        reverse("plans:measure", args=[three.measure.uuid]),
    ):
        shown = text(mine.get(address)).replace("\xa0", " ")
        assert "accepted: 3 people by 31" in shown
        assert "being signed: 13 people by 30" in shown
        assert "14" in shown
    assert reverse("progress:statements", args=[three.plan.uuid]) in text(
        mine.get(reverse("plans:plan", args=[three.plan.uuid]))
    )


def test_lines_do_not_read_the_statement_anew(three: Signed) -> None:
    for day in range(1, 6):
        three.fact(day, date(2025, 2, day))
    drawn = three.draw()
    with assert_queries(1):
        assert {id(line.statement) for line in lines_of(drawn)} == {id(drawn)}


def test_the_page_of_a_fact_leads_to_objecting_while_that_can_be_done(three: Signed) -> None:
    fact = three.fact(10)
    page, objection = fact_page(three, fact), reverse("progress:dispute", args=[three.plan.uuid, fact.uuid])
    assert objection in page("donor")
    three.fact(10)
    drawn = three.draw()
    back = reverse("progress:return_statement", args=[drawn.uuid, three.parties["donor"].pk])
    assert f"{back}?fact={fact.uuid}" in page("donor")
    for side in ("recipient", "donor", "curator"):
        three.sign(drawn, side)
    assert "Object to a fact" not in page("donor")


@pytest.fixture
def of_region(three: Signed) -> Fact:
    """Return a fact of the recipient's region without a measure, which a target of the whole plan counts."""
    jobs = indicator("TEST_JOBS", okei="792")
    three.promise(jobs, {DECEMBER: 100})
    return three.fact(10, indicator=jobs, measure=None, plan=three.plan, region=three.parties["recipient"].region)


def test_a_fact_of_the_region_is_objected_to_under_the_plan_that_counts_it(three: Signed, of_region: Fact) -> None:
    page, objection = fact_page(three, of_region), reverse("progress:dispute", args=[three.plan.uuid, of_region.uuid])
    assert [objection in page(side) for side in ("donor", "recipient", "curator")] == [True, True, True]
    donor = client(three, "donor")
    assert donor.post(objection, {"version": 0, "reason": "Not of these jobs"}).status_code == 302
    assert "Object to a fact" not in page("donor")
    assert "Not of these jobs" in text(donor.get(reverse("progress:draw", args=[three.plan.uuid])))


def test_a_fact_of_the_region_that_a_statement_lists_leads_to_its_return(three: Signed, of_region: Fact) -> None:
    three.fact(10)
    drawn = three.draw()
    back = reverse("progress:return_statement", args=[drawn.uuid, three.parties["donor"].pk])
    assert f"{back}?fact={of_region.uuid}" in fact_page(three, of_region)("donor")


@pytest.mark.parametrize("why", ["another region", "another indicator", "before the plan", "not in force"])
def test_a_fact_that_no_plan_counts_is_not_objected_to(three: Signed, of_region: Fact, why: str) -> None:
    if why == "another region":
        Party.objects.filter(pk=three.parties["recipient"].pk).update(region="RU-MOW")
    elif why == "another indicator":
        Target.objects.filter(indicator=of_region.indicator).update(indicator=three.trained)
    elif why == "before the plan":
        Plan.objects.update(starts_on=date(2025, 6, 1))
    else:
        Plan.objects.update(state="closed")
    assert "Object to a fact" not in fact_page(three, of_region)("recipient")


def test_whoever_only_reads_is_not_offered_to_object(three: Signed, of_region: Fact) -> None:
    Membership.objects.update(role=Role.VIEWER)
    assert "Object to a fact" not in fact_page(three, of_region)("donor")


def test_of_two_plans_that_count_a_fact_each_has_its_button_by_name(three: Signed, of_region: Fact) -> None:
    url, donor = reverse("ledger:fact", args=[of_region.uuid]), client(three, "donor")
    donor.get(url)
    with CaptureQueriesContext(connection) as one:
        donor.get(url)
    plans = [_another_plan(three, of_region, f"Plan {at}") for at in range(5)]
    with assert_queries(len(one)):
        shown = text(donor.get(url))
    for plan in plans:
        assert f"Object to a fact: {plan.title}" in shown
        assert reverse("progress:dispute", args=[plan.uuid, of_region.uuid]) in shown


def _another_plan(three: Signed, fact: Fact, title: str) -> Plan:
    plan = Plan.objects.get(pk=three.plan.pk)
    plan.pk, plan.uuid, plan.title = None, uuid4(), title
    plan._state.adding = True
    plan.save()
    edition = Edition.objects.create(plan=plan, number=1, made_at=three.edition.made_at, approved_at=EARLY)
    target = Target.objects.create(
        plan=plan, position=1, label="x", unit="чел", indicator=fact.indicator, scope="region"
    )
    TargetValue.objects.create(target=target, edition=edition, due_on=DECEMBER, value=1)
    return plan


def fact_page(three: Signed, fact: Any) -> Callable[[str], str]:
    return lambda side: text(client(three, side).get(reverse("ledger:fact", args=[fact.uuid])))
