"""The addresses of the room of plans."""

from __future__ import annotations

from django.urls import path

from promost.plans.views import agreements, documents, imports, measures, plans, preview, promises, rows

app_name = "plans"
urlpatterns = [
    path("plans/", plans.index, name="index"),
    path("agreements/", agreements.listing, name="agreements"),
    path("agreements/add/", agreements.add, name="agreement_add"),
    path("agreements/<uuid:uuid>/", agreements.show, name="agreement"),
    path("agreements/<uuid:uuid>/upload/", imports.upload, name="upload"),
    path("plans/<uuid:uuid>/", plans.show, name="plan"),
    path("plans/<uuid:uuid>/editions/", plans.editions, name="editions"),
    path("plans/<uuid:uuid>/editions/<int:number>/document/", documents.download, name="document"),
    path("plans/<uuid:uuid>/targets/<uuid:target>/", promises.counting, name="counting"),
    path("plans/<uuid:uuid>/indicators/", promises.indicators, name="indicators"),
    path("plans/<uuid:uuid>/participants/", promises.participants, name="participants"),
    path("plans/<uuid:uuid>/participants/<int:key>/end/", promises.end_participation, name="participant_end"),
    path("plans/<uuid:uuid>/measures/add/", measures.add, name="measure_add"),
    path("measures/<uuid:uuid>/", measures.show, name="measure"),
    path("measures/<uuid:uuid>/history/", measures.history, name="measure_history"),
    path("measures/<uuid:uuid>/edit/", measures.edit, name="measure_edit"),
    path("imports/<uuid:uuid>/", imports.show, name="import"),
    path("imports/<uuid:uuid>/progress/", imports.progress, name="import_progress"),
    path("imports/<uuid:uuid>/document/", documents.download_import, name="import_document"),
    path("imports/<uuid:uuid>/head/", preview.head, name="import_head"),
    path("imports/<uuid:uuid>/bodies/<int:key>/", preview.match, name="body_match"),
    path("imports/<uuid:uuid>/newer-of/<uuid:plan>/", preview.newer, name="import_newer"),
    path("imports/<uuid:uuid>/difference/", preview.difference, name="import_difference"),
    path("imports/<uuid:uuid>/accept/", preview.accept, name="import_accept"),
    path("imports/<uuid:uuid>/discard/", preview.discard, name="import_discard"),
    path("imports/<uuid:uuid>/rows/add/", rows.add, name="row_add"),
    path("imports/<uuid:uuid>/rows/<int:position>/", rows.show, name="row"),
    path("imports/<uuid:uuid>/rows/<int:position>/edit/", rows.edit, name="row_edit"),
    path("imports/<uuid:uuid>/rows/<int:position>/accept/", rows.accept_error, name="row_accept"),
    path("imports/<uuid:uuid>/rows/<int:position>/leave-out/", rows.leave_out, name="row_leave_out"),
    path("imports/<uuid:uuid>/rows/<int:position>/pair/", rows.pair, name="row_pair"),
]
