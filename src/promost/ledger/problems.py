"""What is wrong with something that was to be recorded: each problem says what, where, and what to do.

Codes are part of the interface: forms, the API and sheets give them back with the words of the reader's language.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

_WORDS: Mapping[str, Any] = {
    "FUTURE": _(
        "%(day)s is still to come in the region %(region)s, where today is %(today)s. "
        "Give the day on which it happened."
    ),
    "BEFORE_PLAN": _(
        "%(day)s is before the plan begins (%(start)s). Give a day of the plan; a level reached earlier is entered "
        "as an opening fact."
    ),
    "OPENING_BEFORE_PLAN": _(
        "%(day)s is before the plan begins (%(start)s). Only a level may be opened from an earlier day; "
        "“%(indicator)s” is counted within the plan."
    ),
    "OPENING_LATE": _(
        "%(day)s is after the plan was entered here (%(entered)s). An opening stands for what was accepted on paper "
        "before; record this as a result."
    ),
    "TOO_OLD": _("%(day)s is too long ago to be right. Check the year."),
    "NO_NUMBER": _("“%(value)s” is not a number. Write digits, such as 12 or 3.5."),
    "PLACES": _("%(value)s has more than four decimal places. Round it, or choose a smaller unit."),
    "TOO_LARGE": _("%(value)s is more than 10^12, the most that can be recorded. Check the number and its unit."),
    "IMPLAUSIBLE": _(
        "%(value)s is more than one fact of “%(indicator)s” can be: at most %(most)s. The unit is probably another one."
    ),
    "NEGATIVE": _(
        "“%(indicator)s” is never below zero, and %(value)s is. To take back what was recorded, reverse its fact."
    ),
    "NEEDS_ORGANISATION": _("“%(indicator)s” counts organisations. Choose the organisation where it happened."),
    "UNKNOWN_ORGANISATION": _("No organisation is called “%(name)s”. Write its INN, or add it to the registry first."),
    "NEAR_ORGANISATION": _("No organisation is called “%(name)s”. Perhaps: %(near)s. Write the name so, or the INN."),
    "SEVERAL_ORGANISATIONS": _(
        "Several organisations are called “%(name)s”: %(near)s. Write the INN of the right one."
    ),
    "BREAKDOWN": _("“%(breakdown)s” is no breakdown of “%(indicator)s”. Choose one of those the indicator has."),
    "NO_FACTS": _(
        "“%(indicator)s” is not counted from facts: its values are published or follow from other figures. "
        "Choose another indicator."
    ),
    "NO_COLUMNS": _("The sheet lacks these columns: %(columns)s. Use the template and keep its headings."),
    "NO_ROWS": _("No row is filled in below the headings. Fill the template in and upload it again."),
    "TOO_MANY_ROWS": _("The sheet has %(count)s rows, at most %(most)s are taken at once. Part it into several files."),
    "FORMULA": _("In the column “%(column)s” stands a formula without a value. Write the value itself."),
    "NO_DAY": _("“%(value)s” is not a day. Write it as 15.03.2025."),
    "HIDDEN": _("The sheet hides this row. Show it and upload it again, or delete it."),
    "UNKNOWN_MEASURE": _("The plan has no measure “%(name)s”. Take it from the list, or write its number."),
    "UNKNOWN_INDICATOR": _("There is no indicator “%(name)s” that facts are of. Take it from the list."),
    "UNKNOWN_REGION": _("There is no region “%(name)s”. Write its name or its code, such as RU-MAG."),
    "UNKNOWN_UNIT": _("There is no unit “%(name)s”. Take it from the list, or leave the cell empty."),
    "NOT_YOURS": _("Your organisation does not own the measure “%(name)s”. Its owners record its results."),
    "NOT_YOURS_PLAN": _("Results of the whole plan are recorded by its working sides. Name a measure that you own."),
    "NO_EVIDENCE_HERE": _("“%(indicator)s” is recorded with evidence. Attach a file that shows it beside the sheet."),
    "SAME_ROW": _(
        "The same result was taken from the file “%(name)s” before. If it happened once more, record it by hand."
    ),
    "OTHER_UNIT": _(
        "“%(unit)s” does not measure what “%(indicator)s” is counted in (%(own)s). Choose a unit of the same quantity."
    ),
    "OTHER_REGION": _("The municipality %(municipality)s is not in the region %(region)s. Choose one that is."),
    "NO_REGION": _("It is not clear in which region this happened. Choose the region."),
    "NO_DIRECTION": _("There is no direction “%(direction)s”. Choose one of the plan's directions."),
    "NO_EVIDENCE": _("“%(indicator)s” is recorded with evidence. Attach a file that shows it."),
    "NO_DOCUMENT": _("Attach the completion document: that is what is handed in."),
    "NO_OCCURRENCE": _("The measure is not due on %(part)s. Choose one of the days on which it is."),
    "NO_FILE": _("Choose at least one file."),
    "TOO_MANY_FILES": _("%(count)s files are too many at once. Attach at most %(most)s; add the others afterwards."),
    "NO_REASON": _("Say why. The reason stays with the fact for everybody who reads it."),
    "REVERSAL_OF_REVERSAL": _("This fact is itself a reversal and cannot be reversed. Record the result anew."),
    "ALREADY_REVERSED": _("This fact has been reversed already, and a fact is reversed once. Nothing was recorded."),
    "NOT_STORED": _("Another fact stands in the place of this one. Record it again."),
    "REVERSAL_DIFFERS": _("A reversal takes back a whole fact: same day, organisation, breakdown, measure."),
    "IN_STATEMENT": _(
        "Statement No. %(number)s of “%(plan)s”, which is being signed, lists this fact. Return the statement first."
    ),
    "FROM_WORK": _("This fact comes from the work itself. Take it back there; its fact is reversed with it."),
    "STRUCK_OUT": _(
        "The edition in force no longer has this measure. Its facts stay; record new ones under a measure of the plan."
    ),
    "OTHER_INDICATOR": _(
        "“%(indicator)s” is not an indicator that this plan promises. Choose one of the plan's indicators."
    ),
    "TOKEN_TAKEN": _("This form was already used by somebody else. Open it anew and fill it in again."),
    "NOT_PERSONAL": _("Only evidence that contains personal data may be erased. Mark it as such first."),
    "ERASED": _("This file was erased on %(day)s. Its hash and the reason are kept."),
    "FILE_EMPTY_FILE": _("The file “%(name)s” is empty. Choose the file anew."),
    "FILE_TOO_LARGE": _(
        "The file “%(name)s” is %(size)s MB, at most %(limit)s MB are taken. Make it smaller or attach its parts."
    ),
    "FILE_EXECUTABLE": _("The file “%(name)s” is a program. Attach a document or a picture."),
    "FILE_PASSWORD": _("The file “%(name)s” is locked by a password. Save it without one and attach it again."),
    "FILE_MACROS": _("The file “%(name)s” carries macros. Save it as an ordinary document and attach it again."),
    "FILE_NOT_ACCEPTED": _(
        "The file “%(name)s” is of the kind .%(kind)s, which is not taken. Attach one of these: %(accepted)s."
    ),
    "FILE_RENAMED": _("The file “%(name)s” is really of the kind .%(kind)s. Give it its own extension back."),
    "FILE_DAMAGED": _("The file “%(name)s” is damaged or holds something dangerous. Save it anew and attach it again."),
}
FIELDS: Mapping[str, str] = {
    **dict.fromkeys(("FUTURE", "BEFORE_PLAN", "OPENING_BEFORE_PLAN", "OPENING_LATE", "TOO_OLD"), "happened_on"),
    **dict.fromkeys(("NO_NUMBER", "PLACES", "TOO_LARGE", "IMPLAUSIBLE", "NEGATIVE"), "value"),
    **dict.fromkeys(("NO_FACTS", "OTHER_INDICATOR"), "indicator"),
    **dict.fromkeys(("NO_EVIDENCE", "NO_DOCUMENT", "NO_FILE", "TOO_MANY_FILES"), "files"),
    **{code: "files" for code in _WORDS if code.startswith("FILE_")},
    **dict.fromkeys(
        ("NEEDS_ORGANISATION", "UNKNOWN_ORGANISATION", "NEAR_ORGANISATION", "SEVERAL_ORGANISATIONS"), "organisation"
    ),
    "BREAKDOWN": "breakdown",
    "OTHER_UNIT": "unit",
    "UNKNOWN_UNIT": "unit",
    "UNKNOWN_REGION": "region",
    "UNKNOWN_INDICATOR": "indicator",
    "NO_DAY": "happened_on",
    "NO_REGION": "region",
    "NO_REASON": "reason",
    "NO_OCCURRENCE": "part",
}
"""Code → the field of a form that it concerns."""


class Bad(ValueError):
    """Something cannot be recorded. ``index`` tells which of several facts, ``field`` which field of a form ("")."""

    def __init__(self, code: str, index: int | None = None, **values: Any) -> None:
        super().__init__(code)
        self.code = code
        self.index = index
        self.values = values

    @property
    def field(self) -> str:
        """The field that it concerns, "" for none."""
        return FIELDS.get(self.code, "")

    @property
    def words(self) -> str:
        """What is wrong, where, and what to do, in the reader's language."""
        return str(_WORDS[self.code]) % self.values

    def __str__(self) -> str:
        """Give the words."""
        return self.words


def codes() -> tuple[str, ...]:
    """Return every code."""
    return tuple(_WORDS)
