"""Uploading a file of schemes, its preview, its acceptance."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from promost.accounts.requests import SignedInRequest
from promost.accounts.rules import can, require
from promost.kit import files
from promost.kit.doors import page
from promost.kit.transitions import Overtaken
from promost.ledger.views.evidence import attachment
from promost.support.importing import actions, queries
from promost.support.importing.forms import ColumnsForm, FileForm
from promost.support.importing.refused import refused_file
from promost.support.models import RowOutcome, SchemeImport, SchemeImportState
from promost.support.reading import Reading, Unreadable, read, say, tell

PAGE = 25


@require_http_methods(["GET", "HEAD", "POST"])
@page
def upload(request: SignedInRequest) -> HttpResponse:
    """Take a file of schemes; below, those that were taken before."""
    require(request.actor, "support.add_scheme")
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        answer = _take(request, form)
        if answer:
            return answer
    context = {"form": form, "earlier": queries.imports_of(request.user)}
    return render(request, "support/importing/upload.html", context)


def _take(request: SignedInRequest, form: FileForm) -> HttpResponse | None:
    sent = form.cleaned_data["document"]
    try:
        taken = actions.take(request.actor, sent.name, sent.read())
    except Unreadable as refused:
        form.add_error("document", say(refused.code, refused.values, request.LANGUAGE_CODE))
        return None
    if taken.again:
        messages.info(request, _("This file was uploaded before and waits: here is its preview."))
    return redirect("support:import-preview", taken.source.uuid)


@require_safe
@page
def preview(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Show what becomes of each row; or, where columns are not understood, ask which holds what."""
    source = queries.import_of(request.user, uuid)
    rows = queries.rows_of(source, request.GET.get("only", ""))
    counts = queries.counts_of(source)
    if source.state == SchemeImportState.PREVIEW and not any(counts.values()):
        return _ask_columns(request, source)
    shown = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    headings = {field: heading for heading, field in source.mapping.items()}
    context = {
        "source": source,
        "shown": shown,
        "rows": queries.shown(list(shown), headings),
        "tabs": _tabs(request, counts),
        "counts": counts,
        "may_accept": source.state == SchemeImportState.PREVIEW and can(request.actor, "support.accept_import", source),
    }
    return render(request, "support/importing/preview.html", context)


def _tabs(request: SignedInRequest, counts: Mapping[str, int]) -> list[Mapping[str, object]]:
    only = request.GET.get("only", "")
    words = [("", _("all rows"), sum(counts.values()))]
    words += [(value, str(queries.SHORT[value]), counts[value]) for value in RowOutcome.values if counts[value]]
    return [
        {"url": f"?only={value}" if value else "?", "label": label, "count": count, "current": value == only}
        for value, label, count in words
    ]


def _ask_columns(request: SignedInRequest, source: SchemeImport, form: ColumnsForm | None = None) -> HttpResponse:
    reading = _headings(source)
    context = {
        "source": source,
        "form": form or _columns_form(None, reading),
        "problems": [tell(each, request.LANGUAGE_CODE) for each in reading.problems],
        "may_accept": can(request.actor, "support.accept_import", source),
    }
    return render(request, "support/importing/columns.html", context, status=422 if form else 200)


def _headings(source: SchemeImport) -> Reading:
    return read(files.read(source.sha256), source.file_name, source.mapping)


def _columns_form(data: object, reading: Reading) -> ColumnsForm:
    headings = list(dict.fromkeys([*reading.mapping, *reading.unknown_columns]))
    return ColumnsForm(data, headings=headings, known=reading.mapping)


@require_POST
@page
def columns(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Read the file again with the columns that an officer named."""
    source = queries.import_of(request.user, uuid)
    require(request.actor, "support.accept_import", source)
    form = _columns_form(request.POST, _headings(source))
    if not form.is_valid():
        return _ask_columns(request, source, form)
    try:
        actions.name_columns(request.actor, source, form.mapping)
    except Overtaken:
        messages.warning(request, _("Somebody was first: here is the file as it is now."))
    return redirect("support:import-preview", source.uuid)


@require_POST
@page
def accept(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Make drafts of the schemes."""
    source = queries.import_of(request.user, uuid)
    try:
        result = actions.import_schemes(request.actor, source)
    except Overtaken:
        messages.warning(request, _("Somebody was first: here is the file as it is now."))
        return redirect("support:import-preview", source.uuid)
    made = result.counts[RowOutcome.CREATED]
    said = ngettext("%(made)s draft of a scheme was made.", "%(made)s drafts of schemes were made.", made)
    messages.success(request, said % {"made": made})
    return redirect("support:import-preview", source.uuid)


@require_POST
@page
def discard(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """Put the file aside."""
    source = queries.import_of(request.user, uuid)
    try:
        actions.discard(request.actor, source)
    except Overtaken:
        messages.warning(request, _("Somebody was first: here is the file as it is now."))
        return redirect("support:import-preview", source.uuid)
    messages.info(request, _("The file was put aside; no scheme was made."))
    return redirect("support:import")


@require_safe
@page
def refused(request: SignedInRequest, uuid: UUID) -> HttpResponseBase:
    """Give the rows that were not taken, with the reasons."""
    source = queries.import_of(request.user, uuid)
    stem = source.file_name.rpartition(".")[0] or source.file_name
    return attachment(refused_file(source), f"{stem}.refused.csv")
