"""The verbs of applications."""

from promost.support.applications.actions.agreeing import close, paid_so_far, pay, reverse_payment, sign_agreement
from promost.support.applications.actions.assessing import (
    answer,
    ask,
    declare,
    give_opinion,
    look_again,
    name_assessors,
)
from promost.support.applications.actions.deciding import approve, reconsider, refuse
from promost.support.applications.actions.drafting import attach, change, draft, remove_document
from promost.support.applications.actions.elsewhere import Made, record_elsewhere
from promost.support.applications.actions.obligations import accept_report, promise, report, return_report
from promost.support.applications.actions.submitting import submit, withdraw

__all__ = [
    "Made",
    "accept_report",
    "answer",
    "approve",
    "ask",
    "attach",
    "change",
    "close",
    "declare",
    "draft",
    "give_opinion",
    "look_again",
    "name_assessors",
    "paid_so_far",
    "pay",
    "promise",
    "reconsider",
    "record_elsewhere",
    "refuse",
    "remove_document",
    "report",
    "return_report",
    "reverse_payment",
    "sign_agreement",
    "submit",
    "withdraw",
]
