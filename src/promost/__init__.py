"""Promost: interregional industrial cooperation, from the signed plan to the jobs on the ground."""

__version__ = "0.1.0"
