"""The questions of progress: each in a fixed number of SQL queries, whatever the number of rows."""

from promost.progress.queries.drawing import Drawn, SeenChange, plan_with_changes
from promost.progress.queries.reading import Given
from promost.progress.queries.showing import measure_progress, plan_progress, progress_of_editions, progress_of_plans

__all__ = [
    "Drawn",
    "Given",
    "SeenChange",
    "measure_progress",
    "plan_progress",
    "plan_with_changes",
    "progress_of_editions",
    "progress_of_plans",
]
