"""Number formats that files name by number alone."""

from __future__ import annotations

BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
    12: "# ?/?", 13: "# ??/??", 14: "dd.mm.yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
    18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "dd.mm.yyyy h:mm",
    37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip
"""ECMA-376, part 1, 18.8.30. Formats 14 and 22 follow the user's country; they are taken as day, month, year."""
_EAST_ASIAN_DATES = {*range(27, 32), 36, *range(50, 55), 57, 58}


def format_code(number: int, own: dict[int, str]) -> str:
    """The format called ``number``: the file's own of that number, else the built-in one, else General."""
    if number not in own and number in _EAST_ASIAN_DATES:
        return BUILT_IN[14]
    return own.get(number) or BUILT_IN.get(number, "General")
