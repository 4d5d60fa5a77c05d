"""The verbs of profiles."""

from promost.profiles.actions.observing import observe

__all__ = ["observe"]
