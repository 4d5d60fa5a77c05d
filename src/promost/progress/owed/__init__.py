"""What follows from promises and facts as duties: measures by their deadlines, values by their reporting days, answers
to completion documents.
"""

from promost.progress.owed.confirming import CONFIRMATION
from promost.progress.owed.expecting import FACT, MEASURE, expected_duties
from promost.progress.owed.keeping import after_facts, hold, refresh, refresh_many

__all__ = ["CONFIRMATION", "FACT", "MEASURE", "after_facts", "expected_duties", "hold", "refresh", "refresh_many"]
