"""`{% load plans %}`: how the room's things are written on pages."""

from __future__ import annotations

from django import template

from promost.plans.pages import amendments, drafted, names, table, terms_shown

register = template.Library()

for _tag in (
    names.direction_name,
    names.side_name,
    names.party_word,
    names.field_name,
    names.verb_name,
    names.remainder_reason,
    names.problem_name,
    names.place_words,
    names.source_place,
    names.reading_step,
    names.changes,
    terms_shown.standing,
    terms_shown.term_end,
    terms_shown.term_last,
    terms_shown.term_days,
    drafted.said_problems,
    drafted.head_period,
    drafted.draft_deadline,
    drafted.draft_owners,
    drafted.draft_targets,
    drafted.became_chip,
    drafted.change_chip,
    drafted.resource_line,
    drafted.target_value,
    table.measure_rows,
    terms_shown.comes_next,
    amendments.day_or_field,
):
    register.simple_tag(_tag)
