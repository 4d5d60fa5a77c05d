"""What pages about indicators and levels need beside the answers of queries."""

from promost.profiles.pages.choices import parted, unit_choices, value, ways
from promost.profiles.pages.levels import IndicatorLevels, grouped
from promost.profiles.pages.rooms import room_name

__all__ = ["IndicatorLevels", "grouped", "parted", "room_name", "unit_choices", "value", "ways"]
