"""Addresses of the schemes."""

from __future__ import annotations

from django.urls import URLPattern, path

from promost.support.schemes.views import criteria, editing, life, listing, money, proposals, remarks, showing

urlpatterns: list[URLPattern] = [
    path("", listing.schemes, name="schemes"),
    path("new/", editing.create, name="scheme-new"),
    path("remarks/", remarks.inbox, name="remarks"),
    path("remarks/<uuid:uuid>/answer/", remarks.answer, name="remark-answer"),
    path("<uuid:uuid>/", showing.scheme, name="scheme"),
    path("<uuid:uuid>/fits/", showing.fits, name="scheme-fits"),
    path("<uuid:uuid>/edit/", editing.edit, name="scheme-edit"),
    path("<uuid:uuid>/money/", money.money, name="scheme-money"),
    path("<uuid:uuid>/state/", life.move, name="scheme-state"),
    path("<uuid:uuid>/proposals/", proposals.proposals, name="scheme-proposals"),
    path("<uuid:uuid>/remark/", remarks.remark, name="scheme-remark"),
    path("<uuid:uuid>/criteria/", criteria.build, name="criteria"),
    path("<uuid:uuid>/criteria/count/", criteria.count, name="criteria-count"),
]
