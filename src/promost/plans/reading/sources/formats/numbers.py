"""Numbers as a spreadsheet shows them. The decimal sign is a point and thousands are parted by a space, so that what
is shown can be read back in one way only."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation

from promost.plans.reading.sources.formats.sections import Token, currency, sections

_DOUBLE = Context(prec=15)
_SHOWN = Context(prec=10)
_PLACES = frozenset("0#?")


def number_of(text: str) -> int | Decimal | None:
    """The number a file holds as ``text``: whole ones as int, others with the 15 digits a spreadsheet works with."""
    if len(text) > 400:
        return None
    try:
        exact = Decimal(text.strip())
    except InvalidOperation:
        return None
    if not exact.is_finite() or exact.adjusted() > 300:
        return None
    rounded = _DOUBLE.plus(exact) if len(exact.as_tuple().digits) > 15 else exact
    if rounded.adjusted() < -30:
        return 0
    return int(rounded) if rounded == rounded.to_integral_value() else rounded.normalize()


def general(number: int | Decimal) -> str:
    """A number in the format General; unlike a narrow cell it never falls into 1E+11, since that may be a code."""
    return str(number) if isinstance(number, int) else f"{_SHOWN.plus(number).normalize():f}"


def shown_number(number: int | Decimal, code: str) -> str:
    """``number`` under the format ``code``; a code that is not understood gives the general form."""
    if code in {"", "General", "@", "GENERAL"}:
        return general(number)
    parts = sections(code)
    part, magnitude, sign = _part(Decimal(number), parts)
    signs = {sign for kind, sign in part if kind in {"other", "letters"}}
    if "/" in signs or "@" in signs or any(kind == "letters" for kind, _ in part) or _has_condition(part):
        return general(number)
    return sign + _fill(magnitude, part).strip()


def _part(number: Decimal, parts: tuple[tuple[Token, ...], ...]) -> tuple[tuple[Token, ...], Decimal, str]:
    """The section for the number's sign, the number to print there, and a minus where the section has none."""
    if number < 0:
        return (parts[1], -number, "") if len(parts) > 1 else (parts[0], -number, "-")
    if number == 0 and len(parts) > 2:
        return parts[2], number, ""
    return parts[0], number, ""


def _has_condition(part: tuple[Token, ...]) -> bool:
    return any(kind == "bracket" and sign[:1] in "<>=" for kind, sign in part if sign)


def _fill(number: Decimal, part: tuple[Token, ...]) -> str:
    """Lay the digits of ``number`` into the places of the section."""
    tokens = [("literal", currency(sign)) if kind == "bracket" else (kind, sign) for kind, sign in part]
    places = [index for index, token in enumerate(tokens) if token[0] == "other" and token[1] in _PLACES]
    if not places:
        return "".join(sign for _, sign in tokens)
    commas = [index for index, token in enumerate(tokens) if token == ("other", ",")]
    point = next((index for index, token in enumerate(tokens) if token == ("other", ".")), len(tokens))
    decimals = [index for index in places if index > point]
    scale = sum(1 for index in commas if index > places[-1])
    percent = sum(1 for token in tokens if token == ("other", "%"))
    scaled = number.scaleb(2 * percent - 3 * scale)
    digits = f"{scaled.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP, Context(prec=2000)):f}"
    whole, _, fraction = digits.partition(".")
    grouped = any(places[0] < index < point for index in commas if index not in _tail(commas, places[-1]))
    laid = _whole(whole, [index for index in places if index < point], tokens, grouped)
    laid.update(_fraction(fraction, decimals, tokens))
    if decimals and not any(laid[index] for index in decimals):
        laid[point] = ""
    return "".join(laid.get(index, "" if token == ("other", ",") else token[1]) for index, token in enumerate(tokens))


def _tail(commas: list[int], last_place: int) -> set[int]:
    return {index for index in commas if index > last_place}


def _whole(digits: str, places: list[int], tokens: list[Token], grouped: bool) -> dict[int, str]:
    """Digits before the point, from the right; the leftmost place takes all that are left over."""
    laid: dict[int, str] = {}
    left = digits.lstrip("0")
    for count, index in enumerate(reversed(places), start=1):
        take = left if count == len(places) else left[-1:]
        left = left[: len(left) - len(take)]
        laid[index] = take or ("0" if tokens[index][1] == "0" else "")
    if grouped and places:
        joined = "".join(laid[index] for index in places)
        laid.update(dict.fromkeys(places, ""))
        laid[places[-1]] = f"{int(joined):,}".replace(",", " ") if joined else ""
    return laid


def _fraction(digits: str, places: list[int], tokens: list[Token]) -> dict[int, str]:
    """Digits after the point; a zero at the end is printed only where the place asks for it."""
    laid: dict[int, str] = {}
    needed = max((order for order, index in enumerate(places, start=1) if tokens[index][1] == "0"), default=0)
    length = max(len(digits.rstrip("0")), needed)
    for order, index in enumerate(places):
        laid[index] = digits[order] if order < length else ""
    return laid
