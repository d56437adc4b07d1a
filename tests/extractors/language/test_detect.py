"""Languages: the examples of the seeds, and the texts on which a model alone fails."""

from __future__ import annotations

import pytest
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from datelines.extractors.language.detect import blanked, detect, is_read, of_document, unread
from datelines.extractors.pipeline import extract
from datelines.seeds.models.languages import languages
from datelines.sources.records import Document

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


MIXED = """The president of the republic met the ambassador in Astana on 5 March 2026 and thanked him.

Президент встретил посла в Астане 6 марта 2026 года и поблагодарил его за работу в стране.
Le président a reçu l’ambassadeur le 7 mars 2026 dans la capitale et l’a remercié pour son travail.
总统于二〇二六年三月八日在阿斯塔纳会见了大使，并感谢他在该国所做的工作。
Astana – Bishkek – Tashkent
Президент (president)
He leaves for home on 9 March 2026, his office said."""


def test_paragraphs_in_other_languages_are_marked() -> None:
    found = [(MIXED[one.start : one.end][:5], one.lang) for one in unread(MIXED, "en")]
    assert found == [("Прези", "ru"), ("Le pr", "fr"), ("总统于二〇", "zh")]


@pytest.mark.parametrize(
    "text",
    [
        "Kassym-Jomart Tokayev, Sadyr Japarov, Emomali Rahmon, Serdar Berdimuhamedov, Shavkat Mirziyoyev",
        "The party “Les Républicains de la steppe” won the most seats in the capital.",
        "Tel. +7 701 000 00 00, e-mail press@example.org, www.example.org, Astana, Mangilik El 55/5",
        "",
    ],
)
def test_a_paragraph_that_may_be_in_the_language_is_read(text: str) -> None:
    assert unread(text, "en") == ()


@pytest.mark.parametrize(
    ("text", "source", "lang"),
    [
        ("Президент встретил посла в Астане и поблагодарил его за работу в стране.", "steppe", "ru"),
        ("Президент встретил посла в Астане и поблагодарил его за работу в стране.", None, "en"),
        ("The president met the ambassador in Astana.\nПрезидент встретил посла в Астане.", "steppe", "en"),
    ],
)
def test_a_sources_language_is_that_of_most_of_its_texts(text: str, source: str | None, lang: str) -> None:
    assert of_document(Document("d", text, lang="en", source=source)) == lang


def test_blanking_keeps_all_other_offsets() -> None:
    text = blanked(MIXED, unread(MIXED, "en"))
    assert len(text) == len(MIXED)
    assert text.splitlines()[0] == MIXED.splitlines()[0]
    assert text.index("He leaves") == MIXED.index("He leaves")
    assert "Le président" not in text


def test_what_is_not_read_gives_neither_dates_nor_events() -> None:
    found = extract(Document("d", MIXED, published="2026-03-10"))
    assert [timex.value for timex in found.timexes] == ["2026-03-05", "2026-03-09"]
    assert found.text == MIXED
    assert [one.lang for one in found.unread] == ["ru", "fr", "zh"]
    assert all(event.evidence.text in MIXED for event in found.events)
