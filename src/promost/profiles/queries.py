"""Questions about indicators and observed levels."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from promost.profiles.models import Indicator


def by_code(codes: Collection[str] | None = None) -> Mapping[str, Indicator]:
    """Return {code: indicator} of all, or of some, with what they are made of, in one query."""
    found = Indicator.objects.select_related("numerator", "denominator", "level")
    return {row.code: row for row in (found if codes is None else found.filter(code__in=codes))}
