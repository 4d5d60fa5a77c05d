"""Numbers, days, spans and clocks, written as the reader's language writes them.

Every function takes `language` ("ru", "en", or None for the language of the running request) and gives plain text.
Spaces inside a number, and between a number and its unit, are non-breaking.
"""

from promost.kit.formats.clocks import both_clocks, clock, end_of_day, zone_label
from promost.kit.formats.days import day, moment, month, period
from promost.kit.formats.language import resolve
from promost.kit.formats.numbers import amount, money, number, percent, signed
from promost.kit.formats.spans import ago, count_days, until

__all__ = [
    "ago",
    "amount",
    "both_clocks",
    "clock",
    "count_days",
    "day",
    "end_of_day",
    "moment",
    "money",
    "month",
    "number",
    "percent",
    "period",
    "resolve",
    "signed",
    "until",
    "zone_label",
]
