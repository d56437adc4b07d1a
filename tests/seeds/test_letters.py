"""Letters and names by the conventions of their languages."""

from __future__ import annotations

import re

import pytest

from datelines.seeds.letters import HAN, KANA, UPPER, is_unspaced
from datelines.seeds.person_names import family_key, family_name


@pytest.mark.parametrize("letter", list("AZÖÜİŠŁÁÑÇĞЁЯҚӘΑΩԱ"))
def test_a_capital_of_any_alphabet_is_one(letter: str) -> None:
    assert re.fullmatch(f"[{UPPER}]", letter)


@pytest.mark.parametrize("letter", list("azöüışłёяқәαωա1-_.日あ가"))
def test_small_letters_digits_and_signs_are_none(letter: str) -> None:
    assert not re.fullmatch(f"[{UPPER}]", letter)


@pytest.mark.parametrize(
    ("text", "unspaced"),
    [("日本", True), ("ときょう", True), ("Tokyo 東京", True), ("Tokyo", False), ("서울", False)],
)
def test_scripts_without_spaces(text: str, unspaced: bool) -> None:
    assert is_unspaced(text) is unspaced


def test_kana_and_han_do_not_overlap() -> None:
    assert re.findall(f"[{KANA}]", "東京とトーキョー") == list("とトーキョー")
    assert re.findall(f"[{HAN}]", "東京とトーキョー") == list("東京")


@pytest.mark.parametrize(
    ("name", "lang", "family"),
    [
        ("Jane Roe", "en", "Roe"),
        ("Roe", "en", "Roe"),
        ("Nagy Péter", "hu", "Nagy"),
        ("高市 早苗", "ja", "高市"),
        ("習近平", "zh", "習近平"),
        ("Сергей Иванов", "ru", "Иванов"),
    ],
)
def test_the_family_name_stands_where_the_language_puts_it(name: str, lang: str, family: str) -> None:
    assert family_name(name, lang) == family


def test_two_mentions_of_a_family_name_share_a_key() -> None:
    assert family_key("MINISTER ÖZTÜRK") == family_key("Kemal Öztürk")
