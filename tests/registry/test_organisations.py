"""Organisations: entered once, with numbers that hold; two officers never overwrite each other."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from promost.accounts.actors import OPERATOR
from promost.accounts.models import Role
from promost.kit.access import Refused
from promost.kit.models import HistoryEntry
from promost.kit.refs import Ref, resolve
from promost.kit.transitions import Overtaken
from promost.registry import actions
from promost.registry.actions import organisations as module
from promost.registry.models import Organisation, OrganisationKind, Spelling
from tests.registry.conftest import acting


def deeds(organisation: Organisation) -> list[str]:
    rows = HistoryEntry.objects.filter(subject_kind="registry.organisation", subject_id=str(organisation.uuid))
    return list(rows.order_by("pk").values_list("verb", flat=True))


class TestCreating:
    """An entry made."""

    def test_it_is_there_with_its_contacts_and_its_history(self, plant: Organisation) -> None:
        again = Organisation.objects.get(pk=plant.pk)
        assert (again.name, again.inn, again.region_id) == ('ООО "Северный завод"', "7707083893", "RU-MAG")
        assert [(line.kind, line.value) for line in again.contacts.all()] == [("phone", "+7 413 260-00-00")]
        assert deeds(plant) == ["registry.create_organisation"]

    @pytest.mark.parametrize(
        ("fields", "where", "said"),
        [
            ({"inn": "7707083894"}, "inn", "Контрольная цифра не сходится"),
            ({"ogrn": "123"}, "ogrn", "ОГРН состоит из 13 цифр"),
            ({"kpp": "12"}, "kpp", "КПП состоит из 9 знаков"),
            ({"zone_name": "Asia/Kolyma"}, "zone_name", "Такого часового пояса нет"),
            ({"okved": "256"}, "okved", "25.62"),
            ({"region_id": "RU-XXX"}, "region", "RU-XXX"),
            ({"region_id": "RU-MOW", "municipality_id": "44701000"}, "municipality", "не относится"),
            ({"name": "  "}, "name", ""),
            ({"name": "я" * 401}, "name", "400"),
            ({"kind": "ministry"}, "kind", "ministry"),
            ({"contacts": [("email", "at sea")]}, "email", ""),
            ({"contacts": [("site", "javascript:alert(1)")]}, "site", ""),
            ({"contacts": [("phone", "ask Ivan")]}, "phone", "+7 413"),
            ({"contacts": [("phone", "1" * 201)]}, "phone", "Слишком длинно"),
        ],
    )
    def test_a_fault_is_told_at_its_field_and_nothing_is_saved(
        self, three_regions: None, fields: dict[str, Any], where: str, said: str
    ) -> None:
        with pytest.raises(ValidationError) as refused:
            actions.create_organisation(OPERATOR, **{"name": "Завод", **fields})
        assert list(refused.value.error_dict) == [where]
        assert said in " ".join(refused.value.messages)
        assert not Organisation.objects.exists()

    def test_every_fault_is_told_at_once(self, three_regions: None) -> None:
        with pytest.raises(ValidationError) as refused:
            actions.create_organisation(OPERATOR, name="", inn="1", ogrn="2")
        assert set(refused.value.error_dict) == {"name", "inn", "ogrn"}

    def test_a_field_that_is_none_is_a_mistake_of_the_program(self, three_regions: None) -> None:
        with pytest.raises(TypeError, match="merged_into"):
            actions.create_organisation(OPERATOR, name="Завод", merged_into=None)

    def test_the_same_inn_again_names_who_has_it(self, plant: Organisation) -> None:
        with pytest.raises(ValidationError) as refused:
            actions.create_organisation(OPERATOR, name="Завод", inn="7707083893")
        assert plant.called in refused.value.messages[0]

    def test_a_branch_shares_the_inn_under_its_own_kpp(self, plant: Organisation) -> None:
        branch = actions.create_organisation(OPERATOR, name="Филиал", inn="7707083893", kpp="490943001")
        assert branch.inn == plant.inn

    def test_the_database_itself_refuses_a_second_inn(
        self, plant: Organisation, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Two officers at once: the look before the write sees nothing, the constraint does."""
        monkeypatch.setattr(module, "_refuse_twin", lambda _organisation: None)
        with pytest.raises(ValidationError) as refused:
            actions.create_organisation(OPERATOR, name="Завод", inn="7707083893")
        assert list(refused.value.error_dict) == ["inn"]
        assert Organisation.objects.count() == 1

    def test_an_organisation_is_not_merged_into_itself_by_anybody(self, plant: Organisation) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            Organisation.objects.filter(pk=plant.pk).update(merged_into=plant)


