"""Tests of the curator's queue."""
