"""Addresses of the navigator."""

from __future__ import annotations

from django.urls import path

from promost.support.navigator.views import navigator, saving, side_by_side

urlpatterns = [
    path("", navigator.show, name="navigator"),
    path("enter/", navigator.enter, name="navigator-enter"),
    path("answer/", navigator.answer, name="navigator-answer"),
    path("forget/", navigator.forget, name="navigator-forget"),
    path("codes/", navigator.search_codes, name="navigator-codes"),
    path("compare/", side_by_side.compare, name="compare"),
    path("print/", side_by_side.printed, name="navigator-print"),
    path("saved/", saving.saved, name="saved"),
    path("saved/<uuid:uuid>/", saving.save, name="save"),
    path("follow/", saving.follow, name="navigator-follow"),
]
