"""Files of an application, given back as they came to those who may read them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from promost.accounts.requests import SignedInRequest
from promost.accounts.rules import require
from promost.kit import files
from promost.kit.doors import page
from promost.ledger.views.evidence import attachment
from promost.support.applications import queries
from promost.support.models import Application, ObligationReport


@require_safe
@page
def document(request: SignedInRequest, key: int) -> HttpResponseBase:
    """Give a document."""
    found = queries.document_of(request.user, key)
    require(request.actor, "support.read_document", found)
    return _given(request, found.application, found.sha256, found.name)


@require_safe
@page
def agreement(request: SignedInRequest, uuid: UUID) -> HttpResponseBase:
    """Give the agreement's file."""
    found = queries.application_of(request.user, uuid)
    require(request.actor, "support.see_award", found)
    if not found.agreement_sha256:
        raise Application.DoesNotExist
    return _given(request, found, found.agreement_sha256, found.agreement_name)


@require_safe
@page
def report_file(request: SignedInRequest, uuid: UUID) -> HttpResponseBase:
    """Give what proves a report."""
    found = queries.report_of(request.user, uuid)
    require(request.actor, "support.see_award", found.obligation.application)
    if not found.sha256:
        raise ObligationReport.DoesNotExist
    return _given(request, found.obligation.application, found.sha256, found.file_name)


def _given(request: SignedInRequest, application: Application, sha256: str, name: str) -> HttpResponseBase:
    try:
        return attachment(files.read(sha256), name)
    except (files.Damaged, FileNotFoundError):
        words = _("This file is no longer what was stored, or it is gone. Tell whoever runs the installation.")
        messages.error(request, words)
        return redirect("support:application", application.uuid)
