"""HTML in cells becomes plain text and loses nothing that a reader saw."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promost.support.reading.markup import plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>Один</p>\n\n<p>Два</p>", "Один\n\nДва"),
        ("1. Раз.<br />\n2. Два.", "1. Раз.\n2. Два."),
        ("<p>Льготы:</p><p>&bull; налог;</p>", "Льготы:\n\n• налог;"),
        ("<ol><li>раз</li><li>два</li></ol>", "1. раз\n2. два"),
        ("<strong>Юридические лица</strong><br />\nвсе", "Юридические лица\nвсе"),
        ("&quot;Станок&quot;&nbsp;&ndash; 5&nbsp;млн", '"Станок" – 5 млн'),
        ("&amp;quot;Станок&amp;quot;", '"Станок"'),
        ("строка\nдругая", "строка\nдругая"),
        ("доход <5 млн и >2", "доход <5 млн и >2"),
        ("укажите <name> и <b>сумму</b>", "укажите <name> и сумму"),
        ("<o:p></o:p>Текст<script>alert(1)</script>", "Текст"),
        ("<table><tr><td>а</td><td>б</td></tr><tr><td>в</td></tr></table>", "а б\nв"),
        ("<p>незакрытый", "незакрытый"),
        ("R&D", "R&D"),
    ],
)
def test_what_a_reader_saw_is_what_stays(text: str, expected: str) -> None:
    assert plain(text) == expected


@given(st.text())
def test_any_text_is_taken(text: str) -> None:
    plain(text)


@given(st.lists(st.text("абвгд", min_size=1), min_size=1))
def test_no_word_is_lost_between_tags(words: list[str]) -> None:
    assert plain("".join(f"<p><b>{word}</b></p>" for word in words)).split() == words
