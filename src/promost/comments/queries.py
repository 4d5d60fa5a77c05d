"""What pages read of comments, each in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from promost.accounts.models import User
from promost.comments import naming, subjects
from promost.comments.models import Comment, Mention
from promost.comments.people import called
from promost.comments.permissions import mentions_visible_to
from promost.comments.subjects import Subject
from promost.kit.refs import Ref, Shown

LATEST = 100
"""Mentions that a person is shown and that are counted, the newest."""


@dataclass(frozen=True, slots=True)
class Said:
    """A comment as shown: the parts of its text, each with whether it is a name, and the reader's mention in it."""

    comment: Comment
    parts: tuple[tuple[str, bool], ...]
    mention: Mention | None
    is_mine: bool
    others: tuple[str, ...]
    """Who is mentioned without being named in the text."""

    @property
    def author(self) -> str:
        """The name that the author has today."""
        return called(self.comment.author)

    @property
    def text(self) -> str:
        """The text with the names that people have today."""
        return "".join(part for part, _is_name in self.parts)


@dataclass(frozen=True, slots=True)
class Met:
    """A mention of the reader, what it stands in, and the thing it is about."""

    mention: Mention
    said: Said
    about: Shown


def comments_on(subject: Subject) -> QuerySet[Comment]:
    """Return the comments on a thing, the newest first; two queries when they are read."""
    return _whole(Comment.objects.filter(about_kind=subject.ref.kind, about_id=subject.ref.id)).order_by("-pk")


def newer_than(comment: Comment) -> int:
    """Count the comments on the same thing that were written after a comment."""
    return Comment.objects.filter(about_kind=comment.about_kind, about_id=comment.about_id, pk__gt=comment.pk).count()


def comment_of(user: User, uuid: UUID) -> Comment:
    """Return a comment of the user's own. Raises Comment.DoesNotExist for any other."""
    return Comment.objects.get(uuid=uuid, author=user.pk)


def mention_of(user: User, uuid: UUID) -> Mention:
    """Return a mention of the user with its comment. Raises Mention.DoesNotExist for any other."""
    return mentions_visible_to(user).select_related("comment").get(uuid=uuid)


def said(comments: Iterable[Comment], user: User) -> list[Said]:
    """Put comments as they are shown to a reader; asks nothing of those that ``comments_on`` gave."""
    return [_said(comment, user) for comment in comments]


def mentions_of(user: User, *, unseen: bool = False) -> list[Met]:
    """Return the newest mentions of a user in comments that stand, about things that the user still sees."""
    rows = mentions_visible_to(user).filter(comment__gone_at=None)
    rows = rows.filter(seen_at=None) if unseen else rows
    comments = Prefetch("comment", _whole(Comment.objects.all()))
    found = list(rows.prefetch_related(comments).order_by("-pk")[:LATEST])
    about = subjects.seen_among(user, {each.comment.about for each in found})
    return [
        Met(each, _said(each.comment, user), about[each.comment.about]) for each in found if each.comment.about in about
    ]


def unseen(user: User) -> int:
    """Count the mentions that a user has not seen yet, a hundred at most."""
    rows = mentions_visible_to(user).filter(seen_at=None, comment__gone_at=None).order_by("-pk")[:LATEST]
    about = [Ref(*each) for each in rows.values_list("comment__about_kind", "comment__about_id")]
    seen = subjects.seen_among(user, set(about))
    return sum(each in seen for each in about)


def _whole(rows: QuerySet[Comment]) -> QuerySet[Comment]:
    mentions = Prefetch("mentions", Mention.objects.select_related("user").order_by("pk"))
    return rows.select_related("author", "behalf").prefetch_related(mentions)


def _said(comment: Comment, user: User) -> Said:
    mentions = list(comment.mentions.all())
    names = {str(each.user.uuid): called(each.user) for each in mentions}
    own = next((each for each in mentions if each.user_id == user.pk), None)
    others = tuple(name for uuid, name in names.items() if comment.text and uuid not in comment.text)
    parts = tuple(naming.shown(comment.text, names))
    return Said(comment, parts, own, is_mine=comment.author_id == user.pk, others=others)
