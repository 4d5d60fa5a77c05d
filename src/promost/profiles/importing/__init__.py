"""Levels from a table: ``promost profiles observe FILE``."""

from promost.profiles.importing.loading import Outcome, load

__all__ = ["Outcome", "load"]
