"""Programmes, cohorts, certificates: engineers and workers trained for the enterprises."""
