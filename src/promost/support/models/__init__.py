"""The nouns of support: schemes, what is proposed and remarked about them, applications, obligations."""

from promost.support.models.applications import (
    OPEN_STATES,
    Application,
    ApplicationDocument,
    ApplicationState,
    Assessor,
    Payment,
    Question,
)
from promost.support.models.following import SavedScheme, Subscription
from promost.support.models.obligations import Obligation, ObligationKind, ObligationReport, ReportState
from promost.support.models.proposals import Proposal, ProposalState, Remark, RemarkKind, RemarkState
from promost.support.models.schemes import (
    LegalAct,
    Level,
    RequiredDocument,
    Scheme,
    SchemeKind,
    SchemeState,
    Taken,
    Window,
)
from promost.support.models.sheets import ApplicationSheet
from promost.support.models.sources import ImportedRow, RowOutcome, SchemeImport, SchemeImportState

__all__ = [
    "OPEN_STATES",
    "Application",
    "ApplicationDocument",
    "ApplicationSheet",
    "ApplicationState",
    "Assessor",
    "ImportedRow",
    "LegalAct",
    "Level",
    "Obligation",
    "ObligationKind",
    "ObligationReport",
    "Payment",
    "Proposal",
    "ProposalState",
    "Question",
    "Remark",
    "RemarkKind",
    "RemarkState",
    "ReportState",
    "RequiredDocument",
    "RowOutcome",
    "SavedScheme",
    "Scheme",
    "SchemeImport",
    "SchemeImportState",
    "SchemeKind",
    "SchemeState",
    "Subscription",
    "Taken",
    "Window",
]
