"""The addresses of the desks."""

from __future__ import annotations

from django.urls import path

from promost.desks import views

urlpatterns = [path("", views.home, name="home")]
