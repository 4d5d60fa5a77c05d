"""Calling the API in tests: with a token of a kind of user, or with none."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from django.test import Client

from promost.accounts import tokens
from promost.accounts.api_tokens.models import ApiToken, Scope
from promost.accounts.models import User
from promost.kit import clock
from tests.world import PEOPLE, World

ROOT = "/api/v1"
CLIENT = Client()
"""One for all: a new one would read the middleware, and with it every static file, anew."""


def token(user: User, organisation: Any, scope: Scope = Scope.WRITE, days: int = 30) -> str:
    """Keep a token that was used today already, and return its text."""
    text, now = f"promost_{tokens.new()}", clock.machine_now()
    ApiToken.objects.create(
        user=user,
        organisation=organisation,
        name=text[-12:],
        scope=scope,
        digest=tokens.digest(text),
        created_at=now,
        expires_at=now + timedelta(days=days),
        last_used_on=now.astimezone(organisation.zone).date(),
    )
    return text


def tokens_of(world: World, scope: Scope = Scope.WRITE) -> dict[str, str]:
    """Return a token for every kind of user who acts for an organisation."""
    found = {}
    for kind, (body, _role) in PEOPLE.items():
        user = world.users[kind]
        assert isinstance(user, User)
        found[kind] = token(user, world.bodies[body], scope)
    return found


def call(bearer: str | None, path: str, method: str = "GET", body: Any = None, **headers: str) -> Any:
    """Call the API and return its answer; ``path`` begins after its root."""
    if bearer:
        headers["Authorization"] = f"Bearer {bearer}"
    headers.setdefault("Accept-Language", "en")
    sent = json.dumps(body) if body is not None else ""
    return CLIENT.generic(method, f"{ROOT}{path}", sent, "application/json", headers=headers)
