"""The pages of the accounts, as people meet them."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from promost.accounts.actions.members import roles_of
from promost.accounts.actors import Actor
from promost.accounts.models import Invitation, Membership, Role, User
from promost.kit import clock
from tests.accounts.people import PASSWORD, member, organisation, user
from tests.accounts.test_invitations import token_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief(client: Any) -> Actor:
    actor = member("chief", organisation(), Role.ADMINISTRATOR, Role.EDITOR)
    client.force_login(actor.person)
    client.cookies["promost_language"] = "en"
    return actor


def test_members_are_listed_with_their_roles_and_means_to_change_them(client: Any, chief: Actor) -> None:
    assert chief.organisation
    clerk = member("clerk", chief.organisation, Role.VIEWER)
    html = client.get(reverse("accounts:members")).content.decode()
    assert "Clerk" in html
    assert reverse("accounts:change_role", args=[clerk.person.uuid]) in html
    assert "Invitations that wait" in html


def test_a_viewer_sees_colleagues_and_no_button(client: Any, chief: Actor) -> None:
    assert chief.organisation
    clerk = member("clerk", chief.organisation, Role.VIEWER)
    client.force_login(clerk.person)
    html = client.get(reverse("accounts:members")).content.decode()
    assert "Chief" in html
    assert "Remove" not in html
    assert reverse("accounts:invite") not in html


@pytest.mark.parametrize("count", [1, 3, 50])
def test_a_longer_list_costs_no_more_queries(
    client: Any, chief: Actor, count: int, django_assert_num_queries: Any
) -> None:
    assert chief.organisation
    for number in range(count):
        member(f"clerk{number}", chief.organisation, Role.VIEWER, Role.EDITOR)
    with django_assert_num_queries(4):  # session, user with memberships; members; invitations
        assert client.get(reverse("accounts:members")).status_code == 200


def test_roles_are_changed_and_a_member_removed(client: Any, chief: Actor) -> None:
    assert chief.organisation
    clerk = member("clerk", chief.organisation, Role.VIEWER).person
    client.post(reverse("accounts:change_role", args=[clerk.uuid]), {"work": "signatory", "administers": "on"})
    assert roles_of(clerk, chief.organisation) == {Role.SIGNATORY, Role.ADMINISTRATOR}
    for said in ("is not a member any more", "This person is not a member any more. Nothing was changed."):
        page = client.post(reverse("accounts:remove_member", args=[clerk.uuid]), follow=True)
        assert said in page.content.decode()
    assert roles_of(clerk, chief.organisation) == set()


def test_the_last_administrator_is_told_why_leaving_does_not_work(client: Any, chief: Actor) -> None:
    page = client.post(reverse("accounts:leave"), follow=True)
    assert "would be left without an administrator" in page.content.decode()
    assert Membership.objects.count() == 2


def test_a_role_that_is_none_changes_nothing(client: Any, chief: Actor) -> None:
    assert chief.organisation
    clerk = member("clerk", chief.organisation, Role.VIEWER).person
    page = client.post(reverse("accounts:change_role", args=[clerk.uuid]), {"work": "emperor"}, follow=True)
    assert "Nothing was changed" in page.content.decode()
    assert roles_of(clerk, chief.organisation) == {Role.VIEWER}


def test_from_invitation_to_account(client: Any, chief: Actor, mailoutbox: Any) -> None:
    sent = client.post(
        reverse("accounts:invite"), {"email": "new@example.org", "role": "editor", "language": "en"}, follow=True
    )
    assert "A letter with a link went to new@example.org." in sent.content.decode()
    path = reverse("accounts:invitation", args=[token_in(mailoutbox[0])])
    client.logout()
    assert "new@example.org" in client.get(path).content.decode()
    weak = client.post(path, {"name": "Anna", "password": "12345", "again": "12345"})
    assert weak.status_code == 422
    assert not User.objects.filter(email="new@example.org").exists()
    differ = client.post(path, {"name": "Anna", "password": PASSWORD, "again": "x"}, headers={"accept-language": "en"})
    assert "The two passwords differ." in differ.content.decode()
    done = client.post(path, {"name": "Anna", "password": PASSWORD, "again": PASSWORD})
    assert done.status_code == 302
    made = User.objects.get(email="new@example.org")
    assert client.session["_auth_user_id"] == str(made.pk)
    client.logout()
    over = client.post(path, {"name": "Eve", "password": PASSWORD, "again": PASSWORD})
    assert over.status_code == 410
    assert User.objects.filter(memberships__organisation=chief.organisation).distinct().count() == 2


def test_an_invitation_that_waits_is_shown_once_more_as_an_error_on_the_form(
    client: Any, chief: Actor, mailoutbox: Any
) -> None:
    values = {"email": "new@example.org", "role": "editor", "language": "en"}
    client.post(reverse("accounts:invite"), values)
    again = client.post(reverse("accounts:invite"), values)
    assert again.status_code == 422
    assert "waits already" in again.content.decode()
    assert "new@example.org" in again.content.decode(), "nothing that was typed is lost"
    assert len(mailoutbox) == 1


def test_whoever_has_an_account_signs_in_and_accepts(client: Any, chief: Actor, mailoutbox: Any) -> None:
    known = user("known")
    client.post(reverse("accounts:invite"), {"email": known.email, "role": "viewer", "language": "ru"})
    path = reverse("accounts:invitation", args=[token_in(mailoutbox[0])])
    client.logout()
    assert "/accounts/login/?next=" in client.get(path).content.decode()
    client.force_login(known)
    assert client.get(path).status_code == 200
    client.post(path)
    assert chief.organisation
    assert roles_of(known, chief.organisation) == {Role.VIEWER}


def test_somebody_else_who_is_signed_in_is_told_to_sign_out(client: Any, chief: Actor, mailoutbox: Any) -> None:
    client.post(reverse("accounts:invite"), {"email": "new@example.org", "role": "viewer", "language": "ru"})
    page = client.post(reverse("accounts:invitation", args=[token_in(mailoutbox[0])]))
    assert page.status_code == 410
    assert "Sign out, then open the link again" in page.content.decode()
    assert not Invitation.objects.get().accepted_at


def test_an_invitation_is_withdrawn(client: Any, chief: Actor, mailoutbox: Any) -> None:
    client.post(reverse("accounts:invite"), {"email": "new@example.org", "role": "viewer", "language": "ru"})
    invitation = Invitation.objects.get()
    client.post(reverse("accounts:withdraw", args=[invitation.uuid]))
    invitation.refresh_from_db()
    assert invitation.withdrawn_at
    assert len(mailoutbox) == 1


def test_another_organisations_invitation_is_not_there(client: Any, chief: Actor, mailoutbox: Any) -> None:
    client.post(reverse("accounts:invite"), {"email": "new@example.org", "role": "viewer", "language": "ru"})
    other = member("other", organisation("Other"), Role.ADMINISTRATOR)
    client.force_login(other.person)
    assert client.post(reverse("accounts:withdraw", args=[Invitation.objects.get().uuid])).status_code == 404
    assert not Invitation.objects.get().withdrawn_at
    assert len(mailoutbox) == 1


def test_whoever_runs_the_installation_invites_the_first_of_an_organisation(client: Any, mailoutbox: Any) -> None:
    body = organisation("Other")
    client.force_login(user("root", administrator=True))
    page = client.get(reverse("accounts:invite"))
    assert "role" not in page.context["form"].fields
    client.post(reverse("accounts:invite"), {"organisation": body.pk, "email": "first@example.org", "language": "ru"})
    assert Invitation.objects.get().role == Role.ADMINISTRATOR
    assert len(mailoutbox) == 1


def test_the_profile_is_saved_and_its_language_spoken(client: Any, chief: Actor) -> None:
    del client.cookies["promost_language"]
    client.post(reverse("accounts:profile"), {"name": "Anna", "position": "Head", "language": "ru"})
    page = client.get(reverse("accounts:profile")).content.decode()
    assert '<html lang="ru">' in page
    assert "Anna" in page
    wrong = client.post(reverse("accounts:profile"), {"name": "", "position": "Head", "language": "ru"})
    assert wrong.status_code == 422
    assert User.objects.get(pk=chief.person.pk).name == "Anna"


def test_the_organisation_acted_for_is_chosen_in_the_header(client: Any, chief: Actor) -> None:
    other = organisation("Other")
    Membership.objects.create(user=chief.person, organisation=other, role=Role.VIEWER, since=clock.now())
    answer = client.post(reverse("accounts:act_for"), {"organisation": str(other.uuid), "next": "/people/"})
    assert answer["Location"] == "/people/"
    assert client.get("/people/").context["organisation"] == other


@pytest.mark.parametrize("onward", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", ""])
def test_choosing_an_organisation_leads_to_no_other_site(client: Any, chief: Actor, onward: str) -> None:
    answer = client.post(reverse("accounts:act_for"), {"organisation": chief.behalf_id, "next": onward})
    assert answer["Location"] == "/"


def test_an_organisation_of_others_is_refused(client: Any, chief: Actor) -> None:
    answer = client.post(reverse("accounts:act_for"), {"organisation": str(organisation("Other").uuid)})
    assert answer.status_code == 403


def test_erasing_ones_account_takes_the_password_and_a_tick(client: Any, chief: Actor) -> None:
    member("second", chief.organisation, Role.ADMINISTRATOR)  # type: ignore[arg-type]
    assert client.get(reverse("accounts:erase")).status_code == 200
    for values in ({"password": "wrong", "sure": "on"}, {"password": PASSWORD}):
        assert client.post(reverse("accounts:erase"), values).status_code == 422
    assert User.objects.get(pk=chief.person.pk).name == "Chief"
    client.post(reverse("accounts:erase"), {"password": PASSWORD, "sure": "on"})
    assert User.objects.get(pk=chief.person.pk).name == ""
    assert "_auth_user_id" not in client.session
