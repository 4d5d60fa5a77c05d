"""Who may do what with facts and their evidence.

Facts under a measure are recorded by those who own it: an owner, or an organisation that sits for a party with owners
there. A side that owns nothing of a measure records nothing under it, and whoever runs the installation nowhere.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from promost.accounts.actors import Actor
from promost.accounts.models import Role, User
from promost.accounts.rules import Rule, actors_of, can
from promost.ledger.models import Attachment, Evidence, Fact
from promost.plans.models import Measure, Owner, Plan, Scope, Target
from promost.plans.permissions import READER_PATHS
from promost.plans.seats import owns, standing
from promost.registry.models import Organisation, OrganisationKind


def record_fact(actor: Actor, thing: Measure | Plan) -> bool:
    """Editors of the measure's owners and of the parties they act for; for a plan's own targets its working sides."""
    if actor.is_operator:
        return True
    if actor.organisation is None or not actor.can(Role.EDITOR):
        return False
    if isinstance(thing, Plan):
        return can(actor, "plans.edit_plan", thing)
    return owns(actor.organisation, thing)


def owned_measures(actor: Actor, plan: Plan) -> frozenset[int]:
    """Return the keys of the plan's measures under which the actor may record, in one query."""
    rows = Measure.objects.filter(plan=plan)
    if not actor.is_operator:
        if actor.organisation is None or not actor.can(Role.EDITOR):
            return frozenset()
        mine = Q(organisation=actor.organisation) | Q(party__seats__organisation=actor.organisation)
        owned = Owner.objects.filter(mine, measure_edition__in=standing(), measure_edition__measure__plan=plan)
        rows = rows.filter(pk__in=owned.values("measure_edition__measure"))
    return frozenset(rows.values_list("pk", flat=True))


def take_sheet(actor: Actor, plan: Plan) -> bool:
    """Whoever may record something of the plan; each row is asked for on its own."""
    return record_fact(actor, plan) or bool(owned_measures(actor, plan))


def view_fact(actor: Actor, fact: Fact) -> bool:
    """Whoever reads the measure's plan; without a measure, see ``_seen_by``."""
    if actor.is_operator:
        return True
    if actor.organisation is None:
        return False
    return Fact.objects.filter(_seen_by([actor.organisation]), pk=fact.pk).exists()


def facts_visible_to(user: User) -> QuerySet[Fact]:
    """Return the facts that a user sees in the name of any of their organisations."""
    return Fact.objects.filter(_seen_by(_organisations(user)))


def reverse_fact(actor: Actor, fact: Fact) -> bool:
    """Editors of the organisation it was recorded for; of what the installation entered, whoever may record there."""
    if actor.is_operator:
        return True
    if actor.organisation is None or not actor.can(Role.EDITOR):
        return False
    if fact.recorded_for_id is not None:
        return fact.recorded_for_id == actor.organisation.pk
    return fact.measure is not None and owns(actor.organisation, fact.measure)


def attach_evidence(actor: Actor, thing: Fact | Measure) -> bool:
    """Whoever may record under the measure; beside a fact without one, whoever may reverse it."""
    measure = thing if isinstance(thing, Measure) else thing.measure
    if measure is not None:
        return record_fact(actor, measure)
    return isinstance(thing, Fact) and reverse_fact(actor, thing)


def view_evidence(actor: Actor, evidence: Evidence) -> bool:
    """Whoever sees what it proves; with personal data only editors of who attached it and of the measure's owners."""
    if actor.is_operator:
        return True
    if actor.organisation is None:
        return False
    return Evidence.objects.filter(_shown_to([actor]), pk=evidence.pk).exists()


def evidence_visible_to(user: User) -> QuerySet[Evidence]:
    """Return the evidence that a user may open."""
    return Evidence.objects.filter(_shown_to([actor for actor in _actors(user) if actor.organisation]))


def keep_evidence(actor: Actor, evidence: Evidence) -> bool:
    """Editors of the organisation that attached it mark it as personal, and erase it."""
    if actor.is_operator:
        return True
    mine = actor.organisation is not None and evidence.uploaded_for_id == actor.organisation.pk
    return mine and actor.can(Role.EDITOR)


def _seen_by(organisations: Collection[Organisation]) -> Q:
    """Under a measure: readers of its plan. Without one: the organisation it names, who recorded it, the authorities of
    its region, and readers of a plan for which it counts.
    """
    plans = _plans_of(organisations)
    regions = {each.region_id for each in organisations if each.kind == OrganisationKind.AUTHORITY and each.region_id}
    targets = Target.objects.filter(plan__in=plans, indicator=OuterRef("indicator"))
    here = Q(scope=Scope.REGION, plan__agreement__parties__region=OuterRef("region"))
    there = Q(scope=Scope.PARTICIPANTS, plan__participants__organisation=OuterRef("organisation"))
    alone = (
        Q(organisation__in=organisations)
        | Q(recorded_for__in=organisations)
        | Q(region__in=regions)
        | Q(Exists(targets.filter(here | there)))
    )
    return Q(measure__plan__in=plans) | (Q(measure=None) & alone)


def _shown_to(actors: Collection[Actor]) -> Q:
    organisations = [actor.organisation for actor in actors if actor.organisation]
    editors = [actor.organisation for actor in actors if actor.organisation and actor.can(Role.EDITOR)]
    facts = Fact.objects.filter(_seen_by(organisations)).values("pk")
    measures = Measure.objects.filter(plan__in=_plans_of(organisations)).values("pk")
    mine = Q(uploaded_for__in=organisations)
    seen = mine | Q(pk__in=_attached(Q(fact__in=facts) | Q(measure__in=measures)))
    owned = Owner.objects.filter(organisation__in=editors, measure_edition__in=standing())
    theirs = owned.values("measure_edition__measure")
    owners = Q(pk__in=_attached(Q(fact__measure__in=theirs) | Q(measure__in=theirs)))
    return (Q(personal=False) & seen) | (Q(personal=True) & (Q(uploaded_for__in=editors) | owners))


def _attached(condition: Q) -> QuerySet[Any, Any]:
    return Attachment.objects.filter(condition).values("evidence")


def _plans_of(organisations: Collection[Organisation]) -> QuerySet[Any, Any]:
    """Plans that the organisations read, each way a subquery of its own."""
    ways = (Plan.objects.filter(**{f"{path}__in": organisations}).order_by().values("pk") for path in READER_PATHS)
    return Plan.objects.filter(reduce(or_, (Q(pk__in=way) for way in ways))).order_by().values("pk")


def _organisations(user: User) -> list[Organisation]:
    return [actor.organisation for actor in _actors(user) if actor.organisation]


def _actors(user: User) -> list[Actor]:
    return list(actors_of(user)) if user.is_active else []


RULES: Mapping[str, Rule] = {
    "ledger.record_fact": record_fact,
    "ledger.view_fact": view_fact,
    "ledger.reverse_fact": reverse_fact,
    "ledger.attach_evidence": attach_evidence,
    "ledger.view_evidence": view_evidence,
    "ledger.keep_evidence": keep_evidence,
    "ledger.take_sheet": take_sheet,
}

VISIBLE: Mapping[str, Callable[[User], QuerySet[Any]]] = {
    "ledger.view_fact": facts_visible_to,
    "ledger.view_evidence": evidence_visible_to,
}
