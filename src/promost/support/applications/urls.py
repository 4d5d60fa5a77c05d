"""Addresses of applications."""

from __future__ import annotations

from django.urls import URLPattern, path

from promost.support.applications.pages.deeds import DEEDS
from promost.support.applications.views import deeds, files, lists, one

urlpatterns: list[URLPattern] = [
    path("", lists.applications, name="applications"),
    path("applications.csv", lists.file, name="applications-file"),
    path("apply/<uuid:uuid>/", one.apply, name="apply"),
    path("documents/<int:key>/", files.document, name="application-document-file"),
    path("documents/<int:key>/remove/", deeds.remove_document, name="application-document-remove"),
    path("payments/<uuid:uuid>/reverse/", deeds.reverse_payment, name="payment-reverse"),
    path("obligations/<uuid:uuid>/report/", deeds.report, name="obligation-report"),
    path("reports/<uuid:uuid>/accept/", deeds.accept_report, name="report-accept"),
    path("reports/<uuid:uuid>/return/", deeds.return_report, name="report-return"),
    path("reports/<uuid:uuid>/file/", files.report_file, name="report-file"),
    path("<uuid:uuid>/", one.application, name="application"),
    path("<uuid:uuid>/matching/", one.match, name="application-matching"),
    path("<uuid:uuid>/agreement-file/", files.agreement, name="agreement-file"),
    path("<uuid:uuid>/edit/", deeds.edit, name="application-edit"),
    *(path(f"<uuid:uuid>/{verb}/", deeds.view_of(verb), name=f"application-{verb}") for verb in DEEDS),
]
