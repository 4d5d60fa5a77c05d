"""Who gives and who receives is told by what is said of the parties, and where nothing tells it, the officer is asked."""

from __future__ import annotations

import pytest

from promost.plans.reading import say
from promost.plans.reading.draft import Side
from promost.plans.reading.layout.parties import Labels, Parties, find_parties
from promost.plans.reading.layout.parties.labels import labels_in, said_side
from promost.plans.reading.layout.parties.names import bare, mentions, nominative


def found(*headings: str, title: str = "", said: tuple[str, ...] = (), cells: tuple[str, ...] = ()) -> Parties:
    labels = Labels(dict.fromkeys(headings, ()), frozenset(headings), cells)
    return find_parties(labels, title, [(title, 3.0), *((text, 1.0) for text in said)])


def sides(parties: Parties) -> dict[str, str]:
    return {party.name: party.side.value for party in parties.drafts}


@pytest.mark.parametrize(
    ("genitive", "name"),
    [
        ("города Москвы", "город Москва"),
        ("Магаданской области", "Магаданская область"),
        ("Алтайского края", "Алтайский край"),
        ("Республики Карелия", "Республика Карелия"),
        ("Правительства Тульской области", "Правительство Тульской области"),
        ("Минпромторга России", "Минпромторг России"),
        ("Ямало-Ненецкого автономного округа", "Ямало-Ненецкий автономный округ"),
        ("Санкт-Петербурга", "Санкт-Петербург"),
        ("Калмыкии", "Калмыкия"),
        ("г. Москвы", "город Москва"),
        ("Кабардино-Балкарской Республики", "Кабардино-Балкарская Республика"),
        ("ОАО «РЖД»", "ОАО «РЖД»"),
        ("Elmshire Region", "Elmshire Region"),
        ("Московская область", "Московская область"),
    ],
)
def test_a_party_goes_by_its_own_name(genitive: str, name: str) -> None:
    assert nominative(genitive) == name


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("от города Москвы", "города Москвы"),
        ("Ответственный исполнитель (Томская область)", "Томская область"),
        ("Ответственные исполнители (наименование органа) от Республики Хакасия", "Республики Хакасия"),
        ("Responsible (City of Norwood)", "City of Norwood"),
        ("Lead from Westmark Oblast", "Westmark Oblast"),
        ("Соисполнители", ""),
    ],
)
def test_a_label_is_freed_of_its_wrapping(label: str, name: str) -> None:
    assert bare(label) == name


def test_parties_are_met_in_running_text() -> None:
    text = "Соглашение между Правительством Москвы, Магаданской областью, Республикой Тыва и ОАО «РЖД» при участии Минпромторга России"
    assert mentions(text) == (
        "Правительством Москвы",
        "Магаданской областью",
        "Республикой Тыва",
        "ОАО «РЖД»",
        "Минпромторга России",
    )


def test_whose_practice_is_spread_gives_and_where_it_is_spread_receives() -> None:
    title = "План тиражирования лучших практик города Казани на территории Курганской области"
    assert sides(found("от Курганской области", "от города Казани", title=title)) == {
        "Курганская область": "recipient",
        "город Казань": "donor",
    }


def test_what_measures_say_counts_where_the_title_is_silent() -> None:
    said = ("Визит специалистов предприятий Псковской области", "Изучение опыта Тульской области")
    parties = found("Псковская область", "Тульская область", title="План на 2025 год", said=said)
    assert sides(parties) == {"Псковская область": "recipient", "Тульская область": "donor"}
    assert parties.problems == ()


def test_where_nothing_tells_the_sides_the_officer_is_asked() -> None:
    parties = found("Псковская область", "Тульская область", title="План на 2025 год")
    assert sides(parties) == {"Псковская область": "donor", "Тульская область": "recipient"}
    (problem,) = parties.problems
    assert problem.code == "SIDES_ASSUMED"
    assert say(problem.code, problem.values, "ru").startswith("По документу не видно, кто из сторон передаёт опыт")
    assert "За передающую сторону принята: Псковская область; за принимающую: Тульская область." in say(
        problem.code, problem.values, "ru"
    )


def test_a_ministry_of_the_federation_oversees_and_a_company_buys() -> None:
    assert sides(found("от Брянской области", "от Минэнерго России", "от ПАО «Россети»")) == {
        "Брянская область": "recipient",
        "Минэнерго России": "curator",
        "ПАО «Россети»": "buyer",
    }


def test_a_railway_is_a_buyer_by_its_words() -> None:
    assert sides(found("Смоленская область", "Октябрьская железная дорога"))["Октябрьская железная дорога"] == "buyer"


def test_sides_said_outright_need_no_evidence() -> None:
    assert said_side("Ответственный от региона-донора") is Side.DONOR
    assert said_side("Responsible (Recipient)") is Side.RECIPIENT
    assert said_side("Федеральный куратор") is Side.CURATOR
    assert said_side("Исполнитель") is None


def test_markers_of_one_party_are_one_party() -> None:
    cells = ("от Москвы: ДИПП;\nот области: Минэк", "от Правительства Москвы – ДИПП", "Москва: ДИПП; область: Минэк")
    parties = found(cells=cells, title="План Правительства Москвы и Правительства Магаданской области")
    assert len(parties.drafts) == 2
    assert {parties.by_label[label] for label in ("от Москвы", "от Правительства Москвы", "Москва")} == {
        parties.by_label["Москва"]
    }
    assert parties.by_label["от области"] is parties.by_label["область"]


def test_a_body_with_a_dash_in_its_name_is_no_marker() -> None:
    assert labels_in("предприятия – участники") == ["предприятия"]
    parties = found(cells=("предприятия – участники",), title="План города Казани и Курганской области")
    assert parties.markers == {}


def test_a_body_without_a_marker_goes_to_the_party_whose_name_it_shares() -> None:
    parties = found(title="План города Самары и Оренбургской области по развитию Оренбургской области")
    assert parties.side_of("Минэкономразвития Оренбургской области") is Side.RECIPIENT
    assert parties.side_of("Департамент города Самары") is Side.DONOR
    assert parties.side_of("Министерство энергетики Российской Федерации") is Side.CURATOR
    assert parties.side_of("Фонд содействия") is None
    assert parties.side_of("Союз предприятий Самары и Оренбургской области") is None
