"""A PostgreSQL server of the tests' own: on loopback, in a temporary folder, gone when they end."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

QUICK = (
    "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c wal_level=minimal -c max_wal_senders=0 "
    "-c autovacuum=off -c jit=off -c shared_buffers=64MB -c unix_socket_directories='' -c max_connections=60"
)


class ServerFailed(Exception):
    """PostgreSQL is installed and does not start; the message holds its own words."""


def binaries() -> Path | None:
    """Return the folder of ``initdb`` and ``pg_ctl``, the newest one found; None where PostgreSQL is not installed."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name), reverse=True)
    on_path = shutil.which("initdb")
    if on_path:
        folders.append(Path(on_path).resolve().parent)
    return next((folder for folder in folders if (folder / "initdb").exists() and (folder / "pg_ctl").exists()), None)


@contextmanager
def server(folder_of_binaries: Path) -> Iterator[str]:
    """Start a server, give its address as DATABASE_URL wants it, and stop it afterwards.

    Raises ServerFailed with what PostgreSQL said when it does not start.
    """
    home = Path(tempfile.mkdtemp(prefix="promost-postgres-"))
    user = _unprivileged()
    if user:
        os.chown(home, user.pw_uid, user.pw_gid)
    port = _free_port()
    try:
        _run(user, folder_of_binaries / "initdb", "-D", home / "data", *_INITDB)
        options = f"-c listen_addresses=127.0.0.1 -p {port} {QUICK}"
        _run(user, folder_of_binaries / "pg_ctl", "-D", home / "data", "-l", home / "log", "-w", "-o", options, "start")
        try:
            yield f"postgres://promost@127.0.0.1:{port}/promost"
        finally:
            _run(user, folder_of_binaries / "pg_ctl", "-D", home / "data", "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


_INITDB = ("-U", "promost", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")


def _unprivileged() -> pwd.struct_passwd | None:
    """Return the user to run as: the server refuses to be root. None when we are somebody else already."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    message = "PostgreSQL does not run as root, and there is neither a user postgres nor nobody to run it as"
    raise ServerFailed(message)


def _run(user: pwd.struct_passwd | None, *command: object) -> None:
    words = [str(word) for word in command]
    done = subprocess.run(
        words,
        check=False,
        cwd="/",
        env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"},
        user=user.pw_uid if user else None,
        group=user.pw_gid if user else None,
        extra_groups=[] if user else None,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,  # a pipe would stay open in the server that pg_ctl leaves behind
        stderr=subprocess.PIPE if words[0].endswith("initdb") else subprocess.DEVNULL,
        text=True,
    )
    if done.returncode:
        message = f"{' '.join(words)} failed: {done.stderr or 'see its log'}"
        raise ServerFailed(message)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
