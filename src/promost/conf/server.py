"""Starting the site: the database first, then the web server and the worker side by side until somebody stops them."""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import FrameType

from promost.conf import binding, environment
from promost.conf.binding import Address
from promost.conf.terminal import complain, say
from promost.conf.words import fill, text
from promost.conf.words import gettext_noop as _

PROMOST = (sys.executable, "-m", "promost.conf.cli")
PATIENCE = 10.0
"""Seconds that a process gets to finish what it is doing."""

UNKNOWN_NAME = _(
    "The site can be reached from outside, but answers to no name but localhost: set PROMOST_HOSTS to the names by "
    "which people call it, for example PROMOST_HOSTS=promost.example.org"
)
EPILOG = _("""what an installation is told by its environment:

  PROMOST_HOME      the data folder (default: promost in the user's own data folder)
  DATABASE_URL      postgres://user:password@host:5432/name (default: SQLite in the data folder)
  PROMOST_HOSTS     the names by which the site is called, with commas between
  PROMOST_URL       the address that letters name, for example https://promost.example.org
  PROMOST_HTTPS     1 behind a proxy that speaks HTTPS and sets X-Forwarded-Proto
  PROMOST_ORIGINS   further addresses from which forms may come
  PROMOST_EMAIL_HOST, _PORT, _USER, _PASSWORD, _TLS, _FROM
                    the mail server; without one letters are kept as files under mail in the data folder
  PROMOST_LOG       how much is told: WARNING (default), INFO, DEBUG
""")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = text(EPILOG)
    parser.add_argument("--bind", default="127.0.0.1:8000", metavar="HOST:PORT", help=text(_("where the site listens")))
    parser.add_argument("--workers", type=int, default=1, help=text(_("web server processes; one does for most")))
    parser.add_argument("--threads", type=int, default=2, help=text(_("threads of each")))
    parser.add_argument(
        "--no-backup", action="store_true", help=text(_("do not copy the database before it is brought up to date"))
    )


def run(arguments: argparse.Namespace) -> int:
    """Check, upgrade, serve."""
    address = binding.parse(arguments.bind)
    binding.refuse_outsiders(address, demo=environment.flag("PROMOST_DEMO"))
    binding.check_free(address)
    if not address.is_loopback and not environment.words("PROMOST_HOSTS"):
        complain(text(UNKNOWN_NAME))
    code = upgrade(no_backup=arguments.no_backup)
    if code:
        return code
    return serve(address, arguments.workers, arguments.threads)


def upgrade(*, no_backup: bool = False) -> int:
    """Bring the database up to date in a process of its own, so that this one never opens a connection."""
    return subprocess.run([*PROMOST, "upgrade", *(["--no-backup"] if no_backup else [])], check=False).returncode  # noqa: S603


def serve(address: Address, workers: int = 1, threads: int = 2, ready: Callable[[], None] = lambda: None) -> int:
    """Run web server and worker until SIGINT or SIGTERM; ``ready`` is called once the site answers.

    Raises Misconfigured for a demonstration at an address that others reach, whoever calls.
    """
    binding.refuse_outsiders(address, demo=environment.flag("PROMOST_DEMO"))
    house = House([Part("site", _web(address, workers, threads)), Part("worker", [*PROMOST, "worker"])])
    house.listen_to_signals()
    house.start()
    try:
        if house.wait_until(lambda: binding.answers(address)):
            say(fill(_("Promost is open at %(url)s — stop it with Ctrl+C."), url=address.url))
            ready()
        return house.keep()
    finally:
        house.stop()


def _web(address: Address, workers: int, threads: int) -> list[str]:
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", address.host, "--port", str(address.port),
        "--workers", str(workers), "--blocking-threads", str(threads), "--no-ws", "--log-level", "warning",
        "promost.conf.wsgi:application",
    ]  # fmt: skip


@dataclass(slots=True)
class Part:
    """A process of the house; the site is what everything stands on, the worker is started again when it falls."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, out of reach of the terminal's own Ctrl+C: the house tells it when to stop."""
        self.process = subprocess.Popen(self.command, start_new_session=True)  # noqa: S603

    @property
    def runs(self) -> bool:
        """Whether it is there."""
        return self.process is not None and self.process.poll() is None

    def stop(self) -> None:
        """Ask it to finish, and make it after a while."""
        if self.process is None or not self.runs:
            return
        self.process.terminate()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)


class House:
    """The processes of a running site, started and stopped together."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self.parts, self.stopping = parts, False

    def listen_to_signals(self) -> None:
        """Stop on SIGINT and SIGTERM."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop_soon)

    def _stop_soon(self, _number: int, _frame: FrameType | None) -> None:
        self.stopping = True

    def start(self) -> None:
        """Start everything."""
        for part in self.parts:
            part.start()

    def wait_until(self, true: Callable[[], bool], seconds: float = 30.0) -> bool:
        """Wait until something is so; False when the site fell or the time is over."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.parts[0].runs and not self.stopping:
            if true():
                return True
            time.sleep(0.05)
        return False

    def keep(self) -> int:
        """Wait for a signal; start a fallen worker again; give 1 when the site itself has fallen."""
        while not self.stopping:
            if not self.parts[0].runs:
                complain(text(_("The web server has stopped by itself; its last words are above.")))
                return 1
            for part in self.parts[1:]:
                if not part.runs:
                    part.start()
            time.sleep(0.5)
        return 0

    def stop(self) -> None:
        """Stop everything, the last started first."""
        for part in reversed(self.parts):
            part.stop()
