"""Installations for tests of backup and restore: a folder and a database of their own, on either database."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from django.db import connection

FILL = """
from django.utils import timezone
from promost.accounts.actors import OPERATOR
from promost.accounts.models import User
from promost.kit import files, history, refs
from promost.plans.models import Document
for number in range(4):
    user = User.objects.create_user(f"p{number}@example.org", "a long secret", name=f"Ёлка {number} \\u2028")
    history.write(OPERATOR, "accounts.edit_profile", refs.of(user), {"n": [1.0, 1e22, {"z": None, "a": "ё"}]}, "why")
Document.objects.create(sha256=files.keep(b"the plan"), name="plan.docx", size=8, uploaded_at=timezone.now())
"""
"""Rows with what databases keep differently: Cyrillic, numbers in JSON, moments; and a stored file."""


@dataclass
class Installation:
    """A data folder with a database; what its commands say is kept."""

    home: Path
    url: str = ""
    said: str = field(default="", init=False)

    def promost(self, *words: str, code: int = 0, **environment: str) -> str:
        """Run a command; its exit code must be ``code``. Return what it said, errors among it."""
        return self._run("-m", "promost.conf.cli", *words, code=code, **environment)

    def python(self, lines: str) -> str:
        """Run lines of Python with Django set up; return what they wrote."""
        return self._run("-c", f"import django; django.setup()\n{lines}").strip()

    def _run(self, *words: str, code: int = 0, **environment: str) -> str:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PROMOST_", "DATABASE_URL"))}
        ours = {"PROMOST_HOME": str(self.home), "DJANGO_SETTINGS_MODULE": "promost.conf.settings", "LANG": "C.UTF-8"}
        address = {"DATABASE_URL": self.url} if self.url else {}
        done = subprocess.run(
            [sys.executable, *words], env=kept | ours | address | environment, capture_output=True, text=True,
            timeout=120, check=False,
        )  # fmt: skip
        self.said = done.stdout + done.stderr
        assert done.returncode == code, self.said
        return self.said


@contextmanager
def postgres(home: Path) -> Iterator[Installation]:
    """Make an installation on a new database of the server that the tests run on."""
    told = connection.settings_dict
    name = f"promost_{os.getpid()}_{abs(hash(str(home))) % 10**8}"
    maintenance = connection.copy("default")
    maintenance.settings_dict = {**told, "NAME": "postgres"}
    with maintenance.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
    host, port = told["HOST"], told["PORT"] or "5432"
    where = f"{host}:{port}" if host and not host.startswith("/") else ""
    url = f"postgres://{quote(told['USER'])}:{quote(told['PASSWORD'] or '')}@{where}/{name}"
    try:
        yield Installation(home, url if where else f"{url}?host={host}")
    finally:
        with maintenance.cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        maintenance.close()
