"""What an enterprise tells of itself is its own: who may answer, who may look, and that it sees who looked."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from promost.accounts.actors import Actor, Refused
from promost.kit import clock
from promost.kit.models import HistoryEntry
from promost.kit.refs import Ref
from promost.matching import Criteria, Engine
from promost.profiles.actions import answer, look, record_look, take_up
from promost.profiles.forms.answers import NONE
from promost.profiles.models import Enterprise, EnterpriseAnswer, Look
from promost.profiles.queries import enterprises
from promost.profiles.queries.columns import columns
from promost.profiles.schema import enterprise_schema
from promost.registry.models import Organisation
from tests.kit.tables import at_once
from tests.profiles.conftest import Add, Levels
from tests.profiles.register import made

INN = made.inn(1)


def enterprise(inn: str = INN, **values: Any) -> Enterprise:
    known = {"name": "ООО «ЗАВОД»", "key": "завод", "okved": "25.62", "activity": "2562", "okveds": "25.62 28.1"}
    return Enterprise.objects.create(inn=inn, changed_at=clock.now(), **{**known, **values})


@pytest.mark.django_db
class TestTelling:
    """Answers and who gives them."""

    def test_the_newest_answer_counts_and_the_earlier_ones_stay(self, levels: Levels) -> None:
        answer(levels.director, levels.plant, {"tax_debt": 5000, "exporter": True, "statuses": []})
        answer(levels.director, levels.plant, {"tax_debt": 0, "exporter": True})
        record = enterprises.record_of(levels.plant, levels.clerk)
        assert (record["tax_debt"], record["exporter"], record["statuses"]) == (0, True, [])
        assert EnterpriseAnswer.objects.filter(field="tax_debt").count() == 2
        assert EnterpriseAnswer.objects.filter(field="exporter").count() == 1, "the same again is not kept twice"

    def test_an_answer_taken_back_is_unknown_again(self, levels: Levels) -> None:
        answer(levels.director, levels.plant, {"offshore": False})
        answer(levels.director, levels.plant, {"offshore": None})
        assert enterprises.record_of(levels.plant, levels.director)["offshore"] is None

    def test_history_tells_what_was_answered_and_not_what_was_said(self, levels: Levels) -> None:
        answer(levels.director, levels.plant, {"tax_debt": 5000})
        assert HistoryEntry.objects.get(verb="profiles.answer").changes == {"tax_debt": "changed"}

    @pytest.mark.parametrize(
        ("given", "field", "says"),
        [
            ({"colour": 1}, "colour", "no field"),
            ({"employees": 5}, "employees", "is a level"),
            ({"tax_debt": -1}, "tax_debt", "below"),
            ({"statuses": ["tsar"]}, "statuses", "not among the options"),
            ({"production_start": "soon"}, "production_start", "day"),
        ],
    )
    def test_what_cannot_be_is_refused_at_its_field_and_nothing_is_kept(
        self, levels: Levels, given: dict[str, Any], field: str, says: str
    ) -> None:
        with pytest.raises(ValidationError) as refused:
            answer(levels.director, levels.plant, {"exporter": True, **given})
        assert says in refused.value.message_dict[field][0]
        assert not EnterpriseAnswer.objects.exists()

    @pytest.mark.parametrize("who", ["clerk", "officer", "competitor"])
    def test_nobody_answers_for_an_enterprise(self, levels: Levels, who: str) -> None:
        with pytest.raises(Refused):
            answer(getattr(levels, who), levels.plant, {"tax_debt": 0})

    def test_a_record_with_every_kind_of_answer_goes_through_the_engine(self, levels: Levels, add: Add) -> None:
        enterprise(organisation=levels.plant, region=levels.region, employees=50, employees_year=2023)
        add(starts_on=date(2024, 1, 1), ends_on=date(2024, 12, 31), value=Decimal(120))
        add(code="REVENUE", starts_on=date(2024, 1, 1), ends_on=date(2024, 3, 31), value=Decimal(7))
        add(code="SHIPPED", starts_on=date(2024, 1, 1), ends_on=date(2024, 12, 31), value=Decimal("2.5"))
        told = {"production_start": date(2027, 1, 1), "tax_regions": ["RU-MAG"], "own_share": 20.5, "okved": ["01.1"]}
        answer(levels.director, levels.plant, told)
        record = enterprises.record_of(levels.plant, levels.director)
        assert (record["employees"], record["shipped"], record["okved"]) == (120, 2_500_000, ["25.62"])
        assert record["revenue"] is None, "a quarter is not a year"
        engine = Engine(enterprise_schema(), {"a": Criteria.from_json({"field": "employees", "min": 100})})
        assert engine.explain(record)["a"].answer == "yes"


@pytest.mark.django_db
class TestLooking:
    """What it told is opened with a purpose, and it sees who did."""

    def test_an_officer_sees_nothing_before_saying_what_for(self, levels: Levels) -> None:
        with pytest.raises(Refused):
            enterprises.record_of(levels.plant, levels.officer)
        look(levels.officer, levels.plant, "support")
        assert enterprises.record_of(levels.plant, levels.officer)["region"] == "RU-MAG"
        assert [(each.by, each.purpose) for each in enterprises.looks_at(levels.plant)] == [
            (levels.officer.user, "support")
        ]

    def test_a_look_opens_for_one_person_for_one_day(self, levels: Levels) -> None:
        look(levels.officer, levels.plant, "support")
        with pytest.raises(Refused):
            enterprises.record_of(levels.plant, levels.neighbour)
        with clock.stopped(clock.now() + timedelta(days=1, minutes=1)), pytest.raises(Refused):
            enterprises.record_of(levels.plant, levels.officer)

    @pytest.mark.parametrize("who", ["neighbour", "competitor", "director"])
    def test_who_has_no_business_there_may_not_look_for_any_purpose(self, levels: Levels, who: str) -> None:
        with pytest.raises(Refused):
            look(getattr(levels, who), levels.plant, "check")
        assert not Look.objects.exists()

    @pytest.mark.parametrize(("purpose", "field"), [("", "purpose"), ("curiosity", "purpose"), ("other", "note")])
    def test_a_purpose_is_said(self, levels: Levels, purpose: str, field: str) -> None:
        with pytest.raises(ValidationError) as refused:
            look(levels.officer, levels.plant, purpose)
        assert field in refused.value.message_dict

    def test_a_room_puts_a_look_on_record_for_its_own_work(self, levels: Levels) -> None:
        record_look(levels.neighbour, levels.plant, "application", about=Ref("support.application", "12"))
        assert enterprises.record_of(levels.plant, levels.neighbour)
        assert Look.objects.get().subject_kind == "support.application"

    def test_the_database_keeps_answers_and_looks_as_they_are(self, levels: Levels) -> None:
        look(levels.officer, levels.plant, "check")
        answer(levels.director, levels.plant, {"tax_debt": 1})
        for model in (Look, EnterpriseAnswer):
            with pytest.raises(IntegrityError), transaction.atomic():
                model._default_manager.all().delete()


@pytest.mark.django_db
class TestRegister:
    """What open registers say is open, and holds nothing that was told."""

    def test_the_record_by_inn_has_register_fields_alone(self, levels: Levels) -> None:
        enterprise(organisation=levels.plant, region=levels.region, category="micro", licences=2)
        answer(levels.director, levels.plant, {"tax_debt": 5000, "registered": date(2001, 1, 1)})
        record = enterprises.record_of_inn(INN)
        assert (record["sme"], record["licensed"], record["registered"]) == ("micro", True, None)
        assert "tax_debt" not in record

    def test_columns_are_the_register_and_are_read_anew_when_it_changed(self, levels: Levels) -> None:
        enterprise(region=levels.region, employees=50)
        enterprise(made.inn(2), closed_on=date(2020, 1, 1))
        held = columns()
        assert (held.inns, held.fields["okveds"], columns() is held) == ([INN], [["25.62", "28.1"]], True)
        offer = Criteria.from_json({"all": [{"field": "okveds", "under": ["28"]}, {"field": "employees", "min": 10}]})
        match = Engine(enterprise_schema(), {"a": offer}).match(held.fields)
        assert (match.counts()["a"].yes, match.counts()["a"].unknown) == (1, 0)

    @pytest.mark.parametrize(
        ("words", "found"), [("север зав", 1), ("ЗАВОД северный", 1), ("49000", 2), (INN, 1), ("завод юг", 0)]
    )
    def test_it_is_found_by_words_in_any_order_or_by_the_beginning_of_the_inn(self, words: str, found: int) -> None:
        enterprise(key="северный завод")
        enterprise(made.inn(2), key="южный цех")
        assert enterprises.find(words).count() == found

    @pytest.mark.parametrize(
        ("code", "found"), [("25", 2), ("25.6", 1), ("25.9", 1), ("25.99", 1), ("2", 2), ("99", 0), ("сталь", 0)]
    )
    def test_a_code_finds_all_below_it(self, code: str, found: int) -> None:
        enterprise()
        enterprise(made.inn(2), okved="25.99", activity="2599")
        assert enterprises.find(enterprises.Sought(okved=code)).count() == found


@pytest.fixture
def doors(levels: Levels) -> dict[str, Client]:
    found = {}
    for who in ("director", "officer", "clerk"):
        found[who] = Client()
        found[who].force_login(getattr(levels, who).person)
    return found


@pytest.mark.django_db
class TestPages:
    """What people find and can do."""

    def test_a_director_answers_and_finds_the_answers_again(self, levels: Levels, doors: dict[str, Client]) -> None:
        address = reverse("profiles:told", args=[levels.plant.uuid])
        assert address in doors["director"].get(reverse("profiles:enterprises")).content.decode()
        given = {"tax_debt": "0", "exporter": "yes", "statuses": [NONE], "okveds": "25.62, 28.1", "offshore": "no"}
        assert doors["director"].post(address, given).status_code == 302
        record = enterprises.record_of(levels.plant, levels.director)
        assert (record["tax_debt"], record["statuses"], record["okveds"]) == (0, [], ["25.62", "28.1"])
        page = doors["director"].get(address).content.decode()
        assert "Exports its products</dt><dd>yes" in page
        assert "Arrears of taxes, fees and contributions</dt><dd>0" in page

    def test_a_bad_answer_stays_in_the_form_with_its_reason(self, levels: Levels, doors: dict[str, Client]) -> None:
        address = reverse("profiles:told", args=[levels.plant.uuid])
        answered = doors["director"].post(address, {"tax_debt": "-5", "exporter": "yes"})
        assert answered.status_code == 422
        assert not EnterpriseAnswer.objects.exists()

    def test_an_officer_is_asked_what_for_and_the_enterprise_sees_it(
        self, levels: Levels, doors: dict[str, Client]
    ) -> None:
        address = reverse("profiles:told", args=[levels.plant.uuid])
        asked = doors["officer"].get(address, follow=True)
        assert "What for do you look?" in asked.content.decode()
        told = doors["officer"].post(asked.redirect_chain[-1][0], {"purpose": "other", "note": "Visit of the minister"})
        assert told.status_code == 302
        assert doors["officer"].get(address).status_code == 200
        looks = doors["clerk"].get(reverse("profiles:looks", args=[levels.plant.uuid])).content.decode()
        assert "Visit of the minister" in looks

    @pytest.mark.parametrize("count", [1, 3, 50])
    def test_lists_ask_the_same_whatever_their_length(
        self, levels: Levels, doors: dict[str, Client], count: int, django_assert_num_queries: Any
    ) -> None:
        for number in range(1, count + 1):
            enterprise(made.inn(number), region=levels.region)
            record_look(levels.officer, levels.plant, "check")
        with django_assert_num_queries(5):
            assert doors["director"].get(reverse("profiles:enterprises")).status_code == 200
        with django_assert_num_queries(5):
            assert doors["director"].get(reverse("profiles:looks", args=[levels.plant.uuid])).status_code == 200

    def test_an_enterprise_is_shown_with_its_activities_and_taken_up(
        self, levels: Levels, doors: dict[str, Client]
    ) -> None:
        enterprise(region=levels.region, employees=50, employees_year=2024)
        page = doors["director"].get(reverse("profiles:enterprise", args=[INN])).content.decode()
        assert "28.1" in page
        assert "(2024)" in page
        assert doors["director"].post(reverse("profiles:take_up", args=[INN])).status_code == 302
        assert Organisation.objects.get(inn=INN).region == levels.region


@pytest.mark.django_db(transaction=True)
class TestTakingUp:
    """Two rooms take an enterprise up at the same moment: it is one organisation."""

    def race(self, levels: Levels, taking: Any) -> int:
        enterprise(region=levels.region)

        def deed(barrier: Barrier) -> None:
            taking(levels.director, barrier)

        outcomes = at_once([deed, deed])
        assert outcomes == [None, None]
        return Organisation.objects.filter(inn=INN).count()

    def test_it_is_one(self, levels: Levels) -> None:
        def taking(actor: Actor, barrier: Barrier) -> None:
            barrier.wait()
            take_up(actor, INN)

        assert self.race(levels, taking) == 1

    def test_without_the_guard_it_would_be_two(self, levels: Levels) -> None:
        """The negative control: both look, then both make one (branches may share an INN, so the database allows it)."""

        def taking(_actor: Actor, barrier: Barrier) -> None:
            there = Organisation.objects.filter(inn=INN).exists()
            barrier.wait()
            if not there:
                kpp = uuid4().hex[:9]
                Organisation.objects.create(name="ЗАВОД", inn=INN, kpp=kpp, created_at=clock.now())
            connection.close()

        assert self.race(levels, taking) == 2
