"""Who may do what with agreements and plans, and what a user sees of them.

What the organisation acted for is to the agreement decides: a party's organisation works on its plans, the curator
reads and confirms, an observer, an owner and a participant read. The installation's administrator keeps the list of
agreements and sees no plan for that reason alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Model, Q, QuerySet

from promost.accounts.actors import Actor
from promost.accounts.models import Role, User
from promost.accounts.rules import Rule, actors_of
from promost.plans.models import (
    Agreement,
    Amendment,
    Edition,
    Import,
    Measure,
    Party,
    Plan,
    SideChoice,
)
from promost.plans.seats import known_seats, known_seats_of
from promost.registry.models import OrganisationKind

FOUNDERS = frozenset({OrganisationKind.AUTHORITY, OrganisationKind.FEDERAL, OrganisationKind.BUYER})
WORKING_SIDES = tuple(side for side in SideChoice.values if side != SideChoice.CURATOR)


READER_PATHS = (
    "agreement__parties__seats__organisation",
    "agreement__observers__organisation",
    "participants__organisation",
    "editions__measures__owners__organisation",
)
"""The ways from a plan to the organisations that read it."""


def plans_visible_to(user: User) -> QuerySet[Plan]:
    """Return the plans that a user sees in the name of any of their organisations."""
    return Plan.objects.filter(_read_by(_organisations(user)))


def agreements_visible_to(user: User) -> QuerySet[Agreement]:
    """Return the agreements that a user sees: those of their organisations' plans; the administrator sees all."""
    if user.is_active and user.is_administrator:
        return Agreement.objects.all()
    mine = _organisations(user)
    seats = _with(Agreement, "parties__seats__organisation", mine) | _with(Agreement, "observers__organisation", mine)
    return Agreement.objects.filter(seats | Q(pk__in=Plan.objects.filter(_read_by(mine)).values("agreement")))


def imports_visible_to(user: User) -> QuerySet[Import]:
    """Return the imports that a user sees: those of agreements to which one of their organisations is a party."""
    return Import.objects.filter(_with(Import, "agreement__parties__seats__organisation", _organisations(user)))


def _organisations(user: User) -> list[int]:
    """The keys of the organisations that a user acts for."""
    if not user.is_active:
        return []
    return [actor.organisation.pk for actor in actors_of(user) if actor.organisation]


def _read_by(organisations: list[int]) -> Q:
    """Plans read by one of the organisations, each path a subquery of its own: joined they would multiply rows."""
    return reduce(or_, (_with(Plan, path, organisations) for path in READER_PATHS))


def _with(model: type[Model], path: str, organisations: list[int]) -> Q:
    return Q(pk__in=model._default_manager.filter(**{f"{path}__in": organisations}).order_by().values("pk"))


def _is_party(actor: Actor, agreement: Agreement, sides: tuple[str, ...] = tuple(SideChoice.values)) -> bool:
    if actor.organisation is None:
        return False
    seats = known_seats(agreement)
    if seats is not None:
        return any(seat.side in sides and seat.organisation == actor.organisation.pk for seat in seats)
    return agreement.parties.filter(side__in=sides, seats__organisation=actor.organisation).exists()


def sits(actor: Actor, agreement: Agreement) -> bool:
    """Tell whether the actor's organisation sits for any party of an agreement, the curator among them."""
    return _is_party(actor, agreement)


def _reads_plan(actor: Actor, plan: Plan) -> bool:
    if actor.is_operator:
        return True
    if actor.organisation is None:
        return False
    return Plan.objects.filter(_read_by([actor.organisation.pk]), pk=plan.pk).exists()


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


def send_back(actor: Actor, plan: Plan) -> bool:
    """Editors of every party, the curator among them: a plan on approval is everybody's affair."""
    return actor.is_operator or (actor.can(Role.EDITOR) and _is_party(actor, plan.agreement))


def approve(actor: Actor, asked: tuple[Edition, Party]) -> bool:
    """Signatories of the organisation that leads for the party, and nobody for another one."""
    _edition, party = asked
    return actor.can(Role.SIGNATORY) and _speaks_for(actor, party)


def approve_on_paper(actor: Actor, asked: tuple[Edition, Party]) -> bool:
    """Editors of the party itself, or of the curator, who attach the scan; the installation for what was signed."""
    edition, party = asked
    if actor.is_operator:
        return True
    is_curator = _is_party(actor, edition.plan.agreement, (SideChoice.CURATOR,))
    return actor.can(Role.EDITOR) and (is_curator or _sits_for(actor, party))


def close(actor: Actor, plan: Plan) -> bool:
    """Signatories of a working side."""
    return actor.can(Role.SIGNATORY) and _is_party(actor, plan.agreement, WORKING_SIDES)


def propose_amendment(actor: Actor, asked: tuple[Plan, Party]) -> bool:
    """Editors of a working party, for that party alone; the curator agrees or declines."""
    _plan, party = asked
    return party.side in WORKING_SIDES and actor.can(Role.EDITOR) and _sits_for(actor, party)


def answer_amendment(actor: Actor, asked: tuple[Amendment, Party]) -> bool:
    """Signatories of the organisation that leads for the party, as when the plan was approved."""
    _amendment, party = asked
    return actor.can(Role.SIGNATORY) and _speaks_for(actor, party)


def _sits_for(actor: Actor, party: Party) -> bool:
    if actor.organisation is None:
        return False
    seats = known_seats_of(party)
    if seats is not None:
        return any(seat.organisation == actor.organisation.pk for seat in seats)
    return party.seats.filter(organisation=actor.organisation).exists()


def _speaks_for(actor: Actor, party: Party) -> bool:
    """Tell whether the actor's organisation binds the party: the one that leads, or any that sits where none does."""
    if actor.organisation is None:
        return False
    seats = dict(party.seats.values_list("organisation_id", "is_lead"))
    return bool(seats.get(actor.organisation.pk)) or (actor.organisation.pk in seats and not any(seats.values()))


def answers_for(actor: Actor, agreement: Agreement) -> frozenset[int]:
    """Return the keys of the parties that the actor binds, of an agreement whose seats are remembered; no query."""
    if actor.organisation is None or not actor.can(Role.SIGNATORY):
        return frozenset()
    seats = known_seats(agreement) or frozenset()
    led = {seat.party for seat in seats if seat.leads}
    mine = {seat for seat in seats if seat.organisation == actor.organisation.pk}
    return frozenset(seat.party for seat in mine if seat.leads or seat.party not in led)


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
    "plans.send_back": send_back,
    "plans.approve": approve,
    "plans.approve_on_paper": approve_on_paper,
    "plans.close": close,
    "plans.propose_amendment": propose_amendment,
    "plans.answer_amendment": answer_amendment,
}

VISIBLE: Mapping[str, Callable[[User], QuerySet[Any]]] = {
    "plans.view_agreement": agreements_visible_to,
    "plans.view_plan": plans_visible_to,
    "plans.view_import": imports_visible_to,
}
"""What a list shows to whom, by the permission that opens one of its things: both give the same answer."""
