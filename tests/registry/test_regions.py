"""The built-in list of regions: every subject of ISO 3166-2:RU, in its place, on its clock, by every spelling."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from promost.accounts.actors import OPERATOR
from promost.kit.models import HistoryEntry
from promost.registry import actions, spellings
from promost.registry.models import Region, RegionSpelling
from promost.registry.queries import region_in, regions_in
from promost.registry.sources import regions
from promost.registry.sources.problems import BadFile
from promost.registry.sources.regions import RegionRow
from tests.harness.queries import assert_queries

LIST = Path(str(files("promost.registry").joinpath("data/regions.toml")))
SUBJECTS = (
    "AD AL ALT AMU ARK AST BA BEL BRY BU CE CHE CHU CU DA IN IRK IVA KAM KB KC KDA KEM KGD KGN KHA KHM KIR KK KL KLU"
    " KO KOS KR KRS KYA LEN LIP MAG ME MO MOS MOW MUR NEN NGR NIZ NVS OMS ORE ORL PER PNZ PRI PSK ROS RYA SA SAK SAM"
    " SAR SE SMO SPE STA SVE TA TAM TOM TUL TVE TY TYU UD ULY VGG VLA VLG VOR YAN YAR YEV ZAB"
)
ISO = frozenset(SUBJECTS.split())
AHEAD_OF_MOSCOW: Mapping[int, str] = {
    -1: "KGD", 1: "AST SAM SAR UD ULY", 2: "BA CHE KGN KHM ORE PER SVE TYU YAN", 3: "OMS",
    4: "AL ALT KEM KK KYA NVS TOM TY", 5: "BU IRK", 6: "AMU SA ZAB", 7: "KHA PRI YEV", 8: "MAG SAK", 9: "CHU KAM",
}  # fmt: skip
NEIGHBOURS = (
    "MOW MOS", "MOS TVE", "MOS VLA", "MOS TUL", "SMO BRY", "SMO MOW", "SPE LEN", "LEN VLG", "KR MUR", "KR ARK", "MAG KAM", "MAG SA",
    "CHU KAM", "SVE CHE", "SVE PER", "TYU KGN", "OMS TOM", "NVS KEM", "IRK ZAB", "AMU KHA", "KHA PRI", "KHA SAK", "AD KDA", "KDA ROS",
    "STA KC", "CE DA", "SE IN", "TA UD", "BA ORE", "VOR ROS", "VGG SAR", "AST VGG",
)  # fmt: skip


RECOGNISED = [
    ("Магаданская область", "MAG"),
    ("Правительство Магаданской области", "MAG"),
    ("с МАГАДАНСКОЙ ОБЛАСТЬЮ", "MAG"),
    ("Mагаданской oбласти", "MAG"),  # two Latin letters
    ("Магаданская обл.", "MAG"),
    ("the Magadan Region", "MAG"),
    ("Magadan Oblast's ministry", "MAG"),
    ("город Москва", "MOW"),
    ("г. Москва", "MOW"),
    ("г.Москвы", "MOW"),
    ("Правительство Москвы", "MOW"),
    ("города федерального значения Москвы", "MOW"),
    ("между Москвой и партнёрами", "MOW"),
    ("Moscow City Government", "MOW"),
    ("Московская область", "MOS"),
    ("Government of Moscow Region", "MOS"),
    ("Подмосковье", "MOS"),
    ("г. Санкт–Петербург", "SPE"),
    ("St. Petersburg", "SPE"),
    ("Республики Саха (Якутия)", "SA"),
    ("Якутией", "SA"),
    ("Ямало-Ненецкого автономного округа", "YAN"),
    ("Ненецкий автономный округ", "NEN"),
    ("Ханты‑Мансийского автономного округа – Югры", "KHM"),
    ("ХМАО", "KHM"),
    ("Кемеровская область — Кузбасс", "KEM"),
    ("Чувашской Республикой", "CU"),
    ("Алтайского края", "ALT"),
    ("Республика Алтай", "AL"),
    ("Republic of Tatarstan", "TA"),
    ("Республики\u00a0Северная Осетия – Алания", "SE"),
    ("Еврейской автономной области", "YEV"),
    ("в Камчатском крае", "KAM"),
]
UNCLEAR = [
    "", "—", "область", "Колыма", "МО", "ООО «Московский завод»", "Алтай", "Магаданский проспект", "замосквыми",
    "Москва и Магаданская область", "Республики Коми и Карелии",
]  # fmt: skip


@pytest.fixture(scope="module")
def rows() -> dict[str, RegionRow]:
    return {row.code.removeprefix("RU-"): row for row in regions.read(LIST)}


def test_the_list_is_that_of_the_standard(rows: dict[str, RegionRow]) -> None:
    assert set(rows) == ISO
    assert len(ISO) == 83


def test_every_region_is_on_the_clock_of_its_authorities(rows: dict[str, RegionRow]) -> None:
    noon = datetime(2025, 6, 2, 12, tzinfo=UTC)
    expected = {code: hours for hours, codes in AHEAD_OF_MOSCOW.items() for code in codes.split()}
    moscow = noon.astimezone(ZoneInfo("Europe/Moscow")).utcoffset() or timedelta()
    for code, row in rows.items():
        offset = noon.astimezone(ZoneInfo(row.zone)).utcoffset() or timedelta()
        assert (offset - moscow) / timedelta(hours=1) == expected.get(code, 0), code


def test_no_two_regions_share_a_tile_a_short_name_or_a_beginning_of_oktmo(rows: dict[str, RegionRow]) -> None:
    for name in ("tile", "short_ru", "short_en", "name_ru", "name_en", "oktmo"):
        counts = Counter(getattr(row, name) for row in rows.values())
        assert [value for value, count in counts.items() if count > 1] == [], name


@pytest.mark.parametrize("pair", NEIGHBOURS)
def test_neighbours_stand_side_by_side_on_the_map(rows: dict[str, RegionRow], pair: str) -> None:
    (ax, ay), (bx, by) = (rows[code].tile or (0, 0) for code in pair.split())
    assert max(abs(ax - bx), abs(ay - by)) == 1


def test_the_map_has_the_shape_of_the_country(rows: dict[str, RegionRow]) -> None:
    tiles = {code: row.tile or (0, 0) for code, row in rows.items()}
    assert min(tiles.values()) == tiles["KGD"], "Kaliningrad is the westernmost"
    assert tiles["MAG"][0] > tiles["IRK"][0] > tiles["NVS"][0] > tiles["SVE"][0] > tiles["MOW"][0] > tiles["KGD"][0]
    assert tiles["MUR"][1] < tiles["VLG"][1] < tiles["MOW"][1] < tiles["ROS"][1] < tiles["DA"][1]
    columns, lines = (max(place[axis] for place in tiles.values()) + 1 for axis in (0, 1))
    assert 18 <= columns <= 24
    assert 11 <= lines <= 13


def test_the_words_of_every_district_are_there(rows: dict[str, RegionRow]) -> None:
    named = {row["code"] for row in tomllib.loads(LIST.read_text(encoding="utf-8"))["district"]}
    assert {row.district for row in rows.values()} == named


def test_loading_twice_changes_nothing_and_writes_no_second_history(built_in: None) -> None:
    deeds = HistoryEntry.objects.count()
    actions.load_built_in(OPERATOR)
    assert HistoryEntry.objects.count() == deeds
    assert Region.objects.count() == 83


def test_a_region_changed_by_hand_is_set_right_by_loading(built_in: None) -> None:
    Region.objects.filter(code="RU-MAG").update(name_en="Magadan", zone="UTC")
    RegionSpelling.objects.filter(region_id="RU-MAG").delete()
    loaded = actions.load_regions(OPERATOR, LIST)
    assert (loaded.changed, loaded.unchanged) == (1, 82)
    assert Region.objects.get(code="RU-MAG").zone == "Asia/Magadan"
    assert region_in("в Магаданской области") is not None


class TestSpellings:
    """What a document writes is understood, and what is unclear is not guessed."""

    def test_recognised(self, built_in: None) -> None:
        found = {text: region_in(text) for text, _code in RECOGNISED}
        assert {text: region and region.code for text, region in found.items()} == {
            text: f"RU-{code}" for text, code in RECOGNISED
        }

    def test_not_guessed(self, built_in: None) -> None:
        assert [text for text in UNCLEAR if region_in(text) is not None] == []

    def test_several_come_in_the_order_of_the_text_each_once(self, built_in: None) -> None:
        text = "План Смоленской области и города Москвы: Москва поддержит предприятия Смоленской области"
        assert [region.code for region in regions_in(text)] == ["RU-SMO", "RU-MOW"]

    def test_every_spelling_of_the_list_means_its_region(self, built_in: None, rows: dict[str, RegionRow]) -> None:
        for row in rows.values():
            for spelling in (*row.spellings, row.name_ru, row.name_en):
                assert [region.code for region in regions_in(f"в {spelling}, 2025")] == [row.code], spelling

    def test_one_query_whatever_the_length(self, built_in: None) -> None:
        with assert_queries(1):
            regions_in("Москва " * 300)


class TestAnotherList:
    """An operator loads a list of another country, or more regions."""

    HEAD = "code;name_ru;name_en;short_ru;short_en;zone;tile_x;tile_y;spellings\n"
    GOOD = 'KZ-75;Алматы;Almaty;Алм;ALA;Asia/Almaty;30;2;"город Алматы;г. Алма-Ата"\n'

    def load(self, folder: Path, text: str, name: str = "list.csv", encoding: str = "utf-8") -> None:
        (folder / name).write_text(text, encoding=encoding)
        actions.load_regions(OPERATOR, folder / name)

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
    def test_as_a_table_in_the_encoding_it_comes_in(self, built_in: None, tmp_path: Path, encoding: str) -> None:
        self.load(tmp_path, self.HEAD + self.GOOD, encoding=encoding)
        found = region_in("в г. Алма-Ата")
        assert found is not None
        assert (found.code, found.name_ru, found.tile_x) == ("KZ-75", "Алматы", 30)
        assert Region.objects.count() == 84

    def test_nothing_is_saved_when_one_line_is_wrong_and_the_line_is_named(
        self, built_in: None, tmp_path: Path
    ) -> None:
        with pytest.raises(BadFile) as bad:
            self.load(tmp_path, self.HEAD + self.GOOD + "KZ-71;Астана;Astana;Аст;AST;Asia/Astan;31;2;\n")
        assert "3: KZ-71" in str(bad.value)
        assert "Asia/Astan" in str(bad.value)
        assert Region.objects.count() == 83

    @pytest.mark.parametrize(
        ("line", "said"),
        [
            ("KZ-71;Астана;Astana;Аст;AST;Asia/Almaty;30;2;\n", "(30, 2)"),
            ("KZ-71;Астана;Astana;Аст;AST;Asia/Almaty;31;2;город Алматы\n", "город алматы"),
            ("KZ-71;Астана;Astana;Аст;AST;Asia/Almaty;31;2;а б в г д е ж з и\n", "а б в г д е ж з и"),
            ("KZ-75;Астана;Astana;Аст;AST;Asia/Almaty;31;2;\n", "KZ-75"),
        ],
    )
    def test_two_entries_never_claim_one_thing(self, built_in: None, tmp_path: Path, line: str, said: str) -> None:
        with pytest.raises(BadFile) as bad:
            self.load(tmp_path, self.HEAD + self.GOOD + line)
        assert said in str(bad.value)

    def test_a_spelling_of_a_region_that_is_there_is_not_taken_away(self, built_in: None, tmp_path: Path) -> None:
        with pytest.raises(ValidationError) as refused:
            self.load(tmp_path, self.HEAD + "XX-1;Москва;Moscow;М;M;Europe/Moscow;3;4;\n")
        assert "RU-MOW" in " ".join(refused.value.messages)
        assert not Region.objects.filter(code="XX-1").exists()

    @pytest.mark.parametrize(
        ("name", "text", "said"),
        [
            ("list.csv", "a;b\n1;2\n", "code, name_ru, name_en"),
            ("list.toml", "[[region]]\ncode = ", "TOML"),
            ("list.toml", "", ""),
            ("list.csv", "", "code"),
        ],
    )
    def test_what_is_no_list_is_told(self, built_in: None, tmp_path: Path, name: str, text: str, said: str) -> None:
        with pytest.raises(BadFile) as bad:
            self.load(tmp_path, text, name)
        assert name in str(bad.value)
        assert said in str(bad.value)


def test_the_database_refuses_a_spelling_of_two_regions(built_in: None) -> None:
    key = spellings.key("Магаданская область")
    with pytest.raises(IntegrityError), transaction.atomic():
        RegionSpelling.objects.create(text=key, region_id="RU-MOW")
