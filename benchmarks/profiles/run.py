"""Filling the register of enterprises and asking it, on SQLite or on the database of DATABASE_URL.

    python benchmarks/profiles/run.py                     300,000 legal entities, a database of its own
    python benchmarks/profiles/run.py --rows 30000        half a minute

Times are of the processor, which a busy machine does not stretch, with the clock's beside them.
"""

from __future__ import annotations

import argparse
import io
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src"), str(Path(__file__).parent)]


def main() -> int:
    """Make a file, load it twice, ask the register."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=300_000, help="legal entities in the file")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="promost-bench-") as home:
        os.environ |= {
            "PROMOST_HOME": home, "PROMOST_SECRET_KEY": "benchmark", "DJANGO_SETTINGS_MODULE": "promost.conf.settings",
        }  # fmt: skip
        _measure(Path(home), asked.rows)
    return 0


def _measure(home: Path, rows: int) -> None:
    import django  # noqa: PLC0415 - the settings are read from the environment made above

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415
    from generate import write  # noqa: PLC0415

    from promost.accounts.actors import OPERATOR  # noqa: PLC0415
    from promost.registry.actions.reference import load_built_in  # noqa: PLC0415

    call_command("migrate", verbosity=0, skip_checks=True)
    load_built_in(OPERATOR)
    path = home / "VO_RRMSPSV_made_up.xml"
    write(rows, path)
    print(f"{rows:,} entities, {path.stat().st_size / 1e6:,.0f} MB; before: {_peak()} MB")
    _timed("first load", lambda: _load(path), rows)
    _timed("the same again", lambda: _load(path), rows)
    _ask()


def _load(path: Path) -> None:
    from promost.accounts.actors import OPERATOR  # noqa: PLC0415
    from promost.profiles.actions import load_register  # noqa: PLC0415

    own = 0

    def watch(_step: str, _done: int, _total: int) -> None:
        nonlocal own
        own = max(own, _own())

    load_register(OPERATOR, path, rejects=io.StringIO(), watch=watch)
    print(f"own memory while loading: at most {own} MB")


def _ask() -> None:
    from promost.matching import Criteria, Engine  # noqa: PLC0415
    from promost.profiles.queries.columns import columns  # noqa: PLC0415
    from promost.profiles.queries.enterprises import Sought, find  # noqa: PLC0415
    from promost.profiles.schema import enterprise_schema  # noqa: PLC0415

    for sought in (
        Sought("полярный завод"),
        Sought("4900001"),
        Sought("", "RU-MAG", "25.6"),
        Sought("завод", "", "25"),
    ):
        _timed(f"page of {sought}", lambda sought=sought: (find(sought).count(), list(find(sought)[:50])))
    held = _timed("columns", columns)
    _timed("columns, kept", columns)
    criteria = Criteria.from_json({"all": [{"field": "okveds", "under": ["25"]}, {"field": "sme", "in": ["small"]}]})
    engine = Engine(enterprise_schema(), {"scheme": criteria})
    match = _timed("encoded for matching", lambda: engine.match(held.fields))
    _timed("another scheme", lambda: match.add("other", Criteria.from_json({"field": "region", "in": ["RU-MAG"]})))


def _timed(name: str, deed: Callable[[], Any], rows: int = 0) -> Any:
    clock, processor = time.perf_counter(), time.process_time()
    result = deed()
    took, spent = time.perf_counter() - clock, time.process_time() - processor
    rate = f", {rows / spent:,.0f} rows a second" if rows else ""
    print(f"{name}: {spent:.3f} s of the processor ({took:.3f} s by the clock){rate}; peak {_peak()} MB", flush=True)
    return result


def _own() -> int:
    """Return the memory of the process itself in MB: without pages of the database's file that are mapped into it."""
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="ascii").splitlines() if status.exists() else []
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("RssAnon")), 0)


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    raise SystemExit(main())
