"""Names in running text: which are found, as what, and which words only look like names."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from datelines.extractors.names.find import entity, find_names
from datelines.seeds.knowledge import knowledge
from datelines.seeds.loader import read_languages
from datelines.seeds.models.names import NameWords

MARK = re.compile(r"\[([^]]+)\]")
GUARDS = [
    (lang, guard) for lang, words in read_languages("names.yml", NameWords).items() for guard in words.guards
]


def ids(text: str, lang: str = "en", on: str | None = None) -> list[tuple[str, str, str]]:
    return [(name.text, name.id, name.form) for name in find_names(text, lang, on)]


@pytest.mark.parametrize(
    ("lang", "guard"), GUARDS, ids=[f"{g.name or g.form or g.kind}-{n}" for n, (_, g) in enumerate(GUARDS)]
)
def test_a_guarded_name_holds_and_fails_as_its_examples_say(lang, guard):
    for example in guard.holds:
        text, marked = re.sub(r"[][]", "", example), MARK.search(example)
        assert (marked.start(), marked.group(1)) in [(n.start, n.text) for n in find_names(text, lang)], (
            example
        )
    for example in guard.fails:
        found = find_names(example, lang)
        guarded = [
            n.text for n in found if n.text == guard.name or guard.form == n.form or guard.kind == n.kind
        ]
        assert guarded == [], example


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Kazakh side agreed.", [("Kazakh", "KAZ", "demonym")]),
        ("The Akorda announced it.", [("Akorda", "KAZ", "metonym")]),
        ("Tokayev left.", [("Tokayev", "kassym-jomart-tokayev", "short")]),
        ("Qasym-Jomart Toqaev left.", [("Qasym-Jomart Toqaev", "kassym-jomart-tokayev", "name")]),
        ("Tokayev Kassym-Jomart left.", [("Tokayev Kassym-Jomart", "kassym-jomart-tokayev", "name")]),
        ("K. Tokayev left.", [("K. Tokayev", "kassym-jomart-tokayev", "name")]),
        ("Kassym‑Jomart Tokayev left.", [("Kassym‑Jomart Tokayev", "kassym-jomart-tokayev", "name")]),
        ("Karim Q. Massimov left.", [("Karim Q. Massimov", "karim-massimov", "name")]),
        ("BISHKEK, May 4", [("BISHKEK", "bishkek", "name")]),
        ("They met in Nur-Sultan.", [("Nur-Sultan", "astana", "name")]),
        ("It was held in Frunze.", [("Frunze", "bishkek", "name")]),
        ("the Central Asia – Japan format", [("Central Asia – Japan", "ca-jad", "name")]),
        ("the CA+JAD track", [("CA+JAD", "ca-jad", "name")]),
        (
            "Central Asia-Japanese trade",
            [("Central Asia", "central-asia", "name"), ("Japanese", "JPN", "demonym")],
        ),
        ("the Uzbek Foreign Ministry", [("Uzbek Foreign Ministry", "uzb-foreign-ministry", "name")]),
        (
            "Senate of the Republic of Kazakhstan",
            [("Senate of the Republic of Kazakhstan", "kaz-senate", "name")],
        ),
    ],
)
def test_a_name_is_found_in_its_forms(text, expected):
    assert ids(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Osharov signed.",  # no word boundary
        "O'Tokayev signed.",
        "the oshkosh fair",
        "Timur Tokayev opened a shop.",  # somebody else's family name
        "the Tokayev Foundation",
        "He told us; then who would pay?",  # lower case is no abbreviation
    ],
)
def test_a_look_alike_is_no_name(text):
    assert ids(text) == []


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("ru", "Токаев прибыл в Токио", ["kassym-jomart-tokayev", "tokyo"]),
        ("kk", "Қасым-Жомарт Тоқаев Астанаға келді", ["kassym-jomart-tokayev", "astana"]),
        (
            "zh",
            "托卡耶夫19日在东京联合国大学演讲",
            ["kassym-jomart-tokayev", "tokyo", "united-nations-university"],
        ),
        ("ja", "カシムジョマルト・トカエフ大統領は東京で演説した", ["kassym-jomart-tokayev", "tokyo"]),
        ("uz", "Shavkat Mirziyoyev Toshkentda", ["shavkat-mirziyoyev", "tashkent"]),
        (
            "ru",
            "встреча Касым-Жомарта Токаева с Садыром Жапаровым",
            ["kassym-jomart-tokayev", "sadyr-japarov"],
        ),
        ("ru", "в Душанбе, Астане и Ташкенте", ["dushanbe", "astana", "tashkent"]),
        ("ru", "президенты Казахстана и Узбекистана в Центральной Азии", ["KAZ", "UZB", "central-asia"]),
        ("ru", "с Россией и Японией", ["RUS", "JPN"]),
        ("ky", "Садыр Жапаровдун Бишкектеги сөзү", ["sadyr-japarov"]),
        ("tg", "Президенти Тоҷикистон Эмомалӣ Раҳмон", ["TJK", "emomali-rahmon"]),
        ("en", "Kassym-Jomart Toqaev", ["kassym-jomart-tokayev"]),
    ],
)
def test_names_in_five_scripts(lang, text, expected):
    assert [name.id for name in find_names(text, lang)] == expected


@pytest.mark.parametrize(
    ("lang", "text"),
    [("ru", "Ташкентский университет"), ("ru", "Астанинец"), ("kk", "Астаналық"), ("uz", "Toshkentlik")],
)
def test_a_word_made_of_a_name_is_not_the_name(lang, text):
    assert find_names(text, lang) == ()


def test_offsets_are_code_points_of_the_text_as_given():
    text = "😀 Kassym‑Jomart Tokayev’s talks in Xi’an"
    for name in find_names(text):
        assert text[name.start : name.end] == name.text
    assert [name.text for name in find_names(text)] == ["Kassym‑Jomart Tokayev", "Xi’an"]


@pytest.mark.parametrize(
    ("text", "on", "expected"),
    [
        ("Berdimuhamedov spoke.", "2015-03-01", "gurbanguly-berdimuhamedov"),
        ("Berdimuhamedov spoke.", "2024-03-01", "serdar-berdimuhamedov"),
        ("Gurbanguly Berdimuhamedov spoke. Berdimuhamedov left.", "2024-03-01", "gurbanguly-berdimuhamedov"),
    ],
)
def test_a_family_name_means_who_is_named_in_full_or_in_office_on_the_day(text, on, expected):
    assert find_names(text, on=on)[-1].id == expected


def test_a_family_name_of_two_people_without_a_day_is_left_alone():
    assert ids("Berdimuhamedov spoke.") == []


def test_names_do_not_overlap_and_come_in_order():
    text = "Astana, Kazakhstan: the President met the EU-Central Asia Summit's hosts."
    names = find_names(text)
    assert all(a.end <= b.start for a, b in pairwise(names))


def test_a_venue_lies_where_its_city_does():
    venue = find_names("at the United Nations University")[0]
    assert (venue.kind, venue.country) == ("venue", "JPN")
    assert entity(venue.id).at == "tokyo"


def test_every_entity_is_found_by_its_own_display_name():
    words = {n.name for _, n in GUARDS}
    missing = [
        entry.id
        for entry in knowledge().entities.values()
        if entry.name not in words and entry.id not in {n.id for n in find_names(f"See: {entry.name}.")}
    ]
    assert missing == []


@pytest.mark.parametrize(
    ("text", "on", "expected"),
    [
        ("Wang Laboratories closed a plant.", "2024-01-01", []),  # a name that goes on is another's
        ("Massimov Jones chaired the board.", None, []),
        ("Massimov Tuesday left for Moscow.", "2010-01-01", ["karim-massimov", "moscow"]),
        ("Massimov Visits Moscow Plant", "2010-01-01", ["karim-massimov", "moscow"]),  # a headline's capitals
        ("Wang said so.", "2024-01-01", []),  # many are called so
        ("Bektenov said so.", "1995-01-01", []),  # no minister yet
        ("Bektenov said so.", "2025-01-01", ["olzhas-bektenov"]),
    ],
)
def test_a_family_name_is_taken_only_where_it_can_be_no_others(text, on, expected):
    assert [name.id for name in find_names(text, on=on)] == expected
