"""What cannot be done, in words: what, where, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from promost.plans.pages.problems import unreadable
from promost.reports.into_source import NotReturned, Returned
from promost.reports.writers.word import BadTemplate

_SENTENCES: Mapping[str, Any] = {
    "KIND": gettext_lazy(
        "The document “%(name)s” is a .%(kind)s: columns can be added to .docx and .xlsx only. "
        "Take the report as a file of its own."
    ),
    "NO_TABLE": gettext_lazy(
        "In “%(name)s” the measures do not stand in a table, so there is nothing to add columns to. "
        "Take the report as a file of its own."
    ),
    "NO_ROOM": gettext_lazy(
        "The sheet “%(sheet)s” is used to its last column. "
        "Clear the cells on the far right and upload the document as a newer one."
    ),
    "TOO_LARGE": gettext_lazy(
        "The part “%(part)s” of the document is larger than 16 MB. Take the report as a file of its own."
    ),
    "NO_DOCUMENT": gettext_lazy(
        "Edition %(edition)s was made by hand and has no document. Take the report as a file of its own."
    ),
    "LOST": gettext_lazy("The document “%(name)s” is lost or damaged in the store of files. Restore it from a backup."),
}
_NOTES: Mapping[str, Any] = {
    "SIGNATURE_GONE": gettext_lazy(
        "The document carried an electronic signature; it does not hold for the copy with columns."
    ),
    "NO_HEADING": gettext_lazy("The table has no heading, so the new columns have none either."),
}
_TEMPLATE: Mapping[str, Any] = {
    "NOT_DOCX": gettext_lazy(
        "The template is not a Word document (.docx). Take the built-in one, change it in Word and save it as .docx."
    ),
    "UNKNOWN_NAME": gettext_lazy(
        "The template asks for something that a report does not have: %(why)s. The built-in template shows every name."
    ),
    "SYNTAX": gettext_lazy(
        "A mark of the template cannot be understood: %(why)s. "
        "Compare its marks in braces with those of the built-in template."
    ),
    "FAILED": gettext_lazy("The template cannot be filled: %(why)s. Compare it with the built-in one."),
}


def not_returned(error: NotReturned) -> str:
    """Say why a document cannot be given back with columns."""
    if error.code == "UNREADABLE":
        return unreadable(error.values["reason"], error.values)
    return str(_SENTENCES[error.code]) % error.values


def remarks(returned: Returned) -> list[str]:
    """Say what a reader of the returned document should know."""
    said = [str(_NOTES[code]) for code in returned.notes]
    if returned.unplaced:
        said.append(_("Rows that do not stand in the document: %(count)s.") % {"count": len(returned.unplaced)})
    return said


def bad_template(error: BadTemplate) -> str:
    """Say why a template cannot be filled."""
    return str(_TEMPLATE[error.code]).replace("%(why)s", error.why)
