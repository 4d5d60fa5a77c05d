"""The years that terms speak of, for a document whose title names none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_RARE = 0.1
"""A year that is named so seldom, compared with the one named most, is a slip."""
_NEAR = 5
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


def spoken_years(texts: Iterable[str]) -> tuple[int, int] | None:
    """The first and last year of the terms, years that hardly any term names left out; None where none is named."""
    counted = Counter(int(year) for text in texts for year in set(_YEAR.findall(text)))
    if not counted:
        return None
    main, most = max(counted.items(), key=lambda item: (item[1], -item[0]))
    kept = [year for year, count in counted.items() if count >= _RARE * most and abs(year - main) <= _NEAR]
    return min(kept), max(kept)
