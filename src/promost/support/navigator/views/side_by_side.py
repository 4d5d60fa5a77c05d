"""Schemes side by side, and the lists on paper."""

from __future__ import annotations

from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from promost.accounts.requests import ActingRequest
from promost.support.navigator import comparing, pages, shown
from promost.support.navigator.filters import LISTS, asked
from promost.support.navigator.looking import Look
from promost.support.navigator.standing import Fit
from promost.support.navigator.subjects import Subject
from promost.support.schemes import queries

PRINTED = 100
"""Schemes of a list that are printed; more are counted."""


@require_safe
def compare(request: ActingRequest) -> HttpResponse:
    """Show up to four schemes side by side: terms, and each condition for this enterprise."""
    look = Look(request)
    keys = [key for key in dict.fromkeys(request.GET.getlist("scheme")) if key in look.standing.every]
    shown_fits = _complete(look, keys[: comparing.MOST])
    context = {
        "look": look,
        "subject": look.subject,
        "rows": look.teller.rows(shown_fits),
        "lines": comparing.lines(shown_fits, look.today),
        "conditions": comparing.conditions(shown_fits, look.schema, look.subject or Subject(""), look.today),
        "too_many": len(keys) > comparing.MOST,
        "names": pages.list_names(),
        "today": look.today,
    }
    return render(request, "support/navigator/compare.html", context)


@require_safe
def printed(request: ActingRequest) -> HttpResponse:
    """Show the three lists on a page to be printed, with the day and what they rest on."""
    look = Look(request)
    found = look.standing.lists(asked(request.GET)) if look.subject else {}
    parts = [
        {
            "name": pages.list_names()[each],
            "answer": each.value,
            "count": len(found[each]),
            "rows": look.teller.rows(found[each][:PRINTED]),
            "more": max(len(found[each]) - PRINTED, 0),
        }
        for each in (LISTS if found else ())
    ]
    known = shown.known(look.teller, look.subject) if look.subject else []
    context = {"look": look, "subject": look.subject, "parts": parts, "known": known, "today": look.today}
    return render(request, "support/navigator/printed.html", context)


def _complete(look: Look, keys: list[str]) -> list[Fit]:
    """The schemes with what lists leave aside: criteria, documents, generic schemes; two queries for any number."""
    found = queries.by_uuid(keys)
    known = [(found[key], look.standing.every[key]) for key in keys]
    fits = [Fit(scheme, fit.verdict, fit.opening) for scheme, fit in known]
    prefetch_related_objects([fit.scheme for fit in fits], "documents")
    return fits
