"""Writing SVG elements, everything escaped. Plain text work: a plan draws thousands of them."""

from html import escape

from django.utils.safestring import SafeString

Attribute = str | float | int | None


def _value(value: Attribute) -> str:
    """Write numbers briefly: at most two digits after the point."""
    return f"{round(value, 2):g}" if isinstance(value, float) else escape(str(value))


def element(name: str, *content: str, **attributes: Attribute) -> SafeString:
    """Write one element. `class_` stands for class, `aria_label` for aria-label; None leaves an attribute out.

    Content that is not a SafeString is escaped, and so is every attribute; names come from the program alone.
    """
    pairs = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    inside = "".join(part if isinstance(part, SafeString) else escape(part) for part in content)
    return SafeString(f"<{name}{pairs}>{inside}</{name}>")


def group(*content: str, **attributes: Attribute) -> SafeString:
    """Write a <g>."""
    return element("g", *content, **attributes)


def link(url: str, *content: str, **attributes: Attribute) -> SafeString:
    """Write a link around the content, or the content alone in a <g> when there is no address."""
    return element("a", *content, href=url, **attributes) if url else group(*content, **attributes)


def diamond(x: float, y: float, radius: float, class_: str) -> SafeString:
    """Draw a diamond about its middle."""
    path = f"M{x:.1f} {y - radius:.1f}l{radius:g} {radius:g}l{-radius:g} {radius:g}l{-radius:g} {-radius:g}z"
    return element("path", d=path, class_=class_)
