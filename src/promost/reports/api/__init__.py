"""The room's part of the API: the report of a plan for a quarter as data, read only."""

from promost.reports.api.routes import router

__all__ = ["router"]
