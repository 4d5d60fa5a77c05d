"""What the room tells the kit and the accounts: the words of its deeds, and what goes with an erased person."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from promost.accounts import after
from promost.comments import actions
from promost.kit.histories import words

VERBS = {"comments.write": _("Comment written"), "comments.withdraw": _("Comment withdrawn")}
FIELDS = {"mentioned": _("People mentioned")}


def register() -> None:
    """Tell them."""
    words.tell(VERBS, FIELDS)
    after.on_blank(actions.blank)
