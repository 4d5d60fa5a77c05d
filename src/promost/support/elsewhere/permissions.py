"""Who sees the files of applications made elsewhere."""

from __future__ import annotations

from django.db.models import QuerySet

from promost.accounts.models import User
from promost.support.models import ApplicationSheet


def sheets_visible_to(user: User) -> QuerySet[ApplicationSheet]:
    """Return the files that were taken for the user's organisations."""
    if not user.is_active:
        return ApplicationSheet.objects.none()
    return ApplicationSheet.objects.filter(made_for__memberships__user=user).distinct()
