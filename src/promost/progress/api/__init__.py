"""The room's part of the API: figures against what was promised, and states of measures, read only."""

from promost.progress.api.routes import router

__all__ = ["router"]
