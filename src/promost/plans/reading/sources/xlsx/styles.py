"""Looks of cells in a workbook: number format, bold, struck through, filled."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from promost.plans.reading.sources.xlsx.names import TRUE, S

_BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
    12: "# ?/?", 13: "# ??/??", 14: "dd.mm.yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
    18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "dd.mm.yyyy h:mm",
    37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip
"""ECMA-376, part 1, 18.8.30. Formats 14 and 22 follow the user's country; they are taken as day, month, year."""
_EAST_ASIAN_DATES = {*range(27, 32), 36, *range(50, 55), 57, 58}
_WHITE = {"00FFFFFF", "FFFFFFFF"}


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell is shown."""

    number_format: str = "General"
    bold: bool = False
    struck: bool = False
    filled: bool = False


def looks(root: etree._Element | None) -> list[Look]:
    """The looks of styles.xml in the order in which cells name them (attribute ``s``)."""
    if root is None:
        return []
    formats = {_number(one, "numFmtId"): one.get("formatCode", "General") for one in root.iter(S + "numFmt")}
    fonts = [(_on(one, "b"), _on(one, "strike")) for one in root.iterfind(f"{S}fonts/{S}font")]
    fills = [_is_filled(one) for one in root.iterfind(f"{S}fills/{S}fill")]
    return [_look(one, formats, fonts, fills) for one in root.iterfind(f"{S}cellXfs/{S}xf")]


def _look(element: etree._Element, formats: dict[int, str], fonts: list[tuple[bool, bool]], fills: list[bool]) -> Look:
    number_format = _number(element, "numFmtId")
    code = formats.get(number_format) or _BUILT_IN.get(number_format, "General")
    if number_format in _EAST_ASIAN_DATES and number_format not in formats:
        code = _BUILT_IN[14]
    font, fill = _number(element, "fontId"), _number(element, "fillId")
    bold, struck = fonts[font] if font < len(fonts) else (False, False)
    return Look(code, bold, struck, fills[fill] if fill < len(fills) else False)


def _number(element: etree._Element, attribute: str) -> int:
    text = element.get(attribute, "0")
    return int(text) if text.isdecimal() and len(text) < 8 else 0


def _on(font: etree._Element, name: str) -> bool:
    element = font.find(S + name)
    return element is not None and element.get("val", "1").lower() in TRUE


def _is_filled(fill: etree._Element) -> bool:
    pattern = fill.find(S + "patternFill")
    if pattern is None:
        return fill.find(S + "gradientFill") is not None
    colour = pattern.find(S + "fgColor")
    white = colour is not None and (colour.get("rgb", "").upper() in _WHITE or colour.get("theme") == "0")
    return pattern.get("patternType", "none") not in {"none", "gray125"} and not white
