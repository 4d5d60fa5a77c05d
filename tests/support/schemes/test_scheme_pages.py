"""The pages of schemes: a stranger reads, an officer writes, nothing typed is lost."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from promost.accounts.models import User
from promost.kit import clock
from promost.profiles.schema import by_code
from promost.support.models import Proposal, Remark, Scheme, SchemeState, Window
from promost.support.schemes import actions, throttling
from tests.support.applications.made import Office

pytestmark = pytest.mark.django_db
NOON = datetime.fromisoformat("2025-05-14T12:00:00+03:00")
STATUS = next(iter(by_code()["statuses"].options))
LINES = ("acts", "documents", "windows", "obligations", "gives")


@pytest.fixture
def office() -> Office:
    return Office.build()


def client_of(actor: Any, language: str = "ru") -> Client:
    client = Client(headers={"accept-language": language})
    if actor is not None:
        User.objects.filter(pk=actor.user_id).update(language=language)
        client.force_login(User.objects.get(pk=actor.user_id))
    return client


def text(answer: Any) -> str:
    return unescape(" ".join(answer.content.decode().split())).replace("\N{NO-BREAK SPACE}", " ")


def page(client: Client, name: str, *args: Any, **asked: Any) -> Any:
    return client.get(reverse(f"support:{name}", args=args), asked)


def typed(scheme: Scheme | None = None, **more: Any) -> dict[str, Any]:
    sent: dict[str, Any] = {
        "name": "Заём на станки", "kind": "loan", "level": "regional", "region": "RU-MAG", "taken": "here",
        "version": scheme.version if scheme else "", **{f"{name}-TOTAL_FORMS": "0" for name in LINES},
        **{f"{name}-INITIAL_FORMS": "0" for name in LINES},
    }  # fmt: skip
    return sent | ({"provider": scheme.provider_id} if scheme else {}) | more


# --- reading ---------------------------------------------------------------------------------------------------------


def test_a_stranger_reads_what_is_given_to_whom_when_and_how(office: Office) -> None:
    Scheme.objects.filter(pk=office.scheme.pk).update(
        amount_min=Decimal(500_000), amount_max=Decimal(100_000_000), rate_min=1, rate_max=3, term_months=60, own_share=20,
        summary="Заём на покупку станков", contact="8 (4132) 00-00-00", criteria={"all": [
            {"field": "employees", "max": 250, "source": "209-ФЗ, ст. 4"}, {"field": "region", "in": ["RU-MAG"]}]},
    )  # fmt: skip
    Window.objects.create(scheme=office.scheme, opens_on=date(2025, 5, 1), closes_on=date(2025, 6, 30))
    with clock.stopped(NOON):
        shown = text(page(client_of(None), "scheme", office.scheme.uuid))
    for words in ("от 500 000 ₽ до 100 млн ₽", "от 1 % до 3 %", "до 60 месяцев", "20 %", "Заём на покупку станков",
                  "приём до 30 июня 2025 г.", "не выше 250 чел.", "209-ФЗ, ст. 4", "8 (4132) 00-00-00"):  # fmt: skip
        assert words in shown, words


def test_the_last_day_of_a_window_ends_where_the_provider_works(office: Office) -> None:
    Window.objects.create(scheme=office.scheme, opens_on=date(2025, 5, 1), closes_on=date(2025, 5, 14))
    for moment, words in (
        ("2025-05-14T12:59:00+00:00", "приём до 14 мая"),
        ("2025-05-14T13:01:00+00:00", "приём закончился 14 мая"),
    ):
        with clock.stopped(datetime.fromisoformat(moment)):
            assert words in text(page(client_of(None), "scheme", office.scheme.uuid))


def test_an_archived_scheme_says_why_and_a_draft_is_hidden(office: Office) -> None:
    actions.archive(office.signatory, office.scheme, "Средства распределены")
    assert "Средства распределены" in text(page(client_of(None), "scheme", office.scheme.uuid))
    assert "Subsidy" not in text(page(client_of(None), "schemes"))
    assert "Subsidy" in text(page(client_of(None), "schemes", state="archived"))
    Scheme.objects.update(state="draft")
    assert page(client_of(None), "scheme", office.scheme.uuid).status_code == 404
    assert page(client_of(office.officer), "scheme", office.scheme.uuid).status_code == 200


def test_filters_find_what_is_asked_for(office: Office) -> None:
    other = Scheme.objects.create(
        name="Грант на проект",
        kind="grant",
        level="federal",
        state="published",
        provider_name="Фонд",
        created_at=clock.now(),
    )
    Window.objects.create(scheme=other, opens_on=date(2020, 1, 1), closes_on=date(2020, 2, 1))
    for asked, found, left in (
        ({"q": "грант"}, "Грант", "Subsidy"), ({"kind": "subsidy"}, "Subsidy", "Грант"), ({"level": "federal"}, "Грант", "Subsidy"),
        ({"region": "RU-MAG"}, "Subsidy", "Грант"), ({"provider": office.provider.pk}, "Subsidy", "Грант на"),
        ({"now": "on"}, "Subsidy", "Грант"), ({"q": "фонд"}, "Грант", "Subsidy"),
    ):  # fmt: skip
        shown = text(page(client_of(None), "schemes", **asked))
        assert found in shown, asked
        assert left not in shown, asked


def test_an_address_typed_by_hand_breaks_nothing(office: Office) -> None:
    for asked in (
        {"page": "x"},
        {"kind": "x"},
        {"provider": "9" * 30},
        {"region": "'"},
        {"state": "no"},
        {"q": "x" * 5000},
    ):
        assert page(client_of(None), "schemes", **asked).status_code == 200


@pytest.mark.parametrize("rows", [1, 3, 50])
def test_pages_ask_as_many_questions_for_fifty_as_for_one(
    office: Office, rows: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(rows):
        one = Scheme.objects.create(
            name=f"Мера {number}", kind="loan", level="regional", region_id="RU-MAG", provider=office.provider,
            generic=office.scheme, state="published", created_at=clock.now(),
        )  # fmt: skip
        Window.objects.create(scheme=one, opens_on=date(2025, 1, 1))
        Proposal.objects.create(scheme=office.scheme, node={"field": "social", "is": True}, quote="words")
        Remark.objects.create(scheme=one, kind="error", text="words", made_at=clock.now())
    client = client_of(office.officer)
    for name, args in (
        ("schemes", ()), ("scheme", (office.scheme.uuid,)), ("scheme-proposals", (office.scheme.uuid,)), ("remarks", ()),
        ("criteria", (office.scheme.uuid,)),
    ):  # fmt: skip
        page(client, name, *args)
        with django_assert_max_num_queries(12):
            assert page(client, name, *args).status_code == 200
    with django_assert_max_num_queries(12):
        page(client, "schemes", now="on")


# --- writing ---------------------------------------------------------------------------------------------------------


def test_a_scheme_is_written_with_its_lines(office: Office) -> None:
    client = client_of(office.officer)
    lines: dict[str, str] = {
        "acts-TOTAL_FORMS": "2", "acts-0-title": "Постановление", "acts-0-number": "12-п", "acts-0-dated": "2025-01-31",
        "documents-TOTAL_FORMS": "1", "documents-0-name": "Бизнес-план", "documents-0-optional": "on",
        "windows-TOTAL_FORMS": "1", "windows-0-opens_on": "2025-05-01",
        "obligations-TOTAL_FORMS": "1", "obligations-0-kind": "jobs", "obligations-0-months": "12",
        "gives-TOTAL_FORMS": "2", "gives-0-what": "in_pp719=yes", "gives-1-what": "statuses=" + STATUS,
    }  # fmt: skip
    sent = typed() | {"provider": office.provider.pk, "amount_max": "5 000 000,50"} | lines
    answer = client.post(reverse("support:scheme-new"), sent)
    assert answer.status_code == 302
    made = Scheme.objects.get(name="Заём на станки")
    assert (made.state, made.amount_max, made.obligations) == (
        "draft",
        Decimal("5000000.50"),
        [{"kind": "jobs", "months": 12}],
    )
    assert made.gives == {"in_pp719": True, "statuses": [STATUS]}
    assert f'value="statuses={STATUS}" selected' in text(page(client, "scheme-edit", made.uuid))
    assert [each.number for each in made.acts.all()] == ["12-п"]
    assert [each.required for each in made.documents.all()] == [False]


def test_of_what_a_scheme_may_be_a_variant_others_drafts_are_not_told(office: Office) -> None:
    values = {"kind": "loan", "level": "federal", "created_at": clock.now()}
    Scheme.objects.create(name="Чужой черновик", state="draft", **values)
    Scheme.objects.create(name="Общая мера", state="published", **values)
    shown = text(page(client_of(office.officer), "scheme-new"))
    assert "Общая мера" in shown
    assert "Чужой черновик" not in shown


def test_a_line_is_added_and_taken_out_without_javascript_and_what_is_typed_stays(office: Office) -> None:
    client = client_of(office.officer)
    url = reverse("support:scheme-edit", args=[office.scheme.uuid])
    sent = typed(
        office.scheme,
        name="Новое имя",
        **{"documents-TOTAL_FORMS": "2", "documents-0-name": "Устав", "documents-1-name": "Баланс"},
    )
    more = text(client.post(url, {**sent, "do": "add:documents"}))
    assert "Новое имя" in more
    assert 'name="documents-2-name"' in more
    less = text(client.post(url, {**sent, "do": "drop:documents-0"}))
    assert "Устав" not in less
    assert 'name="documents-0-name" value="Баланс"' in less
    assert office.scheme.documents.count() == 0


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"amount_min": "5", "amount_max": "4"}, "наибольш"),
        ({"own_share": "140"}, "100"),
        ({"address": "https//x y", "taken": "elsewhere"}, "URL"),
        (
            {"windows-TOTAL_FORMS": "1", "windows-0-opens_on": "2025-05-02", "windows-0-closes_on": "2025-05-01"},
            "раньше первого",
        ),
        ({"acts-TOTAL_FORMS": "1", "acts-0-number": "12"}, "Заполните"),
        ({"name": ""}, "обязательн"),
        ({"term_months": "-3"}, "1"),
    ],
)
def test_bad_input_is_told_at_its_place_and_nothing_is_saved_or_lost(
    office: Office, wrong: dict[str, str], says: str
) -> None:
    answer = client_of(office.officer).post(
        reverse("support:scheme-edit", args=[office.scheme.uuid]),
        typed(office.scheme, summary="Набранный текст", **wrong),
    )
    assert answer.status_code == 422
    assert says.lower() in text(answer).lower()
    assert "Набранный текст" in text(answer)
    assert Scheme.objects.get(pk=office.scheme.pk).version == 0


def test_whoever_is_second_sees_both_versions_and_may_save_his(office: Office) -> None:
    client = client_of(office.officer)
    url = reverse("support:scheme-edit", args=[office.scheme.uuid])
    actions.change(office.signatory, Scheme.objects.get(pk=office.scheme.pk), {"name": "Имя первого"})
    answer = client.post(url, typed(office.scheme, name="Имя второго"))
    assert answer.status_code == 409
    assert "Имя первого" in text(answer)
    assert "Имя второго" in text(answer)
    assert Scheme.objects.get(pk=office.scheme.pk).name == "Имя первого"
    version = re.search(r'name="version" value="(\d+)"', text(answer))
    assert version
    assert client.post(url, typed(office.scheme, name="Имя второго") | {"version": version.group(1)}).status_code == 302
    assert Scheme.objects.get(pk=office.scheme.pk).name == "Имя второго"


def test_publishing_waits_for_the_conditions_that_were_read(office: Office) -> None:
    Scheme.objects.update(state=SchemeState.REVIEW, criteria={})
    keys = [
        Proposal.objects.create(
            scheme=office.scheme, node={"field": field, "is": True}, quote=f"слова {field}", place="Требования"
        ).pk
        for field in ("social", "licensed", "exporter")
    ]
    client = client_of(office.signatory)
    state = reverse("support:scheme-state", args=[office.scheme.uuid])
    assert "ждут" in text(client.post(state, {"do": "publish", "version": "0"}, follow=True)).lower()
    url = reverse("support:scheme-proposals", args=[office.scheme.uuid])
    assert "слова social" in text(client.get(url))
    client.post(url, {"do": f"confirm:{keys[0]}"})
    client.post(url, {"do": "decline", "chosen": keys[1:]})
    now = Scheme.objects.get(pk=office.scheme.pk)
    assert now.criteria == {"all": [{"field": "social", "is": True}]}
    client.post(state, {"do": "publish", "version": now.version})
    assert Scheme.objects.get(pk=office.scheme.pk).state == "published"


def test_a_button_pressed_on_an_old_page_does_nothing(office: Office) -> None:
    actions.change(office.officer, Scheme.objects.get(pk=office.scheme.pk), {"name": "Другое"})
    client = client_of(office.signatory)
    client.post(
        reverse("support:scheme-state", args=[office.scheme.uuid]), {"do": "archive", "why": "x", "version": "0"}
    )
    assert Scheme.objects.get(pk=office.scheme.pk).state == "published"


# --- remarks and money -----------------------------------------------------------------------------------------------


def test_a_stranger_reports_and_the_office_takes_the_wording_over(office: Office) -> None:
    cache.clear()
    url = reverse("support:scheme-remark", args=[office.scheme.uuid])
    sent = {"kind": "suggestion", "field": "contact", "suggested": "8 (4132) 11-11-11"}
    assert client_of(None).post(url, sent).status_code == 302
    client = client_of(office.officer)
    assert "8 (4132) 11-11-11" in text(page(client, "remarks"))
    told = Remark.objects.get()
    client.post(reverse("support:remark-answer", args=[told.uuid]), {"version": told.version, "do": "accept"})
    assert Scheme.objects.get(pk=office.scheme.pk).contact == "8 (4132) 11-11-11"


def test_a_remark_is_declined_with_words_only(office: Office) -> None:
    told = Remark.objects.create(scheme=office.scheme, kind="error", text="Ошибка", made_at=clock.now())
    client = client_of(office.officer)
    url = reverse("support:remark-answer", args=[told.uuid])
    assert client.post(url, {"version": "0", "do": "decline"}).status_code == 422
    assert client.post(url, {"version": "0", "do": "decline", "answer": "Так в акте"}).status_code == 302
    assert Remark.objects.get().state == "declined"


def test_a_program_is_thanked_and_not_heard_and_nobody_writes_without_end(office: Office) -> None:
    cache.clear()
    url = reverse("support:scheme-remark", args=[office.scheme.uuid])
    client_of(None).post(url, {"kind": "error", "text": "Buy", "website": "http://spam.example"})
    assert Remark.objects.count() == 0
    answers = [
        client_of(None).post(url, {"kind": "error", "text": f"Ошибка {n}"}).status_code
        for n in range(throttling.MOST + 2)
    ]
    assert answers == [302] * throttling.MOST + [429] * 2
    assert "127.0.0.1" not in str(list(Remark.objects.values()))


def test_the_years_money_shows_what_is_left_and_refuses_less_than_is_granted(office: Office) -> None:
    client = client_of(office.signatory)
    with clock.stopped(NOON):
        shown = text(page(client, "scheme-money", office.scheme.uuid))
        assert "1 000 000 ₽" in shown
        url = reverse("support:scheme-money", args=[office.scheme.uuid])
        assert client.post(url, {"year": "2025", "amount": "-5"}).status_code == 422
        assert client.post(url, {"year": "2025", "amount": "2 000 000"}).status_code == 302
        assert "2 000 000 ₽" in text(page(client_of(None), "scheme", office.scheme.uuid))
