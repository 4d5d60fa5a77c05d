"""The site and its worker are started and stopped together; a fallen worker is put on its feet."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from threading import Timer

import pytest

from promost.conf.server import House, Part

STAYS = [sys.executable, "-c", "import time; time.sleep(60)"]
FALLS = [sys.executable, "-c", "raise SystemExit(3)"]
STUBBORN = [
    sys.executable, "-c",
    "import signal, sys, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)",
]  # fmt: skip


@pytest.fixture
def signals() -> Iterator[None]:
    kept = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)


@pytest.mark.usefixtures("signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_both_stop_when_the_house_is_told_to(number: signal.Signals) -> None:
    house = House([Part("site", STAYS), Part("worker", STAYS)])
    house.listen_to_signals()
    house.start()
    Timer(0.2, os.kill, (os.getpid(), number)).start()
    assert house.keep() == 0
    house.stop()
    assert not any(part.runs for part in house.parts)


def test_a_site_that_falls_ends_the_house(capsys: pytest.CaptureFixture[str]) -> None:
    house = House([Part("site", FALLS), Part("worker", STAYS)])
    house.start()
    assert not house.wait_until(lambda: False, seconds=5)
    assert house.keep() == 1
    house.stop()
    assert "stopped by itself" in capsys.readouterr().err
    assert not house.parts[1].runs


def test_a_worker_that_falls_is_started_again() -> None:
    house = House([Part("site", STAYS), Part("worker", STAYS)])
    house.start()
    worker = house.parts[1].process
    assert worker
    worker.kill()
    worker.wait()
    Timer(0.3, lambda: setattr(house, "stopping", True)).start()
    house.keep()
    again = house.parts[1].process
    house.stop()
    assert again
    assert again.pid != worker.pid


def test_one_that_does_not_listen_is_made_to_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("promost.conf.server.PATIENCE", 0.2)
    part = Part("site", STUBBORN)
    part.start()
    assert part.process
    time.sleep(0.3)  # until it has become deaf
    part.stop()
    assert part.process.wait(5) == -signal.SIGKILL
