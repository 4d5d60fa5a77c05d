"""The addresses of the room of reports."""

from __future__ import annotations

from django.urls import path

from promost.reports import views

app_name = "reports"
urlpatterns = [
    path("plans/<uuid:uuid>/report/", views.show, name="report"),
    path("plans/<uuid:uuid>/report/template/", views.template, name="template"),
    path("plans/<uuid:uuid>/report/document/", views.document, name="document"),
    path("plans/<uuid:uuid>/report/<str:form>/", views.download, name="file"),
]
