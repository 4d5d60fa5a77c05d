"""The room's part of the API: comments on a thing, read and written as on its page."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_noop as _
from ninja import Field, Query, Router, Schema, Status

from promost.accounts.requests import SignedInRequest
from promost.accounts.rules import require
from promost.comments import actions, queries, subjects
from promost.comments.actions import LONGEST
from promost.comments.models import Comment
from promost.comments.people import Person, called, people_of
from promost.kit.rest import Body, Given, Page, Paging, Words, page

router = Router()


class PersonOut(Schema):
    """Somebody by their lasting id and name."""

    id: UUID
    name: str


class ReaderOut(PersonOut):
    """Somebody who may be mentioned, with the organisations they belong to."""

    organisations: list[Body]


class CommentOut(Schema):
    """A comment; of one that is gone the text is empty, and ``gone_as`` tells how it went."""

    id: UUID
    text: str
    author: PersonOut
    organisation: Body
    written_at: datetime
    gone_as: str | None
    mentions: list[PersonOut]


class CommentGiven(Given):
    """A comment to write. ``text`` may name people after @; ``notify`` are others who are told, by lasting ids."""

    token: UUID
    text: Words = Field(max_length=LONGEST)
    notify: list[UUID] = Field(default=[], max_length=actions.MOST)


@router.get("/comments/{kind}/{thing}", response=Page[CommentOut], summary=_("Comments on a thing"))
def list_comments(request: SignedInRequest, kind: str, thing: UUID, paging: Query[Paging]) -> Any:
    """The newest first. Things that are commented: plans, measures, amendments, facts and statements."""
    return page(queries.comments_on(subjects.find(request.user, kind, str(thing))), paging, _told)


@router.get("/comments/{kind}/{thing}/people", response=Page[ReaderOut], summary=_("Who may be mentioned"))
def list_readers(request: SignedInRequest, kind: str, thing: UUID, paging: Query[Paging]) -> Any:
    """The people who see the thing."""
    return page(people_of(subjects.find(request.user, kind, str(thing))), paging, _reader)


@router.post("/comments/{kind}/{thing}", response={201: CommentOut, 200: CommentOut}, summary=_("Write a comment"))
def write_comment(request: SignedInRequest, kind: str, thing: UUID, given: CommentGiven) -> Any:
    """In the name of your organisation. The same token again writes nothing new."""
    subject = subjects.find(request.user, kind, str(thing))
    require(request.actor, "comments.write", subject)
    again = Comment.objects.filter(uuid=given.token).exists()
    written = actions.write(request.actor, subject, given.text, frozenset(given.notify), given.token)
    return Status(200 if again else 201, _told(queries.comments_on(subject).get(pk=written.pk)))


def _told(comment: Comment) -> dict[str, Any]:
    said = queries.said([comment], comment.author)[0]
    return {
        "id": comment.uuid,
        "text": said.text,
        "author": {"id": comment.author.uuid, "name": said.author},
        "organisation": {"id": comment.behalf.uuid, "name": comment.behalf.called},
        "written_at": comment.written_at,
        "gone_as": comment.gone_as or None,
        "mentions": [{"id": each.user.uuid, "name": called(each.user)} for each in comment.mentions.all()],
    }


def _reader(person: Person) -> dict[str, Any]:
    offices = [{"id": each.uuid, "name": each.called} for each in person.offices]
    return {"id": person.user.uuid, "name": person.user.name, "organisations": offices}
