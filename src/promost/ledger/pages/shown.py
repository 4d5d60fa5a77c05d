"""How facts are put into words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Abs
from django.urls import reverse
from django.utils.translation import gettext as _

from promost.ledger.models import Fact
from promost.ledger.queries import BY_HAND, Asked
from promost.plans.models import Measure
from promost.profiles import breakdowns
from promost.profiles.models import Kind


@dataclass(frozen=True, slots=True)
class Summary:
    """What facts come to: their number, their sum or count (None where that means nothing), the share by hand in %."""

    facts: int
    value: Decimal | None
    unit: str
    by_hand: int | None
    organisations: int


def summary(asked: Asked, facts: QuerySet[Fact]) -> Summary:
    """Sum up the facts that are shown, in one query (two for different organisations)."""
    plain = Fact.objects.filter(pk__in=facts.order_by().values("pk"))
    size = Sum(Abs("value"))
    found = plain.aggregate(
        facts=Count("pk"),
        sum=Sum("value"),
        size=size,
        hand=Sum(Abs("value"), filter=Q(how__in=BY_HAND)),
        organisations=Count("organisation", distinct=True),
    )
    indicator = asked.one_indicator
    value = found["sum"]
    if indicator is not None and indicator.kind == Kind.DISTINCT:
        value = Decimal(_different(plain))
    by_hand = round(100 * (found["hand"] or 0) / found["size"]) if found["size"] else None
    unit = indicator.unit if indicator else ""
    return Summary(found["facts"], value if indicator else None, unit, by_hand, found["organisations"])


def _different(facts: QuerySet[Fact]) -> int:
    named = facts.filter(organisation__isnull=False).order_by().values("organisation")
    return named.annotate(sum=Sum("value")).filter(sum__gt=0).count()


def title(asked: Asked) -> str:
    """Name what the facts are of."""
    if asked.target:
        return asked.target.label
    return asked.indicator.name if asked.indicator else _("Facts")


def back(asked: Asked) -> str:
    """Return the page that the figure stands on, "" for none."""
    if asked.measure:
        return reverse("plans:measure", args=[asked.measure.uuid])
    return reverse("plans:plan", args=[asked.target.plan.uuid]) if asked.target else ""


def page_of(thing: Fact | Measure) -> str:
    """Return the page of a fact or of a measure."""
    return reverse("ledger:fact" if isinstance(thing, Fact) else "plans:measure", args=[thing.uuid])


def turned(fact: Fact) -> Fact | None:
    """Return the fact that reverses this one, None for none."""
    found: Fact | None = getattr(fact, "reversed_by", None)
    return found


def breakdown_words(text: str) -> str:
    """Say a breakdown in the reader's language."""
    return breakdowns.named(text) if text else ""
