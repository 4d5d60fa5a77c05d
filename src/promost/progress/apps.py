"""Progress as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class ProgressConfig(AppConfig):
    """Promise against fact: states, pace, figures."""

    name = "promost.progress"
    label = "progress"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register references and duties, what is asked along for menu and pages, and ask to be told of changes."""
        from promost.plans.queries import measures  # noqa: PLC0415 - models are ready only now
        from promost.progress import references  # noqa: PLC0415 - as above
        from promost.progress.curator import permissions  # noqa: PLC0415 - as above
        from promost.progress.queries.lines import newest_notes  # noqa: PLC0415 - as above
        from promost.progress.statements import telling  # noqa: PLC0415 - as above

        references.register()
        telling.register()
        permissions.register()
        measures.ask_along(newest_notes)
