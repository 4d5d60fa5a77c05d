"""Pages of completion documents: who answers finds them, ticks them, and reads what came of each."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation

from promost.ledger.files import Upload
from promost.ledger.models import Entry
from promost.plans.models import Measure, MeasureEdition
from promost.progress.models import Decision
from promost.progress.shapes import MeasureState
from promost.progress.words import word_of
from tests.harness.queries import assert_queries
from tests.progress.completion.documents import PAPER, Documents


def visit(three: Documents, side: str) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(three.signed.users[side])
    return client


def body(answer: object) -> str:
    return " ".join(answer.content.decode().split())  # type: ignore[attr-defined]


def page_of(three: Documents) -> str:
    return reverse("plans:measure", args=[three.signed.measure.uuid])


class TestMeasure:
    def test_the_counterpart_reads_the_document_and_has_both_buttons(self, three: Documents) -> None:
        entry = three.hand_in(words="Signed by both")
        shown = body(visit(three, "donor").get(page_of(three)))
        for words in ("act.pdf", "Signed by both", "15 Jul 2025", "awaiting confirmation"):
            assert words in shown, words
        assert reverse("progress:confirm_completion", args=[entry.uuid]) in shown
        assert reverse("progress:return_completion", args=[entry.uuid]) in shown

    def test_others_read_it_without_buttons(self, three: Documents) -> None:
        entry = three.hand_in()
        for side in ("recipient", "curator"):
            shown = body(visit(three, side).get(page_of(three)))
            assert "act.pdf" in shown
            assert reverse("progress:confirm_completion", args=[entry.uuid]) not in shown

    def test_the_owner_reads_why_it_was_returned(self, three: Documents) -> None:
        three.return_(three.hand_in(), reason="Page two is missing")
        assert "Page two is missing" in body(visit(three, "recipient").get(page_of(three)))

    def test_confirming_is_told_and_whoever_is_second_learns_who_was_first(self, three: Documents) -> None:
        url = reverse("progress:confirm_completion", args=[three.hand_in().uuid])
        donor = visit(three, "donor")
        assert "The document counts from the day" in body(donor.post(url, follow=True))
        assert three.progress().state == MeasureState.DONE
        assert "confirmed this document first" in body(donor.post(url, follow=True))

    def test_returning_asks_for_the_reason(self, three: Documents) -> None:
        url = reverse("progress:return_completion", args=[three.hand_in().uuid])
        donor = visit(three, "donor")
        assert donor.post(url, {"reason": " "}).status_code == 422
        assert "The measure is open again" in body(donor.post(url, {"reason": "Not signed"}, follow=True))
        assert Decision.objects.get().reason == "Not signed"
        assert "returned this document first" in body(donor.post(url, {"reason": "Again"}, follow=True))

    @pytest.mark.parametrize("count", [1, 3, 50])
    def test_it_asks_ten_queries_for_any_number_of_documents_and_files(self, three: Documents, count: int) -> None:
        few = {1: (1, 1), 3: (3, 1), 50: (5, 10)}[count]
        for _ in range(few[0]):
            three.hand_in(files=[Upload(f"act{at}.pdf", PAPER.data + bytes([at])) for at in range(few[1])])
        donor = visit(three, "donor")
        donor.get(page_of(three))
        with assert_queries(10):
            shown = body(donor.get(page_of(three)))
        assert shown.count(".pdf</a>") == count

    def test_a_file_with_personal_data_is_counted_and_not_named_for_those_who_may_not_open_it(
        self, three: Documents
    ) -> None:
        three.hand_in(files=[PAPER, Upload("list.pdf", PAPER.data + b"names")], personal=True)
        assert "list.pdf" in body(visit(three, "recipient").get(page_of(three)))
        shown = body(visit(three, "curator").get(page_of(three)))
        assert "2 files with personal data" in shown
        assert "list.pdf" not in shown

    def test_one_s_own_side_is_refused(self, three: Documents) -> None:
        entry = three.hand_in()
        for name in ("confirm_completion", "return_completion"):
            answer = visit(three, "recipient").post(reverse(f"progress:{name}", args=[entry.uuid]), {"reason": "x"})
            assert answer.status_code == 403
        assert Decision.objects.count() == 0


class TestMany:
    def test_those_ticked_are_confirmed_and_each_failure_is_told(self, three: Documents) -> None:
        entries = [three.hand_in(), three.hand_in(), three.hand_in()]
        three.confirm(entries[1])
        url = reverse("progress:confirmations", args=[three.signed.plan.uuid])
        answer = visit(three, "donor").post(url, {"document": [str(entries[0].uuid), str(entries[1].uuid)]})
        shown = body(answer)
        assert answer.status_code == 422, "one of the two was not confirmed"
        assert "1 document confirmed." in shown
        assert "confirmed this document first" in shown
        assert str(entries[2].uuid) in shown, "the one that was not ticked still waits"
        assert Decision.objects.count() == 2

    def test_of_many_the_ones_that_changed_meanwhile_are_named_and_the_rest_confirmed(self, three: Documents) -> None:
        url = reverse("progress:confirmations", args=[three.signed.plan.uuid])
        measures = [three.signed.measure, *(_another(three, number) for number in ("1.2", "1.3", "1.4"))]
        entries = [three.hand_in(measure=measure) for measure in measures]
        seen = [str(each.uuid) for each in entries]
        three.return_(entries[1], reason="Not signed")
        three.signed.reverse(three.fact(entries[2]))
        answer = visit(three, "donor").post(url, {"document": seen})
        shown = body(answer)
        assert answer.status_code == 422
        assert "2 documents confirmed." in shown
        for number, why in (("1.2", "returned this document first"), ("1.3", "taken the document back")):
            assert re.search(rf"<li><a [^>]*>{number} Measure {number}</a>: [^<]*{why}", shown), number
        confirmed = Decision.objects.filter(verdict="confirmed").values_list("entry__uuid", flat=True)
        assert {str(each) for each in confirmed} == {seen[0], seen[3]}

    def test_nothing_ticked_says_what_to_do(self, three: Documents) -> None:
        three.hand_in()
        url = reverse("progress:confirmations", args=[three.signed.plan.uuid])
        answer = visit(three, "donor").post(url, {"document": ["nonsense", str(uuid4())]})
        assert (answer.status_code, Decision.objects.count()) == (422, 0)
        assert "Tick the documents" in body(answer)

    @pytest.mark.parametrize("count", [1, 3, 50])
    def test_the_list_asks_nine_queries_for_any_number_of_documents(self, three: Documents, count: int) -> None:
        for _ in range(count):
            three.hand_in()
        donor, url = visit(three, "donor"), reverse("progress:confirmations", args=[three.signed.plan.uuid])
        donor.get(url)
        with assert_queries(9):
            shown = body(donor.get(url))
        assert shown.count('name="document"') == count

    def test_the_plan_leads_there(self, three: Documents) -> None:
        plan = reverse("plans:plan", args=[three.signed.plan.uuid])
        url = reverse("progress:confirmations", args=[three.signed.plan.uuid])
        assert url not in body(visit(three, "donor").get(plan))
        three.hand_in()
        shown = body(visit(three, "donor").get(plan))
        assert url in shown
        assert "1 measure to confirm" in shown

    def test_another_party_sees_what_waits_and_ticks_nothing(self, three: Documents) -> None:
        entry = three.hand_in()
        url = reverse("progress:confirmations", args=[three.signed.plan.uuid])
        curator = visit(three, "curator")
        assert 'name="document"' not in body(curator.get(url))
        assert "does not answer for this document" in body(curator.post(url, {"document": [str(entry.uuid)]}))
        assert Decision.objects.count() == 0


class TestHandingIn:
    def test_of_several_terms_the_form_asks_which_one(self, three: Documents) -> None:
        three.promise(deadline_kind="recurring", due_dates=["2025-03-31", "2025-09-30", "2025-12-31"])
        url = reverse("ledger:hand_in", args=[three.signed.measure.uuid])
        recipient = visit(three, "recipient")
        assert '<option value="2025-09-30" selected>' in body(recipient.get(url))
        sent = {"token": str(uuid4()), "part": "2025-03-31", "files": [_file()]}
        assert recipient.post(url, sent).status_code == 302
        assert Entry.objects.get().part == "2025-03-31"
        wrong = recipient.post(url, {"token": str(uuid4()), "part": "2025-06-30", "files": [_file()]})
        assert "Select a valid choice" in body(wrong)
        assert Entry.objects.count() == 1

    def test_of_a_single_term_it_asks_nothing(self, three: Documents) -> None:
        url = reverse("ledger:hand_in", args=[three.signed.measure.uuid])
        assert 'name="part"' not in body(visit(three, "recipient").get(url))


def _another(three: Documents, number: str) -> Measure:
    """Add a measure like the first one to the edition in force."""
    row = MeasureEdition.objects.get(measure=three.signed.measure)
    owners = list(row.owners.order_by("position"))
    measure = Measure.objects.create(plan=three.signed.plan, created_at=row.measure.created_at)
    row.pk, row.measure, row.number, row.title = None, measure, number, f"Measure {number}"
    row.position = MeasureEdition.objects.count() + 1
    row._state.adding = True
    row.save()
    for owner in owners:
        owner.pk, owner.measure_edition = None, row
        owner._state.adding = True
        owner.save()
    return measure


def _file() -> object:
    return SimpleUploadedFile(PAPER.name, PAPER.data)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_state_has_its_words_in_both_languages(three: Documents, language: str) -> None:
    three.hand_in()
    with translation.override(language):
        said = str(word_of(three.progress()).text)
    assert said == {"ru": "на подтверждении", "en": "awaiting confirmation"}[language]
