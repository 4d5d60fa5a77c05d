"""What an enterprise's desk says of schemes that newly fit it: to its members, who asked to be told."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from promost.accounts.models import User
from promost.accounts.rules import allows
from promost.kit import formats
from promost.kit.moments import Moment
from promost.registry.cards import Line
from promost.registry.models import Organisation
from promost.support.navigator.subscriptions import newly_fitting, subscription_of

NAMED = 3
"""New schemes that are named; the others are only counted."""


def new_lines(user: User, enterprise: Organisation, at: Moment) -> Iterable[Line]:
    """Give the lines, none for whoever is no member, nor for an enterprise that did not ask to be told."""
    if not allows(user, "support.see_fitting", enterprise):
        return
    subscription = subscription_of(enterprise)
    if subscription is None:
        return
    new = newly_fitting(subscription, at.day)
    yield Line(_("newly fits you"), formats.number(len(new)), reverse("support:navigator"))
    for scheme in new[:NAMED]:
        yield Line(scheme.get_kind_display(), str(scheme), reverse("support:scheme", args=[scheme.uuid]))
