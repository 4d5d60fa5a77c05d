"""Addresses of the accounts, apart from signing in."""

from __future__ import annotations

from django.urls import URLPattern, path

from promost.accounts.api_tokens import views as api_tokens
from promost.accounts.views import invitations, members, people

app_name = "accounts"
urlpatterns: list[URLPattern] = [
    path("", members.members, name="members"),
    path("invite/", invitations.invite, name="invite"),
    path("invitation/<str:token>/", invitations.invitation, name="invitation"),
    path("withdraw/<uuid:invitation>/", invitations.withdraw, name="withdraw"),
    path("leave/", members.leave, name="leave"),
    path("act-for/", people.act_for, name="act_for"),
    path("me/", people.profile, name="profile"),
    path("me/erase/", people.erase, name="erase"),
    path("me/tokens/", api_tokens.tokens, name="api_tokens"),
    path("me/tokens/new/", api_tokens.create, name="api_token_create"),
    path("me/tokens/<uuid:token>/revoke/", api_tokens.revoke, name="api_token_revoke"),
    path("<uuid:person>/roles/", members.change_role, name="change_role"),
    path("<uuid:person>/remove/", members.remove_member, name="remove_member"),
]
