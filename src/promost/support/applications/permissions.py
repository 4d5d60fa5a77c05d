"""Who may do what with an application.

The applicant's members see and write it; the provider's members see that it is there. What stands in it is shown to
those of them who were named assessors and have declared that they have no interest; whoever decides is one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Q, QuerySet

from promost.accounts.actors import Actor
from promost.accounts.models import Role, User
from promost.accounts.rules import Rule
from promost.registry.models import Organisation, OrganisationKind
from promost.support.models import (
    Application,
    ApplicationDocument,
    ApplicationState,
    Assessor,
    Obligation,
    Scheme,
    Taken,
)

GRANTED = (
    ApplicationState.APPROVED,
    ApplicationState.AGREEMENT,
    ApplicationState.PAID,
    ApplicationState.REPORTING,
    ApplicationState.CLOSED,
)
"""States of an application that was approved."""


def applications_visible_to(user: User) -> QuerySet[Application]:
    """Return the applications that a user sees: those of their enterprises, and those made to their bodies.

    A draft is the applicant's alone. An authority sees that applications of its region's enterprises are there.
    """
    if not user.is_active:
        return Application.objects.none()
    mine = Organisation.objects.filter(memberships__user=user)
    regions = mine.filter(kind=OrganisationKind.AUTHORITY).values("region")
    given = Q(scheme__provider__in=mine) | Q(applicant__region__in=regions)
    return Application.objects.filter(Q(applicant__in=mine) | (given & ~Q(state=ApplicationState.DRAFT)))


def is_applicant(actor: Actor, application: Application) -> bool:
    """Whether the actor acts for the applicant."""
    return actor.organisation is not None and actor.organisation.pk == application.applicant_id


def is_provider(actor: Actor, scheme: Scheme) -> bool:
    """Whether the actor acts for the scheme's provider."""
    return actor.organisation is not None and actor.organisation.pk == scheme.provider_id


def apply(actor: Actor, _scheme: Scheme | None = None) -> bool:
    """Editors of an enterprise, in its name."""
    own = actor.organisation
    return own is not None and own.kind == OrganisationKind.ENTERPRISE and actor.can(Role.EDITOR)


def list_applications(actor: Actor, _thing: object = None) -> bool:
    """Members of any organisation: the list shows what concerns it."""
    return actor.organisation is not None and actor.can(Role.VIEWER)


def view_application(actor: Actor, application: Application) -> bool:
    """Members of the applicant; of the provider and of the applicant's authority once it is submitted."""
    if actor.is_operator:
        return True
    if is_applicant(actor, application):
        return actor.can(Role.VIEWER)
    if application.state == ApplicationState.DRAFT or not actor.can(Role.VIEWER):
        return False
    return is_provider(actor, application.scheme) or _is_authority_of(actor, application)


def read_application(actor: Actor, application: Application) -> bool:
    """What stands in it: members of the applicant, and assessors who have declared that they have no interest."""
    if is_applicant(actor, application):
        return actor.can(Role.VIEWER)
    if application.taken == Taken.ELSEWHERE:
        return view_application(actor, application)
    return is_provider(actor, application.scheme) and _has_declared(actor, application)


def read_document(actor: Actor, document: ApplicationDocument) -> bool:
    """Whoever reads the application; with personal data the applicant's members and its assessors alone."""
    application = document.application
    if document.personal and not is_applicant(actor, application):
        return is_provider(actor, application.scheme) and _has_declared(actor, application)
    return read_application(actor, application)


def see_award(actor: Actor, application: Application) -> bool:
    """What was granted, agreed, paid and promised: members of the applicant and of the provider."""
    if not (is_applicant(actor, application) or is_provider(actor, application.scheme)):
        return False
    return view_application(actor, application)


def write_application(actor: Actor, application: Application) -> bool:
    """Editors of the applicant."""
    return is_applicant(actor, application) and actor.can(Role.EDITOR)


def organise(actor: Actor, application: Application) -> bool:
    """Editors of the provider name the assessors."""
    return is_provider(actor, application.scheme) and actor.can(Role.EDITOR)


def declare(actor: Actor, assessor: Assessor) -> bool:
    """The assessor alone, for oneself, as long as they act for the provider."""
    return is_provider(actor, assessor.application.scheme) and actor.user_id == assessor.user_id


def assess(actor: Actor, application: Application) -> bool:
    """Editors of the provider who have declared that they have no interest."""
    return organise(actor, application) and _has_declared(actor, application)


def decide(actor: Actor, application: Application) -> bool:
    """Signatories of the provider who have declared that they have no interest."""
    if not is_provider(actor, application.scheme) or not actor.can(Role.SIGNATORY):
        return False
    return application.taken == Taken.ELSEWHERE or _has_declared(actor, application)


def pay(actor: Actor, application: Application) -> bool:
    """Editors of the provider enter what was paid, what was promised, and look at reports."""
    return organise(actor, application)


def record_elsewhere(actor: Actor, pair: tuple[Scheme, Organisation] | None = None) -> bool:
    """Editors of the provider or of the enterprise; of the region's authority, for its enterprises."""
    own = actor.organisation
    if actor.is_operator:
        return True
    if own is None or not actor.can(Role.EDITOR):
        return False
    if pair is None:
        return True
    scheme, enterprise = pair
    is_authority = own.kind == OrganisationKind.AUTHORITY and own.region_id == enterprise.region_id
    return own.pk in (enterprise.pk, scheme.provider_id) or (is_authority and own.region_id is not None)


def report(actor: Actor, obligation: Obligation) -> bool:
    """Editors of the grantee."""
    return write_application(actor, obligation.application)


def _has_declared(actor: Actor, application: Application) -> bool:
    """Read from ``application.assessors``, so that a page that prefetches them asks nothing more."""
    mine = [each for each in application.assessors.all() if each.user_id == actor.user_id]
    return any(each.declared_at is not None and not each.interested for each in mine)


def _is_authority_of(actor: Actor, application: Application) -> bool:
    own = actor.organisation
    if own is None or own.kind != OrganisationKind.AUTHORITY or own.region_id is None:
        return False
    return own.region_id == application.applicant.region_id


RULES: Mapping[str, Rule] = {
    "support.apply": apply,
    "support.list_applications": list_applications,
    "support.view_application": view_application,
    "support.read_application": read_application,
    "support.read_document": read_document,
    "support.see_award": see_award,
    "support.write_application": write_application,
    "support.organise": organise,
    "support.declare": declare,
    "support.assess": assess,
    "support.decide": decide,
    "support.pay": pay,
    "support.record_elsewhere": record_elsewhere,
    "support.report": report,
}
VISIBLE: Mapping[str, Callable[[User], QuerySet[Any]]] = {"support.view_application": applications_visible_to}
