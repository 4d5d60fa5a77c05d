"""What is entered about an organisation, cleaned and checked; every fault is told at its field."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator
from django.utils.translation import gettext_lazy as _

from promost.kit.text import clean
from promost.registry import validators
from promost.registry.models import Organisation
from promost.registry.sources.classifiers import ACTIVITY

FIELDS = (
    "kind",
    "name",
    "short_name",
    "name_en",
    "region_id",
    "municipality_id",
    "inn",
    "kpp",
    "ogrn",
    "okved",
    "zone_name",
    "invented",
)
CHECKS: Mapping[str, Callable[[str], None]] = {
    "inn": validators.inn,
    "kpp": validators.kpp,
    "ogrn": validators.ogrn,
    "zone_name": validators.zone,
}
PHONE = re.compile(r"[+\d][\d\s()\-–,;.доб]{4,60}")
LONGEST_CONTACT = 200
ContactLine = tuple[str, str]
"""Kind ("phone", "email", "site") and value."""


def tidied(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values with texts cleaned; raises TypeError for a field that an organisation does not have."""
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise TypeError(f"an organisation has no {', '.join(sorted(unknown))}")
    return {name: clean(value) if isinstance(value, str) else value for name, value in values.items()}


def check(organisation: Organisation, touched: Sequence[str]) -> None:
    """Raise ValidationError, by field, for what cannot be saved of the ``touched`` fields."""
    errors: dict[str, Any] = {}
    for name, validator in CHECKS.items():
        value = getattr(organisation, name)
        if value and name in touched:
            _collect(errors, name, validator, value)
    if organisation.okved and not ACTIVITY.fullmatch(organisation.okved):
        errors["okved"] = [_("An OKVED2 code is written as in 25.62 or 25.62.1.")]
    if organisation.municipality_id and not _is_inside(organisation):
        errors["municipality"] = [_("This municipality is not in the region chosen.")]
    untouched = {field.name for field in Organisation._meta.fields} - {name.removesuffix("_id") for name in touched}
    try:
        organisation.clean_fields(exclude=untouched | set(errors))
    except ValidationError as error:
        errors = {**error.update_error_dict({}), **errors}
    if errors:
        raise ValidationError(errors)


def check_contacts(contacts: Sequence[ContactLine]) -> None:
    """Raise ValidationError for a telephone, an address or a site that is written wrongly."""
    errors: dict[str, Any] = {}
    for kind, value in contacts:
        if len(value) > LONGEST_CONTACT:
            errors[kind] = [_("This is too long.")]
        elif kind == "phone" and not PHONE.fullmatch(value):
            errors[kind] = [_("Write the number as in +7 413 260-00-00.")]
        elif kind == "email":
            _collect(errors, kind, EmailValidator(), value)
        elif kind == "site":
            _collect(errors, kind, URLValidator(["http", "https"]), value)
    if errors:
        raise ValidationError(errors)


def _is_inside(organisation: Organisation) -> bool:
    return organisation.municipality is not None and organisation.municipality.region_id == organisation.region_id


def _collect(errors: dict[str, Any], name: str, validator: Callable[[str], None], value: str) -> None:
    try:
        validator(value)
    except ValidationError as error:
        errors.setdefault(name, []).append(error)
