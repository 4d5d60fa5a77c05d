"""Statements in the API: reading, verifying, drawing and returning; objections. Nobody signs by a token."""

from promost.progress.statements.api import disputing, drawing, reading

__all__ = ["disputing", "drawing", "reading"]
