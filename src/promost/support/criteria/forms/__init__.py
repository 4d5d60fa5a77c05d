"""Forms of the builder."""

from promost.support.criteria.forms.condition import ConditionForm, FieldForm
from promost.support.criteria.forms.words import language

__all__ = ["ConditionForm", "FieldForm", "language"]
