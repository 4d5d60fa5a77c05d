"""The facts of a measure on its page, with their evidence."""

from __future__ import annotations

from urllib.parse import urlencode

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from promost.accounts.requests import SignedInRequest
from promost.kit import clock
from promost.kit.moments import Moment
from promost.plans.models import Measure
from promost.plans.pages.extensions import Panel

PLACE = 50
"""After the targets, before the notes."""


def of_measure(request: SignedInRequest, measure: Measure, at: Moment) -> Panel:
    """Return the card of a measure's facts. They come when a reader gets there; until then the page asks for none."""
    given = {"measure": str(measure.uuid)}
    if at.day < clock.today(request.actor.zone):
        given["until"] = at.day.isoformat()
    url = f"{reverse('ledger:facts')}?{urlencode(given)}"
    return Panel(_("Facts"), render_to_string("ledger/parts/of_measure.html", {"url": url}), PLACE, flush=True)
