"""Exact decimals: stored as whole numbers of ten-thousandths, so sums and filters agree on both databases."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.expressions import Combinable
from django.utils.translation import gettext_lazy as _

SCALE = 4
LIMIT = Decimal(10) ** 12


class ExactDecimalField(models.BigIntegerField):
    """A Decimal with four places and an absolute value up to 10^12.

    Never add a plain Decimal in an F expression: wrap it, ``Value(amount, output_field=field)``.
    """

    _pyi_private_set_type: Decimal | int | str | Combinable  # type: ignore[assignment]  # the field's types for mypy:
    _pyi_private_get_type: Decimal  # type: ignore[assignment]  # it is stored as an int and is none

    description = "decimal with four places, stored exactly"

    def from_db_value(self, value: int | None, *_: Any) -> Decimal | None:
        """Give the stored whole number back as a Decimal."""
        return None if value is None else Decimal(value).scaleb(-SCALE)

    def to_python(self, value: Any) -> Decimal | None:
        """Read a Decimal, int or text; raise ValidationError for what is no number or is not exact at four places."""
        if value is None or value == "":
            return None
        try:
            number = Decimal(str(value))
            exact = number == number.quantize(Decimal(1).scaleb(-SCALE))
        except InvalidOperation:
            raise ValidationError(_("%(value)s is not a number."), params={"value": value}) from None
        if not exact or abs(number) > LIMIT:
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
        return forms.DecimalField(max_digits=16, decimal_places=SCALE, required=not self.blank, **kwargs)
