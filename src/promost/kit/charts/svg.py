"""Writing SVG elements, everything escaped."""

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

Attribute = str | float | int | None


def _value(value: Attribute) -> str:
    """Write numbers briefly: at most two digits after the point."""
    return f"{round(value, 2):g}" if isinstance(value, float) else str(value)


def element(name: str, *content: str, **attributes: Attribute) -> SafeString:
    """Write one element. `class_` stands for class, `aria_label` for aria-label; None leaves an attribute out."""
    pairs = (
        (key.rstrip("_").replace("_", "-"), _value(value)) for key, value in attributes.items() if value is not None
    )
    inside = format_html_join("", "{}", ((conditional_escape(part),) for part in content))
    return format_html("<{}{}>{}</{}>", name, format_html_join("", ' {}="{}"', pairs), inside, name)


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
