"""Schemes of support, applications and decisions: whom the programme helps, and what came of it."""
