"""One's own account: profile, organisation acted for, erasure."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from promost.accounts import acting, actions
from promost.accounts.forms import EraseForm, ProfileForm
from promost.accounts.models import Role, User
from promost.accounts.requests import ActingRequest
from promost.accounts.views.answers import tell, user_of
from promost.accounts.ways import way_back


@login_required
@require_http_methods(["GET", "POST"])
def profile(request: ActingRequest) -> HttpResponse:
    """Show and change what a person says of themselves."""
    user = user_of(request)
    known = {"name": user.name, "position": user.position, "language": user.language}
    form = ProfileForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        actions.edit_profile(request.actor, user, **form.cleaned_data)
        messages.success(request, _("Your profile is saved."))
        return redirect("accounts:profile")
    actors = acting.organisations_of(request)
    places = [(actor.organisation, [Role(role) for role in sorted(actor.roles)]) for actor in actors]
    context = {"form": form, "places": places, "person": user}
    return render(request, "accounts/profile.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def act_for(request: ActingRequest) -> HttpResponse:
    """Choose the organisation in whose name one acts, and go back to the page one was on."""
    acting.choose(request, request.POST.get("organisation", ""))
    return redirect(way_back(request, request.POST.get("next", "")))


@login_required
@require_http_methods(["GET", "POST"])
def erase(request: ActingRequest) -> HttpResponse:
    """Erase one's own account, after saying what that means."""
    user = user_of(request)
    form = EraseForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        try:
            actions.erase_user(request.actor, User.objects.get(pk=user.pk))
        except ValidationError as error:
            tell(request, error)
            return redirect("accounts:profile")
        logout(request)
        messages.success(request, _("Your account is erased."))
        return redirect("/")
    return render(request, "accounts/erase.html", {"form": form}, status=422 if form.is_bound else 200)
