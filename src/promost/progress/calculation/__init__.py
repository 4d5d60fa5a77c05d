"""The calculation of progress: plain rows in, shapes out. Pure: it asks no table and knows no clock.

``rows`` are what goes in, ``promost.progress.shapes`` what comes out. ``docs/progress.md`` has the rules.
"""
