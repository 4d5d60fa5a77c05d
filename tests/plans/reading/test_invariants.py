"""Whatever a document holds, reading it gives a draft or says clearly that there is none, and loses nothing."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import HealthCheck, given, settings

from promost.plans.reading.document import Document, Table
from promost.plans.reading.draft import Severity
from promost.plans.reading.layout import read_plan
from promost.plans.reading.layout.coverage import uncovered
from promost.plans.reading.messages import say
from promost.plans.reading.output import from_json, to_json
from promost.plans.reading.sources import open_document
from tests.plans.reading.grids import documents
from tests.plans.reading.layouts.tables_ru import other_authority

quick = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)


@quick
@given(documents())
def test_any_document_gives_a_draft_that_loses_no_row_and_no_paragraph(document: Document) -> None:
    draft = read_plan(document)
    assert uncovered(document, draft) == []


@quick
@given(documents())
def test_a_document_without_measures_says_so(document: Document) -> None:
    draft = read_plan(document)
    said = any(p.code == "NO_MEASURES_FOUND" and p.severity is Severity.ERROR for p in draft.problems)
    assert said == (not draft.rows)


@quick
@given(documents())
def test_a_draft_survives_its_json(document: Document) -> None:
    draft = read_plan(document)
    written = json.loads(json.dumps(to_json(draft), ensure_ascii=False))
    assert to_json(from_json(written)) == written


@quick
@given(documents())
def test_every_doubt_has_its_sentence_in_both_languages(document: Document) -> None:
    draft = read_plan(document)
    for problem in (*draft.problems, *(problem for row in draft.rows for problem in row.problems)):
        russian, english = (say(problem.code, problem.values, language) for language in ("ru", "en"))
        assert russian
        assert english
        assert russian != english


def test_a_lost_row_would_be_seen() -> None:
    """The negative control of the law: a draft from which a remainder was taken leaves a place uncovered."""
    name, data, _ = other_authority()
    document = open_document(data, name)
    draft = read_plan(document)
    assert uncovered(document, draft) == []
    without_row = replace(draft, rows=draft.rows[1:])
    assert [(place.part, place.row) for place in uncovered(document, without_row)] == [("table", 3)]
    without_rest = replace(draft, remainder=())
    titles = [place for place in uncovered(document, without_rest) if place.part == "paragraph"]
    assert len(titles) == 2
    assert any(isinstance(block, Table) for block in document.blocks)
