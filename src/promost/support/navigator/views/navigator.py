"""The navigator's page, open to everybody: enter, answer, take an answer away, look at the lists."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from promost.accounts.requests import ActingRequest
from promost.profiles import schema as profile
from promost.profiles.models import Enterprise
from promost.support.navigator import codes, entering, pages
from promost.support.navigator.forms import AnswerForm
from promost.support.navigator.keeping import BY_ANSWERS, BY_INN, OWN, Kept, TooMuch, keep, kept
from promost.support.navigator.looking import Look
from promost.support.navigator.subjects import own_of

PAGE, PART, LISTS = (f"support/navigator/{name}.html" for name in ("page", "parts/navigator", "parts/found"))


@require_safe
def show(request: ActingRequest) -> HttpResponse:
    """Show where to enter, or how the enterprise stands; htmx swaps the lists alone, or all but the page's frame."""
    look = Look(request)
    if request.htmx and request.htmx.target == "found" and look.subject is not None:
        return render(request, LISTS, pages.lists(request, look))
    return render(request, PART if request.htmx else PAGE, pages.whole(request, look))


@require_POST
def enter(request: ActingRequest) -> HttpResponse:
    """Choose the enterprise: by INN, as the organisation acted for, by questions alone, or another one."""
    visit, how = kept(request), request.POST.get("how", BY_INN)
    if how == BY_INN:
        return _by_inn(request, visit)
    if how == OWN and own_of(request.actor) is None:
        how = ""
    return keep(redirect("support:navigator"), visit.of(how if how in (OWN, BY_ANSWERS) else ""))


@require_POST
def answer(request: ActingRequest) -> HttpResponse:
    """Take an answer, "I don't know", or a step back to the question before."""
    visit, code = kept(request), request.POST.get("field", "")
    if request.POST.get("do") == "back":
        return _back(request, visit)
    if code not in profile.by_code():
        return redirect(_here(request))
    if request.POST.get("do") == "unknown":
        return _after(request, visit.with_answer(code, None))
    look = Look(request)
    form = AnswerForm(request.POST, profile.by_code()[code], look.schema)
    if not form.is_valid():
        look = Look(request, visit if visit.how else visit.of(BY_ANSWERS))
        return render(request, PART if request.htmx else PAGE, pages.whole(request, look, form), status=422)
    return _after(request, visit.with_answer(code, form.answer))


@require_POST
def forget(request: ActingRequest) -> HttpResponse:
    """Take an answer away, or all of them."""
    visit, code = kept(request), request.POST.get("field", "")
    return _after(request, visit.without_answer(code) if code else visit.of(visit.how, visit.inn))


@require_safe
def search_codes(request: ActingRequest) -> HttpResponse:
    """Show the lines of the classifier that fit what is being typed; those ticked already stay."""
    ticked = request.GET.getlist("picked")
    context = {"found": codes.search(request.GET.get("value", ""), ticked), "ticked": ticked}
    return render(request, "support/navigator/parts/codes.html", context)


def _by_inn(request: ActingRequest, visit: Kept) -> HttpResponse:
    try:
        digits = entering.number(request.POST.get("inn", ""))
    except ValidationError as refused:
        look = Look(request, visit.of(""))
        context = {**pages.whole(request, look), "refused": refused.messages, "typed": request.POST.get("inn", "")[:40]}
        return render(request, PAGE, context, status=422)
    if not entering.is_person(digits) and Enterprise.objects.filter(inn=digits).exists():
        return keep(redirect("support:navigator"), visit.of(BY_INN, digits))
    messages.info(request, _not_there(digits))
    return keep(redirect("support:navigator"), visit.of(BY_ANSWERS))


def _not_there(digits: str) -> str:
    if entering.is_person(digits):
        return _("Entrepreneurs are not in the register of enterprises. A few questions lead to the same lists.")
    return _("INN %(inn)s is not in the register that was loaded. A few questions lead to the same lists.") % {
        "inn": digits
    }


def _back(request: ActingRequest, visit: Kept) -> HttpResponse:
    """The last answer is taken away and its question asked again."""
    last = next(reversed(list(visit.answers)), "")
    if not last:
        return redirect(_here(request))
    return _after(request, visit.without_answer(last), last)


def _after(request: ActingRequest, visit: Kept, ask: str = "") -> HttpResponse:
    """Show what a change has made of the lists; without htmx the browser goes there."""
    try:
        if request.htmx:
            asked = request.GET.copy()
            asked["ask"] = ask
            request.GET = asked  # type: ignore[assignment]
            return keep(render(request, PART, pages.whole(request, Look(request, visit))), visit)
        return keep(redirect(_here(request, ask)), visit)
    except TooMuch:
        messages.error(request, _("There are more answers than a visit can keep: take one away first."))
        return redirect(_here(request))


def _here(request: ActingRequest, ask: str = "") -> str:
    asked = request.GET.copy()
    asked.pop("ask", None)
    if ask:
        asked["ask"] = ask
    query = asked.urlencode()
    return reverse("support:navigator") + (f"?{query}" if query else "")
