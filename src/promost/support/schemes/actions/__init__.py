"""The verbs of schemes."""

from promost.support.schemes.actions.life import archive, publish, return_to_draft, revive, submit_for_review
from promost.support.schemes.actions.proposals import confirm, decline
from promost.support.schemes.actions.remarks import answer_remark, remark
from promost.support.schemes.actions.writing import (
    Act,
    Days,
    Paper,
    Parts,
    SchemeFields,
    change,
    create,
    set_criteria,
)

__all__ = [
    "Act",
    "Days",
    "Paper",
    "Parts",
    "SchemeFields",
    "answer_remark",
    "archive",
    "change",
    "confirm",
    "create",
    "decline",
    "publish",
    "remark",
    "return_to_draft",
    "revive",
    "set_criteria",
    "submit_for_review",
]
