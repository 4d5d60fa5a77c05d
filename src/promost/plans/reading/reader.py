"""From a file's bytes to a draft, in one call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from promost.plans.reading.draft import PlanDraft
from promost.plans.reading.layout import read_plan
from promost.plans.reading.sources import open_document


def read(data: bytes, name: str, words: Mapping[str, Sequence[str]] | None = None) -> PlanDraft:
    """Reads a plan document.

    ``data`` are the file's bytes, ``name`` its name (only its ending counts); ``words`` maps a direction's code to how
    documents head its sections. A readable file always gives a draft, with an error among its problems where it holds
    no measures. Raises `Unreadable` for a file that cannot be opened as a document.
    """
    return read_plan(open_document(data, name), words)
