"""The pages of the ledger, as people use them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse

from promost.accounts.actors import OPERATOR
from promost.kit import files
from promost.ledger import actions
from promost.ledger.files import Upload
from promost.ledger.models import Attachment, Entry, EntryKind, Evidence, Fact, How
from promost.ledger.recording import record
from promost.plans.models import Scope, Target
from promost.profiles.models import Indicator
from tests.harness.queries import assert_queries
from tests.ledger.conftest import TODAY, fact
from tests.world import World

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4 what shows it"


def client(world: World, kind: str = "recipient") -> Client:
    door = Client()
    door.force_login(world.users[kind])  # type: ignore[arg-type]  # a user, not a stranger
    return door


def put(*facts: Any) -> list[Fact]:
    with transaction.atomic():
        return record(OPERATOR, facts)


def pdf(name: str = "act.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PDF)


@pytest.fixture
def form(world: World, trained: Indicator) -> Callable[..., Any]:
    """Return the way to send the form of a result: "form(value='7')"."""
    address = f"{reverse('ledger:record', args=[world.measure.uuid])}?indicator={trained.code}"

    def send(**values: Any) -> Any:
        given = {"token": uuid4(), "kind": "fact", "value": "5", "happened_on": TODAY.isoformat(), **values}
        return client(world).post(address, given)

    return send


class TestRecording:
    def test_a_result_is_recorded_and_shown_with_its_evidence(self, world: World, form: Callable[..., Any]) -> None:
        answer = form(files=[pdf(), pdf("list.pdf")], words="Two courses", breakdown="audience=pupils")
        made = Fact.objects.get()
        assert answer.headers["Location"] == reverse("ledger:fact", args=[made.uuid])
        page = client(world).get(answer.headers["Location"]).content.decode()
        for words in ("act.pdf", "list.pdf", "Two courses", "entered by hand", "Recorded"):
            assert words in page
        assert made.breakdown == "audience=pupils"

    def test_what_was_typed_is_kept_and_files_are_asked_for_again(self, form: Callable[..., Any]) -> None:
        page = form(value="many", words="Two courses", files=[pdf()]).content.decode()
        for words in ("“many” is not a number", "Two courses", 'value="many"', "Choose the files again"):
            assert words in page
        assert not Fact.objects.exists()

    @pytest.mark.parametrize(
        ("values", "words"),
        [
            ({"value": ""}, "Give the value"),
            ({"value": "1" + "0" * 18}, "more than 10^12"),
            ({"value": "-5"}, "never below zero"),
            ({"happened_on": "2025-09-16"}, "still to come in the region Magadan Oblast"),
            ({"happened_on": "2024-12-31"}, "before the plan begins"),
            ({"organisation": "Nobody & Sons"}, "No organisation is called"),
            ({"kind": "nil"}, "A nil report has no value"),
            ({"token": "x"}, "This form was not complete"),
            ({"files": [SimpleUploadedFile("a.docx", PDF)]}, "really of the kind .pdf"),
        ],
    )
    def test_what_is_wrong_is_said_where_it_stands(
        self, form: Callable[..., Any], values: dict[str, Any], words: str
    ) -> None:
        page = form(**values).content.decode().replace("\u00a0", " ")
        assert words in page
        assert not Fact.objects.exists()

    def test_a_form_sent_twice_is_one_fact_and_says_so(self, world: World, form: Callable[..., Any]) -> None:
        token = uuid4()
        one, two = form(token=token), form(token=token)
        assert one.headers["Location"] == two.headers["Location"]
        assert Fact.objects.count() == 1

    def test_a_nil_report_is_a_fact_of_zero(self, form: Callable[..., Any]) -> None:
        form(kind="nil", value="")
        assert Fact.objects.get().value == 0
        assert Entry.objects.get().kind == EntryKind.NIL

    def test_an_organisation_is_found_by_what_the_form_offers(self, world: World, form: Callable[..., Any]) -> None:
        world.bodies["enterprise"].inn = "4909000001"
        world.bodies["enterprise"].save()
        form(organisation="Magadan Machine Plant (4909000001)")
        assert Fact.objects.get().organisation == world.bodies["enterprise"]

    def test_which_indicator_is_asked_first(self, world: World, trained: Indicator) -> None:
        page = client(world).get(reverse("ledger:record", args=[world.measure.uuid])).content.decode()
        assert "Indicators that are promised here come first" in page
        assert trained.name in page

    def test_a_target_chooses_its_indicator(self, world: World, trained: Indicator) -> None:
        target = Target.objects.create(
            plan=world.plan, measure=world.measure, position=2, label="Pupils trained", unit="person",
            indicator=trained, breakdown="audience=pupils",
        )  # fmt: skip
        address = f"{reverse('ledger:record', args=[world.measure.uuid])}?target={target.uuid}"
        page = client(world).get(address).content.decode()
        assert trained.name in page
        assert '<option value="audience=pupils" selected>' in page

    def test_a_result_of_the_whole_plan(self, world: World, trained: Indicator) -> None:
        world.target.indicator, world.target.scope = trained, Scope.REGION
        world.target.save()
        address = reverse("ledger:record_plan", args=[world.plan.uuid])
        given = {"token": uuid4(), "kind": "fact", "value": "5", "happened_on": TODAY.isoformat()}
        client(world).post(address, given)
        assert Fact.objects.get().measure is None

    def test_the_completion_document_is_handed_in(self, world: World) -> None:
        address = reverse("ledger:hand_in", args=[world.measure.uuid])
        page = client(world).post(address, {"token": uuid4()}).content.decode()
        assert "This field is required" in page
        client(world).post(address, {"token": uuid4(), "files": [pdf("report.pdf")]})
        assert Fact.objects.get().indicator.code == "COMPLETION"
        assert Evidence.objects.get().name == "report.pdf"

    def test_the_measures_page_offers_it_to_owners_alone(self, world: World) -> None:
        address = reverse("plans:measure", args=[world.measure.uuid])
        button = reverse("ledger:record", args=[world.measure.uuid])
        assert button in client(world).get(address).content.decode()
        assert button not in client(world, "curator").get(address).content.decode()


class TestReversing:
    def test_a_fact_is_taken_back_with_its_reason(self, world: World, form: Callable[..., Any]) -> None:
        form()
        made = Fact.objects.get()
        address = reverse("ledger:reverse", args=[made.uuid])
        assert "This field is required" in client(world).post(address, {"token": uuid4()}).content.decode()
        client(world).post(address, {"token": uuid4(), "reason": "Counted twice"})
        page = client(world).get(reverse("ledger:fact", args=[made.uuid])).content.decode()
        assert "This fact is reversed and no longer counts." in page
        assert "Counted twice" in page
        assert address not in page
        answer = client(world).post(address, {"token": uuid4(), "reason": "Once more"})
        assert "has been reversed already" in answer.content.decode()
        assert Fact.objects.count() == 2


class TestList:
    def test_the_facts_behind_a_figure_with_their_running_total(self, world: World, trained: Indicator) -> None:
        one, *_ = put(
            fact(trained, 5, "1", measure=world.measure, happened_on=date(2025, 3, 1), how=How.HAND),
            fact(trained, 3, "2", measure=world.measure, happened_on=date(2025, 4, 1)),
            fact(trained, 100, "3"),
        )
        actions.reverse(world.actor("recipient"), one, "Counted twice", uuid4())
        address = f"{reverse('ledger:facts')}?measure={world.measure.uuid}&indicator={trained.code}"
        answer = client(world).get(address)
        page = answer.content.decode()
        assert [each.running for each in answer.context["page"].object_list] == [3, 0, 5]
        assert (answer.context["summary"].value, answer.context["summary"].by_hand) == (3, 77)
        assert "reversed" in page
        assert "reversal" in page
        until = client(world).get(f"{address}&until=2025-03-31").context["summary"]
        assert (until.value, until.facts) == (0, 2)

    def test_a_targets_facts_follow_its_scope(self, world: World, trained: Indicator) -> None:
        world.target.indicator = trained
        plant = world.bodies["enterprise"]
        put(
            fact(trained, 1, "1", measure=world.measure),
            fact(trained, 10, "2"),
            fact(trained, 100, "3", region="RU-MOW"),
            fact(trained, 1000, "4", organisation=plant, region="RU-MOW"),
            fact(trained, 10000, "5", organisation=plant, happened_on=date(2024, 12, 1)),
        )
        expected = {Scope.REGION: 11, Scope.PARTICIPANTS: 1000, Scope.MEASURE: 1}
        for scope, value in expected.items():
            world.target.scope = scope
            world.target.save()
            answer = client(world).get(f"{reverse('ledger:facts')}?target={world.target.uuid}")
            assert answer.context["summary"].value == value, scope

    def test_what_a_reader_may_not_see_is_counted_and_not_shown(self, world: World, supported: Indicator) -> None:
        plant = world.bodies["enterprise"]
        put(fact(supported, 1, "1", organisation=plant), fact(supported, 1, "2", organisation=plant, region="RU-MOW"))
        answer = client(world, "unrelated").get(f"{reverse('ledger:facts')}?indicator={supported.code}")
        assert (answer.context["hidden"], answer.context["summary"].facts) == (2, 0)
        assert "plans that you do not read" in answer.content.decode()

    @pytest.mark.parametrize("query", ["measure=x", "until=yesterday", "target=1"])
    def test_an_address_that_cannot_be_read_says_so(self, world: World, query: str) -> None:
        answer = client(world).get(f"{reverse('ledger:facts')}?{query}")
        assert answer.status_code == 400
        assert "cannot be read" in answer.content.decode()

    def test_nothing_yet_is_not_called_zero(self, world: World, trained: Indicator) -> None:
        page = client(world).get(f"{reverse('ledger:facts')}?indicator={trained.code}").content.decode()
        assert "not the same as zero" in page

    @pytest.mark.parametrize("count", [1, 3, 50])
    def test_the_list_asks_as_many_questions_for_one_fact_as_for_fifty(
        self, world: World, trained: Indicator, count: int
    ) -> None:
        for number in range(count):
            (made,) = put(fact(trained, 1, str(number), measure=world.measure, organisation=world.bodies["enterprise"]))
            actions.attach(OPERATOR, made, [Upload("act.pdf", PDF)])
        door = client(world)
        address = f"{reverse('ledger:facts')}?measure={world.measure.uuid}&indicator={trained.code}"
        door.get(address)
        with assert_queries(10):
            door.get(address)

    @pytest.mark.parametrize("count", [1, 3, 50])
    def test_a_fact_asks_as_many_questions_with_one_file_as_with_fifty(
        self, world: World, trained: Indicator, count: int
    ) -> None:
        made = actions.record_by_hand(
            world.actor("recipient"), token=uuid4(), indicator=trained, value=Decimal(1), happened_on=TODAY,
            measure=world.measure,
        )  # fmt: skip
        for number in range(count):
            actions.attach(world.actor("recipient"), made, [Upload(f"{number}.pdf", PDF)])
        door = client(world)
        address = reverse("ledger:fact", args=[made.uuid])
        door.get(address)
        with assert_queries(9):
            door.get(address)


class TestEvidence:
    @pytest.fixture
    def evidence(self, world: World, trained: Indicator) -> Evidence:
        actions.record_by_hand(
            world.actor("recipient"), token=uuid4(), indicator=trained, value=Decimal(1), happened_on=TODAY,
            measure=world.measure, files=[Upload("акт сдачи.pdf", PDF)],
        )  # fmt: skip
        return Evidence.objects.get()

    def test_it_is_given_back_as_it_came_and_never_opened_in_place(self, world: World, evidence: Evidence) -> None:
        answer = client(world, "curator").get(reverse("ledger:evidence", args=[evidence.uuid]))
        assert b"".join(answer.streaming_content) == PDF  # type: ignore[attr-defined]
        assert answer.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Type"] == "application/octet-stream"

    def test_marked_as_personal_it_is_hidden_from_who_may_not_open_it(self, world: World, evidence: Evidence) -> None:
        address = reverse("ledger:evidence", args=[evidence.uuid])
        client(world).post(
            reverse("ledger:evidence_personal", args=[evidence.uuid]), {"version": "0", "personal": "yes"}
        )
        assert client(world, "curator").get(address).status_code == 404
        assert client(world, "donor").get(address).status_code == 200
        page = client(world, "curator").get(reverse("ledger:fact", args=[Fact.objects.get().uuid])).content.decode()
        assert "contains personal data" in page
        assert address not in page

    def test_a_stale_mark_is_told(self, world: World, evidence: Evidence) -> None:
        mark = reverse("ledger:evidence_personal", args=[evidence.uuid])
        for version in ("7", "x"):
            client(world).post(mark, {"version": version, "personal": "yes"})
        evidence.refresh_from_db()
        assert not evidence.personal

    def test_erased_it_leaves_hash_and_reason(self, world: World, evidence: Evidence, at_commit: Any) -> None:
        actions.mark_personal(world.actor("recipient"), evidence, 0)
        given = {"token": uuid4(), "version": "1", "reason": "The term is over"}
        with at_commit():
            client(world).post(reverse("ledger:evidence_erase", args=[evidence.uuid]), given)
        answer = client(world).get(reverse("ledger:evidence", args=[evidence.uuid]))
        assert answer.status_code == 410
        page = answer.content.decode()
        assert "was erased on" in page
        assert "The term is over" in page
        assert evidence.sha256 in page

    def test_a_file_that_is_gone_is_said_to_be_gone(self, world: World, evidence: Evidence) -> None:
        files.remove(evidence.sha256)
        answer = client(world).get(reverse("ledger:evidence", args=[evidence.uuid]))
        assert answer.status_code == 410
        assert "Tell whoever runs the installation" in answer.content.decode()

    def test_files_are_added_to_a_measure_later(self, world: World) -> None:
        address = reverse("ledger:attach_measure", args=[world.measure.uuid])
        client(world).post(address, {"token": uuid4(), "files": [pdf()]})
        assert Attachment.objects.get().measure == world.measure
