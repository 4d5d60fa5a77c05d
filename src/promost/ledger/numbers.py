"""Numbers as people type them: "1 234,5", "12.5"."""

from __future__ import annotations

import re
from decimal import Decimal

from promost.ledger.problems import Bad

_SPACES = re.compile(r"[\s\u00a0\u202f]+")
_NUMBER = re.compile(r"[-+\u2212\u2013]?(\d+([.,]\d*)?|[.,]\d+)")
_GROUPED = re.compile(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?")


def read_number(text: str) -> Decimal:
    """Return the number that a text is. A comma parts decimals, or thousands where they are grouped and more than one.

    Raises Bad NO_NUMBER, and TOO_LARGE for what has more than 40 digits.
    """
    plain = _SPACES.sub("", text)
    if _GROUPED.fullmatch(plain) and (plain.count(",") > 1 or "." in plain):
        plain = plain.replace(",", "")
    if not _NUMBER.fullmatch(plain):
        raise Bad("NO_NUMBER", value=text.strip()[:60])
    if len(plain) > 40:
        raise Bad("TOO_LARGE", value=f"{plain[:20]}…")
    return Decimal(plain.replace(",", ".").replace("\u2212", "-").replace("\u2013", "-"))
