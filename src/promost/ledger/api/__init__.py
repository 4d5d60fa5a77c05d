"""The room's part of the API: facts (list, one, record, reverse)."""

from promost.ledger.api.routes import router

__all__ = ["router"]
