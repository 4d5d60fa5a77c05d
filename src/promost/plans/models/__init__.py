"""The nouns of the promise."""

from promost.plans.models.agreements import Agreement, Observer, Party, PartyOrganisation, SideChoice
from promost.plans.models.approvals import (
    Amendment,
    AmendmentChange,
    AmendmentState,
    Approval,
    ApprovedHow,
    ChangeKind,
    Consent,
)
from promost.plans.models.editions import Document, Edition, MeasureEdition, Owner, Resource, Section
from promost.plans.models.imports import Body, Import, ImportRow, ImportState, RowState
from promost.plans.models.plans import Measure, Participant, Plan, PlanKind, PlanState
from promost.plans.models.targets import Basis, Scope, Target, TargetValue

__all__ = [
    "Agreement",
    "Amendment",
    "AmendmentChange",
    "AmendmentState",
    "Approval",
    "ApprovedHow",
    "Basis",
    "Body",
    "ChangeKind",
    "Consent",
    "Document",
    "Edition",
    "Import",
    "ImportRow",
    "ImportState",
    "Measure",
    "MeasureEdition",
    "Observer",
    "Owner",
    "Participant",
    "Party",
    "PartyOrganisation",
    "Plan",
    "PlanKind",
    "PlanState",
    "Resource",
    "RowState",
    "Scope",
    "Section",
    "SideChoice",
    "Target",
    "TargetValue",
]
