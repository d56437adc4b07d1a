"""Languages: the examples of the seeds, and the texts on which a model alone fails."""

from __future__ import annotations

import pytest
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from extractors.language import detect, is_read
from seeds.models.languages import languages

EXAMPLES = [pytest.param(example.text, example.lang, id=example.text[:24]) for example in languages().holds]


@pytest.mark.parametrize(("text", "lang"), EXAMPLES)
def test_an_example_of_the_seeds_holds(text: str, lang: str | None) -> None:
    assert detect(text) == lang


@pytest.mark.parametrize(("text", "lang"), [case for case in EXAMPLES if case.values[1]])
def test_a_long_text_is_told_apart_as_a_short_one_is(text: str, lang: str) -> None:
    assert detect(f"{text}\n" * 12) == lang


@pytest.mark.parametrize("text", ["Rahmon", "Dushanbe, Khujand", "Central Asia"])
def test_a_text_of_names_alone_is_taken_for_one_that_we_read(text: str) -> None:
    assert is_read(detect(text))


def test_every_detected_language_is_one_the_model_knows() -> None:
    known = set(LanguageIdentifier.from_model_file(MODEL_FILE).labels)
    assert {language.tag for language in languages().languages} <= known


def test_no_language_is_listed_twice() -> None:
    tags = [language.tag for language in languages().languages]
    assert len(tags) == len(set(tags))


def test_what_is_not_a_language_that_we_read() -> None:
    assert is_read("en")
    assert not is_read("fr")
    assert not is_read("xx")
    assert not is_read(None)


@pytest.mark.parametrize("text", ["", " \n", "12 / 34", "😀"])
def test_without_letters_there_is_no_language(text: str) -> None:
    assert detect(text) is None
