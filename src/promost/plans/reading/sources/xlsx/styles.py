"""Looks of cells in a workbook: number format, bold, struck through, filled."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from promost.plans.reading.sources.formats import format_code
from promost.plans.reading.sources.xlsx.names import TRUE, S

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
    code = format_code(_number(element, "numFmtId"), formats)
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
