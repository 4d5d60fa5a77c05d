"""What an installation is told from outside: the data folder, the secret key, the database.

Everything comes from the environment, with answers that suit one machine. Nothing secret stands in the tree.
"""

from __future__ import annotations

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

SQLITE_START = (
    "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA temp_store=MEMORY;"
    "PRAGMA mmap_size=134217728;PRAGMA cache_size=-32000;PRAGMA recursive_triggers=ON"
)


class Misconfigured(Exception):
    """The environment holds something Promost cannot work with; the message says what to change."""


def flag(name: str, *, default: bool = False) -> bool:
    """Read a yes/no variable: 1, true, yes and on mean yes; empty or absent means ``default``."""
    value = os.environ.get(name, "").strip().lower()
    return value in {"1", "true", "yes", "on"} if value else default


def number(name: str, default: int) -> int:
    """Read a whole number, 0 or more. Raises Misconfigured."""
    value = os.environ.get(name, "").strip()
    if value and not value.isdecimal():
        message = f"{name} is {value!r}; write a whole number, for example {default}"
        raise Misconfigured(message)
    return int(value) if value else default


def words(name: str, default: str = "") -> list[str]:
    """Read a comma-separated variable."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def home() -> Path:
    """Return the data folder: ``PROMOST_HOME``, else the user's own data folder. It is outside the source tree."""
    named = os.environ.get("PROMOST_HOME")
    if named:
        return Path(named).expanduser().resolve()
    base = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(base) / "promost"


def secret_key(folder: Path) -> str:
    """Return the key that signs sessions: ``PROMOST_SECRET_KEY``, else one made once and kept in the data folder."""
    given = os.environ.get("PROMOST_SECRET_KEY")
    if given:
        return given
    path = folder / "secret.key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write_once(path, secrets.token_urlsafe(64))
    return path.read_text(encoding="utf-8").strip()


def _write_once(path: Path, text: str) -> None:
    """Write a private file unless another process was first; nobody ever finds it half written."""
    descriptor, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    with suppress(FileExistsError):
        path.hardlink_to(name)
    Path(name).unlink()


def database(folder: Path) -> dict[str, Any]:
    """Return Django's settings of the database: ``DATABASE_URL`` (postgres://…), else SQLite in the data folder.

    Raises Misconfigured for a scheme that is neither.
    """
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        return sqlite(folder / "promost.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite(Path(unquote(parts.path)))
    if parts.scheme not in {"postgres", "postgresql"}:
        message = f"DATABASE_URL begins with {parts.scheme!r}; use postgres://user:password@host:5432/name"
        raise Misconfigured(message)
    return _postgres(url)


def sqlite(path: Path) -> dict[str, Any]:
    """Return settings for a SQLite file that stays quick and quiet with several writers."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": None,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_START},
    }


def _postgres(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or options.pop("host", "")),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
