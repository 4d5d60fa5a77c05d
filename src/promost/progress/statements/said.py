"""Differences that verifying found, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from promost.progress.statements.verifying import Difference


def said(difference: Difference, *, with_values: bool = True) -> str:
    """Say what differs, where; on a public page without the values."""
    field = f", {difference.field}" if difference.field else ""
    if not with_values:
        return _("%(where)s%(field)s: not as it was signed") % {"where": difference.where, "field": field}
    values = {"signed": difference.signed, "found": difference.found}
    return _("%(where)s%(field)s: signed %(signed)s, now %(found)s") % {
        "where": difference.where,
        "field": field,
        **values,
    }
