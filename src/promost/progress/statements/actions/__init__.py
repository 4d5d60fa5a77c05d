"""The verbs of statements."""

from promost.progress.statements.actions.declaring import declare
from promost.progress.statements.actions.disputing import dispute, settle
from promost.progress.statements.actions.returning import return_statement
from promost.progress.statements.actions.signing import File, sign, sign_on_paper
from promost.progress.statements.drawing import CannotDraw, draw

__all__ = [
    "CannotDraw",
    "File",
    "declare",
    "dispute",
    "draw",
    "return_statement",
    "settle",
    "sign",
    "sign_on_paper",
]
