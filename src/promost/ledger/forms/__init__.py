"""What is typed in: a result, a completion document, files, a reason, a sheet."""

from promost.ledger.forms.common import AttachForm, EvidenceForm, FilesField, ReasonForm, TokenForm
from promost.ledger.forms.recording import CompletionForm, RecordForm
from promost.ledger.forms.sheets import SheetForm

__all__ = [
    "AttachForm",
    "CompletionForm",
    "EvidenceForm",
    "FilesField",
    "ReasonForm",
    "RecordForm",
    "SheetForm",
    "TokenForm",
]
