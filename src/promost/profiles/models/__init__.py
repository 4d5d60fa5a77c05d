"""What can be counted, and the levels that were observed."""

from promost.profiles.models.indicators import Indicator, Kind
from promost.profiles.models.observations import Observation

__all__ = ["Indicator", "Kind", "Observation"]
