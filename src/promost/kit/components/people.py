"""A person or a body, as an owner of a measure is shown."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from promost.kit.components.icons import icon


def person_or_body(body: str = "", person: str = "", url: str = "", by_agreement: bool = False) -> SafeString:
    """Show a body, the person in it if there is one, and whether it takes part "by agreement" only."""
    name = body or person
    shown = format_html('<a href="{}">{}</a>', url, name) if url else format_html("{}", name)
    below = " · ".join(
        part for part in (person if body else "", gettext("by agreement") if by_agreement else "") if part
    )
    small = format_html("<small>{}</small>", below) if below else ""
    return format_html('<span class="body">{}<span>{}{}</span></span>', icon("body" if body else "user"), shown, small)
