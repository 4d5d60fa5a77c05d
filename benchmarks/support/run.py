"""Who fits and has not applied, over a register of 300,000: the first question of the day, and those after it.

    python benchmarks/support/run.py                     300,000 legal entities, a database of its own
    python benchmarks/support/run.py --rows 30000        some seconds

The enterprises are invented as those of benchmarks/profiles; a third of the headcounts and revenues is not known.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src"), str(ROOT / "benchmarks" / "profiles")]
DAY = date(2025, 11, 17)
ROUNDS = 7
SCHEMES = 40
PLACES = ("RU-MOW", "RU-MOS", "RU-SPE", "RU-MAG", "RU-SMO", "RU-PER", "RU-SVE", "RU-NVS", "RU-KDA", "RU-BA")


def main() -> int:
    """Make the register and the schemes, and ask."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=300_000, help="legal entities in the register")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="promost-bench-") as home:
        os.environ |= {
            "PROMOST_HOME": home, "PROMOST_SECRET_KEY": "benchmark", "DJANGO_SETTINGS_MODULE": "promost.conf.settings",
        }  # fmt: skip
        _measure(asked.rows)
    return 0


def _measure(rows: int) -> None:
    import django  # noqa: PLC0415 - the settings are read from the environment made above

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    from promost.accounts.actors import OPERATOR  # noqa: PLC0415
    from promost.profiles.models import Enterprise  # noqa: PLC0415
    from promost.registry.actions.reference import load_built_in  # noqa: PLC0415

    call_command("migrate", verbosity=0, skip_checks=True)
    load_built_in(OPERATOR)
    made = _enterprises(rows)
    while part := list(islice(made, 2_000)):
        Enterprise.objects.bulk_create(part)
    print(f"{rows:,} entities; before: {_peak()} MB")
    _ask(_schemes())


def _enterprises(rows: int) -> Iterator[Any]:
    from generate import CODES, inn  # noqa: PLC0415

    from promost.kit import clock  # noqa: PLC0415
    from promost.profiles.models import Enterprise  # noqa: PLC0415

    dice, now = random.Random(20251117), clock.now()  # noqa: S311 - made-up data
    for number in range(1, rows + 1):
        codes = dice.sample(CODES, dice.randint(8, 32))
        known = dice.random() > 1 / 3
        yield Enterprise(
            inn=inn(number), short_name=f"Works {number}", key=f"works {number}", region_id=dice.choice(PLACES),
            okved=codes[0], okveds=" ".join(codes), activity=codes[0].replace(".", ""), changed_at=now,
            category=dice.choice(("none", "micro", "micro", "small", "medium")), legal_form="llc",
            employees=dice.randint(1, 900) if known else None, is_winding_up=False,
            revenue=Decimal(dice.randint(1, 3_000) * 1_000_000) if known else None,
            registered_on=date(dice.randint(1992, 2025), dice.randint(1, 12), 1),
        )  # fmt: skip


def _schemes() -> list[Any]:
    from promost.kit import clock  # noqa: PLC0415
    from promost.support.models import Scheme  # noqa: PLC0415

    dice = random.Random(7)  # noqa: S311 - made-up data
    return [
        Scheme.objects.create(
            kind="loan", level="federal", name=f"Scheme {number}", provider_name="Fund", state="published",
            created_at=clock.now(), criteria=_criteria(dice),
        )
        for number in range(SCHEMES)
    ]  # fmt: skip


def _criteria(dice: random.Random) -> dict[str, Any]:
    return {
        "all": [
            {"field": "okved", "under": [str(code) for code in sorted(dice.sample(range(10, 34), 8))]},
            {"field": "employees", "min": dice.choice((5, 15, 50)), "max": 500},
            {"any": [{"field": "sme", "in": ["micro", "small", "medium"]}, {"field": "revenue", "max": 2_000_000_000}]},
            {"field": "registered", "age_min": dice.choice((1, 2, 5))},
            {"field": "winding_up", "is": False},
        ]
    }


def _ask(schemes: list[Any]) -> None:
    from promost.support.officers.gap import FITS, Asked, enterprises, gap  # noqa: PLC0415
    from promost.support.officers.table import key_of, table  # noqa: PLC0415
    from promost.support.officers.unmet import schemes_for, unmet  # noqa: PLC0415

    one = schemes[0]
    _once("first question of the day, the register read and encoded", lambda: gap(one, key_of(None, DAY)))
    print(f"memory at its most: {_peak()} MB")
    found = gap(one, key_of(None, DAY))
    print(f"fits {len(found.fits):,}, cannot be said {len(found.unknown):,}, does not {found.does_not:,}")
    left = iter(schemes[1:])
    _often("another scheme, never asked before", lambda: gap(next(left), key_of(None, DAY)))
    _often("the same scheme again", lambda: gap(one, key_of(None, DAY)))
    narrow = Asked(region="RU-MAG", okved="25", category="small")
    _often("the same, by region, activity and category", lambda: gap(one, key_of(None, DAY), narrow))
    _often(
        "counts by activity, category, region, and a page",
        lambda: _page(gap(one, key_of(None, DAY)), enterprises, FITS),
    )
    _once("a region's register read and encoded", lambda: table(key_of("RU-MAG", DAY)))
    _once(
        f"demand of a region that none of {SCHEMES} schemes serves",
        lambda: unmet(schemes_for("RU-MAG"), key_of("RU-MAG", DAY)),
    )
    _often("the same again", lambda: unmet(schemes_for("RU-MAG"), key_of("RU-MAG", DAY)))


def _page(found: Any, enterprises: Callable[[list[str]], list[Any]], which: str) -> None:
    found.by_activity(which), found.by_category(which), found.by_region(which)
    enterprises(found.inns(which)[:50])


def _once(name: str, work: Callable[[], Any]) -> None:
    began, processor = time.perf_counter(), time.process_time()
    work()
    print(f"{name}: {time.perf_counter() - began:.2f} s ({time.process_time() - processor:.2f} s of the processor)")


def _often(name: str, work: Callable[[], Any]) -> None:
    taken = []
    for _round in range(ROUNDS):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    print(f"{name}: {statistics.median(taken) * 1000:.0f} ms, at worst {max(taken) * 1000:.0f} ms")


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    raise SystemExit(main())
