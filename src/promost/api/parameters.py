"""A parameter that nobody knows is refused: a filter with a slip in its name would otherwise give everything."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from ninja.operation import Operation

from promost.api import answers
from promost.api.sentences import FIELDS

Run = Callable[..., HttpResponseBase]


def nothing_unknown(run: Run) -> Run:
    """Make an operation refuse parameters of the address that it has not (422)."""
    known = frozenset(_names(run.__self__))  # type: ignore[attr-defined] # it is the operation's own method

    @wraps(run)
    def checked(request: HttpRequest, **path: Any) -> HttpResponseBase:
        unknown = sorted(request.GET.keys() - known)
        if unknown:
            return answers.invalid({name: [str(FIELDS["unknown"])] for name in unknown})
        return run(request, **path)

    return checked


def _names(operation: Operation) -> Iterator[str]:
    for model in operation.models:
        if model.__ninja_param_source__ == "query":
            yield from model.__ninja_flatten_map__
