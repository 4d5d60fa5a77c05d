"""Numbers and sums of money as text."""

from decimal import ROUND_HALF_UP, Decimal

from promost.kit.formats.language import NBSP, resolve

MINUS = "\N{MINUS SIGN}"
CURRENCY = {"RUB": "₽", "USD": "$", "EUR": "€", "CNY": "¥"}
SCALES = (
    (Decimal(10) ** 12, "трлн", "tn"),
    (Decimal(10) ** 9, "млрд", "bn"),
    (Decimal(10) ** 6, "млн", "m"),
)


def _plain(value: Decimal, places: int | None) -> str:
    """Digits with a dot and no exponent: rounded half up to `places`, or as exact as given without trailing zeros."""
    if places is not None:
        return f"{value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP):f}"
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def number(value: Decimal | int, places: int | None = None, language: str | None = None) -> str:
    """Write a number with grouped thousands: "1 234,5" in Russian, "1,234.5" in English.

    `places` fixes the digits after the comma (rounded half up); None keeps them all but drops trailing zeros.
    Raises ValueError for a value that is no finite number.
    """
    exact = Decimal(value)
    if not exact.is_finite():
        raise ValueError(f"{value} is not a finite number; give a Decimal or an int that is.")
    whole, _, fraction = _plain(abs(exact), places).partition(".")
    russian = resolve(language) == "ru"
    grouped = f"{int(whole):,}".replace(",", NBSP if russian else ",")
    text = f"{grouped}{',' if russian else '.'}{fraction}" if fraction else grouped
    return f"{MINUS}{text}" if exact < 0 and text.strip("0.,") else text


def signed(value: Decimal | int, places: int | None = None, language: str | None = None) -> str:
    """Write a change with its sign: "+38", "−9", and "0" without one."""
    text = number(value, places, language)
    return f"+{text}" if value > 0 and text.strip("0.,") else text


def amount(value: Decimal | int, unit: str = "", places: int | None = None, language: str | None = None) -> str:
    """Write a number with its unit, kept on one line: "412 ед.", "4,82 млрд ₽"."""
    text = number(value, places, language)
    return f"{text}{NBSP}{unit}" if unit else text


def percent(part: Decimal | int, whole: Decimal | int, language: str | None = None) -> str:
    """Write `part` as a whole per cent of `whole`: "86 %" in Russian, "86%" in English; "" when `whole` is 0.

    Show the absolute figure beside it: a per cent alone says nothing of its size.
    """
    if not whole:
        return ""
    share = number(Decimal(part) * 100 / Decimal(whole), 0, language)
    return f"{share}{NBSP}%" if resolve(language) == "ru" else f"{share}%"


def money(value: Decimal, currency: str = "RUB", compact: bool = False, language: str | None = None) -> str:
    """Write a sum: "4 820 000 ₽" or "₽4,820,000"; `compact` from a million on: "4,82 млрд ₽", "₽4.82 bn".

    Kopecks are shown only where there are some. A currency without a known sign keeps its ISO 4217 code.
    """
    scale, russian, english = next((row for row in SCALES if compact and abs(value) >= row[0]), (Decimal(1), "", ""))
    short = value / scale
    whole = short == short.to_integral_value()
    digits = _plain(abs(short), None if scale > 1 and whole else 2) if scale > 1 else ""
    text = number(Decimal(digits).copy_sign(value) if digits else value, None if digits or whole else 2, language)
    return _with_currency(text, currency, russian, english, resolve(language) == "ru")


def _with_currency(text: str, currency: str, russian: str, english: str, in_russian: bool) -> str:
    """Put the sign of the currency where the language has it."""
    sign = CURRENCY.get(currency, currency)
    if in_russian:
        return NBSP.join(part for part in (text, russian, sign) if part)
    tail = f"{NBSP}{english}" if english else ""
    minus, digits = (MINUS, text[1:]) if text.startswith(MINUS) else ("", text)
    gap = NBSP if len(sign) > 1 else ""
    return f"{minus}{sign}{gap}{digits}{tail}"
