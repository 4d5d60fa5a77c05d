"""Pages of the desks."""

from promost.desks.views.desks import organisation, region
from promost.desks.views.home import home

__all__ = ["home", "organisation", "region"]
