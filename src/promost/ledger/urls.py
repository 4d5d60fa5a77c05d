"""The addresses of the ledger."""

from __future__ import annotations

from django.urls import path

from promost.ledger.views import evidence, facts, recording, sheets

app_name = "ledger"
urlpatterns = [
    path("facts/", facts.listing, name="facts"),
    path("facts/<uuid:uuid>/", facts.show, name="fact"),
    path("facts/<uuid:uuid>/reverse/", facts.reverse_fact, name="reverse"),
    path("facts/<uuid:uuid>/evidence/", evidence.attach_to_fact, name="attach"),
    path("measures/<uuid:uuid>/facts/add/", recording.record, name="record"),
    path("measures/<uuid:uuid>/facts/nil/", recording.nil, name="nil"),
    path("measures/<uuid:uuid>/hand-in/", recording.hand_in, name="hand_in"),
    path("measures/<uuid:uuid>/evidence/", evidence.attach_to_measure, name="attach_measure"),
    path("plans/<uuid:uuid>/facts/add/", recording.record_plan, name="record_plan"),
    path("plans/<uuid:uuid>/facts/sheet/", sheets.sheet, name="sheet"),
    path("plans/<uuid:uuid>/facts/sheet/template/", sheets.template, name="sheet_template"),
    path("sheets/<uuid:uuid>/refused/", sheets.refused, name="sheet_refused"),
    path("evidence/<uuid:uuid>/", evidence.download, name="evidence"),
    path("evidence/<uuid:uuid>/personal/", evidence.personal, name="evidence_personal"),
    path("evidence/<uuid:uuid>/erase/", evidence.erase, name="evidence_erase"),
]
