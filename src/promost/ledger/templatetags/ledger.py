"""`{% load ledger %}`: how facts and evidence are written on pages."""

from __future__ import annotations

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from promost.kit import formats
from promost.kit.components.chips import chip
from promost.ledger.models import Evidence, Fact
from promost.ledger.pages import shown

register = template.Library()


@register.filter
def is_turned(fact: Fact) -> bool:
    """Tell whether a fact was reversed."""
    return shown.turned(fact) is not None


@register.filter
def breakdown_words(text: str) -> str:
    """Say a breakdown in the reader's language."""
    return shown.breakdown_words(text)


@register.simple_tag
def fact_marks(fact: Fact) -> SafeString:
    """Say that a fact is reversed, a reversal, or a nil report."""
    marks = []
    if shown.turned(fact):
        marks.append(chip(_("reversed"), "neutral", "repeat"))
    elif fact.reverses_id:
        marks.append(chip(_("reversal"), "warn", "repeat"))
    elif not fact.value:
        marks.append(chip(_("nil report"), "info"))
    return format_html_join(" ", "{}", ((mark,) for mark in marks))


@register.simple_tag
def evidence_marks(evidence: Evidence) -> SafeString:
    """Say that a file contains personal data, or that it was erased."""
    marks = []
    if evidence.personal:
        marks.append(chip(_("contains personal data"), "warn", "lock"))
    if evidence.erased_at:
        marks.append(chip(_("erased on %(day)s") % {"day": formats.day(evidence.erased_at.date())}, "neutral", "trash"))
    return format_html_join(" ", "{}", ((mark,) for mark in marks))


@register.simple_tag
def evidence_count(fact: Fact) -> str:
    """Say how many files prove a fact; a dash for none."""
    count = len(fact.attachments.all())
    return ngettext("%(count)s file", "%(count)s files", count) % {"count": count} if count else "—"
