"""The room's part of the API: agreements, plans, measures and targets; approvals, editions and amendments."""

from promost.plans.api import changing
from promost.plans.api.routes import router

__all__ = ["changing", "router"]
