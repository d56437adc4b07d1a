"""The benchmark of the warehouse: its invented news passes every audit, and its questions have answers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import synthetic, warehouse
from datelines.warehouse import Reader, published_path


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bench")
    synthetic.fill(folder, 3_000)
    return folder


@pytest.fixture(scope="module")
def size(home: Path) -> dict[str, int]:
    return warehouse.publish(home)


@pytest.mark.slow
def test_the_news_is_skewed_as_it_says(home: Path, size: dict[str, int]) -> None:
    assert 2_900 < size["events"] < size["reports"] < 6_000
    reader = Reader(published_path(home))
    ((dated, whole),) = reader.query(
        "SELECT count(*) FILTER (WHERE date_precision = 'day'), count(*) FROM timeline"
    ).rows
    assert 0.8 < dated / whole < 0.95
    ((busiest, everyone),) = reader.query(
        "SELECT max(n), sum(n) FROM (SELECT count(*) AS n FROM derived.event_participants GROUP BY actor_key)"
    ).rows
    assert busiest / everyone > 0.02


@pytest.mark.slow
def test_each_question_is_answered(home: Path, size: dict[str, int]) -> None:
    assert size["documents"] > 0
    answers = {answer.what: answer for answer in warehouse.ask(home)}
    for what in ("timeline of the busiest actor, year", "dyads, a pair", "search, two frequent words, page"):
        assert any(each.startswith(what) and answer.rows for each, answer in answers.items()), what


def test_a_line_says_whether_an_aim_is_met() -> None:
    answer = warehouse.Answer("a question", rows=3, clock=9.0, cpu=8.0, hand=4.0, aim=10)
    assert " ".join(answer.line(yardstick=1.0).split()) == "a question 3 9.0 8.0 2.0 met (under 10 ms)"
    slower = replace(answer, hand=None, cpu=11.0)
    assert " ".join(slower.line(yardstick=1.0).split()) == "a question 3 9.0 11.0 11.0 * UNMET (under 10 ms)"


@pytest.mark.slow
def test_storing_documents_again_stores_none(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warehouse, "BATCH_REPORTS", 80)
    assert warehouse.store(home).keys() == {"new", "again"}
