"""Numbers as people write them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from promost.kit import formats
from promost.kit.formats.language import NBSP


def shown(value: Decimal | None) -> str | None:
    """Write a number as the form takes it back: thousands parted by spaces, the decimal mark of the language."""
    if value is None:
        return None
    text = formats.number(value)
    return text.replace(",", NBSP) if formats.resolve(None) == "en" else text


class Amount(forms.DecimalField):
    """A number with or without spaces between the thousands: "5 000 000,50"."""

    def to_python(self, value: Any) -> Any:
        """Return a Decimal or None. Leave out every kind of space. Raises ValidationError."""
        return super().to_python("".join(value.split()) if isinstance(value, str) else value)
