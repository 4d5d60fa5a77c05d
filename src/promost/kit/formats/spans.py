"""How far a day is from today, in words."""

from datetime import date

from django.utils.translation import gettext, ngettext, override

from promost.kit.formats.language import resolve


def count_days(count: int, language: str | None = None) -> str:
    """Write a number of days: "1 день", "3 дня", "5 дней"; "1 day", "3 days"."""
    with override(resolve(language)):
        return ngettext("%(count)d day", "%(count)d days", count) % {"count": count}


def until(due: date, today: date, language: str | None = None) -> str:
    """Say how far a deadline is: "через 5 дней", "завтра", "сегодня", "просрочено на 3 дня"."""
    left = (due - today).days
    with override(resolve(language)):
        if left in (0, 1):
            return gettext("tomorrow") if left else gettext("today")
        if left > 0:
            return ngettext("in %(count)d day", "in %(count)d days", left) % {"count": left}
        return ngettext("%(count)d day late", "%(count)d days late", -left) % {"count": -left}


def ago(day: date, today: date, language: str | None = None) -> str:
    """Say how long ago something happened: "сегодня", "вчера", "3 дня назад"; a day ahead is said as `until` does."""
    passed = (today - day).days
    if passed < 0:
        return until(day, today, language)
    with override(resolve(language)):
        if passed in (0, 1):
            return gettext("yesterday") if passed else gettext("today")
        return ngettext("%(count)d day ago", "%(count)d days ago", passed) % {"count": passed}
