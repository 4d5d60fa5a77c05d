"""Texts of a workbook: plain or of runs with looks of their own."""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

from promost.plans.reading.sources.xlsx.names import TRUE, S

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Rich(NamedTuple):
    """A text; ``bold`` and ``struck`` where every run of it is. ``left_out``: words struck out beside others."""

    text: str
    bold: bool = False
    struck: bool = False
    left_out: str = ""


def rich(element: etree._Element) -> Rich:
    """The text of an ``si`` or ``is``. How it is pronounced (``rPh``) is no part of it."""
    if len(element) == 1 and element[0].tag == S + "t":
        return Rich(unescaped(element[0].text or ""))
    runs = element.findall(S + "r")
    if not runs:
        plain = element.find(S + "t")
        return Rich(unescaped(plain.text or "") if plain is not None else "")
    said = [run for run in runs if _text(run).strip()]
    bold = bool(said) and all(_on(run, "b") for run in said)
    struck = [run for run in runs if _on(run, "strike")]
    if all(run in struck for run in said):
        return Rich(_joined(runs), bold, bool(struck))
    return Rich(_joined([run for run in runs if run not in struck]), bold, left_out=_joined(struck))


def _joined(runs: list[etree._Element]) -> str:
    return unescaped("".join(_text(run) for run in runs))


def unescaped(text: str) -> str:
    """Control characters that stand as ``_x000D_``, and one kind of line end."""
    if "_x" in text:
        text = _ESCAPED.sub(_character, text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _character(match: re.Match[str]) -> str:
    code = int(match.group(1), 16)
    return "" if code == 0 or 0xD800 <= code < 0xE000 else chr(code)


def _text(run: etree._Element) -> str:
    element = run.find(S + "t")
    return element.text or "" if element is not None else ""


def _on(run: etree._Element, name: str) -> bool:
    element = run.find(f"{S}rPr/{S}{name}")
    return element is not None and element.get("val", "1").lower() in TRUE
