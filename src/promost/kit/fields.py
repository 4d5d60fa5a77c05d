"""Exact decimals: stored as whole numbers of ten-thousandths, so sums and filters agree on both databases."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Combinable, register_combinable_fields
from django.utils.translation import gettext_lazy as _

SCALE = 4
LIMIT = Decimal(10) ** 12


class ExactDecimalField(models.Field):
    """A Decimal with four places and an absolute value up to 10^12, which the database itself holds to.

    In an F expression an amount is wrapped, ``Value(amount, output_field=field)``; Django refuses a plain number there,
    since this is none of its integer fields (it would add ten-thousandths, and give averages as a float of them). A
    float is refused everywhere, in filters too: it is not exact.
    """

    # What mypy takes and gives for the field.
    _pyi_private_set_type: Decimal | int | str | Combinable
    _pyi_private_get_type: Decimal

    description = "decimal with four places, stored exactly"

    def get_internal_type(self) -> str:
        """Store a whole number of 64 bits."""
        return "BigIntegerField"

    def db_check(self, connection: BaseDatabaseWrapper) -> str:
        """Bound the column, so that sums done by the database are refused before they lose a digit."""
        most = int(LIMIT.scaleb(SCALE))
        return f"{connection.ops.quote_name(str(self.column))} BETWEEN -{most} AND {most}"

    def from_db_value(self, value: Any, *_: Any) -> Decimal | None:
        """Give the stored whole number back as a Decimal; an average is rounded to four places."""
        return None if value is None else Decimal(round(value)).scaleb(-SCALE)

    def to_python(self, value: Any) -> Decimal | None:
        """Read a Decimal, int or text; raise ValidationError for what is no number or is not exact at four places."""
        if value is None or value == "":
            return None
        number = _number(value)
        if abs(number) > LIMIT or number != round(number, SCALE):
            raise ValidationError(
                _("%(value)s: at most four decimal places and not above 10^12."), params={"value": value}
            )
        return number

    def get_prep_value(self, value: Any) -> int | None:
        """Turn a Decimal into the whole number that is stored."""
        number = self.to_python(value)
        return None if number is None else int(number.scaleb(SCALE))

    def formfield(self, *_: Any, **kwargs: Any) -> Any:
        """Give forms a decimal field."""
        form = {"form_class": forms.DecimalField, "decimal_places": SCALE, "min_value": -LIMIT, "max_value": LIMIT}
        return super().formfield(**{**form, **kwargs})


for connector in (Combinable.ADD, Combinable.SUB):
    register_combinable_fields(ExactDecimalField, connector, ExactDecimalField, ExactDecimalField)


def _number(value: Any) -> Decimal:
    if isinstance(value, float):
        raise ValidationError(_("%(value)s is not exact: give it as a Decimal or as text."), params={"value": value})
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise ValidationError(_("%(value)s is not a number."), params={"value": value})
    return number
