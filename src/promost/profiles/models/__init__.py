"""What can be counted, the levels that were observed, the register of enterprises and what they told."""

from promost.profiles.models.enterprises import Category, Enterprise, LoadState, RegisterLoad
from promost.profiles.models.indicators import Indicator, Kind
from promost.profiles.models.observations import Observation
from promost.profiles.models.telling import EnterpriseAnswer, Look, Purpose

__all__ = [
    "Category",
    "Enterprise",
    "EnterpriseAnswer",
    "Indicator",
    "Kind",
    "LoadState",
    "Look",
    "Observation",
    "Purpose",
    "RegisterLoad",
]
