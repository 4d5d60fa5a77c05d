"""Comments on a thing, and the mentions of whoever reads."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from promost.accounts.requests import SignedInRequest
from promost.accounts.rules import can, require
from promost.comments import actions, queries, subjects
from promost.comments.forms import CommentForm
from promost.comments.people import by_office, people_of
from promost.comments.subjects import Subject
from promost.kit.doors import page
from promost.kit.transitions import Overtaken

PAGE = 20
WRONG = 422
NOTHING = 204


@require_http_methods(["GET", "HEAD", "POST"])
@page
def of(request: SignedInRequest, kind: str, ident: str) -> HttpResponse:
    """Show the comments on a thing, and save a new one; htmx gets the part that stands on the thing's own page."""
    subject = subjects.find(request.user, kind, ident)
    people = people_of(subject)
    form = CommentForm(request.POST or None, people=people)
    if request.method == "POST":
        require(request.actor, "comments.write", subject)
        if _saved(request, subject, form):
            if not request.htmx:
                return redirect("comments:of", subject.ref.kind, subject.ref.id)
            form = CommentForm(people=people)
    others = [person for person in people if person.user.pk != request.user.pk]
    context = {"form": form, "offices": by_office(others), **_read(request, subject)}
    return render(request, _template(request), context, status=WRONG if form.is_bound else 200)


def _template(request: SignedInRequest) -> str:
    return "comments/parts/swapped.html" if request.htmx else "comments/of.html"


def _read(request: SignedInRequest, subject: Subject) -> dict[str, Any]:
    """What stands there already."""
    listed = Paginator(queries.comments_on(subject), PAGE).get_page(request.GET.get("page"))
    return {
        "subject": subject,
        "page": listed,
        "comments": queries.said(listed, request.user),
        "may_write": can(request.actor, "comments.write", subject),
        "organisation": request.actor.organisation,
    }


def _saved(request: SignedInRequest, subject: Subject, form: CommentForm) -> bool:
    if not form.is_valid():
        return False
    try:
        actions.write(request.actor, subject, *form.given)
    except ValidationError as refused:
        form.add_error("text", refused)
        return False
    messages.success(request, _("The comment is written."))
    return True


@require_POST
@page
def withdraw(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Withdraw a comment of one's own."""
    comment = queries.comment_of(request.user, uuid)
    try:
        actions.withdraw(request.actor, comment)
    except Overtaken:
        messages.info(request, _("The comment had been withdrawn already."))
    else:
        messages.success(request, _("The comment is withdrawn. Who wrote it and when stays."))
    return redirect("comments:of", comment.about_kind, comment.about_id)


@require_safe
@page
def mentions(request: SignedInRequest) -> HttpResponse:
    """Show where I was mentioned, the newest first."""
    require(request.actor, "comments.list_mentions")
    found = queries.mentions_of(request.user)
    new = sum(each.mention.seen_at is None for each in found)
    return render(request, "comments/mentions.html", {"mentions": found, "new": new})


@require_safe
@page
def mentioned(request: SignedInRequest) -> HttpResponse:
    """Give the home page its card of new mentions; nothing where there are none."""
    require(request.actor, "comments.list_mentions")
    found = queries.mentions_of(request.user, unseen=True)
    if not found:
        return HttpResponse(status=NOTHING)
    return render(request, "comments/parts/mentioned.html", {"mentions": found[:5], "new": len(found)})


@require_safe
@page
def unseen(request: SignedInRequest) -> HttpResponse:
    """Give the number beside the menu's line; nothing where there is nothing."""
    count = queries.unseen(request.user) if can(request.actor, "comments.list_mentions") else 0
    response = (
        render(request, "comments/parts/unseen.html", {"count": count}) if count else HttpResponse(status=NOTHING)
    )
    patch_cache_control(response, private=True, no_cache=True)
    return response


@require_POST
@page
def open_mention(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Note that I saw a mention, and lead to the comment."""
    mention = queries.mention_of(request.user, uuid)
    actions.see(request.actor, mention)
    comment = mention.comment
    number = queries.newer_than(comment) // PAGE + 1
    here = reverse("comments:of", args=[comment.about_kind, comment.about_id])
    return redirect(f"{here}{f'?page={number}' if number > 1 else ''}#comment-{comment.uuid}")


@require_POST
@page
def see_all(request: SignedInRequest) -> HttpResponse:
    """Note that I saw every mention."""
    actions.see_all(request.actor)
    return redirect("comments:mentions")
