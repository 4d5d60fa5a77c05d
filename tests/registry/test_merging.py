"""Two entries of one organisation become one: nothing that pointed to the lost one is lost."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models

from promost.accounts.actors import OPERATOR
from promost.accounts.models import Membership, Role, User
from promost.kit import clock
from promost.kit.models import HistoryEntry
from promost.kit.transitions import Overtaken
from promost.plans.models import Agreement, Party, PartyOrganisation
from promost.registry import actions, keys
from promost.registry.actions import merging
from promost.registry.models import Organisation


@pytest.fixture
def former(plant: Organisation) -> Organisation:
    """Return a second entry of the plant."""
    return actions.create_organisation(
        OPERATOR, name="Завод Северный", region_id="RU-MAG", contacts=[("email", "zavod@example.org")]
    )


def join(user: User, organisation: Organisation, role: Role) -> Membership:
    return Membership.objects.create(user=user, organisation=organisation, role=role, since=clock.now())


def test_members_seats_contacts_and_spellings_move(former: Organisation, plant: Organisation) -> None:
    user = User.objects.create_user("a@example.org")
    join(user, former, Role.EDITOR)
    agreement = Agreement.objects.create(number="1", date=date(2025, 1, 1))
    party = Party.objects.create(agreement=agreement, side="donor", name="Сторона", order=1)
    PartyOrganisation.objects.create(party=party, organisation=former, is_lead=True)
    actions.remember_spelling(OPERATOR, former, "ЗС")

    actions.merge(OPERATOR, former, plant)

    assert [each.organisation for each in user.memberships.all()] == [plant]
    assert [(seat.organisation, seat.is_lead) for seat in party.seats.all()] == [(plant, True)]
    assert sorted(line.value for line in plant.contacts.all()) == ["+7 413 260-00-00", "zavod@example.org"]
    assert [row.text for row in plant.spellings.all()] == ["зс"]
    assert Organisation.objects.get(pk=former.pk).merged_into == plant


def test_of_two_equal_rows_one_stays_and_a_mark_that_either_has(former: Organisation, plant: Organisation) -> None:
    user = User.objects.create_user("a@example.org")
    for organisation in (former, plant):
        join(user, organisation, Role.EDITOR)
    join(user, former, Role.SIGNATORY)
    agreement = Agreement.objects.create(number="1", date=date(2025, 1, 1))
    party = Party.objects.create(agreement=agreement, side="donor", name="Сторона", order=1)
    PartyOrganisation.objects.create(party=party, organisation=former, is_lead=True)
    PartyOrganisation.objects.create(party=party, organisation=plant)

    actions.merge(OPERATOR, former, plant)

    assert sorted((each.organisation_id, each.role) for each in user.memberships.all()) == [
        (plant.pk, Role.EDITOR),
        (plant.pk, Role.SIGNATORY),
    ]
    assert [(seat.organisation, seat.is_lead) for seat in party.seats.all()] == [(plant, True)]


def test_every_table_that_points_to_organisations_is_known(former: Organisation, plant: Organisation) -> None:
    """The walk over the models misses none: every foreign key, many-to-many tables too, save append-only ones."""
    walked = {(link.model._meta.label, link.name) for link in merging.links_to(Organisation)}
    expected = {
        (relation.related_model._meta.label, relation.field.name)
        for relation in Organisation._meta.get_fields(include_hidden=True)
        if isinstance(relation, models.ManyToOneRel) and not getattr(relation.related_model, "append_only", False)
    }
    assert walked == expected
    assert ("accounts.Membership", "organisation") in walked
    assert all(apps.get_model(label) for label, _name in walked)


def test_history_tells_it_on_both_and_counts_what_moved(former: Organisation, plant: Organisation) -> None:
    join(User.objects.create_user("a@example.org"), former, Role.EDITOR)
    actions.merge(OPERATOR, former, plant)
    kept = HistoryEntry.objects.get(verb="registry.merge_organisations")
    assert (kept.subject_id, kept.changes["accounts.membership"]) == (str(plant.uuid), [None, 1])
    lost = HistoryEntry.objects.get(verb="registry.merged_away")
    assert (lost.subject_id, lost.changes) == (str(former.uuid), {"merged_into": [None, plant.name]})


def test_numbers_that_only_the_lost_one_had_are_kept(three_regions: None) -> None:
    kept = actions.create_organisation(OPERATOR, name="Завод")
    lost = actions.create_organisation(OPERATOR, name="Завод", inn="7707083893", kpp="770801001")
    actions.merge(OPERATOR, lost, kept)
    assert (Organisation.objects.get(pk=kept.pk).inn, kept.kpp) == ("7707083893", "770801001")


def test_what_was_merged_before_follows(former: Organisation, plant: Organisation) -> None:
    earlier = actions.create_organisation(OPERATOR, name="Завод", region_id="RU-MAG")
    actions.merge(OPERATOR, earlier, former)
    actions.merge(OPERATOR, former, plant)
    assert set(Organisation.objects.filter(merged_into=plant)) == {earlier, former}


class TestRefused:
    """What cannot be one stays two."""

    def test_itself(self, plant: Organisation) -> None:
        with pytest.raises(ValidationError, match="самой собой"):
            actions.merge(OPERATOR, plant, plant)

    def test_two_inns(self, plant: Organisation) -> None:
        other = actions.create_organisation(OPERATOR, name="Завод", inn="7708503727")
        with pytest.raises(ValidationError, match="разные ИНН"):
            actions.merge(OPERATOR, other, plant)
        assert Organisation.objects.get(pk=other.pk).merged_into is None

    def test_one_that_is_merged_already(self, former: Organisation, plant: Organisation) -> None:
        actions.merge(OPERATOR, former, plant)
        with pytest.raises(ValidationError, match="уже объединена"):
            actions.merge(OPERATOR, former, plant)

    def test_whoever_is_second_is_told(self, former: Organisation, plant: Organisation) -> None:
        stale = Organisation.objects.get(pk=plant.pk)
        actions.edit_organisation(OPERATOR, plant, version=0, short_name="Завод")
        with pytest.raises(Overtaken):
            actions.merge(OPERATOR, former, stale)
        assert Organisation.objects.get(pk=former.pk).merged_into is None

    def test_a_fault_in_the_middle_undoes_all(
        self, former: Organisation, plant: Organisation, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        user = User.objects.create_user("a@example.org")
        join(user, former, Role.EDITOR)

        def fail(*_given: Any) -> None:
            raise RuntimeError

        monkeypatch.setattr(keys, "renew", fail)
        with pytest.raises(RuntimeError):
            actions.merge(OPERATOR, former, plant)
        assert [each.organisation for each in user.memberships.all()] == [former]
        assert Organisation.objects.get(pk=former.pk).merged_into is None
