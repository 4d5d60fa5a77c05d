"""What the room of comments tells the house."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from promost.registry.rooms import MenuItem, Room

ROOM = Room(
    code="comments",
    name=_("Comments"),
    mount="comments/",
    urls="promost.comments.urls",
    menu=(MenuItem(_("Mentions"), "comments:mentions", "comments.list_mentions", place=25, badge="comments:unseen"),),
    router="promost.comments.api:router",
)
