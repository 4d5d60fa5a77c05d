"""Tests. They mirror the rooms of ``src/promost``; ``harness`` is what they stand on, ``ground`` looks after the whole."""
