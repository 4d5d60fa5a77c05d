"""The site as an operator starts it: on an empty data folder, reached by a browser, stopped by Ctrl+C with all parts."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def descendants(pid: int) -> set[int]:
    """Return the processes that a process has started, and those that they have."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return {int(child) for child in children} | {each for child in children for each in descendants(int(child))}


def runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="processes are looked up in /proc")
def test_the_site_opens_answers_and_leaves_nothing_behind(tmp_path: Path) -> None:
    port = free_port()
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PROMOST_", "DATABASE_URL", "DJANGO_"))
    }
    environment = {**kept, "PROMOST_HOME": str(tmp_path), "LANG": "C.UTF-8"}
    words = [sys.executable, "-m", "promost.conf.cli", "serve", "--bind", f"127.0.0.1:{port}"]
    with subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, text=True) as site:
        try:
            assert site.stdout
            said = [site.stdout.readline() for _ in range(2)]
            assert said[1] == f"Promost is open at http://127.0.0.1:{port} — stop it with Ctrl+C.\n"
            asked = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
            asked.request("GET", "/accounts/login/")
            answer = asked.getresponse()
            page = answer.read().decode()
            asked.close()
            started = descendants(site.pid)
            site.send_signal(signal.SIGINT)
            assert site.wait(30) == 0
        finally:
            site.kill()
    assert answer.status == 200
    assert 'name="password"' in page
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'self'")
    assert len(started) >= 2, "the web server and the worker"
    for _ in range(100):
        if not any(runs(pid) for pid in started):
            break
        time.sleep(0.05)
    assert not [pid for pid in started if runs(pid)]
