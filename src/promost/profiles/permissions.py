"""Who may see and add observed levels, and who may define indicators."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet

from promost.accounts.actors import Actor
from promost.accounts.models import Role
from promost.accounts.rules import allows
from promost.kit import access, clock
from promost.profiles.models import Indicator, Look, RegisterLoad
from promost.registry.models import Organisation, OrganisationKind, Region

Subject = Organisation | Region
LASTS = timedelta(days=1)
"""How long a look that was put on record opens the data."""


def view_indicators(actor: Actor, _thing: object = None) -> bool:
    """Everybody who is signed in: a definition is the same for both sides."""
    return actor.is_operator or bool(actor.user and actor.user.is_authenticated)


def edit_indicator(actor: Actor, indicator: Indicator | None = None) -> bool:
    """Whoever runs the installation, for its own indicators; those of the rooms come with the rooms."""
    return (actor.is_operator or actor.runs_installation) and (indicator is None or not indicator.built_in)


def list_indicators(actor: Actor, _thing: object = None) -> bool:
    """Whoever runs the installation looks at all of them on the page of reference data."""
    return actor.is_operator or actor.runs_installation


def view_levels(actor: Actor, subject: Subject | None) -> bool:
    """A region's published values: everybody signed in. An organisation's: as what it told (``see_told``)."""
    if subject is None or isinstance(subject, Region):
        return subject is not None and view_indicators(actor)
    return see_told(actor, subject)


def see_told(actor: Actor, organisation: Organisation | None) -> bool:
    """What an enterprise told: its members, and whoever put on record within a day what they look at it for."""
    if organisation is None:
        return False
    return actor.is_operator or _is_member(actor, organisation, Role.VIEWER) or _looked(actor, organisation)


def look(actor: Actor, organisation: Organisation | None) -> bool:
    """Those of an authority of its region, having said what for; the enterprise sees who did."""
    if organisation is None or _is_member(actor, organisation, Role.VIEWER):
        return False
    return actor.can(Role.VIEWER) and _is_authority_of(actor, organisation.region_id)


def answer(actor: Actor, organisation: Organisation | None) -> bool:
    """The enterprise's own editors, nobody for it."""
    return organisation is not None and _is_member(actor, organisation, Role.EDITOR)


def view_looks(actor: Actor, organisation: Organisation | None) -> bool:
    """The enterprise's members see who looked at what it told."""
    return organisation is not None and _is_member(actor, organisation, Role.VIEWER)


def observe(actor: Actor, subject: Subject | None) -> bool:
    """An organisation's editors for its own levels; those of an authority for its region and the bodies in it."""
    if subject is None:
        return False
    if actor.is_operator:
        return True
    if isinstance(subject, Region):
        return _is_authority_of(actor, subject.pk) and actor.can(Role.EDITOR)
    return _stands_for(actor, subject, Role.EDITOR)


def view_register(actor: Actor, _thing: object = None) -> bool:
    """Everybody who is signed in: open registers are open."""
    return view_indicators(actor)


def import_enterprises(actor: Actor, _thing: object = None) -> bool:
    """Whoever runs the installation, and editors of authorities."""
    if actor.is_operator or actor.runs_installation:
        return True
    own = actor.organisation
    return own is not None and _is_authority(own) and actor.can(Role.EDITOR)


def take_up(actor: Actor, _thing: object = None) -> bool:
    """Whoever may add organisations: an entry carries no rights."""
    return access.may(actor, "registry.add_organisation")


def _is_member(actor: Actor, organisation: Organisation, role: Role) -> bool:
    return actor.organisation is not None and actor.organisation.pk == organisation.pk and actor.can(role)


def _looked(actor: Actor, organisation: Organisation) -> bool:
    if actor.organisation is None or actor.user_id is None or not actor.can(Role.VIEWER):
        return False
    since = clock.now() - LASTS
    looks = Look.objects.filter(organisation=organisation, by=actor.user_id, on_behalf=actor.organisation)
    return looks.filter(looked_at__gt=since).exists()


def _stands_for(actor: Actor, organisation: Organisation, role: Role) -> bool:
    own = actor.organisation
    if own is None or not actor.can(role):
        return False
    return own.pk == organisation.pk or _is_authority_of(actor, organisation.region_id)


def _is_authority_of(actor: Actor, region: str | None) -> bool:
    own = actor.organisation
    return own is not None and region is not None and _is_authority(own) and own.region_id == region


def _is_authority(organisation: Organisation) -> bool:
    return organisation.kind == OrganisationKind.AUTHORITY and organisation.region_id is not None


def loads_visible_to(user: Any) -> QuerySet[RegisterLoad]:
    """Return the files of registers that a user sees: all, for those who may load them."""
    may = user.is_authenticated and allows(user, "profiles.import_enterprises")
    return RegisterLoad.objects.all() if may else RegisterLoad.objects.none()


RULES: Mapping[str, Callable[[Actor, Any], bool]] = {
    "profiles.view_indicators": view_indicators,
    "profiles.edit_indicator": edit_indicator,
    "profiles.view_levels": view_levels,
    "profiles.observe": observe,
    "profiles.view_register": view_register,
    "profiles.import_enterprises": import_enterprises,
    "profiles.take_up": take_up,
    "profiles.see_told": see_told,
    "profiles.look": look,
    "profiles.answer": answer,
    "profiles.view_looks": view_looks,
    # What Django's admin asks; only reference data is shown there.
    "profiles.view_indicator": list_indicators,
    "profiles.add_indicator": list_indicators,
    "profiles.change_indicator": edit_indicator,
    "profiles.delete_indicator": edit_indicator,
}
