"""How a word processor writes the numbers of a list: 4 as "4", "04", "IV", "d", "г"."""

from __future__ import annotations

_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"))
_ROMAN_UNITS = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
"""ECMA-376, part 1, 17.18.59 (russianLower): without ё, й, ъ, ь."""


def written(number: int, form: str) -> str:
    """``number`` in the form ``w:numFmt`` names; forms that are not known are written as decimal."""
    match form:
        case "none" | "bullet":
            return ""
        case "decimalZero":
            return f"{number:02d}"
        case "upperRoman":
            return roman(number)
        case "lowerRoman":
            return roman(number).lower()
        case "upperLetter" | "russianUpper":
            return _letters(number, _RUSSIAN if form.startswith("r") else _LATIN).upper()
        case "lowerLetter" | "russianLower":
            return _letters(number, _RUSSIAN if form.startswith("r") else _LATIN)
    return str(number)


def roman(number: int) -> str:
    """``number`` in Roman numerals; 0 and what is beyond 3999 stay decimal."""
    if not 0 < number < 4000:
        return str(number)
    signs = ""
    for worth, sign in (*_ROMAN, *_ROMAN_UNITS):
        signs += sign * (number // worth)
        number %= worth
    return signs


def _letters(number: int, alphabet: str) -> str:
    """After the last letter the word processor doubles them: z, aa, bb, …"""
    if number < 1 or number > 40 * len(alphabet):
        return str(number)
    return alphabet[(number - 1) % len(alphabet)] * ((number - 1) // len(alphabet) + 1)
