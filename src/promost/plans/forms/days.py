"""Several days in one field, separated by commas or spaces."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from promost.kit import formats

_RUSSIAN = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


class DaysField(forms.CharField):
    """Days as "2025-03-31, 30.06.2025"; gives a sorted tuple of dates."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", gettext_lazy("Days of a recurring term, separated by commas."))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Show days as the reader writes them."""
        if isinstance(value, Sequence) and not isinstance(value, str):
            return ", ".join(formats.day(each, "digits") for each in value)
        return value

    def to_python(self, value: Any) -> Any:
        """Read the days. Raises ValidationError naming the one that is no day."""
        if value in self.empty_values:
            return ()
        if not isinstance(value, str):
            return tuple(value)
        return tuple(sorted(_day(word) for word in re.split(r"[\s,;]+", value) if word))


def _day(word: str) -> date:
    written = _RUSSIAN.fullmatch(word)
    try:
        if written:
            day, month, year = map(int, written.groups())
            return date(year, month, day)
        return date.fromisoformat(word)
    except ValueError:
        raise ValidationError(_("“%(word)s” is not a day; write it as 30.06.2025.") % {"word": word}) from None
