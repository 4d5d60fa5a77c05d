"""Codes of classifiers compared as strings of digits, never as numbers: 01.10 is not 1.1. Pure."""

from __future__ import annotations

from collections.abc import Iterable

SHORTEST = 2


def digits(code: str) -> str:
    """Return the code without dots and spaces ("25.62.1" → "25621")."""
    return "".join(sign for sign in code if sign.isdigit())


def under(code: str, prefix: str) -> bool:
    """Tell whether ``code`` is ``prefix`` or stands below it: 25.62 is under 25, under 25.6, and not under 25.1 or 2.

    The shortest prefix has two digits.
    """
    wanted = digits(prefix)
    return len(wanted) >= SHORTEST and digits(code).startswith(wanted)


def under_any(code: str, prefixes: Iterable[str]) -> bool:
    """Tell whether ``code`` stands under one of the prefixes."""
    return any(under(code, prefix) for prefix in prefixes)


def parent(code: str) -> str:
    """Return the code one step up ("25.62.1" → "25.62", "25.62" → "25.6", "25.6" → "25"); "" for a class of two digits.

    OKVED2 and OKPD2 are built alike: the third group of OKPD2 is two digits, its fourth three.
    """
    groups = code.split(".")
    if len(groups) == 1:
        return ""
    last = groups[-1]
    if len(groups) in (2, 3) and len(last) == 2:
        return ".".join([*groups[:-1], last[0]])
    return ".".join(groups[:-1])
