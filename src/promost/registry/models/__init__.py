"""The nouns of the registry."""

from promost.registry.models.classifiers import Classifier, ClassifierCode
from promost.registry.models.organisations import Contact, NameKey, Organisation, OrganisationKind, Spelling
from promost.registry.models.regions import Municipality, Region, RegionSpelling

__all__ = [
    "Classifier",
    "ClassifierCode",
    "Contact",
    "Municipality",
    "NameKey",
    "Organisation",
    "OrganisationKind",
    "Region",
    "RegionSpelling",
    "Spelling",
]
