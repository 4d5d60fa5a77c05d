"""Who acts in a call of the API: the token's owner, for the token's organisation, with the roles of this moment."""

from __future__ import annotations

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from promost.accounts import tokens
from promost.accounts.actors import Actor
from promost.accounts.api_tokens.models import ApiToken, TokenState
from promost.accounts.models import Membership
from promost.accounts.rules import actors_of
from promost.kit import clock

SENTENCES = {
    "token_unknown": _("This token is not known. Create one in your account, under “API tokens”."),
    "token_revoked": _("This token was revoked. Create a new one in your account."),
    "token_expired": _("The term of this token is over. Create a new one in your account."),
    "token_owner": _("The owner of this token cannot sign in any more."),
    "token_membership": _("The owner of this token does not act for its organisation any more."),
}


class TokenRefused(Exception):
    """The token opens nothing: ``code`` is one of ``SENTENCES``, ``sentence`` says it to the reader."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    @property
    def sentence(self) -> str:
        """What is wrong and what to do, in the reader's language."""
        return str(SENTENCES[self.code])


def open_token(text: str) -> tuple[ApiToken, Actor]:
    """Return the token and who acts by it, in two queries. Raises TokenRefused.

    The actor sees and does what the owner may for that one organisation: their other organisations, and the running of
    the installation, are out of a token's reach.
    """
    rows = ApiToken.objects.select_related("user", "organisation__region")
    token = rows.filter(digest=tokens.digest(text)).first()
    if token is None:
        raise TokenRefused("token_unknown")
    if token.state != TokenState.GOOD:
        raise TokenRefused(f"token_{token.state}")
    if not token.user.is_active:
        raise TokenRefused("token_owner")
    return token, _actor(token)


def note_use(token: ApiToken) -> None:
    """Keep the day of use; one write a day."""
    day = clock.machine_now().astimezone(token.organisation.zone).date()
    if token.last_used_on != day:
        ApiToken.objects.filter(pk=token.pk).update(last_used_on=day)


def _actor(token: ApiToken) -> Actor:
    user = token.user
    user.is_administrator = False  # of this instance alone: a token carries no power over the installation
    mine = Membership.objects.filter(organisation=token.organisation_id).select_related("organisation__region")
    prefetch_related_objects([user], Prefetch("memberships", queryset=mine))
    for actor in actors_of(user):
        if actor.organisation:
            return actor
    raise TokenRefused("token_membership")
