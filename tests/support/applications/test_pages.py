"""The pages of applications, as each of their people uses them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from promost.accounts.actors import Actor
from promost.accounts.models import Role
from promost.kit import clock
from promost.profiles.models import Look
from promost.registry.models import Organisation
from promost.support.applications import actions
from promost.support.models import (
    Application,
    ApplicationDocument,
    ApplicationState,
    Assessor,
    Obligation,
    ObligationKind,
    ObligationReport,
    Payment,
    Question,
)
from tests.accounts.people import member, region
from tests.harness.queries import assert_queries
from tests.support.applications.made import NOON, Office

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4 a balance sheet"
TODAY = date(2025, 5, 14)
SECRET = "A lathe"


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with clock.stopped(NOON):
        yield


def door(actor: Actor) -> Client:
    client = Client()
    client.force_login(actor.person)
    return client


def see(actor: Actor, application: Application, status: int = 200) -> str:
    answer = door(actor).get(reverse("support:application", args=[application.uuid]))
    assert answer.status_code == status
    return " ".join(answer.content.decode().split())


def send(actor: Actor, name: str, key: Any, status: int = 302, /, **values: Any) -> str:
    """Send the form of a deed from the version that stands now."""
    if isinstance(key, Application):
        values = {"version": Application.objects.get(pk=key.pk).version, **values}
        key = key.uuid
    answer = door(actor).post(reverse(f"support:{name}", args=[key]), values)
    assert answer.status_code == status, " ".join(answer.content.decode().partition('role="alert"')[2][:900].split())
    return " ".join(answer.content.decode().split())


def pdf(name: str = "balance.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PDF)


def outsider(kind: str = "authority", place: Any = None) -> Actor:
    body = Organisation.objects.create(name=f"Body {kind}", kind=kind, region=place, created_at=clock.now())
    return member(f"of-{kind}", body, Role.EDITOR)


class TestWay:
    def test_an_enterprise_applies_is_granted_and_reports_through_the_pages(self) -> None:
        office = Office.build()
        paper = office.scheme.documents.create(name="Balance sheet")
        page = door(office.applicant).get(reverse("support:apply", args=[office.scheme.uuid])).content.decode()
        for words in ("Balance sheet", "Begin the application", "900"):
            assert words in page
        send(office.applicant, "apply", office.scheme.uuid, token=uuid4())
        made = Application.objects.get()
        page = send(office.applicant, "application-edit", made, 422, purpose="", asked="", submit="yes")
        for words in (
            "Say what the support is for",
            "Say how much you ask for",
            "The document is missing: Balance sheet",
        ):
            assert words in page
        send(office.applicant, "application-document", made, required=paper.pk, file=pdf(), personal="on")
        send(
            office.applicant,
            "application-edit",
            made,
            purpose=SECRET,
            asked="600 000",
            jobs_promised="12",
            submit="yes",
        )
        assert Application.objects.get().state == ApplicationState.SUBMITTED
        send(office.officer, "application-assessors", made, users=[office.officer.user_id, office.signatory.user_id])
        for actor in (office.officer, office.signatory):
            send(actor, "application-declare", made, interested="no")
        send(office.officer, "application-opinion", made, opinion="for", words="Needed")
        send(office.officer, "application-ask", made, text="Which lathe?", due_on="2025-05-20")
        send(office.applicant, "application-answer", made, text="A small one")
        assert "400 000" not in see(office.officer, made)
        assert "Of the money for 2025" in see(office.signatory, made)
        send(office.signatory, "application-approve", made, granted="600000")
        send(
            office.officer,
            "application-agreement",
            made,
            number="7-S",
            signed_on="2025-05-14",
            jobs="12",
            jobs_due="2025-12-31",
            file=pdf("a.pdf"),
        )
        send(
            office.officer,
            "application-pay",
            made,
            amount="600000",
            paid_on="2025-05-14",
            document="Order 1",
            token=uuid4(),
        )
        made.refresh_from_db()
        assert made.state == ApplicationState.REPORTING
        jobs = made.obligations.get(kind=ObligationKind.JOBS)
        send(
            office.applicant,
            "obligation-report",
            jobs.uuid,
            version=made.version,
            value="12",
            words="All there",
            file=pdf("list.pdf"),
        )
        told = ObligationReport.objects.get()
        send(office.officer, "report-return", told.uuid, version=told.version, reason="Sign it")
        send(office.applicant, "obligation-report", jobs.uuid, version=made.version, value="12", words="Signed")
        told = ObligationReport.objects.latest("pk")
        send(office.officer, "report-accept", told.uuid, version=told.version)
        page = see(office.applicant, made)
        for words in ("Sign it", "met", "7-S", "list.pdf", "The grantee reports on its obligations"):
            assert words in page

    def test_what_was_written_is_kept_where_a_submission_is_refused_and_sent_again_as_it_is(self) -> None:
        office = Office.build()
        made = actions.draft(office.applicant, office.scheme, uuid4())
        page = send(office.applicant, "application-edit", made, 422, purpose=SECRET, asked="", submit="yes")
        made.refresh_from_db()
        assert made.purpose == SECRET
        assert f'name="version" value="{made.version}"' in page

    def test_a_payment_is_taken_back_with_a_reason_that_is_asked_for(self) -> None:
        office = Office.build()
        made = office.approved()
        actions.sign_agreement(office.officer, made, made.version, "7-S", TODAY)
        paid = actions.pay(office.officer, made, Decimal(600_000), TODAY, "Order 1", uuid4())
        made.refresh_from_db()
        page = send(office.officer, "payment-reverse", paid.uuid, 422, version=made.version, token=uuid4(), why="")
        assert "This field is required" in page
        send(office.officer, "payment-reverse", paid.uuid, version=made.version, token=uuid4(), why="Returned")
        made.refresh_from_db()
        assert made.state == ApplicationState.AGREEMENT

    def test_whoever_is_second_is_told_and_overwrites_nothing(self) -> None:
        office = Office.build()
        made = office.assessed()
        send(office.signatory, "application-approve", made, granted="600000", version=made.version)
        answer = door(office.signatory).post(
            reverse("support:application-refuse", args=[made.uuid]),
            {"version": made.version, "reason": "debt", "words": "No"}, follow=True,
        )  # fmt: skip
        assert "Somebody was first" in answer.content.decode()
        assert Application.objects.get().state == ApplicationState.APPROVED


class TestWhoSeesWhat:
    def test_an_officer_sees_nothing_of_it_before_declaring_and_one_card_to_do_so(self) -> None:
        office = Office.build()
        made = office.submitted()
        actions.name_assessors(office.officer, made, made.version, [office.officer.person])
        page = see(office.officer, made)
        assert SECRET not in page
        assert "Declare that you have no interest" in page
        send(office.officer, "application-declare", made, interested="no")
        assert SECRET in see(office.officer, made)
        look = Look.objects.get()
        assert (look.organisation, look.by, made.number in look.note) == (office.enterprise, office.officer.user, True)

    def test_one_with_an_interest_steps_back_and_reads_nothing(self) -> None:
        office = Office.build()
        made = office.submitted()
        actions.name_assessors(office.officer, made, made.version, [office.officer.person])
        send(office.officer, "application-declare", made, interested="yes")
        assert SECRET not in see(office.officer, made)
        assert not Look.objects.exists()
        send(office.officer, "application-opinion", made, 403, opinion="for", words="Mine")

    def test_an_authority_of_the_region_sees_that_it_is_there_and_not_what_stands_in_it(self) -> None:
        office = Office.build()
        made = office.approved()
        page = see(outsider(place=office.enterprise.region), made)
        assert made.number in page
        assert SECRET not in page
        assert "600\xa0000" not in page

    def test_strangers_and_other_enterprises_do_not_learn_that_it_is_there(self) -> None:
        office = Office.build()
        made = office.submitted()
        see(outsider("enterprise", office.enterprise.region), made, 404)
        answer = Client().get(reverse("support:application", args=[made.uuid]))
        assert answer.status_code == 302
        assert "login" in answer.headers["Location"]

    def test_a_draft_is_the_enterprises_alone(self) -> None:
        office = Office.build()
        made = office.draft()
        see(office.officer, made, 404)
        assert SECRET in see(office.applicant, made)

    def test_a_document_is_given_to_assessors_who_declared_and_to_nobody_else(self) -> None:
        office = Office.build()
        made = office.draft()
        paper = actions.attach(office.applicant, made, pdf(), personal=True)
        actions.submit(office.applicant, made, made.version)
        actions.name_assessors(office.officer, made, made.version, [office.officer.person])
        address = reverse("support:application-document-file", args=[paper.pk])
        assert door(office.officer).get(address).status_code == 403
        actions.declare(office.officer, Assessor.objects.get(), interested=False)
        answer = door(office.officer).get(address)
        assert b"".join(answer.streaming_content) == PDF  # type: ignore[attr-defined]
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert door(office.signatory).get(address).status_code == 403
        assert door(office.applicant).get(address).status_code == 200

    def test_matching_is_shown_to_an_assessor_whose_look_is_on_record_and_asked_for_anew_next_day(self) -> None:
        office = Office.build()
        made = office.assessed()
        address = reverse("support:application-matching", args=[made.uuid])
        assert "What is known of the enterprise" in door(office.officer).get(address).content.decode()
        with clock.stopped(NOON.replace(day=16)):
            assert door(office.officer).get(address).status_code == 302
            send(office.officer, "application-look", made)
            assert door(office.officer).get(address).status_code == 200


class TestApplying:
    def test_a_closed_window_is_named_with_the_next_one_and_no_button_is_offered(self) -> None:
        office = Office.build()
        office.scheme.windows.create(opens_on=date(2025, 4, 1), closes_on=date(2025, 4, 30))
        office.scheme.windows.create(opens_on=date(2025, 9, 1))
        address = reverse("support:apply", args=[office.scheme.uuid])
        page = door(office.applicant).get(address).content.decode().replace("\xa0", " ")
        assert "until 30 Apr 2025" in page
        assert "opens on 1 Sep 2025" in page
        assert "Begin the application" not in page
        assert door(office.applicant).post(address, {"token": str(uuid4())}).status_code == 422

    def test_who_does_not_fit_reads_why_and_may_apply_all_the_same(self) -> None:
        region("RU-MOW", "Moscow", "Europe/Moscow")
        office = Office.build(criteria={"field": "region", "in": ["RU-MOW"]})
        page = door(office.applicant).get(reverse("support:apply", args=[office.scheme.uuid])).content.decode()
        assert "does not fit" in page
        assert "You may apply all the same" in page

    def test_a_second_application_is_led_to_the_first(self) -> None:
        office = Office.build()
        made = office.draft()
        page = door(office.applicant).get(reverse("support:apply", args=[office.scheme.uuid])).content.decode()
        assert reverse("support:application", args=[made.uuid]) in page
        assert "Begin the application" not in page


class TestLists:
    def test_what_waits_for_the_reader_stands_first_and_the_file_shows_no_more_than_the_page(self) -> None:
        office = Office.build(money=None)
        first = office.submitted()
        page = door(office.officer).get(reverse("support:applications")).content.decode()
        assert "waits for you" in page
        assert first.number in page
        authority = outsider(place=office.enterprise.region)
        office_rows = door(office.officer).get(reverse("support:applications-file"))
        rows = door(authority).get(reverse("support:applications-file"))
        for answer in (office_rows, rows):
            assert first.number in b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]

    def test_filters_leave_what_was_asked_for_and_a_wrong_one_nothing(self) -> None:
        office = Office.build()
        made = office.submitted()
        for query, is_there in (
            ("state=submitted", True),
            ("state=paid", False),
            (f"scheme={office.scheme.uuid}", True),
            ("scheme=x", False),
            ("words=Machine", True),
            ("words=Nobody", False),
        ):
            page = door(office.officer).get(f"{reverse('support:applications')}?{query}").content.decode()
            assert (made.number in page) is is_there, query


def fill(office: Office, made: Application, count: int) -> None:
    """Give an application so many documents, questions, payments, obligations with reports, assessors."""
    now = clock.now()
    for number in range(count):
        paper = office.scheme.documents.create(name=f"Paper {number}")
        ApplicationDocument.objects.create(
            application=made, required=paper, name=f"{number}.pdf", sha256="0" * 64, added_at=now
        )
        Question.objects.create(
            application=made, text=f"What {number}", due_on=TODAY, asked_at=now, answer="That", answered_at=now
        )
        Payment.objects.create(application=made, amount=1, paid_on=TODAY, document="x", token=uuid4(), made_at=now)
        owed = Obligation.objects.create(application=made, kind="output", promised=1, due_on=TODAY)
        ObligationReport.objects.create(obligation=owed, value=1, submitted_on=TODAY, made_at=now)
        extra = member(f"colleague-{number}", office.provider, Role.EDITOR)
        Assessor.objects.create(application=made, user=extra.person, named_at=now)


def asked(actor: Actor, name: str, count: int, *key: Any) -> None:
    """Fail unless the page asks so many queries."""
    client, address = door(actor), reverse(f"support:{name}", args=key)
    client.get(address)
    with assert_queries(count):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("count", [1, 3, 50])
def test_an_application_in_review_asks_as_many_queries_with_fifty_of_everything_as_with_one(count: int) -> None:
    office = Office.build()
    made = office.assessed()
    fill(office, made, count)
    asked(office.applicant, "application", 8, made.uuid)
    asked(office.officer, "application", 10, made.uuid)
    asked(office.signatory, "application", 11, made.uuid)


@pytest.mark.parametrize("count", [1, 3, 50])
def test_an_application_that_is_paid_asks_as_many_queries_with_fifty_of_everything_as_with_one(count: int) -> None:
    office = Office.build()
    made = office.assessed()
    fill(office, made, count)
    values = {"state": "agreement", "granted": 600_000, "agreement_number": "1", "agreement_on": TODAY}
    Application.objects.filter(pk=made.pk).update(**values)
    asked(office.applicant, "application", 11, made.uuid)
    asked(office.officer, "application", 12, made.uuid)


@pytest.mark.parametrize("count", [1, 3, 50])
def test_the_lists_ask_as_many_queries_for_fifty_rows_as_for_one(count: int) -> None:
    office = Office.build()
    now = clock.now()
    for number in range(count):
        made = Application.objects.create(
            scheme=office.scheme, applicant=office.enterprise, taken="here", number=str(number), state="closed",
            token=uuid4(), made_at=now, submitted_on=TODAY,
        )  # fmt: skip
        Assessor.objects.create(application=made, user=office.officer.person, named_at=now)
    for actor in (office.applicant, office.officer):
        asked(actor, "applications", 6)
