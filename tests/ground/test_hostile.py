"""The tests' own traps work: each fault is made on purpose and must be caught."""

from __future__ import annotations

import pytest
from django.core.mail import EmailMessage, send_mail
from django.db import IntegrityError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.test import RequestFactory

from promost.kit import clock, guards
from promost.kit.models import HistoryEntry, Job
from tests.harness import hostile
from tests.harness.queries import assert_queries
from tests.harness.templates import BracesMiddleware, StrayTag, UndefinedVariable


@pytest.mark.django_db
class TestOrder:
    @pytest.fixture(autouse=True)
    def twenty_jobs(self, db: None) -> None:
        Job.objects.bulk_create(Job(kind=f"{number:02}", queued_at=clock.machine_now()) for number in range(20))

    def test_rows_without_an_order_come_shuffled(self) -> None:
        assert list(Job.objects.order_by()) != list(Job.objects.order_by("pk"))

    def test_rows_with_an_order_keep_it(self) -> None:
        kinds = [job.kind for job in Job.objects.order_by("-kind")]
        assert kinds == sorted(kinds, reverse=True)

    def test_the_same_test_shuffles_the_same_way(self) -> None:
        orders = []
        for _ in range(2):
            hostile.start("a name", keep_order=False)
            orders.append(list(Job.objects.order_by().values_list("kind", flat=True)))
        assert orders[0] == orders[1]

    @pytest.mark.keep_order
    def test_a_test_may_keep_the_database_s_order(self) -> None:
        assert list(Job.objects.order_by()) == list(Job.objects.order_by("pk"))


class TestTemplates:
    @pytest.mark.parametrize(
        "text", ["{{ missing }}", "{{ page.missing }}", "{{ missing|upper }}", "{% if 1 %}{{ missing }}{% endif %}"]
    )
    def test_an_undefined_variable_raises(self, text: str) -> None:
        with pytest.raises(UndefinedVariable, match="missing"):
            Template(text).render(Context({"page": {}}))

    def test_a_defined_empty_variable_does_not(self) -> None:
        assert Template("{{ empty }}").render(Context({"empty": ""})) == ""

    @pytest.mark.parametrize("left", ["{{ name }}", "{% url 'home' %}", "{# note #}"])
    def test_template_code_left_on_a_page_raises(self, left: str) -> None:
        with pytest.raises(StrayTag, match="shows template code"):
            BracesMiddleware(lambda _: HttpResponse(f"<p>{left}</p>"))(RequestFactory().get("/page"))

    def test_data_that_is_no_page_may_hold_braces(self) -> None:
        def download(_: HttpRequest) -> HttpResponse:
            return HttpResponse('{"a": {"b": {}}} {{', content_type="application/json")

        assert BracesMiddleware(download)(RequestFactory().get("/data")).status_code == 200

    @pytest.mark.braces
    def test_a_test_may_show_braces_on_purpose(self) -> None:
        assert BracesMiddleware(lambda _: HttpResponse("{{"))(RequestFactory().get("/")).status_code == 200


@pytest.mark.django_db
class TestQueries:
    def test_the_right_number_passes(self) -> None:
        with assert_queries(2):
            Job.objects.count()
            Job.objects.exists()

    @pytest.mark.parametrize("expected", [0, 2])
    def test_another_number_fails_and_lists_the_queries(self, expected: int) -> None:
        with pytest.raises(AssertionError, match=r"(?s)1 queries were asked.*kit_job"), assert_queries(expected):
            Job.objects.count()


class TestGuardedTables:
    """A test that commits ends by emptying every table, those that refuse DELETE too; the guards then come back."""

    @pytest.mark.django_db(transaction=True)
    @pytest.mark.parametrize("time", [1, 2])
    def test_tables_are_emptied_and_guarded_again(self, time: int) -> None:
        assert guards.missing(connection) == []
        assert HistoryEntry.objects.count() == 0
        HistoryEntry.objects.create(subject_kind="test", subject_id="1", verb="did", recorded_at=clock.machine_now())
        with pytest.raises(IntegrityError), transaction.atomic():
            HistoryEntry.objects.all().delete()


def test_a_letter_nobody_looks_at_is_noticed(mailoutbox: list[EmailMessage]) -> None:
    send_mail("Invitation", "Come.", "from@example.org", ["to@example.org"])
    assert hostile.unread_letters(["db"]) == ["Invitation"]
    assert hostile.unread_letters(["db", "mailoutbox"]) == []
