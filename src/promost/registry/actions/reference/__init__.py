"""Reference data: lists of regions, municipalities and classifiers, loaded as often as one likes."""

from __future__ import annotations

from importlib.resources import as_file, files

from django.db import transaction

from promost.kit import access
from promost.kit.history import Doer
from promost.registry import built_in
from promost.registry.actions.reference import municipalities
from promost.registry.actions.reference.classifiers import import_classifier, put_built_in
from promost.registry.actions.reference.municipalities import import_municipalities
from promost.registry.actions.reference.noting import PERMISSION
from promost.registry.actions.reference.regions import load_regions

__all__ = ["import_classifier", "import_municipalities", "load_built_in", "load_regions"]


def load_built_in(doer: Doer) -> None:
    """Put the built-in regions, municipalities and classifiers in place, any number of times. Raises Refused."""
    access.require(doer, PERMISSION)
    with transaction.atomic(), as_file(files("promost.registry").joinpath("data/regions.toml")) as path:
        load_regions(doer, path)
        municipalities.put(doer, "built in", built_in.municipalities())
        for code in built_in.CLASSIFIERS:
            put_built_in(code)
