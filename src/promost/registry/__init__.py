"""Regions, municipalities, organisations, classifiers; the register of rooms."""
