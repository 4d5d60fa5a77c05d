"""A draft as JSON, and back: for the command, the API, and a preview that is kept while an officer mends it."""

from promost.plans.reading.output.loading import from_json
from promost.plans.reading.output.writing import to_json

__all__ = ["from_json", "to_json"]
