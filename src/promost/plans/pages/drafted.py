"""What was read, as a person reads it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from decimal import Decimal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from promost.kit import formats
from promost.kit.components.chips import chip
from promost.kit.components.kinds import Kind
from promost.kit.components.lists import problem_list
from promost.plans import drafts
from promost.plans.difference import Change
from promost.plans.models import Resource
from promost.plans.models import Target as SavedTarget
from promost.plans.pages import problems
from promost.plans.pages.differences import DifferenceRow
from promost.plans.pages.names import side_name
from promost.plans.pages.terms_shown import days
from promost.plans.queries.flat import draft_target_text, resource_text, unit_text
from promost.plans.reading.draft import Deadline, Owner, PlanDraft, Problem, Side, Target


def said_problems(found: Iterable[Problem], settled: Container[str] = ()) -> SafeString:
    """List problems in the reader's language; those taken as signed are shown as settled."""
    return problem_list(problems.say(found, settled))


def head_period(head: PlanDraft) -> str:
    """Write the plan's period."""
    period = drafts.period_of(head)
    return formats.period(*period) if period else _("not found in the document")


def draft_deadline(deadline: Deadline) -> SafeString:
    """Write a term as read, and its words in the document below."""
    shown = days(str(deadline.kind), deadline.start, deadline.end, deadline.text)
    several = ", ".join(formats.day(day, "short") for day in deadline.due_dates)
    below = [text for text in (several, _("“%(text)s”") % {"text": deadline.text} if deadline.text else "") if text]
    return format_html("{}{}", shown, format_html_join("", "<br><small>{}</small>", ((each,) for each in below)))


def draft_owners(owners: Mapping[Side, Sequence[Owner]], parties: Mapping[str, str]) -> SafeString:
    """Write the owners of each side as lines of a definition list; ``parties`` is {side: the party's own name}."""
    lines = ((parties.get(str(side)) or side_name(str(side)), _bodies(several)) for side, several in owners.items())
    return format_html_join("", "<div><dt>{}</dt><dd>{}</dd></div>", lines)


def _bodies(owners: Sequence[Owner]) -> SafeString:
    if not owners:
        return SafeString("—")
    return format_html_join("; ", "{}{}{}", ((each.name, *_beside(each)) for each in owners))


def _beside(owner: Owner) -> tuple[str, str]:
    person = f" ({owner.person})" if owner.person else ""
    return person, f" {_('(subject to agreement)')}" if owner.by_agreement else ""


def draft_targets(targets: Sequence[Target]) -> SafeString:
    """Write the numbers promised."""
    if not targets:
        return SafeString("—")
    return format_html_join(SafeString("<br>"), "{}", ((draft_target_text(each),) for each in targets))


def resource_line(resource: Resource) -> str:
    """Write a resource: what it is for, the year, the amount, or the document's words."""
    return resource_text(resource.label, resource.year, resource.amount, resource.unit, resource.text)


def target_value(target: SavedTarget, value: Decimal | None) -> str:
    """Write a value with its target's unit in the reader's language; a dash for one that is not there."""
    return "—" if value is None else formats.amount(value, unit_text(target.unit, target.okei))


def change_chip(row: DifferenceRow) -> SafeString:
    """Say what became of a row."""
    return became_chip(row.change.change, row.kind)


def became_chip(change: Change, kind: Kind) -> SafeString:
    """Say what became of something."""
    words = {
        Change.ADDED: _("added"),
        Change.REMOVED: _("struck out"),
        Change.CHANGED: _("changed"),
        Change.SAME: _("the same"),
    }
    return chip(words[change], kind, "")
