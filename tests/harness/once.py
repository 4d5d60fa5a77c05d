"""Tests that ask no more of PostgreSQL than others do: they run on SQLite alone.

What is listed builds a great deal to look at what no database decides: words, files, rules of who sees what, whether
page, file and API say the same. The queries behind it run on PostgreSQL in the tests of the rooms and
in the walk through every address (tests/permissions/test_table.py). Nothing about constraints, locks, races, order,
histories' guards, sums, backup or migrations belongs here.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ONCE = (
    "tests/api/test_description.py",
    "tests/api/test_equality.py",
    "tests/kit/test_errors.py",
    "tests/permissions/test_visible.py",
    "tests/plans/test_demo.py",
    "tests/reports/test_equal.py",
)


def is_once(path: Path, listed: Iterable[str] = ONCE) -> bool:
    """Tell whether the tests of a file run on SQLite alone."""
    return path.resolve() in {ROOT / name for name in listed}
