"""What the templates of the navigator are given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext as _

from promost.accounts.requests import ActingRequest
from promost.accounts.rules import can
from promost.matching import Truth
from promost.profiles import schema as profile
from promost.support.models import Level, SchemeKind
from promost.support.navigator import asking, shown
from promost.support.navigator.filters import LISTS, Filters, asked
from promost.support.navigator.forms import AnswerForm, language
from promost.support.navigator.looking import Look
from promost.support.navigator.standing import Fit
from promost.support.navigator.subjects import own_of

ON_A_PAGE = 20
NAMED = 3
"""Fields that stand in the way of most schemes and are named."""
Context = dict[str, Any]


def whole(request: ActingRequest, look: Look, form: AnswerForm | None = None) -> Context:
    """Return everything: the enterprise, the question, the lists. ``form``: an answer that was refused."""
    context: Context = {"look": look, "subject": look.subject, "own": own_of(look.actor)}
    if look.subject is None:
        return context | {"count": len(look.engine.offers), "typed": "", "refused": ()}
    known = shown.known(look.teller, look.subject)
    asked_for = request.GET.get("ask", "")
    question = _question(look, form.asked.code if form else asked_for)
    return context | lists(request, look) | choices(look) | {
        "answered": [fact for fact in known if fact.is_answer],
        "given": [fact for fact in known if not fact.is_answer],
        "has_answers": bool(look.subject.answers),
        "question": question,
        "form": form or (question and _form(look, question, is_live=bool(request.htmx))),
        "is_chosen": bool(asked_for or form),
        "is_live": bool(request.htmx),
        **_following(look),
    }  # fmt: skip


def lists(request: ActingRequest, look: Look) -> Context:
    """Return the list that is looked at, and how many are in each."""
    filters = asked(request.GET)
    found = look.standing.lists(filters)
    current = _current(request.GET.get("list", ""), found)
    page = Paginator(found[current], ON_A_PAGE).get_page(request.GET.get("page"))
    return {
        "filters": filters,
        "tabs": [_tab(each, len(found[each]), each == current, filters) for each in LISTS],
        "current": current.value,
        "current_name": list_names()[current],
        "page": page,
        "rows": look.teller.rows(list(page.object_list), look.saved),
        "in_the_way": _in_the_way(look) if current is Truth.NO else [],
        "today": look.today,
    }


def choices(look: Look) -> Context:
    """Return what the filters offer."""
    named: Any = look.schema["region"]
    at = 1 if language() == "en" else 0
    regions = sorted(((code, words[at]) for code, words in named.options.items()), key=lambda one: one[1])
    return {"kinds": SchemeKind.choices, "levels": Level.choices, "regions": regions}


def list_names() -> dict[Truth, str]:
    """Return what each list is called."""
    return {Truth.YES: _("Fits"), Truth.UNKNOWN: _("Cannot say yet"), Truth.NO: _("Does not fit")}


def _current(wanted: str, found: Mapping[Truth, list[Fit]]) -> Truth:
    first = next((each for each in LISTS if found[each]), Truth.YES)
    return next((each for each in LISTS if each.value == wanted), first)


def _tab(each: Truth, count: int, current: bool, filters: Filters) -> Context:
    query = "&".join(part for part in (f"list={each.value}", filters.query) if part)
    url = f"{reverse('support:navigator')}?{query}"
    kind = {Truth.YES: "ok", Truth.UNKNOWN: "info", Truth.NO: "neutral"}[each]
    return {"label": list_names()[each], "count": count, "current": current, "url": url, "kind": kind}


def _in_the_way(look: Look) -> list[tuple[str, int]]:
    return [(profile.by_code()[code].name, count) for code, count in look.standing.in_the_way[:NAMED]]


def _question(look: Look, code: str) -> asking.Question | None:
    if code in profile.by_code():
        return asking.question_of(look.standing, code)
    return asking.next_question(look.standing)


def _form(look: Look, question: asking.Question, *, is_live: bool) -> AnswerForm:
    """``is_live``: the question takes the place of the one before, and the cursor goes into it."""
    record = look.subject.record if look.subject else {}
    form = AnswerForm(None, question.field, look.schema, record.get(question.field.code))
    if is_live:
        form.fields["value"].widget.attrs["autofocus"] = True
    return form


def _following(look: Look) -> Context:
    own = own_of(look.actor)
    is_own = look.subject is not None and own is not None and look.subject.how == "own"
    return {
        "may_follow": is_own and can(look.actor, "support.subscribe", own),
        "subscription": look.subscription,
        "new": _new(look),
    }


def _new(look: Look) -> list[Fit]:
    if look.subscription is None:
        return []
    fits = (fit for fit in look.standing.fits if fit.verdict.answer is Truth.YES)
    return [fit for fit in fits if fit.key not in look.subscription.known]
