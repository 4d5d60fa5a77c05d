"""What the doctor looks at: what is noted as taken is the sum of what is held."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from promost.kit.capacity.models import KEPT, Holding, Resource
from promost.kit.fields import ExactDecimalField
from promost.kit.formats.numbers import number
from promost.kit.health import Finding, Level

NAMED = 10
"""So many are named; of the others the number is told."""


def differing() -> QuerySet[Resource]:
    """Return the resources whose ``taken`` is not the sum of their holdings, with that sum as ``held``."""
    kept = Holding.objects.filter(resource=OuterRef("pk"), state__in=KEPT).order_by()
    held = Subquery(kept.values("resource").annotate(sum=Sum("amount")).values("sum"), ExactDecimalField())
    zero = Value(0, output_field=ExactDecimalField())
    return Resource.objects.annotate(held=Coalesce(held, zero)).exclude(taken=F("held")).order_by("pk")


def checks() -> Iterator[Finding]:
    """Compare every resource with its holdings."""
    subject = _("Places, budgets and other amounts")
    wrong = list(differing())
    for row in wrong[:NAMED]:
        held: object = row.held  # type: ignore[attr-defined] # annotated above
        words = _("%(resource)s: %(taken)s is noted as taken, and its holdings are %(held)s.")
        params = {"resource": row.name, "taken": number(row.taken), "held": number(held)}  # type: ignore[arg-type]
        yield Finding(subject, Level.ILL, words % params, _remedy())
    if len(wrong) > NAMED:
        yield Finding(
            subject, Level.ILL, _("Others that differ: %(count)s.") % {"count": len(wrong) - NAMED}, _remedy()
        )
    if not wrong:
        words = _("What is noted as taken is what is held: %(count)s.") % {"count": Resource.objects.count()}
        yield Finding(subject, Level.WELL, words)


def _remedy() -> str:
    return _("Somebody wrote into the database past Promost. Find out who, and restore the latest backup.")
