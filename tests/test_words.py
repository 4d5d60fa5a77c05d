"""Every text is there in Russian, and says the same: nobody meets half a page in another language."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import polib
import pytest

from tests.tools import words
from tests.tools.words import Words

ROOMS = words.rooms()
TEMPLATES = [path for path in sorted(words.SOURCES.rglob("templates/**/*")) if path.suffix in {".html", ".txt"}]


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_every_text_of_a_room_has_its_russian(room: Path) -> None:
    path = words.word_list(room)
    entries = {
        (entry.msgctxt or "", entry.msgid): entry for entry in (polib.pofile(str(path)) if path.exists() else ())
    }
    found = [(text, words.faults(text, entries.get(text.key))) for text in words.of_room(room)]
    listed = [f"{text.where}: {text.text!r} {'; '.join(faults)}" for text, faults in found if faults]
    assert not listed, "python3 run.py messages adds these to the word lists:\n" + "\n".join(listed)


@pytest.mark.parametrize("path", sorted(words.SOURCES.rglob("*.po")), ids=lambda path: path.parts[-5])
def test_a_compiled_word_list_is_that_of_its_source(path: Path) -> None:
    compiled = path.with_suffix(".mo")
    assert compiled.exists(), "python3 run.py messages compiles it"
    assert compiled.read_bytes() == polib.pofile(str(path)).to_binary(), "python3 run.py messages compiles it anew"


def test_one_text_has_one_russian_in_all_rooms() -> None:
    said: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for path in sorted(words.SOURCES.rglob("*.po")):
        for entry in polib.pofile(str(path)).translated_entries():
            russian = entry.msgstr or " / ".join(entry.msgstr_plural.values())
            said[(entry.msgctxt or "", entry.msgid)][russian].append(path.parts[-5])
    several = {text: dict(told) for (_context, text), told in said.items() if len(told) > 1}
    assert not several, f"two rooms say it differently; where that is meant, give the text a context: {several}"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_text_stands_untranslated_in_a_template(path: Path) -> None:
    assert words.bare(path.read_text(encoding="utf-8")) == []


class TestFinding:
    """The finder itself: what it must not miss."""

    @pytest.mark.parametrize(
        ("source", "expected"),
        [
            ("_('One ' 'text')", Words("One text")),
            ("translation.gettext_lazy('Lazy')", Words("Lazy")),
            ("ngettext('%(n)s row', '%(n)s rows', n)", Words("%(n)s row", "%(n)s rows")),
            ("pgettext('of a plan', 'Open')", Words("Open", context="of a plan")),
            ("npgettext('c', 'row', 'rows', n)", Words("row", "rows", "c")),
        ],
    )
    def test_texts_of_python(self, source: str, expected: Words) -> None:
        (found,) = words.in_python(source, "x.py")
        assert (found.key, found.plural) == (expected.key, expected.plural)

    @pytest.mark.parametrize("source", ["_(name)", "gettext(f'{a} of b')", "other('text')", "ngettext('one', many, n)"])
    def test_what_is_no_text(self, source: str) -> None:
        assert list(words.in_python(source, "x.py")) == []

    @pytest.mark.parametrize(
        ("source", "expected"),
        [
            ('{% trans "Due" %}', Words("Due")),
            ('{% translate "Open" context "of a plan" %}', Words("Open", context="of a plan")),
            ("{% blocktrans trimmed %}\n  Hello,\n  {{ name }}\n{% endblocktrans %}", Words("Hello, %(name)s")),
            (
                "{% blocktrans count n=rows %}a row{% plural %}{{ n }} rows{% endblocktrans %}",
                Words("a row", "%(n)s rows"),
            ),
            ('{{ _("Said so") }}', Words("Said so")),
            ("{% include 'x.html' with title=_('Its title') %}", Words("Its title")),
            ('{% trans "It\'s late" %}', Words("It's late")),
            ('{% blocktrans %}It\'s "late"{% endblocktrans %}', Words('It\'s "late"')),
        ],
    )
    def test_texts_of_templates(self, source: str, expected: Words) -> None:
        (found,) = words.in_template(source, "x.html")
        assert (found.key, found.plural) == (expected.key, expected.plural)

    @pytest.mark.parametrize(
        "source", ["<p>Late</p>", "<p>Поздно</p>", '<img alt="A map">', '<a {% if x %}aria-label="Go"{% endif %}></a>']
    )
    def test_bare_words_are_seen(self, source: str) -> None:
        assert words.bare(source)

    @pytest.mark.parametrize(
        "source",
        [
            '<p class="note">{% trans "Late" %} {{ day }} — 5 %</p>',
            "{% blocktrans %}Late by {{ n }}{% endblocktrans %}",
            "<!-- note --><script src='x.js'></script>&nbsp;{# note #}{% comment %}note{% endcomment %}",
            "<h1>Promost</h1>",
        ],
    )
    def test_what_is_not_bare(self, source: str) -> None:
        assert words.bare(source) == []


class TestFaults:
    """What a translation can have wrong."""

    @pytest.mark.parametrize(
        ("entry", "says"),
        [
            (None, "no Russian"),
            (polib.POEntry(msgid="Due on %(day)s", msgstr=""), "no Russian"),
            (polib.POEntry(msgid="Due on %(day)s", msgstr="Срок", flags=["fuzzy"]), "fuzzy"),
            (polib.POEntry(msgid="Due on %(day)s", msgstr="Срок: %(date)s"), r"%\(day\)s"),
            (polib.POEntry(msgid="Due on %(day)s", msgstr="Due on %(day)s"), "English"),
        ],
    )
    def test_each_is_told(self, entry: polib.POEntry | None, says: str) -> None:
        with pytest.raises(AssertionError, match=says):
            assert not words.faults(Words("Due on %(day)s"), entry), words.faults(Words("Due on %(day)s"), entry)

    def test_a_good_one_has_none(self) -> None:
        assert words.faults(Words("Due on %(day)s"), polib.POEntry(msgstr="Срок: %(day)s")) == []

    def test_a_plural_needs_its_three_forms(self) -> None:
        two = polib.POEntry(
            msgid="row", msgid_plural="%(n)s rows", msgstr_plural={0: "%(n)s строка", 1: "%(n)s строки"}
        )
        assert words.faults(Words("row", "%(n)s rows"), two) == ["needs three forms: 1, 2 and 5"]
