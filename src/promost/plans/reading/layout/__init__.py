"""Layout: which tables, sheets and paragraphs hold measures, what each column says, and who the sides are."""

from promost.plans.reading.layout.plan import read_plan

__all__ = ["read_plan"]
