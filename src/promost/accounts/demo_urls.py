"""Addresses that exist in a demonstration only."""

from __future__ import annotations

from django.urls import URLPattern, path

from promost.accounts import demo_views

urlpatterns: list[URLPattern] = [
    path("", demo_views.people, name="demo_people"),
    path("sign-in/", demo_views.sign_in_as, name="demo_sign_in"),
]
