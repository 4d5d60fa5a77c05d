"""What readers of the navigator do: keep a scheme at hand, ask to be told of new ones."""

from __future__ import annotations

from django.db import transaction

from promost.accounts.actors import Actor
from promost.accounts.rules import require
from promost.kit import clock, history, refs
from promost.registry.models import Organisation
from promost.support.models import SavedScheme, Scheme, Subscription
from promost.support.navigator.subscriptions import fitting


def save(actor: Actor, scheme: Scheme) -> SavedScheme:
    """Keep a scheme at hand, once. Raises Refused.

    It is a reader's own mark: the history of the scheme, which others read, does not tell of it.
    """
    require(actor, "support.save_scheme", scheme)
    return SavedScheme.objects.get_or_create(
        user=actor.person, organisation=actor.organisation, scheme=scheme, defaults={"saved_at": clock.now()}
    )[0]


def unsave(actor: Actor, scheme: Scheme) -> None:
    """Put a scheme back; one that is not kept stays so. Raises Refused."""
    require(actor, "support.save_scheme", scheme)
    SavedScheme.objects.filter(user=actor.person, organisation=actor.organisation, scheme=scheme).delete()


def subscribe(actor: Actor, organisation: Organisation) -> Subscription:
    """Ask to be told when a scheme newly fits an enterprise; what fits today is known. Raises Refused."""
    require(actor, "support.subscribe", organisation)
    now = clock.now()
    known = sorted(fitting(organisation, clock.today(organisation.zone)))
    with transaction.atomic():
        made, is_new = Subscription.objects.get_or_create(
            organisation=organisation,
            defaults={"known": known, "made_by_id": actor.user_id, "made_at": now, "looked_at": now},
        )
        if is_new:
            history.write(actor, "support.subscribe", refs.of(organisation))
    return made


def unsubscribe(actor: Actor, organisation: Organisation) -> None:
    """Be told no more. Raises Refused."""
    require(actor, "support.subscribe", organisation)
    with transaction.atomic():
        removed, _kinds = Subscription.objects.filter(organisation=organisation).delete()
        if removed:
            history.write(actor, "support.unsubscribe", refs.of(organisation))


def seen(actor: Actor, subscription: Subscription) -> Subscription:
    """What fits today is known from now on; who looks at the same time changes nothing of it. Raises Refused."""
    organisation = subscription.organisation
    require(actor, "support.subscribe", organisation)
    known = sorted(fitting(organisation, clock.today(organisation.zone)))
    Subscription.objects.filter(pk=subscription.pk).update(known=known, looked_at=clock.now())
    subscription.refresh_from_db()
    return subscription
