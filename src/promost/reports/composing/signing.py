"""The block of signatures: lines to be filled in by hand, or who has signed the statement of the quarter, and when."""

from __future__ import annotations

from django.utils.translation import gettext as _

from promost.kit import formats
from promost.reports.composing.document import Signature
from promost.reports.snapshot.shapes import SignatoryLine, SignedLine
from promost.reports.snapshot.whole import Snapshot


def signatures(snapshot: Snapshot, language: str) -> tuple[Signature, ...]:
    """Return who signs, in the agreement's order, the curator last."""
    return tuple(_signature(each, language) for each in snapshot.signatories)


def _signature(line: SignatoryLine, language: str) -> Signature:
    return Signature(
        party=line.name.said(language),
        organisation=line.organisation.said(language),
        position=_("position"),
        signature=_("signature"),
        name=_("full name"),
        day=_("date"),
        signed=_signed(line.signed) if line.signed else "",
    )


def _signed(line: SignedLine) -> str:
    """That a party signed the statement: by whom and when, or on paper. It is no signature under the report itself."""
    values = {"number": line.statement, "day": formats.day(line.signed_on), "name": line.name}
    if line.on_paper or not line.name:
        return _("Statement No. %(number)s of this quarter was signed on paper on %(day)s.") % values
    return _("Statement No. %(number)s of this quarter was signed by %(name)s on %(day)s.") % values
