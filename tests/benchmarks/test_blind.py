"""The blind check: totals only, floors with a tolerance of their own, and nothing left behind to read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks import blind, common, wrong
from benchmarks import floors as floor_file
from benchmarks.common import EvaluationError
from benchmarks.floors import Floors

WHY = "a reason that is long enough"
SCORER = """
def read_alternatives(folder):
    return {}

def evaluate(documents, alternatives, found):
    right = sum(bool(found[name]["events"]) for name in documents)
    total = {"event_date": {"f1": right / len(documents)}, "type_accuracy": 1.0}
    return {"all": total, "by_doc": {"secret": 0}}
"""


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    folder = tmp_path / "shared" / "gold-blind"
    folder.mkdir(parents=True)
    for name, lang in (("en-1", "en"), ("en-2", "en"), ("ru-1", "ru"), ("zh-1", "zh")):
        document = {
            "id": name,
            "lang": lang,
            "dct": "2024-05-16",
            "text": "Oman.",
            "events": [],
            "timexes": [],
        }
        (folder / f"{name}.json").write_text(json.dumps(document), encoding="utf-8")
    (folder / "score.py").write_text(SCORER, encoding="utf-8")
    return tmp_path / "shared"


def pinned(tolerances: dict[str, Any] | None = None, **floors: float) -> Floors:
    return Floors.model_validate(
        {
            "tolerance": {"value": 0.03, "because": WHY},
            "tolerances": tolerances or {},
            "corpora": {"gold-blind": "aa"},
            "floors": {f"gold-blind/{name}/event_date.f1": value for name, value in floors.items()},
        }
    )


def answers(*with_events: str) -> Any:
    def extract(source: Path, only: str | None) -> bytes:
        asked = [json.loads(line)["id"] for line in source.read_text(encoding="utf-8").splitlines()]
        told = [{"id": name, "events": [1] if name in with_events else []} for name in asked]
        return "".join(json.dumps(record) + "\n" for record in told).encode()

    return extract


def test_english_is_one_total_and_all_else_another(shared: Path) -> None:
    figures, _ = blind.measure(shared, answers("en-1", "ru-1", "zh-1"))
    assert figures == {
        "gold-blind/en/event_date.f1": 0.5,
        "gold-blind/en/type_accuracy": 1.0,
        "gold-blind/other/event_date.f1": 1.0,
        "gold-blind/other/type_accuracy": 1.0,
    }


def test_nothing_of_what_was_answered_is_kept(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Path] = []

    def extract(source: Path, only: str | None) -> bytes:
        seen.append(source)
        return bytes(answers()(source, only))

    monkeypatch.setenv("DATELINES_HOME", str(shared / "home"))
    blind.measure(shared, extract)
    assert seen
    assert not seen[0].parent.exists()
    assert not (shared / "home").exists()


def test_only_dates_participants_and_countries_have_floors() -> None:
    figures = {f"gold-blind/en/{name}": 0.5 for name in (*blind.FLOORED, "event.f1", "type_accuracy")}
    assert set(blind.floored(figures)) == {f"gold-blind/en/{name}" for name in blind.FLOORED}


def test_without_being_asked_it_says_pass_or_fail_and_no_figure(capsys: pytest.CaptureFixture[str]) -> None:
    figures = {"gold-blind/en/event_date.f1": 0.48}
    assert blind.report(pinned(en=0.5), figures, {"gold-blind": "aa"}, show=False) == 0
    assert blind.report(pinned(en=0.52), figures, {"gold-blind": "aa"}, show=False) == 1
    assert blind.report(pinned(en=0.5), figures, {"gold-blind": "bb"}, show=False) == 1
    assert capsys.readouterr().out.splitlines() == [
        "blind: pass",
        "blind: fail",
        "blind: fail, the corpus is another one",
    ]


def test_a_group_of_figures_may_have_a_tolerance_of_its_own() -> None:
    floors = pinned({"gold-blind/other": {"value": 0.1, "because": WHY}}, en=0.5, other=0.5)
    figures = {"gold-blind/en/event_date.f1": 0.45, "gold-blind/other/event_date.f1": 0.45}
    assert [line.below for line in floor_file.compare(floors, figures)] == [True, False]


def test_the_committed_tolerances_are_those_that_were_agreed() -> None:
    floors = floor_file.read_floors(blind.FLOORS)
    assert floors.allowed("gold-blind/en/event_date.f1") == 0.03
    assert floors.allowed("gold-blind/other/event_date.f1") == 0.1


@pytest.mark.parametrize("name", ["gold-blind", "gold"])
def test_the_lister_of_errors_refuses_the_blind_folder(tmp_path: Path, name: str) -> None:
    (tmp_path / "gold-blind").mkdir()
    (tmp_path / "gold").symlink_to(tmp_path / "gold-blind")
    with pytest.raises(EvaluationError, match="nobody reads its errors"):
        wrong.listed(name, tmp_path)


def test_the_lister_of_errors_lists_the_open_gold(tmp_path: Path) -> None:
    assert wrong.listed("gold", tmp_path) == common.CORPORA[0]
    with pytest.raises(EvaluationError, match="no event gold is called plover"):
        wrong.listed("plover", tmp_path)
