"""The room's part of the API: figures and states; completion documents; statements, objections, the curator's queue."""

from promost.progress.api import completing, curating
from promost.progress.api.routes import router
from promost.progress.statements import api as stating

__all__ = ["completing", "curating", "router", "stating"]
