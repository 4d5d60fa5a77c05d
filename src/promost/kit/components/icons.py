"""Icons from the project's own sprite, and its logo."""

import re
from functools import cache
from pathlib import Path

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

SPRITE = "promost/icons.svg"
SPRITE_FILE = Path(__file__).resolve().parent.parent / "static" / SPRITE


@cache
def icon_names() -> frozenset[str]:
    """Names of all icons in the sprite."""
    return frozenset(re.findall(r'symbol id="([^"]+)"', SPRITE_FILE.read_text("utf-8")))


@cache
def _sprite() -> str:
    """The sprite's address."""
    return static(SPRITE)


def icon(name: str, label: str = "", size: str = "") -> SafeString:
    """Draw an icon. Without `label` it is decoration and hidden from a screen reader. `size`: "" or "big".

    Raises ValueError when the sprite has no such icon, so that a misspelt name does not become an empty box.
    """
    if name not in icon_names():
        raise ValueError(f'There is no icon "{name}"; the sprite has {", ".join(sorted(icon_names()))}.')
    if not label:
        return _decoration(name, size)
    classes, href = f"icon {size}".strip(), f"{_sprite()}#{name}"
    return format_html('<svg class="{}" role="img" aria-label="{}"><use href="{}"/></svg>', classes, label, href)


@cache
def _decoration(name: str, size: str) -> SafeString:
    """An icon without a word, made once: a long page has hundreds of them."""
    classes, href = f"icon {size}".strip(), f"{_sprite()}#{name}"
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}"/></svg>', classes, href)


def logo() -> SafeString:
    """Draw the project's sign: an arch that carries a deck on its hangers, from bank to bank."""
    return format_html(
        '<svg class="logo" viewBox="0 0 32 24" fill="none" stroke="currentColor" stroke-width="2.2" '
        'stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="{}"/></svg>',
        "M2 16h28M6 21v-5C8 3.500 24 3.500 26 16v5M11 16v-7.300M16 16v-9.300M21 16v-7.300",
    )
