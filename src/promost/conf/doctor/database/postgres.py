"""A PostgreSQL server: encoding, collation, connections, clock, and whether it may be written to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import connection

from promost.conf.words import fill, text
from promost.conf.words import gettext_noop as _
from promost.kit.health import Finding, Level

CROWDED = 0.8
"""The share of connections taken from which on it is told."""
COLLATION = """SELECT collprovider, collversion, pg_collation_actual_version(oid) FROM pg_collation
WHERE collname = 'ru' AND collnamespace = current_schema()::regnamespace"""
CONNECTIONS = """SELECT count(*), current_setting('max_connections')::int
FROM pg_stat_activity WHERE backend_type = 'client backend'"""


def checks() -> Iterator[Finding]:
    """Look at the server behind the connection."""
    yield Finding(text(_("Database")), Level.WELL, f"PostgreSQL {_ask('SHOW server_version')[0]}")
    yield _encoding()
    yield _collation()
    yield _writable()
    yield _connections()
    yield from _pool()


def _encoding() -> Finding:
    subject, name = text(_("Encoding")), _ask("SHOW server_encoding")[0]
    if name != "UTF8":
        words = fill(_("The database is in %(name)s, not in UTF8: Russian names may not fit."), name=name)
        return Finding(subject, Level.ILL, words, text(_("Move the data to a database made with ENCODING 'UTF8'.")))
    return Finding(subject, Level.WELL, name)


def _collation() -> Finding:
    subject, row = text(_("Order of the Russian alphabet")), _ask(COLLATION)
    if row is None or row[0] not in {"i", b"i"}:
        words = text(_("The collation “ru” of ICU is not there: lists of names fail."))
        remedy = "CREATE COLLATION ru (provider = icu, locale = 'ru')"
        return Finding(subject, Level.ILL, words, remedy)
    if row[1] != row[2]:
        words = fill(_("ICU has changed from %(old)s to %(new)s since the collation was made."), old=row[1], new=row[2])
        return Finding(subject, Level.WARNING, words, "ALTER COLLATION ru REFRESH VERSION")
    return Finding(subject, Level.WELL, f"ICU {row[1]}")


def _writable() -> Finding:
    subject = text(_("Writing"))
    recovering, read_only = _ask("SELECT pg_is_in_recovery(), current_setting('transaction_read_only')")
    if recovering or read_only == "on":
        words = text(_("This server is for reading alone (a replica, or set so)."))
        return Finding(subject, Level.ILL, words, text(_("Let DATABASE_URL name the server that takes writing.")))
    return Finding(subject, Level.WELL, text(_("The server takes writing.")))


def _connections() -> Finding:
    taken, most = _ask(CONNECTIONS)
    words = fill(_("Connections: %(taken)s of %(most)s."), taken=taken, most=most)
    if taken > most * CROWDED:
        remedy = text(_("Raise max_connections of the server, or start the site with fewer workers and threads."))
        return Finding(text(_("Connections")), Level.WARNING, words, remedy)
    return Finding(text(_("Connections")), Level.WELL, words)


def _pool() -> Iterator[Finding]:
    told = connection.settings_dict
    if told["OPTIONS"].get("pool") and told["CONN_MAX_AGE"] != 0:
        words = text(_("A pool is asked for while connections are kept: the two do not go together."))
        yield Finding(text(_("Pool")), Level.ILL, words, text(_("Take pool out of DATABASE_URL.")))


def _ask(query: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchone()
