"""The nouns of the registry."""

from promost.registry.models.classifiers import Classifier, ClassifierCode
from promost.registry.models.organisations import Contact, Organisation, OrganisationKind, Spelling
from promost.registry.models.regions import Municipality, Region, RegionSpelling

__all__ = [
    "Classifier",
    "ClassifierCode",
    "Contact",
    "Municipality",
    "Organisation",
    "OrganisationKind",
    "Region",
    "RegionSpelling",
    "Spelling",
]
