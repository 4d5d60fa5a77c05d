"""Recording and figures of the ledger against the bare database, on SQLite and on PostgreSQL.

    python benchmarks/ledger/run.py                      both databases, 10^5 facts recorded, figures from 10^6
    python benchmarks/ledger/run.py --facts 50000 --recorded 5000 --only sqlite     half a minute

A database of its own is made in a temporary folder and removed; PostgreSQL is started where it is installed.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src"), str(Path(__file__).parent)]


def main() -> int:
    """Run on each database in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--facts", type=int, default=10**6, help="facts that figures are asked from")
    parser.add_argument("--recorded", type=int, default=10**5, help="facts recorded each way")
    parser.add_argument("--rounds", type=int, default=31, help="how often each figure is asked")
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.here:
        return here(asked)
    words = [sys.executable, __file__, "--here", f"--facts={asked.facts}", f"--recorded={asked.recorded}"]
    words.append(f"--rounds={asked.rounds}")
    if asked.only != "postgresql":
        _in_folder(words, {})
    if asked.only != "sqlite":
        _on_postgresql(words)
    return 0


def _on_postgresql(words: list[str]) -> None:
    from tests.harness import postgres  # noqa: PLC0415 - only where it is asked for

    folder = postgres.binaries()
    if folder is None:
        print("PostgreSQL is not installed here; it was left out.")
        return
    with postgres.server(folder) as address:
        _in_folder(words, {"DATABASE_URL": f"{address.rpartition(chr(47))[0]}/postgres"})


def _in_folder(words: list[str], more: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory(prefix="promost-bench-") as home:
        settings = {
            "PROMOST_HOME": home,
            "PROMOST_SECRET_KEY": "benchmark",
            "DJANGO_SETTINGS_MODULE": "promost.conf.settings",
        }
        subprocess.run(words, env={**os.environ, **settings, **more}, check=True)


def here(asked: argparse.Namespace) -> int:
    """Make the database and measure."""
    import django  # noqa: PLC0415 - the settings are told by now

    django.setup()
    import measure  # noqa: PLC0415 - models are ready only now
    from data import build  # noqa: PLC0415 - as above
    from django.core.management import call_command  # noqa: PLC0415 - as above
    from django.db import connection  # noqa: PLC0415 - as above

    began = time.monotonic()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    call_command("migrate", verbosity=0)
    print(f"\n== {connection.vendor} ==", flush=True)
    world = build()
    measure.recording(world, asked.recorded, _say)
    measure.fill(world, asked.facts)
    measure.figures(world, asked.rounds, _say)
    _say(f"({time.monotonic() - began:.0f} s)")
    return 0


def _say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
