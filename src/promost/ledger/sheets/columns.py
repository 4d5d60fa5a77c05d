"""The columns of a sheet: their headings in both languages, and how a heading is recognised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from promost.kit.text import fold


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its code, its heading, what to write there, and how wide it is (characters)."""

    code: str
    heading: Any
    help: Any
    width: int
    is_needed: bool = False


COLUMNS = (
    Column("measure", _("Measure"), _("From the list, or its number. Empty for a target of the whole plan."), 34, True),
    Column("indicator", _("Indicator"), _("From the list, or its code."), 40, True),
    Column("value", _("Value"), _("A number. 0 says that there was nothing."), 12, True),
    Column("unit", _("Unit"), _("From the list. Empty for the indicator's own."), 12),
    Column("happened_on", _("Day on which it happened"), _("A date, such as 15.03.2025."), 16, True),
    Column("organisation", _("Organisation"), _("Its name or INN; needed where organisations are counted."), 34),
    Column("region", _("Region"), _("Empty for that of the organisation, else the recipient's."), 22),
    Column("breakdown", _("Told apart by"), _("From the list, where the indicator has it."), 22),
)
REASON = _("Why the row was refused")


def headings() -> Mapping[str, str]:
    """Return {heading as people write it, folded: the column's code} in every language."""
    found: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found |= {fold(str(column.heading)): column.code for column in COLUMNS}
    return found


def missing(codes: Sequence[str]) -> list[str]:
    """Return the headings of needed columns that are not among ``codes``."""
    return [str(column.heading) for column in COLUMNS if column.is_needed and column.code not in codes]
