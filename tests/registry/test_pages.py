"""The pages of the registry: what an officer sees, and what is done from there."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from promost.accounts.actors import OPERATOR
from promost.accounts.models import Membership, Role, User
from promost.kit import clock
from promost.registry import actions
from promost.registry.models import Organisation, Spelling
from tests.harness.queries import assert_queries

LIST = reverse("registry:organisations")


def signed_in(client: Client, name: str, organisation: Organisation | None = None, *, root: bool = False) -> Client:
    user = User.objects.create_user(f"{name}@example.org", name=name, language="ru", is_administrator=root)
    if organisation:
        Membership.objects.create(user=user, organisation=organisation, role=Role.EDITOR, since=clock.now())
    client.force_login(user)
    return client


@pytest.fixture
def officer(client: Client, ministry: Organisation) -> Client:
    """Return the browser of an editor of the ministry."""
    return signed_in(client, "officer", ministry)


@pytest.fixture
def root(client: Client, three_regions: None) -> Client:
    """Return the browser of the administrator."""
    return signed_in(client, "root", root=True)


def names(html: str) -> list[str]:
    return re.findall(r'class="title" href="/registry/organisations/[0-9a-f-]{36}/">([^<]+)<', html)


def form_of(organisation: Organisation, **changed: str) -> dict[str, str]:
    fields = ("name", "short_name", "name_en", "kind", "inn", "kpp", "ogrn", "okved", "zone_name")
    plain = {name: getattr(organisation, name) for name in fields}
    return {**plain, "region": organisation.region_id or "", "version": str(organisation.version), **changed}


def _disabled(html: str, name: str) -> bool:
    field = re.search(rf'<(?:input|select)[^>]*name="{name}"[^>]*>', html)
    return bool(field and "disabled" in field[0])


class TestList:
    """Finding an organisation."""

    @pytest.mark.parametrize("rows", [1, 3, 50])
    def test_as_many_queries_for_fifty_as_for_one(self, officer: Client, rows: int) -> None:
        for number in range(rows - 1):
            actions.create_organisation(OPERATOR, name=f"Завод № {number}", region_id="RU-MAG")
        officer.get(LIST)
        with assert_queries(5):
            html = officer.get(LIST).content.decode()
        assert len(names(html)) == rows

    def test_in_the_order_of_the_russian_alphabet(self, officer: Client) -> None:
        for name in ("Ёлка", "яблоко", "Еврострой", "Жираф", "Абакан"):
            actions.create_organisation(OPERATOR, name=name)
        found = names(officer.get(LIST, {"region": "none"}).content.decode())
        assert found == ["Абакан", "Еврострой", "Ёлка", "Жираф", "яблоко"]

    @pytest.mark.parametrize(
        ("asked", "found"),
        [
            ({"q": "СЕВЕРНЫЙ"}, True),
            ({"q": "7707"}, True),
            ({"q": "7708"}, False),
            ({"q": "общество «северный»"}, False),
            ({"q": "сз"}, True),
            ({"kind": "enterprise", "region": "RU-MAG"}, True),
            ({"kind": "authority"}, False),
            ({"region": "RU-SMO"}, False),
            ({"q": "%"}, False),
        ],
    )
    def test_by_word_number_spelling_kind_and_region(
        self, officer: Client, plant: Organisation, asked: dict[str, str], found: bool
    ) -> None:
        actions.remember_spelling(OPERATOR, plant, "СЗ")
        html = officer.get(LIST, asked).content.decode()
        assert (plant.called.replace('"', "&quot;") in names(html)) is found

    def test_what_was_merged_away_is_not_listed(self, officer: Client, plant: Organisation) -> None:
        former = actions.create_organisation(OPERATOR, name="Прежний")
        actions.merge(OPERATOR, former, plant)
        assert "Прежний" not in names(officer.get(LIST).content.decode())

    def test_htmx_gets_the_list_alone(self, officer: Client) -> None:
        html = officer.get(LIST, headers={"HX-Request": "true"}).content.decode()
        assert html.strip().startswith('<section id="found"')

    def test_nothing_found_says_what_to_do(self, officer: Client) -> None:
        assert "Организации не найдены" in officer.get(LIST, {"q": "нет такой"}).content.decode()

    def test_a_stranger_is_asked_to_sign_in(self, client: Client, plant: Organisation) -> None:
        for url in (LIST, reverse("registry:organisation", args=[plant.uuid])):
            assert client.get(url).headers["Location"].endswith(f"?next={url}")


class TestOne:
    """An organisation's page."""

    def test_it_shows_what_is_known_with_a_fixed_number_of_queries(self, officer: Client, plant: Organisation) -> None:
        for text in ("СЗ", "Завод Северный"):
            actions.remember_spelling(OPERATOR, plant, text)
        url = reverse("registry:organisation", args=[plant.uuid])
        with assert_queries(8):
            html = officer.get(url).content.decode()
        for shown in (
            "7707083893",
            "Магаданская область",
            "+7 413 260-00-00",
            "Написание сохранено",
            "Asia/Magadan",
            "предприятие",
        ):
            assert shown in html
        assert ">enterprise<" not in html

    def test_the_hour_there_is_that_of_its_zone(self, officer: Client, plant: Organisation) -> None:
        with clock.stopped(datetime(2025, 6, 2, 7, 30, tzinfo=UTC)):
            html = officer.get(reverse("registry:organisation", args=[plant.uuid])).content.decode()
        assert "18:30 (Asia/Magadan)" in html

    def test_a_former_entry_leads_to_the_one_that_was_kept(self, officer: Client, plant: Organisation) -> None:
        former = actions.create_organisation(OPERATOR, name="Прежний")
        actions.merge(OPERATOR, former, plant)
        html = officer.get(reverse("registry:organisation", args=[former.uuid])).content.decode()
        assert reverse("registry:organisation", args=[plant.uuid]) in html
        assert reverse("registry:organisation_edit", args=[former.uuid]) not in html

    def test_no_such_organisation(self, officer: Client) -> None:
        assert officer.get("/registry/organisations/00000000-0000-4000-8000-000000000000/").status_code == 404


