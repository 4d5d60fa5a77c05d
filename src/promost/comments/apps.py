"""Comments as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class CommentsConfig(AppConfig):
    """What people write to each other about a thing."""

    name = "promost.comments"
    label = "comments"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the kit the words of the room's deeds, and the accounts what goes with a person who is erased."""
        from promost.comments import references  # noqa: PLC0415 - models are ready only now

        references.register()
