"""The nouns of the promise."""

from promost.plans.models.agreements import Agreement, Observer, Party, PartyOrganisation, SideChoice
from promost.plans.models.editions import Document, Edition, MeasureEdition, Owner, Resource, Section
from promost.plans.models.imports import Body, Import, ImportRow, ImportState, RowState
from promost.plans.models.plans import Measure, Participant, Plan, PlanKind
from promost.plans.models.targets import Basis, Scope, Target, TargetValue

__all__ = [
    "Agreement",
    "Basis",
    "Body",
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
    "Resource",
    "RowState",
    "Scope",
    "Section",
    "SideChoice",
    "Target",
    "TargetValue",
]
