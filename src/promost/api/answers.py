"""Errors as JSON: a code, a sentence in the language of the reader, the fields concerned. Never a page or traceback."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import (
    NON_FIELD_ERRORS,
    ObjectDoesNotExist,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
    ValidationError,
)
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled
from ninja.errors import ValidationError as Unreadable

from promost.api.authentication import ReadOnly, TokenRefused
from promost.api.sentences import STATUSES, of_field
from promost.kit.access import Refused
from promost.kit.rest import Conflict
from promost.kit.transitions import Overtaken
from promost.ledger.problems import Bad

TAKEN = frozenset({"ALREADY_REVERSED", "TOKEN_TAKEN"})
"""Problems of the ledger that nobody can mend in what they sent: somebody was first."""
log = logging.getLogger(__name__)


def error(status: int, code: str, message: str, fields: Mapping[str, list[str]] | None = None) -> JsonResponse:
    """Return an answer that says what went wrong."""
    body = {"code": code, "message": message, "fields": dict(fields or {})}
    answer = JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False})
    if status == 401:
        answer["WWW-Authenticate"] = "Bearer"
    return answer


def invalid(fields: Mapping[str, Iterable[Any]], message: str = "", code: str = STATUSES[422][0]) -> JsonResponse:
    """Return the answer to what has to be mended (422): by field, and perhaps a sentence about the whole."""
    listed = {name: [str(each) for each in several] for name, several in fields.items()}
    return error(422, code, message or str(STATUSES[422][1]), listed)


def plain(status: int) -> JsonResponse:
    """Return the answer for a status of which nothing more is known."""
    code, sentence = STATUSES.get(status, STATUSES[400])
    return error(status, code, str(sentence))


def install(api: NinjaAPI) -> None:
    """Tell the API how each failure is answered."""
    for exception, handler in HANDLERS.items():
        api.add_exception_handler(exception, handler)


def _refused_token(request: HttpRequest, failure: TokenRefused) -> HttpResponse:
    return error(401, failure.code, failure.sentence)


def _read_only(request: HttpRequest, failure: ReadOnly) -> HttpResponse:
    return error(403, "token_reads_only", _("This token only reads. Create one that may record."))


def _by_status(request: HttpRequest, failure: HttpError) -> HttpResponse:
    return plain(failure.status_code)


def _not_there(request: HttpRequest, failure: Exception) -> HttpResponse:
    return plain(404)


def _refused(request: HttpRequest, failure: Exception) -> HttpResponse:
    return plain(403)


def _unsound(request: HttpRequest, failure: Exception) -> HttpResponse:
    return plain(400)


def _too_large(request: HttpRequest, failure: Exception) -> HttpResponse:
    return plain(413)


def _overtaken(request: HttpRequest, failure: Overtaken) -> HttpResponse:
    return plain(409)


def _conflict(request: HttpRequest, failure: Conflict) -> HttpResponse:
    return error(409, failure.code, failure.words)


def _unreadable(request: HttpRequest, failure: Unreadable) -> HttpResponse:
    fields: dict[str, list[str]] = {}
    for each in failure.errors:
        fields.setdefault(_name(each["loc"]), []).append(of_field(each))
    return invalid(fields)


def _name(place: Sequence[Any]) -> str:
    """The field's name as it was sent: "files.0.content"; in a body the operation's own word for it goes before."""
    source, *parts = place
    inner = parts[1:] if source == "body" else parts
    return ".".join(str(part) for part in inner) or str(source)


def _bad(request: HttpRequest, failure: Bad) -> HttpResponse:
    if failure.code in TAKEN:
        return error(409, failure.code, failure.words)
    return invalid({failure.field: [failure.words]} if failure.field else {}, failure.words, failure.code)


def _not_valid(request: HttpRequest, failure: ValidationError) -> HttpResponse:
    if not hasattr(failure, "error_dict"):
        return invalid({}, " ".join(failure.messages), getattr(failure, "code", None) or "invalid")
    fields = dict(failure.message_dict)
    whole = fields.pop(NON_FIELD_ERRORS, [])
    return invalid(fields, " ".join(whole))


def _fault(request: HttpRequest, failure: Exception) -> HttpResponse:
    log.error("%s %s", request.method, request.path, exc_info=failure)
    return plain(500)


HANDLERS: Mapping[type[Exception], Any] = {
    Exception: _fault,
    TokenRefused: _refused_token,
    ReadOnly: _read_only,
    AuthenticationError: _by_status,
    Throttled: _by_status,
    HttpError: _by_status,
    Http404: _not_there,
    ObjectDoesNotExist: _not_there,
    Refused: _refused,
    PermissionDenied: _refused,
    SuspiciousOperation: _unsound,
    UnreadablePostError: _unsound,
    RequestDataTooBig: _too_large,
    Overtaken: _overtaken,
    Conflict: _conflict,
    Bad: _bad,
    Unreadable: _unreadable,
    ValidationError: _not_valid,
}
