"""What the page of a scheme shows, asked for in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from promost.accounts.models import User
from promost.accounts.requests import ActingRequest
from promost.accounts.rules import can
from promost.kit import capacity
from promost.profiles.schema import enterprise_schema
from promost.support.applications import budget
from promost.support.criteria import tree
from promost.support.criteria.forms import language
from promost.support.criteria.outline import Part, outline
from promost.support.models import ProposalState, RemarkState, Scheme, SchemeState
from promost.support.schemes.pages import terms
from promost.support.schemes.permissions import PUBLIC, schemes_visible_to
from promost.support.schemes.queries import criteria_of
from promost.support.schemes.windows import zone_of


def scheme_of(user: User, uuid: Any) -> Scheme:
    """Return a scheme that a user sees, with what waits in it; one query. Raises DoesNotExist."""
    waiting = Count("proposals", filter=Q(proposals__state=ProposalState.PROPOSED), distinct=True)
    told = Count("remarks", filter=Q(remarks__state=RemarkState.NEW), distinct=True)
    rows = schemes_visible_to(user).select_related("provider__region", "region", "generic")
    return rows.annotate(waiting=waiting, told=told).get(uuid=uuid)


@dataclass(frozen=True, slots=True)
class Window:
    """A window as it is shown."""

    opens_on: Any
    closes_on: Any
    note: str
    kind: str
    word: str


def shown(request: ActingRequest, scheme: Scheme, now: datetime) -> Mapping[str, Any]:
    """Return what the page shows beside the scheme's own fields."""
    editor = can(request.actor, "support.edit_scheme", scheme)
    day = now.astimezone(zone_of(scheme)).date()
    return {
        "scheme": scheme,
        "summary": in_language(scheme.summary, scheme.summary_en),
        "facts": facts(scheme),
        "open": terms.openness(scheme, now),
        "windows": [
            Window(each.opens_on, each.closes_on, each.note, *terms.window_state(each, day))
            for each in scheme.windows.all()
        ],
        "criteria": outlined(scheme),
        "variants": scheme.variants.filter(state__in=PUBLIC).select_related("region").order_by("region", "pk"),
        "generic": scheme.generic if scheme.generic and scheme.generic.state in PUBLIC else None,
        "money": money(scheme, day.year),
        "is_editor": editor,
        "sees_gap": scheme.state == SchemeState.PUBLISHED and can(request.actor, "support.see_gap", scheme),
        "is_signatory": can(request.actor, "support.publish_scheme", scheme),
        "buttons": buttons(request, scheme, editor),
    }


def in_language(russian: str, english: str) -> str:
    """Return a text in the reader's language; the Russian one where there is no other."""
    return english if english and language() == "en" else russian


def facts(scheme: Scheme) -> list[tuple[str, str]]:
    """Return (name, words) of the terms that are said."""
    rows = (
        (_("Amount"), terms.amount(scheme)),
        (_("Rate"), terms.rate(scheme)),
        (_("Term"), terms.term(scheme)),
        (_("The applicant's own share"), terms.own_share(scheme)),
        (_("Decided within, days"), str(scheme.answer_days) if scheme.answer_days else ""),
    )
    return [(name, words) for name, words in rows if words]


def outlined(scheme: Scheme) -> Part | None:
    """Return the criteria in sentences, the generic scheme's with its own; None where nothing is asked."""
    criteria = criteria_of(scheme)
    return outline(tree.opened(criteria), enterprise_schema(), language()) if criteria else None


def money(scheme: Scheme, year: int) -> Mapping[str, Any] | None:
    """Return a year's limit, what is granted of it and what is left; None where there is no limit."""
    found = capacity.occupancy([budget.name_of(scheme, year)]).get(budget.name_of(scheme, year))
    if found is None or found.capacity is None:
        return None
    return {"year": year, "limit": found.capacity, "granted": found.taken, "left": found.free}


def buttons(request: ActingRequest, scheme: Scheme, editor: bool) -> list[tuple[str, str, str]]:
    """Return (verb, words, kind of button) of the ways that the scheme may go now and this actor may send it."""
    signatory = can(request.actor, "support.publish_scheme", scheme)
    ways = {
        SchemeState.DRAFT: [
            (editor, "submit", _("Hand in for review"), "ghost"),
            (signatory, "publish", _("Publish"), ""),
        ],
        SchemeState.REVIEW: [(signatory, "publish", _("Publish"), "")],
        SchemeState.ARCHIVED: [(signatory, "revive", _("Take out of the archive"), "ghost")],
    }
    found = ways.get(SchemeState(scheme.state), [])
    return [(verb, words, kind) for allowed, verb, words, kind in found if allowed]
