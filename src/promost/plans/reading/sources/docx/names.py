"""Names of WordprocessingML, and how its small values are read."""

from __future__ import annotations

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_OFF = {"0", "false", "off", "none"}


def value(element: etree._Element | None, attribute: str = "val") -> str:
    """An attribute of Word's namespace; empty where the element or the attribute is missing."""
    return element.get(W + attribute, "") if element is not None else ""


def number(text: str, default: int, limit: int = 100_000) -> int:
    """A whole number from an attribute: ``default`` where it is none, and never outside 0..``limit``."""
    try:
        return max(0, min(int(text), limit))
    except ValueError:
        return default


def switch(properties: etree._Element | None, name: str) -> bool | None:
    """An on/off property such as ``w:b``: True, False, or None where the properties do not say."""
    element = properties.find(W + name) if properties is not None else None
    if element is None:
        return None
    return is_on(element)


def is_on(element: etree._Element) -> bool:
    """Whether an on/off property is on; one that says nothing more than its name is."""
    return element.get(W + "val", "").lower() not in _OFF


def by_name(properties: etree._Element | None) -> dict[str, etree._Element]:
    """Properties by their names without the namespace: asked for several, this is quicker than a search for each."""
    if properties is None:
        return {}
    return {child.tag[len(W) :]: child for child in properties}
