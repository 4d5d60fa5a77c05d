"""A database of an earlier version, with rows in it, comes up to date and loses none, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from tests.conf.installations import Installation, postgres

OLDER = """
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from promost.kit.migrating import quickly
with quickly():
    MigrationExecutor(connection).migrate([("accounts", "0001_initial"), ("plans", "0001_initial"), ("registry", "0002_names")])
apps = MigrationExecutor(connection).loader.project_state(
    [("accounts", "0001_initial"), ("plans", "0001_initial"), ("registry", "0002_names")]
).apps
from datetime import date, datetime, UTC
now = datetime(2025, 5, 14, 9, 30, 1, 123456, tzinfo=UTC)
user = apps.get_model("accounts", "User").objects.create(email="a@example.org", name="Анна", language="ru")
agreement = apps.get_model("plans", "Agreement").objects.create(number="№ 1", date=date(2025, 5, 14))
plan = apps.get_model("plans", "Plan").objects.create(
    agreement=agreement, title="План", starts_on=date(2025, 1, 1), ends_on=date(2025, 12, 31), created_at=now
)
for number in range(5):
    apps.get_model("plans", "Measure").objects.create(plan=plan, direction="supply", created_at=now)
print("ledger_fact" in connection.introspection.table_names())
"""
NOW = """
from promost.accounts.models import User
from promost.ledger.models import Fact
from promost.plans.models import Agreement, Measure, Plan
print(User.objects.get().name, Agreement.objects.get().number, Plan.objects.get().title, Measure.objects.count(),
      Measure.objects.first().created_at.isoformat(), Fact.objects.count())
"""


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    """Return an installation on the database that the tests run on."""
    if connection.vendor == "sqlite":
        yield Installation(tmp_path / "home")
        return
    with postgres(tmp_path / "home") as made:
        yield made


@pytest.mark.django_db(transaction=True)
def test_a_database_from_before_the_ledger_comes_up_to_date_with_every_row(installation: Installation) -> None:
    installation.home.mkdir(parents=True)
    assert installation.python(OLDER) == "False", "the older state has no ledger"
    assert "is up to date with this version" in installation.promost("upgrade", "--no-backup")
    assert installation.python(NOW) == "Анна № 1 План 5 2025-05-14T09:30:01.123456+00:00 0"
    assert "up to date" not in installation.promost("upgrade"), "a second time nothing is left to do"


@pytest.mark.django_db(transaction=True)
def test_a_backup_of_an_older_database_is_restored_and_brought_up_to_date(
    installation: Installation, tmp_path: Path
) -> None:
    installation.home.mkdir(parents=True)
    installation.python(OLDER)
    installation.promost("backup", str(tmp_path / "older.zip"))
    other = Installation(tmp_path / "other")
    other.promost("restore", str(tmp_path / "older.zip"))
    assert other.python(NOW) == "Анна № 1 План 5 2025-05-14T09:30:01.123456+00:00 0"
