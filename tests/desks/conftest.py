"""What tests of the desks begin with: the small programme of the plans, and documents read into it."""

from tests.plans.conftest import read, world

__all__ = ["read", "world"]
