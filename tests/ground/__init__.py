"""Tests of the whole: floors, words that do not belong, dependencies, the two commands, the harness itself."""
