"""Who may do what with comments.

Whoever sees a thing reads what was written about it. Whoever acts for an organisation whose people see it writes, a
viewer too; running the installation gives no right. Its author alone withdraws a comment.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import QuerySet

from promost.accounts.actors import Actor
from promost.accounts.models import Role, User
from promost.accounts.rules import Rule
from promost.comments.models import Comment, Mention
from promost.comments.subjects import Subject


def write(actor: Actor, subject: Subject) -> bool:
    """Members of the organisations that see the thing, in the name of the one acted for."""
    if actor.user is None or actor.organisation is None or not actor.can(Role.VIEWER):
        return False
    return subject.readers.filter(pk=actor.organisation.pk).exists()


def withdraw(actor: Actor, comment: Comment) -> bool:
    """Its author, whichever organisation is acted for."""
    return actor.user is not None and actor.user_id == comment.author_id


def list_mentions(actor: Actor, _thing: Any = None) -> bool:
    """Whoever acts for an organisation."""
    return actor.organisation is not None and actor.can(Role.VIEWER)


def view_mention(actor: Actor, mention: Mention) -> bool:
    """The person mentioned."""
    return actor.user is not None and actor.user_id == mention.user_id


def mentions_visible_to(user: User) -> QuerySet[Mention]:
    """Return the mentions of a user. What they stand in is shown only while the user sees the thing."""
    return Mention.objects.filter(user=user.pk) if user.is_active else Mention.objects.none()


RULES: Mapping[str, Rule] = {
    "comments.write": write,
    "comments.withdraw": withdraw,
    "comments.list_mentions": list_mentions,
    "comments.view_mention": view_mention,
}

VISIBLE: Mapping[str, Callable[[User], QuerySet[Any]]] = {"comments.view_mention": mentions_visible_to}
"""What a list shows to whom, by the permission that opens one of its things."""