class TestEntering:
    """Adding and changing."""

    def test_added(self, officer: Client) -> None:
        data = {"name": "АО «Полюс»", "kind": "enterprise", "region": "RU-MAG", "municipality": "44701000",
                "phone": "+7 413 260-00-01; +7 413 260-00-02"}  # fmt: skip
        answer = officer.post(reverse("registry:organisation_add"), data, follow=True)
        made = Organisation.objects.get(name="АО «Полюс»")
        assert "Сохранено: АО «Полюс»." in answer.content.decode()
        assert (made.municipality_id, made.contacts.count()) == ("44701000", 2)

    def test_a_fault_is_shown_at_its_field_and_what_was_typed_stays(self, officer: Client) -> None:
        data = {"name": "АО «Полюс»", "kind": "enterprise", "inn": "7707083894"}
        answer = officer.post(reverse("registry:organisation_add"), data)
        html = answer.content.decode()
        assert answer.status_code == 422
        assert "Контрольная цифра не сходится" in html
        assert 'value="АО «Полюс»"' in html
        assert not Organisation.objects.filter(name="АО «Полюс»").exists()

    def test_changed(self, officer: Client, plant: Organisation) -> None:
        url = reverse("registry:organisation_edit", args=[plant.uuid])
        assert 'value="+7 413 260-00-00"' in officer.get(url).content.decode()
        assert officer.post(url, form_of(plant, short_name="СЗ", email="a@example.org")).status_code == 302
        again = Organisation.objects.get(pk=plant.pk)
        assert (again.short_name, [line.value for line in again.contacts.all()]) == ("СЗ", ["a@example.org"])

    def test_whoever_is_second_is_told_and_keeps_what_was_typed(self, officer: Client, plant: Organisation) -> None:
        actions.edit_organisation(OPERATOR, plant, version=0, short_name="Первый")
        url = reverse("registry:organisation_edit", args=[plant.uuid])
        answer = officer.post(url, form_of(plant, short_name="Второй", version="0"))
        assert answer.status_code == 409
        assert "тем временем изменил другой" in answer.content.decode()
        assert 'value="Второй"' in answer.content.decode()
        assert Organisation.objects.get(pk=plant.pk).short_name == "Первый"

    def test_what_rights_follow_from_is_shown_and_stays(self, officer: Client, plant: Organisation) -> None:
        url = reverse("registry:organisation_edit", args=[plant.uuid])
        html = officer.get(url).content.decode()
        assert [name for name in ("kind", "region", "zone_name", "inn") if _disabled(html, name)] == [
            "kind",
            "region",
            "zone_name",
        ]
        assert officer.post(url, form_of(plant, kind="authority", zone_name="UTC", short_name="СЗ")).status_code == 302
        again = Organisation.objects.get(pk=plant.pk)
        assert (again.kind, again.zone_name, again.short_name) == ("enterprise", "", "СЗ")

    def test_the_municipalities_of_the_region_chosen(self, officer: Client) -> None:
        url = reverse("registry:municipalities")
        html = officer.get(url, {"region": "RU-SMO"}).content.decode()
        assert re.findall(r'<option value="(\d+)"', html) == ["66701000"]
        assert re.findall(r'<option value="(\d+)"', officer.get(url, {"region": "?"}).content.decode()) == []

    def test_a_foreign_officer_is_refused(self, officer: Client, department: Organisation) -> None:
        url = reverse("registry:organisation_edit", args=[department.uuid])
        assert officer.get(url).status_code == 403
        assert officer.post(url, form_of(department, short_name="!")).status_code == 403
        assert Organisation.objects.get(pk=department.pk).short_name == ""

    def test_a_spelling_is_added_and_forgotten(self, officer: Client, plant: Organisation) -> None:
        add = reverse("registry:spelling_add", args=[plant.uuid])
        assert officer.post(add, {"text": "С. З."}).status_code == 302
        spelling = Spelling.objects.get()
        assert (spelling.text, spelling.scope) == ("с. з.", "")
        officer.post(reverse("registry:spelling_forget", args=[plant.uuid, spelling.pk]))
        assert not Spelling.objects.exists()

    def test_a_spelling_of_another_is_refused_on_the_page(
        self, officer: Client, plant: Organisation, ministry: Organisation
    ) -> None:
        actions.remember_spelling(OPERATOR, ministry, "МЭР")
        answer = officer.post(reverse("registry:spelling_add", args=[plant.uuid]), {"text": "мэр"})
        assert answer.status_code == 422
        assert "Это написание закреплено" in answer.content.decode()


