"""Invented documents in many styles, annotated as the gold is: what we read in text written by us.

Of the held-out half only figures are looked at, never errors. Floors stand 0.03 under what was measured
and hold for the texts and answers whose fingerprint stands beside them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any, get_args

import pytest

from benchmarks.common import fingerprint, load_scorer, shared_folder
from benchmarks.invented import FOLDER, HALVES, figure, figures
from datelines.seeds.event_types import event_types, subtypes
from datelines.sources.records import ActorKind, Factuality, Precision, Role

FLOORS: dict[str, dict[str, Any]] = json.loads((FOLDER / "floors.json").read_text(encoding="utf-8"))
FILES = sorted(FOLDER.glob("*/own-*.json"))
LABELS = {"type": event_types(), "subtype": subtypes(), "factuality": get_args(Factuality)}
ALTERNATIVE_FIELDS = {*LABELS, "also", "date", "mechanism"}
DAYS = {
    "day": (1, 1), "week": (7, 7), "month": (28, 31), "quarter": (90, 92), "season": (90, 92),
    "half": (181, 184), "year": (365, 366), "decade": (3652, 3653), "interval": (2, 20_000),
}  # fmt: skip


def _read(path: Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return document


def _written(event: dict[str, Any]) -> Iterator[str]:
    """Yield every string of an event that must stand in the text as it is."""
    yield from (event[field] for field in ("attribution", "venue", "mechanism") if event[field])
    yield from (participant["text"] for participant in event["participants"])
    if event["place"]:
        yield event["place"]["text"]


def _countries(event: dict[str, Any]) -> Iterator[str]:
    for item in (*event["participants"], *filter(None, [event["place"]])):
        if item["country"] is not None:
            yield item["country"]


def _alternatives(half: str) -> list[list[str]]:
    """Return the rows of a half's further accepted values: document, event, field, value."""
    lines = (FOLDER / half / "alternatives.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
class TestFile:
    def test_it_is_named_after_its_document_and_says_its_style_and_day(self, path: Path) -> None:
        document = _read(path)
        assert document["id"] == path.stem
        assert document["style"]
        assert document["license"] == "CC0"
        date.fromisoformat(document["dct"])
        ids = [event["id"] for event in document["events"]]
        assert len(ids) == len(set(ids))

    def test_what_is_quoted_stands_in_the_text(self, path: Path) -> None:
        document = _read(path)
        for event in document["events"]:
            assert document["text"].count(event["quote"]) > event["nth"], event["quote"]
            for written in _written(event):
                assert written in document["text"]

    def test_labels_are_those_of_the_guidelines(self, path: Path) -> None:
        for event in _read(path)["events"]:
            for field, allowed in LABELS.items():
                assert event[field] in allowed
            for participant in event["participants"]:
                assert participant["kind"] in get_args(ActorKind)
                assert participant["role"] in get_args(Role)
            for country in _countries(event):
                assert len(country) == 3
                assert country.isupper()

    def test_a_date_is_as_wide_as_its_precision(self, path: Path) -> None:
        for event in _read(path)["events"]:
            if event["date"] is None:
                assert not event["required"] or event["subtype"] in {"proposal", "establishment"}
                continue
            start, end = (date.fromisoformat(event["date"][side]) for side in ("start", "end"))
            low, high = DAYS[event["date"]["precision"]]
            assert low <= (end - start).days + 1 <= high


def test_every_precision_has_a_width() -> None:
    assert set(DAYS) == set(get_args(Precision))


@pytest.mark.parametrize("half", HALVES)
def test_further_accepted_values_belong_to_an_event(half: str) -> None:
    documents = {path.stem: _read(path) for path in FILES if path.parent.name == half}
    for ident, event, field, value in _alternatives(half):
        assert event in {known["id"] for known in documents[ident]["events"]}
        assert field in ALTERNATIVE_FIELDS
        assert value in LABELS.get(field, (value,))
        if field == "also":
            assert value in documents[ident]["text"]


def test_the_halves_have_the_same_styles() -> None:
    dev, heldout = (
        Counter(_read(path)["style"] for path in FILES if path.parent.name == half) for half in HALVES
    )
    assert dev == heldout


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    shared = shared_folder()
    if shared is None:
        pytest.skip("no evaluation data beside the checkout (DATELINES_SHARED): the scorer lies there")
    return load_scorer(shared / "gold" / "score.py")


@pytest.mark.parametrize("half", HALVES)
def test_floors_were_measured_on_these_answers(half: str) -> None:
    files = [*sorted((FOLDER / half).glob("own-*.json")), FOLDER / half / "alternatives.tsv"]
    assert fingerprint(files) == FLOORS[half]["fingerprint"]


@pytest.mark.parametrize("half", HALVES)
def test_what_is_read_in_them(half: str, scorer: ModuleType) -> None:
    found = figures(half, scorer)
    floors: dict[str, float] = FLOORS[half]["floors"]
    below = {name: figure(found, name) for name, floor in floors.items() if figure(found, name) < floor}
    assert not below
