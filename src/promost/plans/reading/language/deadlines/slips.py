"""Slips of the hand in terms: a month misspelt, a Roman numeral typed with letters that only look like it."""

from __future__ import annotations

from functools import cache, lru_cache

from promost.kit import text as texts
from promost.plans.reading.language import vocabulary

_ROMAN = {"I": 1, "II": 2, "III": 3, "IIII": 4, "IV": 4, "V": 5, "VI": 6}
_LOOK = str.maketrans({"І": "I", "і": "i", "1": "I", "l": "I", "|": "I", "!": "I", "У": "V", "П": "II", "Ш": "III"})
_ONE_SIGN = str.maketrans({"Ⅰ": "I", "Ⅱ": "II", "Ⅲ": "III", "Ⅳ": "IV"})


def roman(raw: str) -> tuple[int, str]:
    """The value of a Roman numeral (0 if it is none) and the slip: "roman" for П and Ш, "lookalike" for 1, l, У, І."""
    raw = raw.translate(_ONE_SIGN)
    if raw in {"п", "ш"}:
        raw = raw.upper()
    value = _ROMAN.get(raw.translate(_LOOK).upper(), 0)
    if set(raw) & set("ПШ"):
        return value, "roman"
    return value, "lookalike" if set(raw) - set("IViv") else ""


@cache
def known() -> tuple[tuple[str, str, str], ...]:
    """(spelling, kind, value) of every word that a slip is looked for in."""
    table = vocabulary.load("deadlines/slips.toml")
    return tuple(
        (form, kind, value) for kind, values in table.items() for value, forms in values.items() for form in forms
    )


@lru_cache(maxsize=4096)
def nearest(word: str) -> tuple[str, str, str] | None:
    """The (kind, value, spelling) that a word was probably meant for; None if none is near, or two are equally near."""
    if len(word) < 4:
        return None
    limit = 1 if len(word) < 7 else 2
    best: list[tuple[int, str, str, str]] = []
    for spelling, kind, value in known():
        if abs(len(spelling) - len(word)) <= limit and (spelling[0] == word[0] or spelling[-2:] == word[-2:]):
            distance = texts.edit_distance(word, spelling, limit)
            if distance <= limit:
                best.append((distance, kind, value, spelling))
    best.sort()
    if not best or len({(kind, value) for distance, kind, value, _ in best if distance == best[0][0]}) > 1:
        return None
    return best[0][1], best[0][2], best[0][3]