class TestEditing:
    """An entry changed."""

    def test_only_what_is_given_changes_and_history_has_both(self, plant: Organisation) -> None:
        actions.edit_organisation(OPERATOR, plant, version=0, short_name="Завод", contacts=[("email", "a@example.org")])
        again = Organisation.objects.get(pk=plant.pk)
        assert (again.short_name, again.inn, again.version) == ("Завод", "7707083893", 1)
        last = HistoryEntry.objects.filter(verb="registry.edit_organisation").get()
        assert last.changes == {
            "short_name": ["", "Завод"],
            "contacts": [["+7 413 260-00-00"], ["a@example.org"]],
        }

    def test_whoever_is_second_is_told_and_overwrites_nothing(self, plant: Organisation) -> None:
        other = Organisation.objects.get(pk=plant.pk)
        actions.edit_organisation(OPERATOR, plant, version=0, short_name="Первый")
        with pytest.raises(Overtaken):
            actions.edit_organisation(OPERATOR, other, version=0, short_name="Второй", contacts=[])
        again = Organisation.objects.get(pk=plant.pk)
        assert (again.short_name, again.contacts.count()) == ("Первый", 1)
        assert deeds(plant) == ["registry.create_organisation", "registry.edit_organisation"]

    def test_a_refused_change_leaves_the_page_as_it_was(self, plant: Organisation) -> None:
        with pytest.raises(ValidationError):
            actions.edit_organisation(OPERATOR, plant, version=0, name="Новый", inn="12")
        assert plant.name == 'ООО "Северный завод"'

    def test_a_former_entry_is_not_edited(self, plant: Organisation, ministry: Organisation) -> None:
        former = actions.create_organisation(OPERATOR, name="Северный завод, ООО")
        actions.merge(OPERATOR, former, plant)
        with pytest.raises(Overtaken):
            actions.edit_organisation(OPERATOR, former, version=former.version, short_name="Завод")


class TestSpellings:
    """What documents write is remembered."""

    def test_within_an_agreement_the_later_word_counts(self, plant: Organisation, ministry: Organisation) -> None:
        actions.remember_spelling(OPERATOR, plant, "  МИНИСТЕРСТВО\u00a0«А»", scope="1")
        actions.remember_spelling(OPERATOR, ministry, "министерство “а”", scope="1")
        assert [row.organisation_id for row in Spelling.objects.all()] == [ministry.pk]

    def test_twice_is_once(self, plant: Organisation) -> None:
        first = actions.remember_spelling(OPERATOR, plant, "СЗ")
        assert actions.remember_spelling(OPERATOR, plant, "сз") == first
        assert deeds(plant).count("registry.remember_spelling") == 1

    def test_one_that_holds_everywhere_is_not_taken_away(self, plant: Organisation, ministry: Organisation) -> None:
        actions.remember_spelling(OPERATOR, plant, "СЗ")
        with pytest.raises(ValidationError) as refused:
            actions.remember_spelling(OPERATOR, ministry, "СЗ")
        assert plant.called in refused.value.messages[0]

    @pytest.mark.parametrize("text", ["", " \u00ad ", "я" * 401])
    def test_nothing_and_too_much_are_refused(self, plant: Organisation, text: str) -> None:
        with pytest.raises(ValidationError):
            actions.remember_spelling(OPERATOR, plant, text)

    def test_forgotten(self, plant: Organisation) -> None:
        actions.forget_spelling(OPERATOR, actions.remember_spelling(OPERATOR, plant, "СЗ"))
        assert not Spelling.objects.exists()
        assert deeds(plant)[-1] == "registry.forget_spelling"


