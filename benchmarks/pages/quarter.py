"""Measure each page of a quarter: queries and processor time of a first and of a repeated visit. See README.md."""

from __future__ import annotations

import argparse
import atexit
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
HOME = tempfile.mkdtemp(prefix="promost-quarter-")
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
os.environ.update(PROMOST_HOME=HOME, DJANGO_SETTINGS_MODULE="promost.conf.settings")
os.environ["PROMOST_FROZEN_AT"] = "2025-12-05T09:00:00+00:00"  # a kept page holds for a quarter of an hour
os.environ.pop("DATABASE_URL", None)
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "src")]

import django  # noqa: E402

django.setup()

import quarter_data as quarter  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.exceptions import ValidationError  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402

from promost.accounts.actors import Actor  # noqa: E402
from promost.accounts.models import User  # noqa: E402
from promost.conf.upgrade import upgrade  # noqa: E402
from promost.kit import clock  # noqa: E402
from promost.progress.models import Statement  # noqa: E402
from promost.progress.statements import verifying  # noqa: E402
from promost.progress.statements.drawing import draw  # noqa: E402

Deed = Callable[[], Any]
CONTROL = ("BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK")
"""Statements that ask nothing."""


def main() -> None:
    """Play the quarter; print a line for each page and each deed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--measures", type=int, default=200)
    parser.add_argument("--facts", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=7)
    given = parser.parse_args()
    settings.ALLOWED_HOSTS = ["testserver"]
    upgrade(with_backup=False)
    played = quarter.begin(given.measures, given.facts)
    print("| page | queries | first visit, ms | repeated: queries | repeated, ms | bytes |\n|---|---|---|---|---|---|")
    for name, deed in deeds(played):
        print(f"| *{name}* | {counted(deed)} | {middle(deed, 3):.0f} | | | |", flush=True)
    for name, actor, url in pages(played):
        visit(name, client_of(actor), url, given.rounds)


def deeds(played: quarter.Played) -> Iterator[tuple[str, Deed]]:
    """Yield what is done rather than looked at, and play on in between."""
    plan, actor = played.plan, played.editors[played.party("recipient")]
    with clock.stopped(quarter.AUTUMN):
        yield "drawing a first statement over all facts", undone(lambda: draw(actor, plan, quarter.THIRD))
    with clock.stopped(quarter.SUMMER):
        first = draw(actor, plan, quarter.HALF)
        quarter.sign(played, first)
        quarter.amend(played, quarter.in_force(plan, 0, 20), "The halls are let in summer")
    with clock.stopped(quarter.AUTUMN):
        yield "drawing the next one", undone(lambda: draw(actor, plan, quarter.THIRD))
        second = draw(actor, plan, quarter.THIRD)
        yield "verifying it", lambda: verifying.verify(second)
        yield "signing it", undone(lambda: quarter.sign(played, second, but=3))
        quarter.sign(played, second, but=1)
        quarter.hand_in(played, 60)
        quarter.talk(played, 40)
    quarter.amend(played, quarter.in_force(plan, 20, 60), "Fewer groups than were promised")
    quarter.amend(played, quarter.in_force(plan, 60, 80), "The term is too short", agreed=False)


def pages(played: quarter.Played) -> Iterator[tuple[str, Actor, str]]:
    """Yield each page: what it is called, who looks, its address."""
    plan, measure = played.plan, quarter.in_force(played.plan, 30, 31)[0].measure
    accepted, opened = Statement.objects.filter(plan=plan).order_by("number")
    curator = played.party("curator")
    ours, others = played.editors[played.party("recipient")], played.editors[played.party("donor")]
    yield "plan", ours, reverse("plans:plan", args=[plan.uuid])
    yield "plan: targets", ours, reverse("plans:plan", args=[plan.uuid]) + "?view=targets"
    yield "measure", ours, reverse("plans:measure", args=[measure.uuid])
    yield "measure: to be amended", ours, reverse("plans:measure_amend", args=[measure.uuid])
    yield "approval", ours, reverse("plans:approval", args=[plan.uuid])
    yield "amendments", ours, reverse("plans:amendments", args=[plan.uuid])
    yield "editions", ours, reverse("plans:editions", args=[plan.uuid])
    yield "comparison of editions 1 and 3", ours, reverse("plans:compare", args=[plan.uuid, 1, 3])
    yield "completion documents that wait (60)", others, reverse("progress:confirmations", args=[plan.uuid])
    yield "statements", ours, reverse("progress:statements", args=[plan.uuid])
    yield "drawing", ours, reverse("progress:draw", args=[plan.uuid])
    yield "a statement, accepted", ours, reverse("progress:statement", args=[accepted.uuid])
    yield "a statement, being signed", ours, reverse("progress:statement", args=[opened.uuid])
    signs = reverse("progress:sign", args=[opened.uuid, played.parties[curator].pk])
    yield "signing", played.signatories[curator], signs
    yield "statement as a sheet (PDF)", ours, reverse("progress:statement_sheet", args=[opened.uuid])
    yield "statement as a file (.json)", ours, reverse("progress:statement_file", args=[opened.uuid])
    yield "public page of verification", ours, reverse("progress:verify", args=[accepted.uuid])
    yield "curator's queue", played.signatories[curator], reverse("progress:curator")
    yield "report", ours, reverse("reports:report", args=[plan.uuid]) + "?quarter=2025-Q3"
    yield "report, .docx", ours, reverse("reports:file", args=[plan.uuid, "docx"]) + "?quarter=2025-Q3"
    yield "history of the plan", ours, reverse("histories:history", args=["plans.plan", plan.uuid])
    yield "history of the measure", ours, reverse("plans:measure_history", args=[measure.uuid])
    yield "comments on the plan (40)", others, reverse("comments:of", args=["plans.plan", plan.uuid])


@cache
def client_of(actor: Actor) -> Client:
    """Return the browser of somebody who has just given the password."""
    client = Client()
    client.force_login(User.objects.get(pk=actor.person.pk))
    client.post(reverse("account_reauthenticate"), {"password": quarter.PASSWORD})
    return client


def visit(name: str, client: Client, url: str, rounds: int) -> None:
    """Print a page's line."""
    client.get(url)  # the first form gives the token, without which nothing is kept
    answer = client.get(url)
    if answer.status_code != 200:
        raise SystemExit(f"{name}: {url} gives {answer.status_code}")
    size = len(b"".join(answer.streaming_content) if answer.streaming else answer.content)  # type: ignore[arg-type]
    first: Deed = lambda: client.get(url)  # noqa: E731 - a way among others
    line = f"| {name} | {counted(first)} | {middle(first, rounds):.0f} |"
    if tag := answer.headers.get("ETag"):
        again: Deed = lambda: client.get(url, headers={"If-None-Match": tag})  # noqa: E731 - as above
        line += f" {counted(again)} | {middle(again, rounds):.0f} |"
    else:
        line += " as the first | |"
    print(f"{line} {size:,} |", flush=True)


def counted(deed: Deed) -> int:
    """Return how many queries a deed asks."""
    with CaptureQueriesContext(connection) as asked:
        deed()
    return len([each for each in asked.captured_queries if not each["sql"].startswith(CONTROL)])


def middle(deed: Deed, rounds: int) -> float:
    """Return the median processor time of a deed, in milliseconds."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        deed()
        times.append(time.process_time() - start)
    return statistics.median(times) * 1000


def undone(deed: Deed) -> Deed:
    """Return a deed that leaves no trace, so that it can be done again."""

    @contextmanager
    def taken_back() -> Iterator[None]:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)

    def done() -> None:
        with taken_back():
            deed()

    return done


if __name__ == "__main__":
    try:
        main()
    except ValidationError as refused:
        raise SystemExit(str(refused.messages)) from refused
