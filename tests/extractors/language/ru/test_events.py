"""Russian sentences read end to end by cases and word order, with the code for events that English has."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, ConfigDict

from datelines.extractors.language import detect
from datelines.extractors.pipeline import extract, extract_many
from datelines.seeds import read_seed
from datelines.seeds.models.events import Factuality
from datelines.sources.records import Document, Report


class Closed(BaseModel):
    """A frozen model that refuses unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Told(Closed):
    """What an event must be; `date` is a day or two parted by a slash."""

    type: str
    subtype: str
    date: str | None = None
    factuality: Factuality
    place: str | None = None


class Case(Closed):
    """A sentence as a document of its own, and who takes part: as written, country, role."""

    text: str
    published: str = "2025-12-19"
    is_: Told
    who: tuple[tuple[str, str | None, str], ...]
    attribution: str | None = None
    wrong_today: str | None = None

    model_config = {**Closed.model_config, "alias_generator": lambda name: name.removesuffix("_")}


CASES = read_seed(Path(__file__).with_name("events.yml"), dict[str, Case])
PARAMS = [
    pytest.param(
        case,
        id=name,
        marks=[pytest.mark.xfail(strict=True, reason=case.wrong_today)] if case.wrong_today else [],
    )
    for name, case in CASES.items()
]


def _of(case: Case) -> Report:
    """Return the event of a sentence that is of the type asked for."""
    found = extract(Document(id="one", text=case.text, lang="ru", published=case.published))
    assert found.status == "ok"
    fitting = [e for e in found.events if (e.type, e.subtype) == (case.is_.type, case.is_.subtype)]
    assert len(fitting) == 1, [(e.type, e.subtype, e.steps) for e in found.events]
    return fitting[0]


def _day(event: Report) -> str | None:
    if event.date is None:
        return None
    start, end = event.date.start, event.date.end
    return start if start == end else f"{start}/{end}"


@pytest.mark.parametrize("case", PARAMS)
def test_a_russian_sentence_reads(case: Case) -> None:
    event = _of(case)
    told: dict[str, Any] = {
        "type": event.type,
        "subtype": event.subtype,
        "date": _day(event),
        "factuality": event.factuality,
        "place": event.place.text if event.place else None,
    }
    assert told == case.is_.model_dump(), event.steps
    assert {(p.text, p.country, p.role) for p in event.participants} == set(case.who)
    assert (event.attribution.text if event.attribution else None) == case.attribution


def test_twenty_and_more_read_right() -> None:
    assert sum(case.wrong_today is None for case in CASES.values()) >= 20


def test_documents_of_two_languages_are_read_in_one_batch() -> None:
    texts = {"ru": "Токаев посетил Ташкент 3 декабря.", "en": "Tokayev visited Tashkent on 3 December."}
    documents = [
        Document(id=f"{n}", text=texts[lang], lang=lang, published="2025-12-19")
        for n, lang in enumerate(("ru", "en", "ru", "en"))
    ]
    read = list(extract_many(documents))
    assert [one.lang for one in read] == ["ru", "en", "ru", "en"]
    assert {(e.type, e.subtype, _day(e)) for one in read for e in one.events} == {
        ("CONSULT", "visit", "2025-12-03")
    }


def test_russian_is_not_read_outside_these_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    from datelines.seeds.models.languages import languages

    monkeypatch.setattr(detect, "languages", languages)
    found = extract(Document(id="one", text="Токаев посетил Ташкент 3 декабря 2025 года.", lang="ru"))
    assert (found.status, found.events, found.timexes) == ("unsupported-language", (), ())
