"""The verbs of the registry. Each asks whether the doer may, changes, and writes history, in one transaction."""

from promost.registry.actions.merging import merge
from promost.registry.actions.organisations import create_organisation, edit_organisation
from promost.registry.actions.reference import (
    import_classifier,
    import_municipalities,
    load_built_in,
    load_regions,
)
from promost.registry.actions.spellings import forget_spelling, remember_spelling

__all__ = [
    "create_organisation",
    "edit_organisation",
    "forget_spelling",
    "import_classifier",
    "import_municipalities",
    "load_built_in",
    "load_regions",
    "merge",
    "remember_spelling",
]