class TestMerging:
    """Two entries made one on a page."""

    def test_like_names_are_offered_and_one_is_chosen(self, root: Client, plant: Organisation) -> None:
        lost = actions.create_organisation(OPERATOR, name="Северный завод, ООО", region_id="RU-MAG")
        url = reverse("registry:organisation_merge", args=[lost.uuid])
        assert str(plant.uuid) in root.get(url).content.decode()
        answer = root.post(url, {"kept": str(plant.uuid)}, follow=True)
        assert answer.redirect_chain[-1][0] == reverse("registry:organisation", args=[plant.uuid])
        assert Organisation.objects.get(pk=lost.pk).merged_into == plant

    def test_another_is_searched_for(self, root: Client, plant: Organisation, department: Organisation) -> None:
        url = reverse("registry:organisation_merge", args=[plant.uuid])
        html = root.get(url, {"q": "инвестиционной"}).content.decode()
        assert str(department.uuid) in html

    @pytest.mark.parametrize("kept", ["", "nonsense", "00000000-0000-4000-8000-000000000000"])
    def test_nothing_chosen(self, root: Client, plant: Organisation, kept: str) -> None:
        answer = root.post(reverse("registry:organisation_merge", args=[plant.uuid]), {"kept": kept})
        assert answer.status_code == 422
        assert "Выберите запись" in answer.content.decode()

    def test_what_cannot_be_one_is_told(self, root: Client, plant: Organisation) -> None:
        other = actions.create_organisation(OPERATOR, name="Завод", inn="7708503727")
        answer = root.post(reverse("registry:organisation_merge", args=[other.uuid]), {"kept": str(plant.uuid)})
        assert answer.status_code == 422
        assert "разные ИНН" in answer.content.decode()

    def test_an_editor_is_refused(self, officer: Client, plant: Organisation, ministry: Organisation) -> None:
        url = reverse("registry:organisation_merge", args=[plant.uuid])
        assert officer.post(url, {"kept": str(ministry.uuid)}).status_code == 403
        assert Organisation.objects.get(pk=plant.pk).merged_into is None


class TestRegions:
    """The map of the hours."""

    URL = reverse("registry:regions")

    def test_everybody_sees_the_hour_in_each(self, client: Client, built_in: None) -> None:
        with clock.stopped(datetime(2025, 6, 2, 7, 30, tzinfo=UTC)), assert_queries(1):
            html = client.get(self.URL).content.decode()
        line = re.search(r'<tr id="RU-MAG">(.*?)</tr>', html, re.DOTALL)
        assert line
        assert "18:30" in line[1]
        assert "МСК+8" in line[1]
        assert html.count('<tr id="RU-') == 83
        assert html.count('<tr class="group">') == 8

    def test_in_english(self, client: Client, built_in: None) -> None:
        html = client.get(self.URL, headers={"Accept-Language": "en"}).content.decode()
        assert "Far Eastern Federal District" in html
        assert "Magadan Oblast" in html
        assert "MSK+8" in html

    def test_organisations_are_counted_and_lead_to_the_list(self, officer: Client, plant: Organisation) -> None:
        html = officer.get(self.URL).content.decode()
        assert f'<a href="{LIST}?region=RU-MAG">2</a>' in html

    def test_without_a_list_it_says_what_to_do(self, client: Client, db: None) -> None:
        assert "promost registry load-built-in" in client.get(self.URL).content.decode()
