"""Components of a page, as somebody meets them who reads, hears, or cannot tell colours apart."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django import forms
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation
from django.utils.safestring import SafeString

from promost.kit.charts.gantt import Bar
from promost.kit.components import chips, difference, figures, icons, schedules, times
from promost.kit.components.kinds import KINDS, as_kind

TODAY = date(2025, 11, 17)


@pytest.fixture(autouse=True)
def russian() -> Any:
    with translation.override("ru"):
        yield


def rendered(source: str, **context: Any) -> str:
    text = Template("{% load promost %}" + source).render(Context(context))
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


def term(end: date | None = None, **rest: Any) -> Any:
    return SimpleNamespace(**{"start": None, "end": end, "due_dates": (), "text": "", **rest})


def plain(html: str) -> str:
    return html.replace("\N{NO-BREAK SPACE}", " ")


class TestChips:
    def test_done_and_late_differ_by_more_than_colour(self) -> None:
        assert "#check" in chips.chip("исполнено", "ok")
        assert "#alert" in chips.chip("просрочено", "bad")

    def test_a_kind_nobody_knows_is_an_error_for_the_programmer(self) -> None:
        with pytest.raises(ValueError, match="is no kind; use one of neutral"):
            chips.chip("?", "green")

    @pytest.mark.parametrize(("word", "kind"), [("error", "bad"), ("warning", "warn"), ("success", "ok")])
    def test_severities_and_levels_are_understood(self, word: str, kind: str) -> None:
        assert as_kind(word) == kind

    def test_words_of_a_document_are_escaped(self) -> None:
        assert "<b>" not in chips.chip("<b>", "info")

    @pytest.mark.parametrize("level", [constants.INFO, constants.SUCCESS, constants.WARNING, constants.ERROR])
    def test_every_message_of_django_has_a_toast_that_can_be_closed(self, level: int) -> None:
        toast = chips.toast(Message(level, "План принят"))
        assert "План принят" in toast
        assert "data-close" in toast
        assert any(f"toast {kind}" in toast for kind in KINDS)


class TestIcons:
    def test_a_misspelt_icon_is_an_error_and_no_empty_box(self) -> None:
        with pytest.raises(ValueError, match='no icon "pensil"'):
            icons.icon("pensil")

    def test_an_icon_alone_is_hidden_and_a_named_one_is_read_out(self) -> None:
        assert 'aria-hidden="true"' in icons.icon("check")
        assert 'aria-label="Готово"' in icons.icon("check", "Готово")


class TestFigures:
    def test_not_reported_and_zero_are_told_apart(self) -> None:
        assert "не сообщено" in figures.kpi("Резиденты", None, "ед.")
        assert "не сообщено" not in figures.kpi("Резиденты", 0, "ед.")

    def test_a_word_stands_where_the_figure_is_awaited(self) -> None:
        html = figures.kpi("Отгрузка", "ожидается", "млрд ₽", target=5)
        assert "ожидается" in html
        assert "млрд" not in html
        assert "<svg" not in html, "no bar for what is not there"

    def test_a_per_cent_stands_beside_its_absolute(self) -> None:
        assert "цель 520 · 79 %" in plain(figures.kpi("Рабочие места", 412, "ед.", target=520))

    def test_a_figure_opens_to_its_facts(self) -> None:
        assert 'href="/facts/"' in figures.kpi("Рабочие места", 412, url="/facts/")

    def test_progress_is_read_out_as_numbers(self) -> None:
        assert 'aria-label="Обучено: 126 из 120"' in figures.progress(126, 120, "Обучено")

    def test_nothing_of_nothing_is_no_division_by_zero(self) -> None:
        assert "<svg" in figures.progress(0, 0)


class TestDeadlines:
    def show(self, subject: Any, **rest: Any) -> str:
        return plain(times.deadline(subject, TODAY, **rest))

    def test_late_says_by_how_many_days(self) -> None:
        html = self.show(term(date(2025, 11, 14)))
        assert "просрочено на 3 дня" in html
        assert "chip bad" in html

    def test_done_is_never_shown_as_late(self) -> None:
        html = self.show(term(date(2025, 6, 30)), done_on=date(2025, 7, 12))
        assert "исполнено 12 июля" in html
        assert "chip bad" not in html

    def test_a_near_day_asks_for_attention_and_a_far_one_does_not(self) -> None:
        assert "chip warn" in self.show(term(date(2025, 11, 22)))
        assert "chip neutral" in self.show(term(date(2025, 12, 22)))

    def test_without_a_date_the_document_speaks_and_nothing_is_invented(self) -> None:
        html = self.show(term(text="уточняется"))
        assert "уточняется" in html
        assert "без срока" in html

    def test_a_recurring_deadline_shows_the_next_of_its_days(self) -> None:
        days = [date(2025, 9, 30), date(2025, 12, 31)]
        assert "31 декабря" in self.show(term(due_dates=days, text="ежеквартально"))

    def test_the_end_is_midnight_where_the_owner_works_on_both_clocks(self) -> None:
        html = self.show(term(date(2025, 11, 22)), zone="Asia/Magadan", other_zone="Europe/Moscow")
        assert "24:00 Магадан · 16:00 МСК" in html


class TestDifference:
    @pytest.mark.parametrize(("old", "new"), [("", "слово"), ("аудит 10 предприятий", "аудит 12 предприятий, шахт")])
    def test_nothing_is_lost_between_the_two_texts(self, old: str, new: str) -> None:
        pieces = difference.word_difference(old, new)
        assert "".join(piece.text for piece in pieces if piece.change != "added") == old
        assert "".join(piece.text for piece in pieces if piece.change != "removed") == new

    def test_it_is_heard_as_well_as_seen(self) -> None:
        html = difference.diff("10 <b>", "12 <b>")
        assert "удалено: " in html
        assert "добавлено: " in html
        assert "<b>" not in html


class Sample(forms.Form):
    title = forms.CharField(label="Наименование", help_text="Как в документе")
    note = forms.CharField(label="Примечание", required=False)
    sure = forms.BooleanField(label="Принять")
    ways = forms.MultipleChoiceField(
        label="Пути", choices=[("a", "А")], widget=forms.CheckboxSelectMultiple, required=False
    )
    token = forms.CharField(widget=forms.HiddenInput, required=False)


class TestForms:
    def test_help_and_error_are_tied_to_their_field(self) -> None:
        html = rendered("{% field form.title %}", form=Sample({}))
        assert 'aria-describedby="id_title_helptext id_title_error"' in html
        assert 'id="id_title_helptext"' in html
        assert 'id="id_title_error"' in html
        assert 'aria-invalid="true"' in html

    def test_what_may_stay_empty_says_so(self) -> None:
        assert "(необязательно)" in rendered("{% field form.note %}", form=Sample())
        assert "(необязательно)" not in rendered("{% field form.title %}", form=Sample())

    def test_a_tick_stands_before_its_label(self) -> None:
        html = rendered("{% field form.sure %}", form=Sample())
        assert html.index("<input") < html.index("<label")

    def test_several_choices_are_one_group_with_a_name(self) -> None:
        html = rendered("{% field form.ways %}", form=Sample())
        assert "<fieldset" in html
        assert "<legend>Пути" in html

    def test_a_hidden_field_shows_nothing_else(self) -> None:
        assert "<label" not in rendered("{% field form.token %}", form=Sample())

    def test_a_form_that_was_refused_says_that_nothing_was_saved(self) -> None:
        assert "Пока ничего не сохранено" in rendered("{% form_errors form %}", form=Sample({}))
        assert rendered("{% form_errors form %}", form=Sample()) == ""

    def test_what_concerns_the_whole_form_stands_above_it(self) -> None:
        form = Sample({"title": "x", "sure": "on"})
        form.add_error(None, "Строку уже изменил другой сотрудник.")
        assert "другой сотрудник" in rendered("{% form_errors form %}", form=form)


class TestLists:
    def test_problems_say_their_severity_in_words(self) -> None:
        problem = SimpleNamespace(severity="error", message="Срок не указан", place="строка 14")
        html = rendered("{% problem_list problems %}", problems=[problem])
        assert "Ошибка:" in html
        assert "строка 14" in html

    def test_no_problems_leave_no_empty_list(self) -> None:
        assert rendered("{% problem_list problems %}", problems=[]) == ""

    def test_pages_keep_the_search(self) -> None:
        request = RequestFactory().get("/", {"q": "аудит & линии", "page": "2"})
        html = rendered("{% pager page %}", page=Paginator(range(60), 20).page(2), request=request)
        assert "q=%D0%B0%D1%83%D0%B4%D0%B8%D1%82+%26" in html
        assert "21–40 из 60" in html
        assert 'aria-current="page">2' in html

    def test_one_page_needs_no_links(self) -> None:
        request = RequestFactory().get("/")
        assert rendered("{% pager page %}", page=Paginator(range(3), 20).page(1), request=request) == ""

    def test_the_tab_one_stands_on_is_marked(self) -> None:
        items = [{"url": "/a", "label": "А", "current": True, "count": 0}, {"url": "/b", "label": "Б"}]
        html = rendered("{% tabs items %}", items=items)
        assert html.count("aria-current") == 1
        assert html.count('class="count"') == 1, "a count of zero is shown, no count is not"

    def test_nothing_yet_says_what_to_do(self) -> None:
        html = rendered('{% empty_state "Документов нет" "Приложите план." "/up/" "Загрузить" %}')
        assert 'href="/up/"' in html
        assert "Приложите план." in html


class TestBlocks:
    def test_a_card_holds_what_the_page_puts_in_it(self) -> None:
        html = rendered('{% card "План" subtitle="2025" ident="plan" %}<p>{{ text }}</p>{% endcard %}', text="<i>")
        assert "<h2>План</h2>" in html
        assert "<p>&lt;i&gt;</p>" in html
        assert 'id="plan"' in html

    def test_a_dialog_has_a_name_and_a_way_out(self) -> None:
        html = rendered('{% dialog "d1" "Добавить" %}x{% enddialog %}')
        assert 'aria-labelledby="d1-title"' in html
        assert "data-close" in html

    def test_a_remark_and_a_fold(self) -> None:
        assert "note warn" in rendered('{% note "warn" %}Не подписано{% endnote %}')
        assert "<summary>Откуда</summary>" in rendered('{% details "Откуда" %}x{% enddetails %}')


class TestOwners:
    def test_a_body_with_its_person_by_agreement(self) -> None:
        html = rendered('{% person_or_body "Минпром" "Иванова А. А." by_agreement=True url="/o/1/" %}')
        assert "Иванова А. А. · по согласованию" in html
        assert 'href="/o/1/"' in html

    def test_a_person_alone_is_not_drawn_as_a_body(self) -> None:
        assert "#user" in rendered('{% person_or_body person="Иванова А. А." %}')


class TestFilters:
    def test_what_is_not_there_is_a_dash_and_no_zero(self) -> None:
        assert rendered("{{ x|amount }} {{ x|money }} {{ x|day }} {{ x|moment }}", x=None) == "— — — —"

    def test_values_read_as_in_the_language_of_the_page(self) -> None:
        assert rendered('{{ x|amount:"ед." }}', x=1234) == "1 234 ед."
        assert rendered('{{ x|day:"short" }}', x=TODAY) == "17 ноября"
        assert rendered("{{ x|until:today }}", x=date(2025, 11, 22), today=TODAY) == "через 5 дней"
        assert rendered("{{ x|ago:today }}", x=date(2025, 11, 16), today=TODAY) == "вчера"

    def test_initials(self) -> None:
        said = [rendered("{{ x|initials }}", x=name) for name in ("Анна Демина", "anna.demina@example.org", "")]
        assert said == ["АД", "AD", ""]

    def test_both_clocks_keep_the_exact_moment_for_programs(self) -> None:
        html = rendered('{% both_clocks m "Europe/Moscow" "Asia/Magadan" %}', m=datetime(2025, 11, 17, 15, tzinfo=UTC))
        assert 'datetime="2025-11-17T15:00:00+00:00"' in html
        assert "18:00 МСК · 02:00 Магадан (+1)" in html


class TestSchedule:
    def test_on_a_small_screen_the_schedule_is_a_list_with_the_same_words(self) -> None:
        bars = [Bar("1", "Аудит", "Кадры", "/m/1/", end=date(2025, 11, 3)), Bar("2", "ОЭЗ", "Площадки")]
        html = schedules.schedule_list(bars, TODAY)
        assert isinstance(html, SafeString)
        assert "просрочено на 14 дней" in html
        assert "без срока" in html
        assert html.count("<h3>") == 2
        assert "only-narrow" in html
