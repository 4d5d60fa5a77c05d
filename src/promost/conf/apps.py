"""How Django's admin is set up here."""

from __future__ import annotations

from django.contrib.admin.apps import AdminConfig


class ReferenceAdminConfig(AdminConfig):
    """Django's admin with our site in the place of its own."""

    default_site = "promost.conf.reference.ReferenceSite"
