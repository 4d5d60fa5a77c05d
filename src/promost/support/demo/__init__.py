"""The room's part of the demonstration: invented funds, schemes, a register, and the way of some applications.

It follows the story of both programmes (``promost.progress.demo``): since October enterprises apply here, and the facts
of support come from applications. Everybody does what they may, by the room's own actions, each at its own moment.
"""

from __future__ import annotations

from promost.plans.models import Plan
from promost.progress import owed
from promost.progress.demo import playing
from promost.support.demo import cast, playing_out, register, schemes, told
from promost.support.models import Scheme


def load() -> None:
    """Play the room's part. A second call changes nothing."""
    if Scheme.objects.filter(invented=True).exists():
        return
    story = told.story()
    enterprises = register.fill(story)
    people = cast.people(story)
    published = schemes.publish(story)
    with playing.without_refreshing():
        playing_out.play(story, published, enterprises, people)
    owed.refresh_many(list(Plan.objects.order_by("pk")))
