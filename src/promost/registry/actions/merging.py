"""Two entries that are one organisation, made one: whatever pointed to the lost one points to the kept one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from promost.kit import access, history, refs, transitions
from promost.kit.history import Doer
from promost.registry import keys
from promost.registry.models import Organisation

IDENTIFIERS = ("inn", "kpp", "ogrn")


def merge(doer: Doer, lost: Organisation, kept: Organisation) -> Organisation:
    """Make ``lost`` a former entry of ``kept``, and return ``kept``.

    Every row of every room that points to ``lost`` points to ``kept`` afterwards, except in tables to which rows are
    only ever added: those are read through ``merged_into``. Where both have an equal row (the same member in the same
    role), one stays. Raises Refused, ValidationError where the two cannot be one, Overtaken when somebody was first.
    """
    access.require(doer, "registry.merge_organisations", lost)
    _refuse(lost, kept)
    with transaction.atomic():
        transitions.change(lost, version=lost.version, expected={"merged_into": None}, merged_into=kept)
        gained = {name: getattr(lost, name) for name in IDENTIFIERS} if lost.inn and not kept.inn else {}
        transitions.change(kept, version=kept.version, expected={"merged_into": None}, **gained)
        moved = repoint(lost, kept, leave=lost)
        keys.renew(kept)
        changes: dict[str, list[Any]] = {name: [None, count] for name, count in sorted(moved.items())}
        history.write(doer, "registry.merge_organisations", refs.of(kept), {"lost": [lost.name, kept.name], **changes})
        history.write(doer, "registry.merged_away", refs.of(lost), {"merged_into": [None, kept.name]})
    return kept


def repoint(lost: models.Model, kept: models.Model, leave: models.Model | None = None) -> dict[str, int]:
    """Point every foreign key at ``lost`` to ``kept``, and return how many rows of each table moved.

    ``leave`` is a row that keeps pointing where it does. Append-only tables are left alone.
    """
    moved: dict[str, int] = {}
    for link in links_to(type(lost)):
        rows = link.model._base_manager.filter(**{link.name: lost})
        if leave is not None and isinstance(leave, link.model):
            rows = rows.exclude(pk=leave.pk)
        count = _move(rows, link, kept)
        if count:
            moved[link.model._meta.label_lower] = moved.get(link.model._meta.label_lower, 0) + count
    return moved


def links_to(model: type[models.Model]) -> Iterator[models.ForeignKey[Any, Any]]:
    """Yield every foreign key in the house that points to ``model``, save those of append-only tables."""
    for each in apps.get_models(include_auto_created=True):
        if getattr(each, "append_only", False) or each._meta.proxy:
            continue
        for field in each._meta.local_fields:
            if isinstance(field, models.ForeignKey) and field.related_model is model:
                yield field


def _refuse(lost: Organisation, kept: Organisation) -> None:
    if lost.pk == kept.pk:
        raise ValidationError(_("An organisation cannot be merged into itself."))
    if lost.merged_into_id or kept.merged_into_id:
        raise ValidationError(_("One of the two is merged already; take the one that it was merged into."))
    if lost.inn and kept.inn and lost.inn != kept.inn:
        raise ValidationError(_("Their INNs differ, so they are two organisations. Correct the wrong INN first."))


def _move(rows: models.QuerySet[Any], link: models.ForeignKey[Any, Any], kept: models.Model) -> int:
    try:
        with transaction.atomic():
            return rows.update(**{link.name: kept})
    except IntegrityError:
        return sum(_move_one(row, link, kept) for row in rows.order_by("pk"))


def _move_one(row: models.Model, link: models.ForeignKey[Any, Any], kept: models.Model) -> int:
    try:
        with transaction.atomic():
            return type(row)._base_manager.filter(pk=row.pk).update(**{link.name: kept})
    except IntegrityError:
        setattr(row, link.name, kept)
        twin = _twin(row)
        if twin is None:
            raise
        _absorb(row, twin)
        return 1


def _twin(row: models.Model) -> models.Model | None:
    """The row that stands in the way of this one: equal in the fields of a rule of uniqueness."""
    meta = type(row)._meta
    sets = [constraint.fields for constraint in meta.constraints if isinstance(constraint, models.UniqueConstraint)]
    sets += [(field.name,) for field in meta.local_fields if field.unique and not field.primary_key]
    for fields in [*sets, *meta.unique_together]:
        same = {name: getattr(row, name) for name in fields}
        twin = type(row)._base_manager.filter(**same).exclude(pk=row.pk).first()
        if twin:
            return twin
    return None


def _absorb(row: models.Model, twin: models.Model) -> None:
    """Let ``twin`` stand for both: a mark that either has stays, and what points to ``row`` points to it."""
    marks = [field.name for field in row._meta.local_fields if isinstance(field, models.BooleanField)]
    either = {name: True for name in marks if getattr(row, name) and not getattr(twin, name)}
    repoint(row, twin)
    row.delete()
    if either:
        type(twin)._base_manager.filter(pk=twin.pk).update(**either)
