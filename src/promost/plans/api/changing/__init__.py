"""How a plan is approved and changed: its state, its editions side by side, amendments."""

from promost.plans.api.changing import amending, reading

__all__ = ["amending", "reading"]
