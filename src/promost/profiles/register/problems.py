"""Why a row, or a whole file, of a register cannot be taken, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

ROWS: Mapping[str, tuple[Any, Any]] = {
    "NO_INN": (_("There is no INN."), _("Write the INN of ten digits.")),
    "SHAPE": (
        _("“%(inn)s” is no INN: that of a legal entity has 10 digits."),
        _("Look it up in the source; a zero at the beginning may have been lost."),
    ),
    "REPEATED": (_("All digits of the INN %(inn)s are equal."), _("Look the INN up in the source.")),
    "DIGIT": (
        _("The check digit of the INN %(inn)s does not fit: a digit is wrong or two have changed places."),
        _("Look the INN up in the source."),
    ),
    "DAY": (_("“%(text)s” is not a day (%(name)s)."), _("Write it as 30.06.2025.")),
    "FUTURE": (_("The release of %(day)s is still to come."), _("Correct the day of the release.")),
    "NUMBER": (_("“%(text)s” is not a number (%(name)s)."), _("Write it as 2350,5 or leave it empty.")),
    "NEGATIVE": (_("“%(name)s” is below zero: %(text)s."), _("Correct the sign or leave it empty.")),
    "LARGE": (
        _("“%(name)s” is more than can be right: %(text)s."),
        _("Check the unit: roubles, thousands or millions."),
    ),
    "YEAR": (_("“%(text)s” is not the year of a figure."), _("Write it as 2024.")),
    "CODE": (_("“%(text)s” is not an OKVED code."), _("Write it as 25.62 or 25.62.1.")),
    "CATEGORY": (_("“%(text)s” is not a category of the SME register."), _("Write micro, small, medium or none.")),
    "REGION": (_("“%(text)s” names no region."), _("Write its name or its two-digit code, or leave it empty.")),
    "CONFLICT": (
        _("The release of %(day)s gave another value before: %(there)s; here it is %(given)s."),
        _("Find out which is right and load it with a later day of release."),
    ),
    "WIDTH": (
        _("The row has %(count)s cells, the heading has %(wanted)s."),
        _("Check separators and quotation marks in the row."),
    ),
}
"""Code → what is wrong, what to do."""

NAMES: Mapping[str, Any] = {
    "released_on": _("day of the release"),
    "in_sme_since": _("in the SME register since"),
    "registered": _("day of registration"),
    "closed_on": _("day of closing"),
    "employees": _("headcount"),
    "revenue": _("revenue"),
    "expenses": _("expenses"),
}
"""What a cell or an attribute holds."""

FILES: Mapping[str, Any] = {
    "BROKEN_XML": _(
        "It is not well-formed XML: line %(line)s, column %(column)s (%(why)s). Take the file anew from its source."
    ),
    "DOCTYPE": _("It declares a document type, which no register's file does. Take the file anew from its source."),
    "UNKNOWN_XML": _(
        "It is none of the files that are understood: the SME register (VO_RRMSPSV), headcount (OTKRDAN3), revenue and "
        "expenses (OTKRDAN5), an extract of the register of legal entities."
    ),
    "BROKEN_ZIP": _("The archive cannot be opened: %(why)s. Take it anew from its source."),
    "BROKEN_BOOK": _("The workbook cannot be opened. Save its sheet as .csv and load that."),
    "EMPTY_ZIP": _("The archive holds no .xml and no table."),
    "NOTHING": _("The file holds nothing."),
    "NO_INN_COLUMN": _("None of its columns is an INN. Its columns: %(columns)s. Say which one it is by a mapping."),
    "MAPPED": _("The mapping names a column that is not there: %(column)s. The columns: %(columns)s."),
    "FIELD": _("The mapping names “%(field)s”, which is no field. The fields: %(fields)s."),
    "MAPPING": _('The mapping is not JSON of the form {"inn": "heading"}: %(why)s.'),
    "BINARY": _("It is neither XML, nor an archive, nor a table. Save the table as .csv or .xlsx and load that."),
}
"""Code → why the whole file was not loaded. Nothing of it was saved."""


class BadRegister(Exception):
    """A file that cannot be taken; nothing of it was saved. ``part`` names a file inside an archive."""

    def __init__(self, code: str, part: str = "", **values: Any) -> None:
        super().__init__(code)
        self.code, self.part, self.values = code, part, values

    def __str__(self) -> str:
        """Say it, naming the part of an archive."""
        said = str(FILES[self.code]) % self.values
        return f"{self.part}: {said}" if self.part else said


def row_words(code: str, values: Mapping[str, Any]) -> tuple[str, str]:
    """Return what is wrong with a row and what to do, in the reader's language."""
    wrong, remedy = ROWS[code]
    named = {**values, "name": str(NAMES.get(str(values.get("name", "")), values.get("name", "")))}
    return str(wrong) % named, str(remedy)
