"""The addresses of the registry."""

from __future__ import annotations

from django.urls import path

from promost.registry.views import entering, merging, organisations, regions, spellings

app_name = "registry"
urlpatterns = [
    path("organisations/", organisations.listing, name="organisations"),
    path("organisations/add/", entering.add, name="organisation_add"),
    path("organisations/municipalities/", entering.municipalities, name="municipalities"),
    path("organisations/<uuid:uuid>/", organisations.show, name="organisation"),
    path("organisations/<uuid:uuid>/edit/", entering.edit, name="organisation_edit"),
    path("organisations/<uuid:uuid>/merge/", merging.merge, name="organisation_merge"),
    path("organisations/<uuid:uuid>/spellings/", spellings.add, name="spelling_add"),
    path("organisations/<uuid:uuid>/spellings/<int:key>/forget/", spellings.forget, name="spelling_forget"),
    path("regions/", regions.show, name="regions"),
]
