"""The public page that verifies a statement: for whoever has its sheet or its file. It names no person."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from promost.progress.models import Statement
from promost.progress.statements.forms import FileForm
from promost.progress.statements.from_file import LIMIT, FileVerified, Misread, verify_file
from promost.progress.statements.parties import turns
from promost.progress.statements.queries import with_all
from promost.progress.statements.said import said
from promost.progress.statements.showing import period_of, signed, title_of
from promost.progress.statements.verifying import Verified, verify

WRONG = 422


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def verification(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Verify a statement against the records; a file that is uploaded too."""
    statement = with_all(Statement.objects.filter(uuid=uuid)).first()
    if statement is None:
        raise Http404
    form, given = FileForm(request.POST or None, request.FILES or None), None
    if request.method == "POST" and form.is_valid():
        given = _file(form, uuid)
    found = given.stored if given and given.stored else verify(statement)
    context = {
        "statement": statement,
        "title": title_of(statement),
        "period": period_of(statement),
        "signatures": [(turn.party.called, signed(turn)) for turn in turns(statement)],
        "form": form,
        **_said(found, given),
    }
    return render(request, "progress/statements/verify.html", context, status=WRONG if form.errors else 200)


def _said(found: Verified, given: FileVerified | None) -> dict[str, object]:
    return {
        "found": found,
        "differences": [said(each, with_values=False) for each in found.differences],
        "given": given,
        "of_file": [said(each) for each in given.differences] if given else (),
    }


def _file(form: FileForm, uuid: UUID) -> FileVerified | None:
    file = form.cleaned_data["file"]
    if file.size > LIMIT:
        form.add_error("file", _("The file is too large: at most 20 MB."))
        return None
    try:
        given = verify_file(file.read())
    except Misread:
        form.add_error("file", _("This is no exported statement."))
        return None
    if given.uuid != str(uuid):
        form.add_error("file", _("This file is of another statement."))
        return None
    return given
