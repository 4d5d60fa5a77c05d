"""Writing and withdrawing comments, and saying that a mention was seen.

History tells that somebody wrote, and never what.
"""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from promost.accounts.actors import Actor, Refused
from promost.accounts.models import User
from promost.accounts.rules import require
from promost.comments import naming
from promost.comments.models import Comment, GoneAs, Mention
from promost.comments.people import people_of
from promost.comments.subjects import Subject
from promost.kit import clock, history, transitions
from promost.kit.text import clean_lines

LONGEST = 4000
"""Characters of a comment."""
MOST = 100
"""People whom one comment mentions."""


def write(actor: Actor, subject: Subject, text: str, chosen: Collection[UUID], token: UUID) -> Comment:
    """Write a comment about a thing; mention whom the text names after "@" and who is chosen by lasting id.

    The one-time token makes one sent twice one comment. The author's own mentions about the thing count as seen: they
    answer. Raises Refused, and ValidationError for a text that is empty or too long, or names that are not clear.
    """
    require(actor, "comments.write", subject)
    named = naming.read(_checked(text), people_of(subject), chosen)
    if len(named.people) > MOST:
        said = _("The comment mentions %(count)s people; at most %(most)s are told at once. Name those it is for.")
        raise ValidationError(said % {"count": len(named.people), "most": MOST})
    with transaction.atomic():
        _hold(actor)
        written, made = Comment.objects.get_or_create(uuid=token, defaults=_values(actor, subject, named.text))
        if made:
            _mention(written, named)
            _answered(actor, subject)
            history.write(actor, "comments.write", subject.ref, {"mentioned": [None, len(named.people)]})
    if (written.about, written.author_id) != (subject.ref, actor.user_id):
        raise ValidationError(_("This form was used for another comment; open the page again."))
    return written


def withdraw(actor: Actor, comment: Comment) -> None:
    """Take a comment's text away for good; who wrote it and when stays. Raises Refused; Overtaken if it is gone."""
    require(actor, "comments.withdraw", comment)
    with transaction.atomic():
        transitions.change(
            comment,
            version=comment.version,
            expected={"gone_at": None},
            text="",
            gone_as=GoneAs.WITHDRAWN,
            gone_at=clock.now(),
        )
        history.write(actor, "comments.withdraw", comment.about)


def see(actor: Actor, mention: Mention) -> None:
    """Note that the person mentioned saw it; the second time changes nothing. Raises Refused.

    No history: whether somebody has looked is their own affair.
    """
    require(actor, "comments.view_mention", mention)
    Mention.objects.filter(pk=mention.pk, seen_at=None).update(seen_at=clock.now())


def see_all(actor: Actor) -> int:
    """Note that the actor saw every mention of them, and return how many were new. Raises Refused."""
    require(actor, "comments.list_mentions")
    return Mention.objects.filter(user=actor.user_id, seen_at=None).update(seen_at=clock.now())


def blank(user: User) -> None:
    """Take away what an erased person wrote. Runs in the transaction of the erasure, which its history tells of."""
    Comment.objects.filter(author=user, gone_at=None).update(
        text="", gone_as=GoneAs.ERASED, gone_at=clock.machine_now(), version=F("version") + 1
    )


def _hold(actor: Actor) -> None:
    """Hold the author's account, so that nobody writes while they are being erased: it would outlive them."""
    rows = User.objects.select_for_update(no_key=True).filter(pk=actor.person.pk, is_active=True)
    if not list(rows.order_by("pk").values_list("pk")):
        raise Refused("comments.write")


def _checked(text: str) -> str:
    words = clean_lines(text)
    if not words:
        raise ValidationError(_("Write what you want to say."))
    if len(words) > LONGEST:
        said = _("The comment has %(count)s characters; shorten it to %(most)s.")
        raise ValidationError(said % {"count": len(words), "most": LONGEST})
    return words


def _values(actor: Actor, subject: Subject, text: str) -> dict[str, object]:
    return {
        "about_kind": subject.ref.kind,
        "about_id": subject.ref.id,
        "text": text,
        "author_id": actor.user_id,
        "behalf": actor.organisation,
        "written_at": clock.now(),
    }


def _mention(written: Comment, named: naming.Named) -> None:
    """Somebody who names themselves need not be told."""
    Mention.objects.bulk_create(
        Mention(
            comment=written,
            user=person.user,
            seen_at=written.written_at if person.user.pk == written.author_id else None,
        )
        for person in named.people
    )


def _answered(actor: Actor, subject: Subject) -> None:
    about = Comment.objects.filter(about_kind=subject.ref.kind, about_id=subject.ref.id).values("pk")
    Mention.objects.filter(user=actor.user_id, seen_at=None, comment__in=about).update(seen_at=clock.now())
