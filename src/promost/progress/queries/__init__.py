"""The questions of progress: each in a fixed number of SQL queries, whatever the number of rows."""

from promost.progress.queries.drawing import Drawn, SeenChange, drawn
from promost.progress.queries.reading import Given
from promost.progress.queries.showing import measure_progress, plan_progress, progress_of_editions, progress_of_plans

__all__ = [
    "Drawn",
    "Given",
    "SeenChange",
    "drawn",
    "measure_progress",
    "plan_progress",
    "progress_of_editions",
    "progress_of_plans",
]
