"""Numbers as people write them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms


class Amount(forms.DecimalField):
    """A number with or without spaces between the thousands: "5 000 000,50"."""

    def to_python(self, value: Any) -> Decimal | None:
        """Leave out every kind of space. Raises ValidationError."""
        return super().to_python("".join(value.split()) if isinstance(value, str) else value)
