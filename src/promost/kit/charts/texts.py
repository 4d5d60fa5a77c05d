"""Fitting words into a drawing. Nothing can be measured here, so widths are estimated, rather too wide than narrow."""

ELLIPSIS = "…"
NARROW = set("ijl.,:;'|!()[]ftrIJг ·-")
WIDE = set("mwMWЖШЩЮМФДЫжшщюмфыдъ@%—№")


def width(text: str, size: float) -> float:
    """Estimate how wide a text is at a letter size, in the same units as the size."""
    return size * sum(0.34 if c in NARROW else 0.86 if c in WIDE else 0.7 if c.isupper() else 0.575 for c in text)


def cut(text: str, room: float, size: float) -> str:
    """Shorten a text to the room it has, with an ellipsis."""
    if width(text, size) <= room:
        return text
    while text and width(text + ELLIPSIS, size) > room:
        text = text[:-1]
    return text.rstrip(" ,.;:-–—") + ELLIPSIS


def wrap(text: str, room: float, size: float, lines: int) -> list[str]:
    """Break a text into at most so many lines; what does not fit ends with an ellipsis in the last."""
    words = text.split()
    out: list[str] = []
    while words and len(out) < lines - 1:
        count = 1
        while count < len(words) and width(" ".join(words[: count + 1]), size) <= room:
            count += 1
        out.append(cut(" ".join(words[:count]), room, size))
        words = words[count:]
    return [*out, cut(" ".join(words), room, size)] if words else out
