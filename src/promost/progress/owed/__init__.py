"""What follows from promises and facts as duties: measures by their deadlines, values by their reporting days."""

from promost.progress.owed.expecting import FACT, MEASURE, expected_duties
from promost.progress.owed.keeping import after_facts, refresh, refresh_many

__all__ = ["FACT", "MEASURE", "after_facts", "expected_duties", "refresh", "refresh_many"]
