"""Who keeps schemes at hand, and who asks for an enterprise to be told of new ones. Looking is open to everybody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from promost.accounts.actors import Actor
from promost.accounts.models import Role, User
from promost.accounts.rules import Rule
from promost.registry.models import Organisation
from promost.support.models import Scheme
from promost.support.navigator.subjects import own_of
from promost.support.schemes.permissions import view_scheme


def save_scheme(actor: Actor, scheme: Scheme) -> bool:
    """Whoever is signed in, for themselves: a scheme that they may read. A stranger's stay in the browser."""
    return isinstance(actor.user, User) and view_scheme(actor, scheme)


def subscribe(actor: Actor, organisation: Organisation | None) -> bool:
    """Editors of an enterprise, for it."""
    own = own_of(actor)
    return own is not None and organisation is not None and own.pk == organisation.pk and actor.can(Role.EDITOR)


def see_fitting(actor: Actor, organisation: Organisation | None) -> bool:
    """Members of an enterprise: what fits it is worked out from what it told."""
    own = own_of(actor)
    return own is not None and organisation is not None and own.pk == organisation.pk


RULES: Mapping[str, Rule] = {
    "support.save_scheme": save_scheme,
    "support.subscribe": subscribe,
    "support.see_fitting": see_fitting,
}
VISIBLE: Mapping[str, Any] = {}
