"""Whether a written name can be a known person's: transliterations yes, strangers no."""

from __future__ import annotations

import pytest

from datelines.extractors.names.likeness import same_person


@pytest.mark.parametrize(
    ("written", "person"),
    [
        ("Tokaev", "kassym-jomart-tokayev"),
        ("Kasymzhomart Tokaev", "kassym-jomart-tokayev"),
        ("Tokayev Kassym-Jomart", "kassym-jomart-tokayev"),
        ("Y. Kawaguchi", "yoriko-kawaguchi"),
        ("Kawaguchi Yoriko", "yoriko-kawaguchi"),
        ("Saparmurad Niyazov", "saparmurat-niyazov"),
        ("Shavkat Mirziyoev", "shavkat-mirziyoyev"),
        ("Taro Aso", "taro-aso"),
        ("Sadyr Dzhaparov", "sadyr-japarov"),
        ("Qurbanguly Berdimuhammedow", "gurbanguly-berdimuhamedov"),
        ("Tarō Asō", "taro-aso"),
    ],
)
def test_another_spelling_is_the_same_person(written, person):
    assert same_person(written, person)


@pytest.mark.parametrize(
    ("written", "person"),
    [
        ("Akiko Sano", "taro-aso"),
        ("Hanae Hayami", "yoshimasa-hayashi"),
        ("Akiko Tanaka", "taro-kono"),
        ("Mariko Tanabe", "makiko-tanaka"),
        ("Mariko Tanabe", "michio-watanabe"),
        ("Rieko Ogawa", "yoriko-kawaguchi"),
        ("Makiko Kono", "makiko-tanaka"),  # her given name, another's family name
        ("Timur Tokayev", "kassym-jomart-tokayev"),
        ("Serdar Berdimuhamedov", "gurbanguly-berdimuhamedov"),
        ("Askar Aitmatov", "askar-akayev"),
        ("", "taro-aso"),
    ],
)
def test_a_strangers_name_is_not(written, person):
    assert not same_person(written, person)


def test_exact_asks_for_equal_words():
    assert same_person("kawaguchi", "yoriko-kawaguchi", exact=True)
    assert not same_person("Kawagushi", "yoriko-kawaguchi", exact=True)
