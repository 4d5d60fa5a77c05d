"""Who may do what with agreements and plans, and what a user sees of them.

What the organisation acted for is to the agreement decides: a party's organisation works on its plans, the curator
reads and confirms, an observer, an owner and a participant read. The installation's administrator keeps the list of
agreements and sees no plan for that reason alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet

from promost.accounts.actors import Actor
from promost.accounts.models import Role, User
from promost.accounts.rules import Rule
from promost.plans.models import Agreement, Import, Measure, Plan, SideChoice
from promost.registry.models import OrganisationKind

FOUNDERS = frozenset({OrganisationKind.AUTHORITY, OrganisationKind.FEDERAL, OrganisationKind.BUYER})
WORKING_SIDES = tuple(side for side in SideChoice.values if side != SideChoice.CURATOR)


def reader_paths(prefix: str = "") -> tuple[str, ...]:
    """Return the paths from a plan to the organisations that read it, for filters."""
    return tuple(
        prefix + path
        for path in (
            "agreement__parties__seats__organisation",
            "agreement__observers__organisation",
            "participants__organisation",
            "editions__measures__owners__organisation",
        )
    )


def plans_visible_to(user: User) -> QuerySet[Plan]:
    """Return the plans that a user sees in the name of any of their organisations."""
    return Plan.objects.filter(pk__in=_plans_read_by(_organisations(user)))


def agreements_visible_to(user: User) -> QuerySet[Agreement]:
    """Return the agreements that a user sees: those of their organisations' plans; the administrator sees all."""
    if user.is_active and user.is_administrator:
        return Agreement.objects.all()
    mine = _organisations(user)
    seats = Q(parties__seats__organisation__in=mine) | Q(observers__organisation__in=mine)
    plans = Q(plans__in=_plans_read_by(mine))
    return Agreement.objects.filter(pk__in=Agreement.objects.filter(seats | plans).values("pk"))


def imports_visible_to(user: User) -> QuerySet[Import]:
    """Return the imports that a user sees: those of agreements to which one of their organisations is a party."""
    seats = Agreement.objects.filter(parties__seats__organisation__in=_organisations(user))
    return Import.objects.filter(agreement__in=seats.values("pk"))


def _organisations(user: User) -> list[int]:
    if not user.is_active:
        return []
    return list(user.memberships.values_list("organisation_id", flat=True))


def _plans_read_by(organisations: list[int]) -> list[int]:
    """The plans' keys by each path apart: joins of all four at once would multiply rows."""
    found: set[int] = set()
    for path in reader_paths() if organisations else ():
        found.update(Plan.objects.filter(**{f"{path}__in": organisations}).values_list("pk", flat=True))
    return sorted(found)


def _is_party(actor: Actor, agreement: Agreement, sides: tuple[str, ...] = tuple(SideChoice.values)) -> bool:
    if actor.organisation is None:
        return False
    return agreement.parties.filter(side__in=sides, seats__organisation=actor.organisation).exists()


def _reads_plan(actor: Actor, plan: Plan) -> bool:
    if actor.is_operator:
        return True
    if actor.organisation is None:
        return False
    chosen = Plan.objects.filter(pk=plan.pk)
    return any(chosen.filter(**{path: actor.organisation}).exists() for path in reader_paths())


def view_plan(actor: Actor, plan: Plan) -> bool:
    """Parties, observers, owners and participants read a plan."""
    return _reads_plan(actor, plan)


def view_measure(actor: Actor, measure: Measure) -> bool:
    """Whoever reads the plan reads its measures."""
    return _reads_plan(actor, measure.plan)


def view_agreement(actor: Actor, agreement: Agreement) -> bool:
    """Whoever reads one of its plans, its parties and observers, and the administrator."""
    if actor.is_operator or _is_administrator(actor):
        return True
    if actor.organisation is None:
        return False
    watched = agreement.observers.filter(organisation=actor.organisation).exists()
    return watched or _is_party(actor, agreement) or any(_reads_plan(actor, plan) for plan in agreement.plans.all())


def view_import(actor: Actor, source: Import) -> bool:
    """Every party of the agreement sees what is being read into it."""
    return actor.is_operator or _is_party(actor, source.agreement)


def add_agreement(actor: Actor, _thing: Any = None) -> bool:
    """The installation's administrator, and the administrator of an authority or a large buyer."""
    if actor.is_operator or _is_administrator(actor):
        return True
    organisation = actor.organisation
    return organisation is not None and organisation.kind in FOUNDERS and actor.can(Role.ADMINISTRATOR)


def edit_agreement(actor: Actor, agreement: Agreement) -> bool:
    """Whoever may add agreements, if they are a party of this one or run the installation."""
    if actor.is_operator or _is_administrator(actor):
        return True
    return actor.can(Role.ADMINISTRATOR) and _is_party(actor, agreement)


def import_plan(actor: Actor, agreement: Agreement) -> bool:
    """Editors of every party but the curator, who reads and confirms."""
    return actor.is_operator or (actor.can(Role.EDITOR) and _is_party(actor, agreement, WORKING_SIDES))


def edit_import(actor: Actor, source: Import) -> bool:
    """Whoever may import under the agreement mends the preview."""
    return import_plan(actor, source.agreement)


def edit_plan(actor: Actor, plan: Plan) -> bool:
    """Whoever may import under the agreement edits its measures."""
    return import_plan(actor, plan.agreement)


def edit_measure(actor: Actor, measure: Measure) -> bool:
    """Whoever may edit the plan."""
    return edit_plan(actor, measure.plan)


def _is_administrator(actor: Actor) -> bool:
    return bool(actor.user and actor.user.is_authenticated and actor.user.is_administrator)


def list_plans(actor: Actor, _thing: Any = None) -> bool:
    """Everybody signed in may open the list; it holds what they may see."""
    return actor.is_operator or bool(actor.user and actor.user.is_authenticated)


RULES: Mapping[str, Rule] = {
    "plans.list_plans": list_plans,
    "plans.view_agreement": view_agreement,
    "plans.view_plan": view_plan,
    "plans.view_measure": view_measure,
    "plans.view_import": view_import,
    "plans.add_agreement": add_agreement,
    "plans.edit_agreement": edit_agreement,
    "plans.import_plan": import_plan,
    "plans.edit_import": edit_import,
    "plans.edit_plan": edit_plan,
    "plans.edit_measure": edit_measure,
}
