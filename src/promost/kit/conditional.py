"""Pages that a browser keeps: asked for again, they are answered with "not modified" as long as nothing has happened.

Every action writes history, so whatever a page shows of the programme changes with the newest entries (and with those
of Django's admin, where reference data are corrected). What else it
depends on stands in its tag: who reads it and in whose name, the language, the address, the hour, the code. A page that
shows a message is never kept, nor one whose forms carry the token of another session.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from functools import lru_cache, wraps
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.admin.models import LogEntry
from django.db.models import Count, Max, Min, Subquery
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotModified
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.crypto import salted_hmac
from django.utils.http import parse_etags
from django.utils.translation import get_language

from promost.kit import clock
from promost.kit.models import HistoryEntry

P = ParamSpec("P")
R = TypeVar("R", bound=HttpRequest)
View = Callable[Concatenate[R, P], HttpResponseBase]

WINDOW = 1000
"""Newest entries of history that are looked at. On PostgreSQL an entry may be committed after one with a greater key;
the least of the window, or their number, then tells of it."""
QUARTER = 15 * 60
"""Seconds of the business clock for which an unchanged page holds. A day ends at a quarter of an hour in every zone."""
HTMX = ("HX-Request", "HX-Boosted", "HX-History-Restore-Request", "HX-Target")
PACKAGE = Path(__file__).resolve().parent.parent


def kept(view: View[R, P]) -> View[R, P]:
    """Make a page one that the browser keeps and asks about. It costs one query, and saves all of the page's own.

    The page may show whatever actions change; not how far a job is, nor what another clock than the business one says.
    Stand inside ``doors.page``, which asks first whether somebody is signed in.
    """

    @wraps(view)
    def asked(request: R, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        tag = "" if len(messages.get_messages(request)) else tag_of(request)
        if tag and tag in parse_etags(request.headers.get("If-None-Match", "")):
            return _marked(HttpResponseNotModified(), tag)
        response = view(request, *args, **kwargs)
        told = getattr(messages.get_messages(request), "added_new", False)  # by the view itself
        return _marked(response, "" if told or response.status_code != 200 else tag)

    return cast("View[R, P]", asked)


def tag_of(request: HttpRequest) -> str:
    """Return the weak entity tag of a page as it stands now, in one query; "" for a reader without a form's token.

    It is signed, so that nobody can guess what another reader's page would be called.
    """
    token = request.META.get("CSRF_COOKIE")
    if not token:
        return ""
    parts = "\n".join(str(part) for part in (*_reader(request), token, *_state()))
    return f'W/"{salted_hmac("promost.kit.conditional", parts, algorithm="sha256").hexdigest()[:32]}"'


def _reader(request: HttpRequest) -> Iterable[Any]:
    """Who asks, in whose name, for what, in which language; a part of the page, as htmx has it, is another page."""
    actor: Any = getattr(request, "actor", None)
    yield from (getattr(actor, "user_id", None), getattr(actor, "behalf_id", ""))
    yield from (request.session.session_key, get_language(), request.get_full_path())
    yield from (request.headers.get(name, "") for name in HTMX)


def _state() -> Iterable[Any]:
    """The programme as it stands: its newest history, the business clock, the code that shows it."""
    by_hand = Subquery(LogEntry.objects.order_by("-pk").values("pk")[:1])
    newest = HistoryEntry.objects.annotate(by_hand=by_hand).order_by("-pk")[:WINDOW]
    yield from newest.aggregate(Max("pk"), Min("pk"), Count("pk"), Max("recorded_at"), Max("by_hand")).values()
    yield int(clock.now().timestamp()) // QUARTER
    yield from (_code(), settings.DEMO, settings.SOURCE_URL)


@lru_cache(maxsize=1)
def _code() -> str:
    """A digest of the names, sizes and times of the program's files, read once: a newer program shows new pages."""
    digest = hashlib.sha256()
    for path in sorted(path for path in PACKAGE.rglob("*") if path.is_file() and path.suffix != ".pyc"):
        found = path.stat()
        digest.update(f"{path}\0{found.st_size}\0{found.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _marked(response: HttpResponseBase, tag: str) -> HttpResponseBase:
    """Say that the page is the reader's own, and is asked about each time."""
    if tag:
        response.headers["ETag"] = tag
    patch_cache_control(response, private=True, no_cache=True)
    patch_vary_headers(response, ("Cookie", "Accept-Language", *HTMX))
    return response
