"""Who writes and publishes schemes, and who sees them before they are published.

A scheme belongs to its provider. An authority looks after the schemes of its region, a federal body after federal ones:
that is how a scheme whose provider has nobody in Promost comes to its page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Q, QuerySet

from promost.accounts.actors import Actor
from promost.accounts.models import Role, User
from promost.accounts.rules import Rule
from promost.registry.models import Organisation, OrganisationKind
from promost.support.models import Level, Remark, Scheme, SchemeImport, SchemeState

KEEPERS = (OrganisationKind.AUTHORITY, OrganisationKind.INSTITUTION, OrganisationKind.SUBORDINATE)
"""The bodies of a region that write its schemes."""
PUBLIC = (SchemeState.PUBLISHED, SchemeState.ARCHIVED)
"""What everybody may read: one that has ended says so, and why."""


def schemes_visible_to(user: User) -> QuerySet[Scheme]:
    """Return the schemes that a user (or a stranger) sees: public ones, and those that their bodies look after."""
    public = Q(state__in=PUBLIC)
    if user.is_anonymous:
        return Scheme.objects.filter(public)
    if not user.is_active:
        return Scheme.objects.none()
    mine = Organisation.objects.filter(memberships__user=user)
    regions = mine.filter(kind__in=KEEPERS).values("region")
    federal = Q(level=Level.FEDERAL) if mine.filter(kind=OrganisationKind.FEDERAL).exists() else Q(pk__in=[])
    kept = Q(region__in=regions) & ~Q(level=Level.FEDERAL)
    return Scheme.objects.filter(public | Q(provider__in=mine) | kept | federal)


def keeps(organisation: Organisation | None, scheme: Scheme) -> bool:
    """Tell whether a scheme is looked after by an organisation: its provider, an authority of its region."""
    if organisation is None:
        return False
    if scheme.provider_id is not None and scheme.provider_id == organisation.pk:
        return True
    if scheme.level == Level.FEDERAL:
        return organisation.kind == OrganisationKind.FEDERAL
    return organisation.kind == OrganisationKind.AUTHORITY and organisation.region_id == scheme.region_id


def add_scheme(actor: Actor, _thing: Any = None) -> bool:
    """Editors of a body that gives support, of an authority, or of a federal body."""
    own = actor.organisation
    kinds = (*KEEPERS, OrganisationKind.FEDERAL, OrganisationKind.MUNICIPALITY)
    return actor.is_operator or (own is not None and own.kind in kinds and actor.can(Role.EDITOR))


def edit_scheme(actor: Actor, scheme: Scheme) -> bool:
    """Editors of whoever looks after it."""
    return actor.is_operator or (keeps(actor.organisation, scheme) and actor.can(Role.EDITOR))


def publish_scheme(actor: Actor, scheme: Scheme) -> bool:
    """Signatories of whoever looks after it: what is published binds the office."""
    return actor.is_operator or (keeps(actor.organisation, scheme) and actor.can(Role.SIGNATORY))


def view_scheme(actor: Actor, scheme: Scheme) -> bool:
    """Everybody, once it is published; before, whoever looks after it."""
    if scheme.state in PUBLIC or actor.is_operator:
        return True
    return keeps(actor.organisation, scheme) and actor.can(Role.VIEWER)


def remark(actor: Actor, scheme: Scheme) -> bool:
    """Anybody who may read it; strangers too."""
    return view_scheme(actor, scheme)


def remarks_visible_to(user: User) -> QuerySet[Remark]:
    """Return the remarks that a user sees: those on schemes that their bodies look after, and their own."""
    if not user.is_active:
        return Remark.objects.none()
    mine = Organisation.objects.filter(memberships__user=user)
    regions = mine.filter(kind=OrganisationKind.AUTHORITY).values("region")
    kept = Q(scheme__region__in=regions) & ~Q(scheme__level=Level.FEDERAL)
    federal = Q(scheme__level=Level.FEDERAL) if mine.filter(kind=OrganisationKind.FEDERAL).exists() else Q(pk__in=[])
    return Remark.objects.filter(Q(made_by=user.pk) | Q(scheme__provider__in=mine) | kept | federal)


def imports_visible_to(user: User) -> QuerySet[SchemeImport]:
    """Return the imports that a user sees: those made for their organisations."""
    if not user.is_active:
        return SchemeImport.objects.none()
    return SchemeImport.objects.filter(made_for__memberships__user=user).distinct()


def view_import(actor: Actor, thing: SchemeImport) -> bool:
    """Members of the organisation it was made for."""
    own = actor.organisation
    return actor.is_operator or (own is not None and own.pk == thing.made_for_id and actor.can(Role.VIEWER))


def accept_import(actor: Actor, thing: SchemeImport) -> bool:
    """Editors of the organisation it was made for."""
    return actor.is_operator or (view_import(actor, thing) and actor.can(Role.EDITOR))


RULES: Mapping[str, Rule] = {
    "support.add_scheme": add_scheme,
    "support.edit_scheme": edit_scheme,
    "support.publish_scheme": publish_scheme,
    "support.view_scheme": view_scheme,
    "support.remark": remark,
    "support.view_import": view_import,
    "support.accept_import": accept_import,
}

VISIBLE: Mapping[str, Callable[[User], QuerySet[Any]]] = {
    "support.view_scheme": schemes_visible_to,
    "support.view_import": imports_visible_to,
}
