"""The questions that pages and other rooms ask of the registry."""

from promost.registry.queries.names import Candidate, find_organisations
from promost.registry.queries.regions import region_in, regions_in

__all__ = ["Candidate", "find_organisations", "region_in", "regions_in"]
