"""The builder of criteria: its state, and what each button does to it."""

from promost.support.criteria.builder.deeds import press
from promost.support.criteria.builder.state import State, read

__all__ = ["State", "press", "read"]
