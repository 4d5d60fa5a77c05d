"""One moment on the clocks of two places."""

import tomllib
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from promost.kit.formats.language import resolve

ZONES_FILE = Path(__file__).with_name("zones.toml")


@cache
def _labels() -> dict[str, dict[str, str]]:
    """Labels by IANA zone and language, from `zones.toml`."""
    return {
        row["zone"]: {"ru": row["ru"], "en": row["en"]} for row in tomllib.loads(ZONES_FILE.read_text("utf-8"))["zone"]
    }


def zone_label(zone: str, language: str | None = None) -> str:
    """Name a zone briefly: "МСК" / "MSK", "Магадан" / "Magadan"; an unknown one by the last part of its IANA name."""
    known = _labels().get(zone)
    return known[resolve(language)] if known else zone.rpartition("/")[2].replace("_", " ")


def clock(moment: datetime, zone: str, language: str | None = None) -> str:
    """Write the time of an aware `moment` on the clock of `zone` (IANA name): "18:00 MSK".

    Raises ValueError for a moment without a zone of its own: nobody could say when that is.
    """
    if moment.tzinfo is None:
        raise ValueError("A moment without a time zone cannot be shown on two clocks; give an aware datetime.")
    return f"{moment.astimezone(ZoneInfo(zone)):%H:%M} {zone_label(zone, language)}"


def both_clocks(moment: datetime, zone_a: str, zone_b: str, language: str | None = None) -> str:
    """Write `moment` on two clocks: "18:00 MSK · 02:00 Magadan (+1)", the day's difference counted from `zone_a`.

    Zones whose clocks agree at that moment are written once.
    """
    here, there = moment.astimezone(ZoneInfo(zone_a)), moment.astimezone(ZoneInfo(zone_b))
    first = clock(moment, zone_a, language)
    if here.utcoffset() == there.utcoffset():
        return first
    return f"{first} · {clock(moment, zone_b, language)}{_shift((there.date() - here.date()).days)}"


def end_of_day(day: date, zone_a: str, zone_b: str, language: str | None = None) -> str:
    """Write when a day ends in `zone_a` on both clocks: "24:00 Magadan · 16:00 MSK"; its own end is never 00:00."""
    midnight = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone_a))
    there = midnight.astimezone(ZoneInfo(zone_b))
    first = f"24:00 {zone_label(zone_a, language)}"
    if there.utcoffset() == midnight.utcoffset():
        return first
    return f"{first} · {clock(midnight, zone_b, language)}{_shift((there.date() - day).days)}"


def _shift(days: int) -> str:
    """How many days apart two calendars are: " (+1)", or nothing."""
    return f" ({'+' if days > 0 else '−'}{abs(days)})" if days else ""