class TestWho:
    """Who may, and who may not: a refused deed changes nothing."""

    def test_every_editor_adds_and_a_viewer_does_not(self, plant: Organisation) -> None:
        actions.create_organisation(acting("editor", plant, Role.EDITOR), name="Завод")
        for nobody in (acting("viewer", plant, Role.VIEWER), acting("lonely", None)):
            with pytest.raises(Refused):
                actions.create_organisation(nobody, name="Другой завод")
        assert not Organisation.objects.filter(name="Другой завод").exists()

    def test_who_edits_an_enterprise(
        self, plant: Organisation, ministry: Organisation, department: Organisation
    ) -> None:
        version = 0
        for name, own in (("own", plant), ("region", ministry)):
            actor = acting(name, own, Role.EDITOR)
            actions.edit_organisation(actor, plant, version=version, short_name=name)
            version += 1
        refused = [acting("far", department, Role.EDITOR), acting("view", plant, Role.VIEWER), acting("none", None)]
        for actor in refused:
            with pytest.raises(Refused):
                actions.edit_organisation(actor, plant, version=version, short_name="!")
        assert Organisation.objects.get(pk=plant.pk).short_name == "region"

    @pytest.mark.parametrize("change", [{"kind": "authority"}, {"region_id": "RU-MOW"}, {"zone_name": "UTC"}])
    def test_nobody_gives_themselves_rights_or_time(self, plant: Organisation, change: dict[str, Any]) -> None:
        """An authority edits others, a region decides what it sees, a zone decides when it is late."""
        own = acting("own", plant, Role.EDITOR, Role.SIGNATORY, Role.ADMINISTRATOR)
        with pytest.raises(Refused):
            actions.edit_organisation(own, plant, version=0, **change)
        again = Organisation.objects.get(pk=plant.pk)
        assert (again.kind, again.region_id, again.zone_name, again.version) == ("enterprise", "RU-MAG", "", 0)
        actions.edit_organisation(acting("root", None, administrator=True), plant, version=0, **change)

    def test_an_enterprise_does_not_take_the_name_of_a_body(
        self, plant: Organisation, department: Organisation
    ) -> None:
        """Whoever is meant by "ДИПП" reads the plan."""
        with pytest.raises(Refused):
            actions.remember_spelling(acting("own", plant, Role.EDITOR), plant, "ДИПП")
        with pytest.raises(ValidationError, match="закреплено"):
            actions.remember_spelling(OPERATOR, plant, department.name.upper())

    def test_a_ministry_does_not_edit_another_body_of_its_region(self, ministry: Organisation) -> None:
        agency = actions.create_organisation(
            OPERATOR, name="Агентство", kind=OrganisationKind.AUTHORITY, region_id="RU-MAG"
        )
        with pytest.raises(Refused):
            actions.edit_organisation(acting("editor", ministry, Role.EDITOR), agency, version=0, zone_name="UTC")

    def test_only_the_administrator_merges(self, plant: Organisation, ministry: Organisation) -> None:
        former = actions.create_organisation(OPERATOR, name="Северный завод", region_id="RU-MAG")
        for actor in (acting("boss", ministry, Role.EDITOR, Role.SIGNATORY, Role.ADMINISTRATOR), acting("own", plant)):
            with pytest.raises(Refused):
                actions.merge(actor, former, plant)
        assert Organisation.objects.get(pk=former.pk).merged_into is None
        actions.merge(acting("root", None, administrator=True), former, plant)

    def test_an_editor_remembers_within_an_agreement_only(self, plant: Organisation, ministry: Organisation) -> None:
        editor = acting("editor", ministry, Role.EDITOR)
        federal = actions.create_organisation(OPERATOR, name="Минпромторг России", kind=OrganisationKind.FEDERAL)
        actions.remember_spelling(editor, federal, "Минпромторг", scope="1")
        with pytest.raises(Refused):
            actions.remember_spelling(editor, federal, "Минпромторг")


def test_references_show_the_name_and_the_page(plant: Organisation, django_assert_num_queries: Any) -> None:
    wanted = [Ref("registry.organisation", str(plant.uuid)), Ref("registry.list", "okved2"), Ref("registry.list", "?")]
    with django_assert_num_queries(1):
        shown = resolve(wanted)
    assert shown[wanted[0]].label == plant.called
    assert shown[wanted[0]].url.endswith(f"/{plant.uuid}/")
    assert shown[wanted[1]].label == "OKVED2"
    assert wanted[2] not in shown
