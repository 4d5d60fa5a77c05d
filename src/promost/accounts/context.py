"""What every page shows around its own content: menu, whom one acts for, version, language. Asked for, not before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode
from django.utils.translation import get_language

import promost
from promost.accounts import acting
from promost.accounts.actors import Actor
from promost.kit import clock
from promost.registry.models.organisations import FEDERAL_ZONE
from promost.registry.rooms import MenuItem, rooms


@dataclass(frozen=True, slots=True)
class MenuLine:
    """A line of the main menu as shown."""

    label: Any
    url: str
    current: bool
    badge: str = ""
    """Where the browser gets what stands beside it; "" for nothing."""


@dataclass(frozen=True, slots=True)
class Seat:
    """An organisation that the user may act for: its lasting id, its name, and whether it is the one now."""

    value: str
    label: str
    current: bool


def page(request: HttpRequest) -> dict[str, Any]:
    """Give the context of every page: ``menu``, ``room_menu``, ``memberships``, ``acting``, ``demo``, ``today`` …"""
    return {
        "menu": SimpleLazyObject(partial(menu, request)),
        "room_menu": SimpleLazyObject(partial(room_menu, request)),
        "memberships": SimpleLazyObject(partial(seats, request)),
        "acting": SimpleLazyObject(partial(seat_now, request)),
        "today": SimpleLazyObject(partial(today, request)),
        "demo": settings.DEMO,
        "demo_date": _demo_date(),
        "version": promost.__version__,
        "source_url": settings.SOURCE_URL,
        "page_language": get_language() or settings.LANGUAGE_CODE,
    }


def menu(request: HttpRequest) -> list[MenuLine]:
    """Return the lines of the main menu that this user may open."""
    return _lines(request, "")


def room_menu(request: HttpRequest) -> list[MenuLine]:
    """Return the lines of the menu of the room whose page this is; none for a room that has one page to go to."""
    room = _room_of(request)
    lines = _lines(request, room) if room else []
    return lines if len(lines) > 1 else []


def _lines(request: HttpRequest, within: str) -> list[MenuLine]:
    if hasattr(request, "user"):
        acting.organisations_of(request)
    items = [each for room in rooms() for each in room.menu if each.within == within and _may_open(request, each)]
    items.sort(key=lambda item: item.place)
    return [line for line in (_line(request, item) for item in items) if line]


def _room_of(request: HttpRequest) -> str:
    return request.resolver_match.namespace if request.resolver_match else ""


def _may_open(request: HttpRequest, item: MenuItem) -> bool:
    if not item.permission:
        return True
    return hasattr(request, "user") and request.user.has_perm(item.permission)


def _line(request: HttpRequest, item: MenuItem) -> MenuLine | None:
    try:
        url = reverse(item.url_name)
    except NoReverseMatch:
        return None
    current = request.path == url or (url != "/" and request.path.startswith(url)) or _leads(request, item)
    return MenuLine(item.label, url, current, _badge(request, item))


def _leads(request: HttpRequest, item: MenuItem) -> bool:
    """Whether this is the main menu's line of a room that has a menu of its own, on one of that room's pages."""
    room = _room_of(request)
    inner = any(each.within == room for every in rooms() for each in every.menu) if room else False
    return inner and not item.within and item.url_name.partition(":")[0] == room


def _badge(request: HttpRequest, item: MenuItem) -> str:
    """Name whom it is for: a browser that keeps the answer for a while must not show another organisation's."""
    actor = _actor(request)
    if not item.badge or actor is None:
        return ""
    return f"{reverse(item.badge)}?{urlencode({'for': actor.behalf_id})}"


def seats(request: HttpRequest) -> list[Seat]:
    """Return the organisations that the user may act for."""
    now = _actor(request)
    if now is None:
        return []
    actors = acting.organisations_of(request)
    return [Seat(each.behalf_id, str(each.organisation), each.behalf_id == now.behalf_id) for each in actors]


def seat_now(request: HttpRequest) -> Seat | None:
    """Return the organisation acted for, None for a stranger and for a user of no organisation."""
    actor = _actor(request)
    return Seat(actor.behalf_id, str(actor.organisation), current=True) if actor and actor.organisation else None


def today(request: HttpRequest) -> date:
    """Return the programme's day where the organisation acted for works; Moscow's day for anybody else."""
    actor = _actor(request)
    return clock.today(actor.organisation.zone if actor and actor.organisation else ZoneInfo(FEDERAL_ZONE))


def _actor(request: HttpRequest) -> Actor | None:
    return getattr(request, "actor", None)


def _demo_date() -> date | None:
    frozen = clock.frozen_at()
    return frozen.date() if settings.DEMO and frozen else None
