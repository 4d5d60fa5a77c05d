"""What a visit keeps: who is looked at, the answers, the schemes put aside. It travels with the reader, signed, in a
cookie that ends with the browser's session; nothing of it is written to the database.

What an enterprise told of itself is never in it: for a member it is read anew each time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase

COOKIE = "promost_navigator"
SALT = "promost.support.navigator"
LASTS = timedelta(hours=12)
MOST_SAVED = 20
MOST_BYTES = 3_900
"""A browser drops a longer cookie without a word."""
BY_INN, OWN, BY_ANSWERS = "inn", "own", "told"
R = TypeVar("R", bound=HttpResponseBase)


class TooMuch(ValueError):
    """More answers than a visit can keep."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A visit. ``how``: "" (nobody yet), BY_INN, OWN (the organisation acted for) or BY_ANSWERS alone.

    ``answers``: field → value as JSON has it, None for "I don't know", in the order given. ``owner``: the user whose
    visit it is, "" for a stranger's.
    """

    owner: str = ""
    how: str = ""
    inn: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)
    saved: tuple[str, ...] = ()

    def of(self, how: str, inn: str = "") -> Kept:
        """Another enterprise is looked at: answers given for the last one go."""
        return replace(self, how=how, inn=inn, answers={})

    def with_answer(self, code: str, value: Any) -> Kept:
        """An answer, the last one given; None for "I don't know"."""
        rest = {name: one for name, one in self.answers.items() if name != code}
        return replace(self, how=self.how or BY_ANSWERS, answers={**rest, code: value})

    def without_answer(self, code: str) -> Kept:
        """An answer taken away: it may be asked again."""
        return replace(self, answers={name: one for name, one in self.answers.items() if name != code})

    def with_saved(self, key: str) -> Kept:
        """A scheme put aside, the newest first; the oldest go when there are too many."""
        return replace(self, saved=tuple(dict.fromkeys((key, *self.saved)))[:MOST_SAVED])

    def without_saved(self, key: str) -> Kept:
        """A scheme no longer put aside."""
        return replace(self, saved=tuple(each for each in self.saved if each != key))


def kept(request: HttpRequest) -> Kept:
    """Return the visit of a request; a new one where there is none, it is too old, or it is somebody else's."""
    owner = str(request.user.pk or "")
    try:
        found = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return Kept(owner)
    if found.get("owner") not in ("", owner):
        return Kept(owner)
    return Kept(**{**found, "owner": owner, "saved": tuple(each for each in found["saved"] if _is_key(each))})


def keep(response: R, visit: Kept) -> R:
    """Give the visit to the browser. Raises TooMuch, and gives nothing, when it would not fit."""
    text = signing.dumps(asdict(visit), salt=SALT, compress=True)
    if len(text) > MOST_BYTES:
        raise TooMuch
    response.set_cookie(COOKIE, text, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax")
    return response


def _is_key(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
