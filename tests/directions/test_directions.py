"""The directions: each tells how documents head its sections and what it counts; a seventh is one folder and one line."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.test import override_settings
from django.utils import translation

from promost.kit.text import fold
from promost.plans.reading.layout.vocabulary import Phrases
from promost.registry import rooms, units
from promost.registry.rooms import Direction

SIX = ("support", "training", "zones", "tourism", "supply", "technology")
KINDS = {"flow", "stock", "distinct", "observed", "gain", "ratio"}
HEADINGS = [
    ("support", "Поддержка промышленных предприятий"),
    ("support", "Раздел 5. Меры поддержки и мониторинг"),
    ("support", "1. Совершенствование мер государственной поддержки промышленности"),
    ("support", "В области поддержки субъектов малого и среднего предпринимательства"),
    ("support", "Льготное финансирование и гарантии"),
    ("support", "Support for manufacturing companies"),
    ("support", "Access to finance for enterprises"),
    ("training", "Подготовка инженерных кадров"),
    ("training", "Раздел 4. Кадровое обеспечение"),
    ("training", "II. ОБУЧЕНИЕ И ПОВЫШЕНИЕ КВАЛИФИКАЦИИ СПЕЦИАЛИСТОВ"),
    ("training", "Развитие кадрового потенциала промышленности"),
    ("training", "Training of engineering personnel"),
    ("training", "Support for training and skills"),
    ("training", "Workforce development"),
    ("zones", "Развитие промышленных зон и особой экономической зоны"),
    ("zones", "В области развития особых экономических зон"),
    ("zones", "Создание и развитие индустриальных парков и технопарков"),
    ("zones", "Развитие промышленной инфраструктуры"),
    ("zones", "Привлечение инвестиций и резидентов ОЭЗ"),
    ("zones", "Development of industrial zones and the special economic zone"),
    ("tourism", "Развитие промышленного туризма"),
    ("tourism", "Экскурсии на предприятия"),
    ("tourism", "Поддержка промышленного туризма"),
    ("tourism", "Industrial tourism"),
    ("supply", "Раздел 1. Анализ потребности ОАО «РЖД» и потенциала предприятий Смоленской области"),
    ("supply", "Раздел 2. Квалификация поставщиков и участие в закупках"),
    ("supply", "Развитие производственной кооперации"),
    ("supply", "Расширение рынков сбыта продукции предприятий"),
    ("supply", "Supplier development and procurement"),
    ("technology", "Внедрение современных технологий"),
    ("technology", "Раздел 3. Освоение новой продукции и импортозамещение"),
    ("technology", "Повышение производительности труда и бережливое производство"),
    ("technology", "Цифровая трансформация промышленности"),
    ("technology", "Introduction of modern technologies"),
]


def test_the_six_are_there_with_names_in_both_languages() -> None:
    assert tuple(room.code for room in rooms.directions()) == SIX
    for room in rooms.directions():
        with translation.override("en"):
            english = str(room.name)
        with translation.override("ru"):
            russian = str(room.name)
        assert english.isascii()
        assert not russian.isascii()


def test_words_are_whole_distinct_and_folded() -> None:
    words = rooms.direction_words()
    assert tuple(words) == SIX
    for code, phrases in words.items():
        assert len(phrases) > 40, code
        assert [phrase for phrase in phrases if phrase != fold(phrase)] == []
    claims = Counter(phrase for phrases in words.values() for phrase in phrases)
    assert [phrase for phrase, count in claims.items() if count > 1] == [], "a phrase belongs to one direction"


@pytest.mark.parametrize(("code", "heading"), HEADINGS)
def test_a_heading_is_told_to_its_direction(code: str, heading: str) -> None:
    """The phrase that matches best is one of its own direction, as the reader weighs them."""
    found = {each: Phrases(phrases).match(heading) for each, phrases in rooms.direction_words().items()}
    scores = {each: match.score for each, match in found.items() if match}
    assert max(scores, key=lambda each: scores[each], default=None) == code, scores


@pytest.mark.parametrize("heading", ["Организационные мероприятия", "Заключительные положения", "General provisions"])
def test_a_heading_of_no_direction_is_not_forced_into_one(heading: str) -> None:
    assert not any(Phrases(phrases).match(heading) for phrases in rooms.direction_words().values())


def test_indicators_are_whole_and_each_belongs_to_one_direction() -> None:
    seen: Counter[str] = Counter()
    for room in rooms.directions():
        for row in rooms.data(room.indicators)["indicator"]:
            assert {"code", "kind", "name_ru", "name_en", "definition_ru", "definition_en", "words"} <= set(row)
            assert row.get("okei") in units.built_in() or (row["unit_ru"] and row["unit_en"])
            assert row["kind"] in KINDS
            seen[row["code"]] += 1
    assert set(seen.values()) == {1}


def test_words_are_read_without_django_and_without_a_database() -> None:
    code = (
        "from promost.registry.rooms import direction_words; import django.apps, sys;"
        "assert len(direction_words()) == 6; assert not django.apps.apps.ready;"
        "assert not any(name.startswith('promost.') and name.endswith('.models') for name in sys.modules)"
    )
    settings = {"DJANGO_SETTINGS_MODULE": "promost.conf.settings", "PYTHONPATH": "src", "PATH": ""}
    root = Path(rooms.__file__).parents[3]
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, env=settings, cwd=root)
    assert (done.returncode, done.stderr.decode()) == (0, "")


class TestASeventh:
    """A new direction: one folder, one line in the settings, no migration elsewhere."""

    @pytest.fixture
    def recycling(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: object) -> Iterator[str]:
        folder = tmp_path / "recycling"
        folder.mkdir()
        (folder / "__init__.py").write_text("")
        (folder / "apps.py").write_text(
            "from django.apps import AppConfig\n\n\nclass RecyclingConfig(AppConfig):\n    name = 'recycling'\n"
        )
        (folder / "room.py").write_text(
            "from promost.registry.rooms import Direction\n\n"
            "ROOM = Direction(code='recycling', name='Recycling', words='recycling:words.toml')\n"
        )
        (folder / "words.toml").write_text(
            'ru = ["переработк", "вторичн ресурс"]\nen = ["recycling"]\n', encoding="utf-8"
        )
        monkeypatch.syspath_prepend(str(tmp_path))
        lists = {name: [*getattr(settings, name), "recycling"] for name in ("ROOMS", "INSTALLED_APPS")}
        with override_settings(**lists):
            rooms.forget()
            yield "recycling"
        rooms.forget()
        for name in [name for name in sys.modules if name.split(".")[0] == "recycling"]:
            del sys.modules[name]

    def test_everybody_who_asks_the_register_knows_it(self, recycling: str) -> None:
        assert recycling in rooms.direction_codes()
        assert isinstance(rooms.directions()[-1], Direction)
        assert rooms.direction_words()[recycling] == ("переработк", "вторичн ресурс", "recycling")
        assert apps.get_app_config(recycling).name == recycling

    @pytest.mark.django_db
    def test_no_room_needs_a_migration_for_it(self, recycling: str) -> None:
        call_command("makemigrations", check=True, dry_run=True, verbosity=0)

    def test_a_section_of_a_document_goes_to_it(self, recycling: str) -> None:
        found = {
            code: Phrases(phrases).match("Переработка отходов") for code, phrases in rooms.direction_words().items()
        }
        assert [code for code, match in found.items() if match] == [recycling]

    def test_it_is_gone_with_its_line(self) -> None:
        assert tuple(room.code for room in rooms.directions()) == SIX


def test_a_name_that_points_nowhere_is_an_error() -> None:
    with pytest.raises(ModuleNotFoundError):
        rooms.data("promost.nowhere:words.toml")
    with pytest.raises(FileNotFoundError):
        rooms.data("promost.support:nothing.toml")
    with pytest.raises(AttributeError):
        rooms.load("promost.registry.rooms:nothing")


def test_every_dotted_name_of_every_room_is_there() -> None:
    for room in rooms.rooms():
        for command in room.commands:
            assert callable(rooms.load(command.configure))
            assert callable(rooms.load(command.run))
        if room.demo:
            assert callable(rooms.load(room.demo))
    codes = Counter(room.code for room in rooms.rooms())
    assert set(codes.values()) == {1}
