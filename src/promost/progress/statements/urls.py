"""The addresses of statements."""

from __future__ import annotations

from django.urls import path

from promost.progress.statements.views import drawing, public, reading, signing

urlpatterns = [
    path("plans/<uuid:uuid>/statements/", reading.listing, name="statements"),
    path("plans/<uuid:uuid>/statements/draw/", drawing.draw, name="draw"),
    path("plans/<uuid:plan>/facts/<uuid:fact>/objection/", signing.dispute, name="dispute"),
    path("targets/<uuid:uuid>/declare/<str:day>/", drawing.declare, name="declare"),
    path("objections/<uuid:uuid>/settle/", signing.settle, name="settle"),
    path("statements/<uuid:uuid>/", reading.one, name="statement"),
    path("statements/<uuid:uuid>/sheet.pdf", reading.sheet, name="statement_sheet"),
    path("statements/<uuid:uuid>/statement.json", reading.file, name="statement_file"),
    path("statements/<uuid:uuid>/scan/<int:signature>/", reading.scan, name="statement_scan"),
    path("statements/<uuid:uuid>/sign/<int:party>/", signing.sign, name="sign"),
    path("statements/<uuid:uuid>/paper/<int:party>/", signing.paper, name="sign_on_paper"),
    path("statements/<uuid:uuid>/return/<int:party>/", signing.give_back, name="return_statement"),
    path("verify/<uuid:uuid>/", public.verification, name="verify"),
]
