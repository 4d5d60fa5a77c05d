"""Addresses of comments."""

from __future__ import annotations

from django.urls import path

from promost.comments import views

app_name = "comments"
urlpatterns = [
    path("", views.mentions, name="mentions"),
    path("mentioned/", views.mentioned, name="mentioned"),
    path("unseen/", views.unseen, name="unseen"),
    path("seen/", views.see_all, name="see_all"),
    path("mentions/<uuid:uuid>/open/", views.open_mention, name="open"),
    path("<uuid:uuid>/withdraw/", views.withdraw, name="withdraw"),
    path("<str:kind>/<str:ident>/", views.of, name="of"),
]
