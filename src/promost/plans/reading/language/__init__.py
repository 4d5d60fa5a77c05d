"""The language of plan documents, Russian and English: terms, bodies and persons, promised numbers, units.

Pure functions on text. The words stand in TOML files beside the code; the code holds the grammar.
"""
