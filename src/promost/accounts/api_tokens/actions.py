"""Giving and revoking tokens of the API. The token is told once, to its owner, and is in no history and no log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import cast

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from promost.accounts import tokens
from promost.accounts.actors import Actor
from promost.accounts.api_tokens.models import ApiToken, Scope
from promost.accounts.models import User
from promost.accounts.rules import require
from promost.kit import clock, history, refs, transitions
from promost.registry.models import Organisation

PREFIX = "promost_"
"""How every token begins, so that tools which look for leaked secrets know one."""
TERMS = (30, 90, 180, 365)
"""Days for which a token may be good."""
MOST = 20
"""Tokens in use that one person may have."""


@dataclass(frozen=True, slots=True)
class Given:
    """A new token: what is kept of it, and the text that is told this once."""

    token: ApiToken
    text: str


def create_api_token(actor: Actor, *, name: str, scope: Scope, days: int) -> Given:
    """Give the actor's user a token that acts for the organisation acted for, with the roles they will have there.

    Raises Refused; ValidationError for a name that is empty or taken, a term that is not offered, too many tokens.
    """
    require(actor, "accounts.create_api_token")
    organisation = cast("Organisation", actor.organisation)  # the rule asks for one
    name = name.strip()
    _check(actor, name, days)
    text, now = PREFIX + tokens.new(), clock.machine_now()
    try:
        with transaction.atomic():
            _close_expired(actor.person)
            token = ApiToken.objects.create(
                user=actor.person,
                organisation=organisation,
                name=name,
                scope=scope,
                digest=tokens.digest(text),
                created_at=now,
                expires_at=now + timedelta(days=days),
            )
            changes = {"scope": [None, str(scope)], "days": [None, days]}
            history.write(actor, "accounts.create_api_token", refs.of(token), changes)
    except IntegrityError:
        raise ValidationError({"name": _("You have a token of this name. Give another name.")}) from None
    return Given(token, text)


def revoke_api_token(actor: Actor, token: ApiToken) -> None:
    """Make a token worthless: the next call with it is refused. Revoked before, it stays so and nothing is written.

    Raises Refused.
    """
    require(actor, "accounts.revoke_api_token", token)
    with transaction.atomic():
        current = ApiToken.objects.get(pk=token.pk)
        try:
            transitions.change(
                current, version=current.version, expected={"revoked_at": None}, revoked_at=clock.machine_now()
            )
        except transitions.Overtaken:
            return
        history.write(actor, "accounts.revoke_api_token", refs.of(token))


def forget_api_tokens(user: User) -> None:
    """Revoke and unname every token of a person who is being erased; within the caller's transaction."""
    ApiToken.objects.filter(user=user, revoked_at=None).update(revoked_at=clock.machine_now())
    ApiToken.objects.filter(user=user).update(name="")


def _check(actor: Actor, name: str, days: int) -> None:
    if not name:
        raise ValidationError({"name": _("Give the token a name by which you will know it again.")})
    if days not in TERMS:
        raise ValidationError({"days": _("Choose one of the terms offered.")})
    in_use = ApiToken.objects.filter(user=actor.person, revoked_at=None, expires_at__gt=clock.machine_now())
    if in_use.count() >= MOST:
        message = _("You have %(count)s tokens in use. Revoke one that you do not need first.")
        raise ValidationError(message, code="too_many_tokens", params={"count": MOST})


def _close_expired(user: User) -> None:
    """Let tokens whose term is over make room for new ones of their names."""
    now = clock.machine_now()
    ApiToken.objects.filter(user=user, revoked_at=None, expires_at__lte=now).update(revoked_at=now)
