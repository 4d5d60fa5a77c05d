"""The addresses of the room of progress."""

from __future__ import annotations

from django.urls import path

from promost.progress.completion import urls as completion
from promost.progress.curator import urls as curator
from promost.progress.statements import urls as statements
from promost.progress.views import notes

app_name = "progress"
urlpatterns = [
    path("measures/<uuid:uuid>/notes/", notes.notes, name="notes"),
    path("notes/<uuid:uuid>/withdraw/", notes.withdraw, name="withdraw_note"),
    *completion.urlpatterns,
    *curator.urlpatterns,
    *statements.urlpatterns,
]
