"""Statements of a plan for a quarter: drawn from facts, signed by the parties, verified later.

``docs/statements.md`` has the rules.
"""
