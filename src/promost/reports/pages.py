"""What the room adds to a plan's page, and what its own page asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from promost.accounts.requests import SignedInRequest
from promost.kit.formats import resolve
from promost.plans.models import Edition
from promost.plans.pages.as_of import AsOf, asked
from promost.plans.pages.extensions import Button, PlanPart
from promost.plans.queries.editions import edition_of
from promost.plans.queries.plans import PlanView
from promost.reports.composing import words
from promost.reports.quarters import NoQuarter, Quarter, proposed, quarters


def extend(request: SignedInRequest, view: PlanView) -> PlanPart:
    """Give the plan's page its way to the report."""
    return PlanPart(buttons=(Button(_("Report"), reverse("reports:report", args=[view.plan.uuid]), "download"),))


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asked for: the quarter, as of when, in which language. ``problem`` says what was not understood."""

    edition: Edition
    quarter: Quarter
    as_of: AsOf
    language: str
    problem: str = ""
    languages: tuple[tuple[str, str], ...] = (("ru", "русский"), ("en", "English"))
    """The languages of the files, each by its own name."""

    @property
    def query(self) -> str:
        """The end of the addresses of its files."""
        day = {"at": str(self.as_of.day)} if self.as_of.day else {}
        return "?" + urlencode({"quarter": str(self.quarter), "language": self.language, **day})

    @property
    def choices(self) -> list[Mapping[str, object]]:
        """The plan's quarters that have begun, as a form offers them."""
        begun = [
            each
            for each in quarters(self.edition.plan.starts_on, self.edition.plan.ends_on)
            if each.start <= self.as_of.today
        ]
        offered = begun if self.quarter in begun else [*begun, self.quarter]
        return [{"value": str(e), "label": words.quarter(e), "chosen": e == self.quarter} for e in offered]


def read(request: SignedInRequest, uuid: UUID) -> Asked:
    """Read what is asked of a plan; what is no quarter gives the proposed one and a sentence.

    Raises Edition.DoesNotExist for a plan that is not there or not the reader's.
    """
    as_of = asked(request)
    edition = edition_of(request.user, uuid, as_of.moment)
    language = request.GET.get("language", "")
    chosen = resolve(language if language in {"ru", "en"} else None)
    text = request.GET.get("quarter", "").strip()
    usual = proposed(edition.plan.starts_on, edition.plan.ends_on, as_of.moment.day)
    if not text:
        return Asked(edition, usual, as_of, chosen)
    try:
        return Asked(edition, Quarter.parse(text), as_of, chosen)
    except NoQuarter:
        said = _("“%(text)s” is no quarter. Write it as 2025-Q3.") % {"text": text[:40]}
        return Asked(edition, usual, as_of, chosen, said)
