"""Taking places: against the bare statements, and by a crowd; on SQLite and on PostgreSQL.

    python benchmarks/capacity/run.py                    64 clients, 100,000 attempts on 2,000 places; both databases
    python benchmarks/capacity/run.py --attempts 6400 --places 200 --only sqlite     half a minute

A database of its own is made in a temporary folder and removed; PostgreSQL is started where it is installed.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src"), str(Path(__file__).parent)]
WAYS = ("take", "look_then_take", "count_then_insert")


def main() -> int:
    """Run on each database in a process of its own; return 1 when the kit's way sold or lost a place it must not."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clients", type=int, default=64)
    parser.add_argument("--attempts", type=int, default=100_000)
    parser.add_argument("--places", type=int, default=2000)
    parser.add_argument("--processes", type=int, default=2, help="of the site that serves the clients")
    parser.add_argument("--threads", type=int, default=4, help="of each process")
    parser.add_argument("--rounds", type=int, default=31, help="of the single client")
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.here:
        return here(asked)
    words = [sys.executable, __file__, "--here"]
    words += [
        f"--{each}={getattr(asked, each)}"
        for each in ("clients", "attempts", "places", "processes", "threads", "rounds")
    ]
    failed = 0 if asked.only == "postgresql" else _in_folder(words, {})
    return failed if asked.only == "sqlite" else _on_postgresql(words) or failed


def _on_postgresql(words: list[str]) -> int:
    from tests.harness import postgres  # noqa: PLC0415 - only where it is asked for

    folder = postgres.binaries()
    if folder is None:
        print("PostgreSQL is not installed here; it was left out.")
        return 0
    with postgres.server(folder) as address:
        return _in_folder(words, {"DATABASE_URL": f"{address.rpartition(chr(47))[0]}/postgres"})


def _in_folder(words: list[str], more: dict[str, str]) -> int:
    with tempfile.TemporaryDirectory(prefix="promost-bench-") as home:
        settings = {
            "PROMOST_HOME": home,
            "PROMOST_SECRET_KEY": "benchmark",
            "DJANGO_SETTINGS_MODULE": "promost.conf.settings",
        }
        return subprocess.run(words, env={**os.environ, **settings, **more}, check=False).returncode


def here(asked: argparse.Namespace) -> int:
    """Make the database and measure."""
    import django  # noqa: PLC0415 - the settings are told by now

    django.setup()
    import attempts  # noqa: PLC0415 - models are ready only now
    import single  # noqa: PLC0415 - as above
    from django.core.management import call_command  # noqa: PLC0415 - as above
    from django.db import connection  # noqa: PLC0415 - as above

    from promost.kit import capacity  # noqa: PLC0415 - as above

    connection.ensure_connection()
    call_command("migrate", verbosity=0)
    _say(f"\n== {connection.vendor} ==")
    single.measure(asked.rounds, _say)
    capacity.open_(attempts.TOUR, asked.places)
    _say(f"{asked.clients} clients served by {asked.processes} × {asked.threads} threads, {asked.places} places")
    held = [_by_crowd(way, asked) for way in WAYS]
    return 0 if all(held[:2]) else 1


def _by_crowd(way: str, asked: argparse.Namespace) -> bool:
    """Let the crowd take every place one way, tell what came of it, and whether each place went exactly once."""
    import attempts  # noqa: PLC0415 - models are ready by now
    from crowd import crowd  # noqa: PLC0415 - as above

    from promost.kit.capacity import Holding  # noqa: PLC0415 - as above

    attempts.empty()
    tally = crowd(
        f"attempts:{way}",
        clients=asked.clients,
        attempts=asked.attempts,
        processes=asked.processes,
        threads=asked.threads,
    )
    kept = Holding.objects.order_by("pk").values_list("taker_id", "key")
    held = {(int(client), int(number)) for client, number in kept}
    oversold, lost, errors = len(held) - asked.places, set(tally.yes) ^ held, sum(tally.errors.values())
    _say(f"    {way:18} {tally.told()}")
    _say(f"    {'':18} oversold {max(oversold, 0)}, unsold {max(-oversold, 0)}, lost {len(lost)}, errors {errors}")
    for words, number in tally.errors.most_common(3):
        _say(f"    {'':18} {number} × {words}")
    return not (oversold or lost or errors)


def _say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
