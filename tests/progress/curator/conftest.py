"""The programme and the day of the tests of statements."""

from __future__ import annotations

from tests.progress.statements.conftest import _noon, three

__all__ = ["_noon", "three"]
