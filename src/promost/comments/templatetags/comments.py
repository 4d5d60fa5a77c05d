"""How the text of a comment is written on a page: escaped, with its line breaks and names, and no links."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

register = template.Library()
SHOWN = 6
"""Names that are written out."""


@register.simple_tag
def comment_text(parts: Iterable[tuple[str, bool]]) -> SafeString:
    """Write the parts of a text, each with whether it is somebody's name."""
    return format_html_join("", "{}", ((_part(text, is_name),) for text, is_name in parts))


@register.filter
def told(names: Sequence[str]) -> str:
    """Write names one after another, the first few of many."""
    shown, more = ", ".join(names[:SHOWN]), len(names) - SHOWN
    if more <= 0:
        return shown
    return ngettext("%(names)s and %(count)s more", "%(names)s and %(count)s more", more) % {
        "names": shown,
        "count": more,
    }


def _part(text: str, is_name: bool) -> SafeString:
    if is_name:
        return format_html('<b class="mention">{}</b>', text)
    lines = (conditional_escape(line) for line in text.split("\n"))
    return SafeString("<br>".join(lines))
