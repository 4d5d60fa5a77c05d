"""The year that terms speak of, for a document whose title names none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


def spoken_year(texts: Iterable[str]) -> int | None:
    """The year named in most texts; the earlier one of two named equally often; None where none is named."""
    counted = Counter(int(year) for text in texts for year in set(_YEAR.findall(text)))
    return min(counted, key=lambda year: (-counted[year], year)) if counted else None
