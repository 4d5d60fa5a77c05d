"""The room's part of the API: agreements, plans, measures and targets, read only."""

from promost.plans.api.routes import router

__all__ = ["router"]
