"""`{% load promost %}`: the components of the kit, for templates. What each does is said where it is written."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.core.paginator import Page
from django.utils import timezone
from django.utils.safestring import SafeString

from promost.kit import formats
from promost.kit.components import (
    against,
    cards,
    chips,
    difference,
    figures,
    forms,
    icons,
    lists,
    people,
    schedules,
    times,
)

register = template.Library()

for _tag in (
    icons.icon,
    icons.logo,
    chips.chip,
    chips.toast,
    chips.toast_template,
    cards.empty_state,
    figures.kpi,
    against.against,
    figures.progress,
    lists.problem_list,
    lists.tabs,
    forms.field,
    forms.form_errors,
    people.person_or_body,
    times.both_clocks,
    times.deadline,
    difference.diff,
    schedules.chart,
    schedules.schedule_list,
):
    register.simple_tag(_tag)

for _block in (cards.card, cards.details, cards.dialog, chips.note):
    register.simple_block_tag(_block)


@register.simple_tag(takes_context=True)
def pager(context: template.Context, page: Page[Any], parameter: str = "page") -> SafeString:
    """Links between pages: `{% pager page %}`."""
    return lists.pager(context["request"], page, parameter)


@register.filter
def amount(value: Decimal | int | None, unit: str = "") -> str:
    """`{{ value|amount:"ед." }}`; a value that is not there is a dash, never a zero."""
    return "—" if value is None else formats.amount(value, unit)


@register.filter
def money(value: Decimal | None, currency: str = "RUB") -> str:
    """`{{ value|money }}`: a sum with its currency; a dash when there is none."""
    return "—" if value is None else formats.money(value, currency)


@register.filter
def day(value: date | None, style: formats.days.Style = "full") -> str:
    """`{{ date|day }}`, `{{ date|day:"short" }}`, `{{ date|day:"digits" }}`; a dash when there is none."""
    return "—" if value is None else formats.day(value, style)


@register.filter
def moment(value: datetime | None) -> str:
    """`{{ recorded_at|moment }}`: day and time in the current time zone, which is named; a dash when there is none."""
    if value is None:
        return "—"
    zone = timezone.get_current_timezone()
    return f"{formats.moment(value, zone)} {formats.zone_label(str(zone))}"


@register.filter
def until(value: date, today: date) -> str:
    """`{{ due|until:today }}`: how far a deadline is."""
    return formats.until(value, today)


@register.filter
def ago(value: date, today: date) -> str:
    """`{{ day|ago:today }}`: how long ago something happened."""
    return formats.ago(value, today)


@register.filter
def initials(value: object) -> str:
    """Two letters for the round mark of a person or a body."""
    words = str(value).split("@")[0].replace(".", " ").split()
    return "".join(word[0] for word in words[:2]).upper()
