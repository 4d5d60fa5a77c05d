"""Which schemes fit an enterprise, and which of them newly do."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from promost.matching import Truth
from promost.profiles.queries import enterprises
from promost.registry.models import Organisation
from promost.support.models import Scheme, Subscription
from promost.support.navigator.standing import hidden_generics
from promost.support.schemes import queries


def subscription_of(organisation: Organisation) -> Subscription | None:
    """Return an enterprise's subscription, in one query."""
    return Subscription.objects.filter(organisation=organisation).select_related("organisation__region").first()


def fitting(organisation: Organisation, day: date) -> Collection[str]:
    """Return the lasting ids of the published schemes that fit an enterprise as it is known; unknown is no fit.

    A generic scheme that a variant of its own region stands for is left out. Six queries.
    """
    record = enterprises.known_of(organisation)
    answers = queries.engine(day).explain(record).answers()
    fits = {key for key, answer in answers.items() if answer is Truth.YES}
    schemes = queries.published().only("uuid", "generic", "region", "provider__region", "name")
    hidden = hidden_generics(schemes, record.get("region"))
    return fits - {str(each.uuid) for each in schemes if each.pk in hidden}


def newly_fitting(subscription: Subscription, day: date) -> list[Scheme]:
    """Return the schemes that fit a subscriber on a day and did not at its last look, by name."""
    new = set(fitting(subscription.organisation, day)).difference(subscription.known)
    return list(queries.by_uuid(sorted(new)).values()) if new else []
