"""From facts to what the API tells, and from what it takes to what the ledger records."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from promost.accounts.models import User
from promost.kit.rest import known
from promost.ledger.api.shapes import Asked, FactGiven, FileGiven
from promost.ledger.files import Upload
from promost.ledger.models import Attachment, EntryKind, Evidence, Fact
from promost.ledger.permissions import facts_visible_to
from promost.ledger.scopes import facts_of_target
from promost.plans.models import Target
from promost.plans.permissions import plans_visible_to
from promost.plans.queries.measures import measure_of
from promost.plans.queries.plans import plan_of
from promost.profiles.models import Indicator
from promost.registry.models import Organisation, Region

BESIDE = ("indicator", "organisation", "recorded_for", "measure__plan", "reverses", "reversed_by")


def asked_for(user: User, asked: Asked) -> QuerySet[Fact]:
    """Return the facts asked for that the user sees, the newest first. Raises DoesNotExist for what they do not see."""
    rows = facts_visible_to(user)
    if asked.target:
        rows &= facts_of_target(_target(user, asked.target))
    given: dict[str, Any] = {
        "measure__plan": plan_of(user, asked.plan) if asked.plan else None,
        "measure": measure_of(user, asked.measure) if asked.measure else None,
        "indicator__code": asked.indicator or None,
        "region": asked.region or None,
        "happened_on__gte": asked.since,
        "happened_on__lte": asked.until,
    }
    chosen = rows.filter(**{name: value for name, value in given.items() if value is not None})
    return with_all(chosen).order_by("-happened_on", "-pk")


def with_all(rows: QuerySet[Fact]) -> QuerySet[Fact]:
    """Read with facts what is told of them."""
    evidence = Attachment.objects.select_related("evidence").order_by("pk")
    return rows.select_related(*BESIDE).prefetch_related(Prefetch("attachments", evidence))


def _target(user: User, uuid: UUID) -> Target:
    rows = Target.objects.filter(plan__in=plans_visible_to(user))
    return rows.select_related("plan__agreement", "indicator", "measure").get(uuid=uuid)


def fact(row: Fact) -> dict[str, Any]:
    """Tell of a fact that was read with all that stands around it."""
    same = ("value", "happened_on", "direction", "breakdown", "how", "recorded_at")
    return {
        **{name: getattr(row, name) for name in same},
        "id": row.uuid,
        "indicator": row.indicator.code,
        "unit": {"okei": row.indicator.okei, "text": row.indicator.unit},
        "region": row.region_id,
        "plan": row.measure.plan.uuid if row.measure else None,
        "measure": row.measure.uuid if row.measure else None,
        "organisation": _body(row.organisation),
        "recorded_for": _body(row.recorded_for),
        "source": {"kind": row.source_kind, "id": row.source_id},
        "reverses": row.reverses.uuid if row.reverses else None,
        "reversed_by": row.reversed_by.uuid if hasattr(row, "reversed_by") else None,
        "evidence": [_evidence(each.evidence) for each in row.attachments.all()],
    }


def _body(row: Organisation | None) -> dict[str, Any] | None:
    return {"id": row.uuid, "name": row.called} if row else None


def _evidence(row: Evidence) -> dict[str, Any]:
    same = ("sha256", "kind", "size", "personal")
    erased = row.erased_at is not None
    name = "" if row.personal or erased else row.name
    return {
        **{each: getattr(row, each) for each in same},
        "id": row.uuid,
        "name": name,
        "is_erased": erased,
    }


def new_fact(user: User, given: FactGiven) -> dict[str, Any]:
    """Return what the ledger's action takes.

    Raises DoesNotExist for a measure or plan that the user does not see, ValidationError for what names nothing.
    """
    if bool(given.measure) == bool(given.plan):
        raise ValidationError({"measure": _("Name a measure or a plan, one of the two.")})
    value = Decimal(given.value)
    if given.kind == "nil" and value:
        raise ValidationError({"value": _("A nil report says that there was nothing; its value is 0.")})
    bodies = Organisation.objects.filter(merged_into=None)
    return {
        "token": given.token,
        "kind": EntryKind(given.kind),
        "measure": measure_of(user, given.measure) if given.measure else None,
        "plan": plan_of(user, given.plan) if given.plan else None,
        "indicator": known(Indicator.objects.all(), "indicator", code=given.indicator),
        "value": value,
        "okei": given.unit,
        "happened_on": given.happened_on,
        "organisation": known(bodies, "organisation", uuid=given.organisation) if given.organisation else None,
        "region": known(Region.objects.all(), "region", pk=given.region) if given.region else None,
        "breakdown": given.breakdown,
        "words": given.words,
        "files": list(files_of(given.files)),
        "personal": given.personal,
    }


def files_of(given: Iterable[FileGiven]) -> Iterable[Upload]:
    """Return files as they are attached. Raises ValidationError for one whose content is no base64."""
    for each in given:
        try:
            yield Upload(each.name, b64decode(each.content, validate=True))
        except ValueError:
            raise ValidationError(
                {"files": _("The content of “%(name)s” is no base64.") % {"name": each.name}}
            ) from None
