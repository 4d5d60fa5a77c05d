"""What officers enter by hand: results with evidence, nil reports, openings, completion documents, reversals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest

from promost.accounts.actors import OPERATOR, Actor, Refused
from promost.accounts.models import Role
from promost.accounts.rules import can
from promost.kit import files, history, refs
from promost.kit.transitions import Overtaken
from promost.ledger import actions
from promost.ledger.files import LIMIT, MOST, Upload
from promost.ledger.models import Attachment, Entry, EntryKind, Evidence, Fact, How
from promost.ledger.problems import Bad
from promost.plans.models import Edition, Scope
from promost.profiles.models import Indicator, Kind
from tests.ledger.conftest import TODAY, indicator
from tests.world import World

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\nwhat shows it\n"


def pdf(name: str = "act.pdf", words: bytes = b"") -> Upload:
    return Upload(name, PDF + words)


def record(world: World, of: Indicator, value: str = "5", actor: Actor | None = None, **values: Any) -> Fact:
    given: dict[str, Any] = {"token": uuid4(), "happened_on": TODAY, **values}
    if "plan" not in given:
        given.setdefault("measure", world.measure)
    return actions.record_by_hand(actor or world.actor("recipient"), indicator=of, value=Decimal(value), **given)


def refusal(deed: Callable[[], object]) -> Bad:
    before = Fact.objects.count(), Entry.objects.count(), Evidence.objects.count()
    with pytest.raises(Bad) as raised:
        deed()
    assert (Fact.objects.count(), Entry.objects.count(), Evidence.objects.count()) == before
    return raised.value


class TestRecord:
    def test_a_result_with_its_evidence(self, world: World, trained: Indicator) -> None:
        fact = record(world, trained, files=[pdf(), pdf("list.pdf", b"2")], words="Two courses were held.")
        assert (fact.value, fact.how, fact.measure) == (Decimal(5), "hand", world.measure)
        assert (fact.recorded_for, fact.recorded_by) == (world.bodies["recipient"], world.users["recipient"])
        entry = Entry.objects.get()
        assert (entry.kind, entry.plan, entry.words) == (EntryKind.FACT, world.plan, "Two courses were held.")
        assert fact.source == refs.of(entry)
        attached = Evidence.objects.filter(attachments__fact=fact).order_by("pk")
        assert [(each.name, each.kind) for each in attached] == [("act.pdf", "pdf"), ("list.pdf", "pdf")]
        assert files.read(attached[0].sha256) == PDF

    def test_it_stands_in_the_history_of_the_measure_and_of_the_fact(self, world: World, trained: Indicator) -> None:
        fact = record(world, trained)
        for subject in (fact, world.measure):
            (entry,) = history.of(refs.of(subject)).filter(verb="ledger.record")
            assert entry.changes["value"] == [None, "5"]

    def test_a_form_sent_twice_is_one_fact(self, world: World, trained: Indicator) -> None:
        token = uuid4()
        first, second = (record(world, trained, token=token, files=[pdf()]) for _ in range(2))
        assert first == second
        assert (Fact.objects.count(), Evidence.objects.count()) == (1, 1)

    def test_a_token_of_somebody_else_is_not_taken(self, world: World, trained: Indicator) -> None:
        token = uuid4()
        record(world, trained, token=token)
        bad = refusal(lambda: record(world, trained, token=token, actor=world.actor("donor")))
        assert bad.code == "TOKEN_TAKEN"

    def test_another_unit_of_the_same_quantity_is_turned_exactly(self, world: World, money: Indicator) -> None:
        fact = record(world, money, "12345", okei="384", files=[pdf()])  # thousands of roubles
        assert fact.value == Decimal("12.345")

    @pytest.mark.parametrize("okei", ["792", "999"])
    def test_a_unit_of_another_quantity_is_refused(self, world: World, money: Indicator, okei: str) -> None:
        bad = refusal(lambda: record(world, money, okei=okei, files=[pdf()]))
        assert (bad.code, bad.field) == ("OTHER_UNIT", "unit")
        assert "Choose a unit of the same quantity" in bad.words

    def test_roubles_taken_for_millions_are_noticed(self, world: World, money: Indicator) -> None:
        bad = refusal(lambda: record(world, money, "12345000", files=[pdf()]))
        assert bad.code == "IMPLAUSIBLE"

    def test_a_number_of_eighteen_zeros_is_refused(self, world: World, trained: Indicator) -> None:
        assert refusal(lambda: record(world, trained, "1" + "0" * 18)).code == "TOO_LARGE"
        assert refusal(lambda: record(world, trained, "1E+400")).code == "TOO_LARGE"

    def test_without_evidence_where_it_is_demanded(self, world: World, money: Indicator) -> None:
        bad = refusal(lambda: record(world, money))
        assert (bad.code, bad.field) == ("NO_EVIDENCE", "files")
        assert "Attach a file that shows it" in bad.words

    def test_where_it_happened_follows_the_organisation_then_the_recipient(
        self, world: World, trained: Indicator
    ) -> None:
        assert record(world, trained).region_id == "RU-MAG"
        assert record(world, trained, organisation=world.bodies["unrelated"]).region_id == "RU-KGD"
        assert record(world, trained, region=world.bodies["donor"].region).region_id == "RU-MOW"

    def test_a_target_of_the_whole_plan(self, world: World, trained: Indicator) -> None:
        world.target.indicator, world.target.scope = trained, Scope.REGION
        world.target.save()
        fact = record(world, trained, plan=world.plan)
        assert (fact.measure, Entry.objects.get().plan) == (None, world.plan)

    def test_an_indicator_that_the_plan_does_not_promise(self, world: World, trained: Indicator) -> None:
        bad = refusal(lambda: record(world, trained, plan=world.plan))
        assert bad.code == "OTHER_INDICATOR"

    def test_a_measure_that_was_struck_out(self, world: World, trained: Indicator) -> None:
        Edition.objects.create(plan=world.plan, number=2, made_at=world.plan.created_at)
        assert refusal(lambda: record(world, trained)).code == "STRUCK_OUT"


class TestWho:
    @pytest.mark.parametrize("kind", ["recipient", "recipient_signatory", "donor", "donor_signatory"])
    def test_editors_of_owners_record(self, world: World, trained: Indicator, kind: str) -> None:
        record(world, trained, actor=world.actor(kind))

    @pytest.mark.parametrize(
        "kind",
        [
            "stranger", "administrator", "curator", "buyer", "enterprise", "expert", "auditor", "unrelated",
            "donor_viewer", "donor_administrator", "unrelated_administrator",
        ],
    )  # fmt: skip
    def test_nobody_else_does(self, world: World, trained: Indicator, kind: str) -> None:
        with pytest.raises(Refused):
            record(world, trained, actor=world.actor(kind))
        assert not Fact.objects.exists()

    def test_an_organisation_beside_the_owner_in_its_party_records(self, world: World, trained: Indicator) -> None:
        world.parties["recipient"].seats.create(organisation=world.bodies["unrelated"])
        record(world, trained, actor=world.actor("unrelated"))

    def test_for_the_whole_plan_its_working_sides_record(self, world: World) -> None:
        may = {kind for kind in world.users if can(world.actor(kind), "ledger.record_fact", world.plan)}
        assert may == {"donor", "recipient", "buyer", "donor_signatory", "recipient_signatory"}


class TestNil:
    def test_a_nil_report_is_a_fact_of_zero(self, world: World, money: Indicator) -> None:
        fact = actions.nil_report(
            world.actor("recipient"), token=uuid4(), indicator=money, happened_on=TODAY, measure=world.measure
        )
        assert (fact.value, Entry.objects.get().kind) == (Decimal(0), "nil")


class TestOpening:
    def open(self, world: World, of: Indicator, day: date) -> Fact:
        return actions.opening(
            world.actor("recipient"), token=uuid4(), indicator=of, value=Decimal(3), happened_on=day,
            measure=world.measure,
        )  # fmt: skip

    def test_a_level_may_be_opened_from_before_the_plan(self, world: World, lines: Indicator) -> None:
        fact = self.open(world, lines, date(2024, 12, 31))
        assert fact.how == How.OPENING

    def test_a_flow_may_not(self, world: World, trained: Indicator) -> None:
        assert refusal(lambda: self.open(world, trained, date(2024, 12, 31))).code == "OPENING_BEFORE_PLAN"
        self.open(world, trained, date(2025, 3, 31))

    def test_a_day_after_the_plan_was_entered_is_no_opening(self, world: World, trained: Indicator) -> None:
        world.plan.created_at = world.plan.created_at.replace(month=5)
        world.measure.plan = world.plan
        bad = refusal(lambda: self.open(world, trained, TODAY))
        assert bad.code == "OPENING_LATE"
        assert "accepted on paper before" in bad.words


class TestHandIn:
    @pytest.fixture(autouse=True)
    def _completion(self, world: World) -> None:
        if not Indicator.objects.filter(code="COMPLETION").exists():
            indicator("COMPLETION", okei="642")

    def test_the_document_is_handed_in_today_where_the_lead_owner_works(self, world: World) -> None:
        fact = actions.hand_in(world.actor("recipient"), world.measure, uuid4(), [pdf()], "Report attached.")
        assert (fact.indicator.code, fact.value, fact.happened_on, fact.region_id) == (
            "COMPLETION",
            Decimal(1),
            TODAY,
            "RU-MAG",
        )
        assert Attachment.objects.get().fact == fact

    def test_without_the_document_nothing_is_handed_in(self, world: World) -> None:
        bad = refusal(lambda: actions.hand_in(world.actor("recipient"), world.measure, uuid4(), []))
        assert (bad.code, bad.field) == ("NO_DOCUMENT", "files")

    def test_what_was_accepted_on_paper_carries_its_own_day(self, world: World) -> None:
        fact = actions.hand_in(
            world.actor("recipient"), world.measure, uuid4(), [], kind=EntryKind.OPENING, happened_on=date(2025, 2, 3)
        )
        assert (fact.how, fact.happened_on) == (How.OPENING, date(2025, 2, 3))

    def test_who_owns_nothing_hands_in_nothing(self, world: World) -> None:
        with pytest.raises(Refused):
            actions.hand_in(world.actor("curator"), world.measure, uuid4(), [pdf()])


class TestReverse:
    def test_a_fact_is_taken_back_with_the_reason(self, world: World, trained: Indicator) -> None:
        fact = record(world, trained)
        back = actions.reverse(world.actor("recipient_signatory"), fact, "Counted twice.", uuid4())
        assert (back.value, back.reverses, back.how) == (Decimal(-5), fact, "hand")
        assert Entry.objects.get(kind=EntryKind.REVERSAL).words == "Counted twice."

    def test_sent_twice_it_is_one_reversal(self, world: World, trained: Indicator) -> None:
        fact, token = record(world, trained), uuid4()
        one, two = (actions.reverse(world.actor("recipient"), fact, "Why", token) for _ in range(2))
        assert one == two

    @pytest.mark.parametrize(("reason", "code"), [("", "NO_REASON"), ("  ", "NO_REASON")])
    def test_without_a_reason(self, world: World, trained: Indicator, reason: str, code: str) -> None:
        fact = record(world, trained)
        bad = refusal(lambda: actions.reverse(world.actor("recipient"), fact, reason, uuid4()))
        assert (bad.code, bad.field) == (code, "reason")

    def test_a_second_time(self, world: World, trained: Indicator) -> None:
        fact = record(world, trained)
        actions.reverse(world.actor("recipient"), fact, "Why", uuid4())
        bad = refusal(lambda: actions.reverse(world.actor("recipient"), fact, "Again", uuid4()))
        assert bad.code == "ALREADY_REVERSED"
        assert "reversed once" in bad.words

    def test_a_reversal(self, world: World, trained: Indicator) -> None:
        back = actions.reverse(world.actor("recipient"), record(world, trained), "Why", uuid4())
        bad = refusal(lambda: actions.reverse(world.actor("recipient"), back, "Again", uuid4()))
        assert bad.code == "REVERSAL_OF_REVERSAL"
        assert "Record the result anew" in bad.words

    def test_what_the_work_brought_is_taken_back_where_it_was_done(self, world: World, trained: Indicator) -> None:
        fact = record(world, trained)
        fact.how = How.ROOM
        assert refusal(lambda: actions.reverse(world.actor("recipient"), fact, "Why", uuid4())).code == "FROM_WORK"

    def test_another_owner_takes_nothing_back(self, world: World, trained: Indicator) -> None:
        fact = record(world, trained)
        for kind in ("donor", "curator", "administrator", "unrelated"):
            with pytest.raises(Refused):
                actions.reverse(world.actor(kind), fact, "Why", uuid4())

    def test_what_the_installation_entered_an_owner_takes_back(self, world: World, trained: Indicator) -> None:
        fact = record(world, trained, actor=OPERATOR)
        actions.reverse(world.actor("donor"), fact, "Why", uuid4())


class TestEvidence:
    @pytest.mark.parametrize(
        ("upload", "code", "words"),
        [
            (Upload("a.pdf", b""), "FILE_EMPTY_FILE", "is empty"),
            (Upload("a.pdf", b"MZ\x90\x00\x03\x00\x00\x00"), "FILE_EXECUTABLE", "is a program"),
            (Upload("run.sh", b"#!/bin/sh\nrm -r x\n"), "FILE_EXECUTABLE", "Attach a document or a picture"),
            (Upload("act.docx", PDF), "FILE_RENAMED", "really of the kind .pdf"),
            (Upload("page.html", b"<html><script>1</script></html>"), "FILE_NOT_ACCEPTED", "kind .html"),
            (Upload("a.docx", b"PK\x03\x04 and nothing more"), "FILE_DAMAGED", "Save it anew"),
        ],
    )
    def test_a_file_that_may_not_come_in(
        self, world: World, trained: Indicator, upload: Upload, code: str, words: str
    ) -> None:
        bad = refusal(lambda: record(world, trained, files=[pdf(), upload]))
        assert (bad.code, bad.field) == (code, "files")
        assert words in bad.words

    def test_two_gigabytes_are_refused_before_they_are_read(self, world: World, trained: Indicator) -> None:
        class Huge:
            name, size = "film.pdf", 2 * 1024**3

            def read(self) -> bytes:
                raise AssertionError("it was read into memory")

        bad = refusal(lambda: record(world, trained, files=[Huge()]))
        assert bad.code == "FILE_TOO_LARGE"
        assert (
            bad.words == "The file “film.pdf” is 2048 MB, at most 20 MB are taken. Make it smaller or attach its parts."
        )

    def test_too_many_at_once(self, world: World, trained: Indicator) -> None:
        bad = refusal(lambda: record(world, trained, files=[pdf()] * (MOST + 1)))
        assert bad.code == "TOO_MANY_FILES"

    def test_a_picture_may_call_itself_jpeg(self, world: World, trained: Indicator) -> None:
        record(world, trained, files=[Upload("photo.JPEG", b"\xff\xd8\xff\xe0 a picture")])

    def test_it_is_put_beside_a_fact_or_a_measure_later(self, world: World, trained: Indicator) -> None:
        fact = record(world, trained)
        actions.attach(world.actor("donor"), fact, [pdf()])
        actions.attach(world.actor("recipient"), world.measure, [pdf()])
        assert {(each.fact, each.measure) for each in Attachment.objects.all()} == {(fact, None), (None, world.measure)}
        assert refusal(lambda: actions.attach(world.actor("recipient"), fact, [])).code == "NO_FILE"
        with pytest.raises(Refused):
            actions.attach(world.actor("curator"), fact, [pdf()])

    def test_personal_data_narrow_who_sees_it(self, world: World, trained: Indicator) -> None:
        record(world, trained, files=[pdf()])
        evidence = Evidence.objects.get()

        def seen() -> set[str]:
            return {kind for kind in world.users if can(world.actor(kind), "ledger.view_evidence", evidence)}

        assert {"recipient", "donor", "donor_viewer", "curator", "buyer", "enterprise", "auditor"} <= seen()
        assert not {"stranger", "administrator", "unrelated"} & seen()
        actions.mark_personal(world.actor("recipient"), evidence, evidence.version)
        assert seen() == {"recipient", "recipient_signatory", "donor", "donor_signatory"}

    def test_only_who_attached_it_marks_and_erases(self, world: World, trained: Indicator) -> None:
        record(world, trained, files=[pdf()], personal=True)
        evidence = Evidence.objects.get()
        for kind in ("donor", "curator", "administrator"):
            with pytest.raises(Refused):
                actions.mark_personal(world.actor(kind), evidence, 0, personal=False)
            with pytest.raises(Refused):
                actions.erase_evidence(world.actor(kind), evidence, "Term over", 0)
        viewer = replace(world.actor("recipient"), roles=frozenset({Role.VIEWER}))
        with pytest.raises(Refused):
            actions.erase_evidence(viewer, evidence, "Term over", 0)

    def test_erased_the_bytes_are_gone_and_hash_and_reason_stay(
        self, world: World, trained: Indicator, at_commit: Callable[[], Any]
    ) -> None:
        record(world, trained, files=[pdf(words=b"personal")], personal=True)
        evidence = Evidence.objects.get()
        with at_commit():
            actions.erase_evidence(world.actor("recipient"), evidence, "The term is over.", evidence.version)
        evidence.refresh_from_db()
        assert evidence.erased_at
        assert evidence.erasure_reason == "The term is over."
        with pytest.raises(FileNotFoundError):
            files.read(evidence.sha256)
        with pytest.raises(Overtaken):
            actions.erase_evidence(world.actor("recipient"), evidence, "Again", evidence.version)

    def test_bytes_that_something_else_keeps_are_not_removed(
        self, world: World, trained: Indicator, at_commit: Callable[[], Any]
    ) -> None:
        record(world, trained, files=[pdf(words=b"shared")], personal=True)
        record(world, trained, files=[pdf("other.pdf", b"shared")])
        evidence = Evidence.objects.get(personal=True)
        with at_commit():
            actions.erase_evidence(world.actor("recipient"), evidence, "The term is over.", evidence.version)
        assert files.read(evidence.sha256)

    def test_what_is_not_personal_is_not_erased(self, world: World, trained: Indicator) -> None:
        record(world, trained, files=[pdf()])
        evidence = Evidence.objects.get()
        bad = refusal(lambda: actions.erase_evidence(world.actor("recipient"), evidence, "Why", 0))
        assert bad.code == "NOT_PERSONAL"


def test_a_token_is_what_makes_an_entry(world: World, trained: Indicator) -> None:
    token = UUID(int=7)
    record(world, trained, token=token)
    assert Entry.objects.get().uuid == token
    assert LIMIT == 20 * 1024 * 1024
    assert trained.kind == Kind.FLOW
