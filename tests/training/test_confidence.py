"""The script for the seat `confidence`: what it fits, prints and writes."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from datelines.extractors.learned.confidence import SEAT
from datelines.extractors.learned.seat import Logistic, trained
from training import common
from training.common import Example
from training.confidence import train


def made_up() -> list[Example]:
    """Six documents in which what has a date of its own is mostly right, and the rest mostly wrong."""
    return [
        Example(f"d{number}", {"dated": dated, "late": number / 10}, (dated == 1.0) != (number == other))
        for number in range(6)
        for dated, other in ((1.0, 2), (0.0, 4))
    ]


def test_what_tells_right_from_wrong_gets_weight_and_the_rest_hardly_any() -> None:
    found = common.fit(made_up(), SEAT, ridge=0.1)
    assert found.weights["dated"] > 1
    assert found.weights["dated"] > abs(found.weights["late"])
    assert found.weights["noun"] == 0
    assert found.weights.keys() == SEAT.features.keys()


def test_the_order_of_examples_changes_nothing() -> None:
    assert common.fit(made_up(), SEAT, 1.0) == common.fit(made_up()[::-1], SEAT, 1.0)


def test_more_ridge_means_less_weight() -> None:
    assert (
        common.fit(made_up(), SEAT, 10.0).weights["dated"] < common.fit(made_up(), SEAT, 0.1).weights["dated"]
    )


def test_no_document_is_scored_by_what_it_trained() -> None:
    examples = made_up()
    likely = common.left_out(examples, SEAT, 1.0)
    others = common.fit([one for one in examples if one.document != "d2"], SEAT, 1.0)
    own = [number for number, one in enumerate(examples) if one.document == "d2"]
    assert [likely[number] for number in own] == [
        Logistic(others)(examples[number].features) for number in own
    ]


class TestMeasures:
    def test_of_what_is_sure_and_right(self) -> None:
        found = common.measures([1.0, 0.0], [True, False])
        assert found == {"log-loss": 0.0, "brier": 0.0, "ece": 0.0, "auc": 1.0}

    def test_of_what_does_not_know(self) -> None:
        found = common.measures([0.5, 0.5], [True, False])
        assert found == {"log-loss": 0.6931, "brier": 0.25, "ece": 0.0, "auc": 0.5}

    def test_of_what_is_sure_and_wrong(self) -> None:
        found = common.measures([1.0, 0.0], [False, True])
        assert (found["brier"], found["ece"], found["auc"]) == (1.0, 1.0, 0.0)
        assert 10 < found["log-loss"] < 20

    def test_where_all_are_right_nothing_is_told_apart(self) -> None:
        assert common.measures([0.8, 0.9], [True, True])["auc"] == 0.5


TEXT = "The Kazakh and Omani foreign ministers met in Astana on 3 May 2024."


def scorer(pairs: list[tuple[int, int]]) -> ModuleType:
    """A scorer that pairs the first report with the first answer, date and type accepted."""
    module = SimpleNamespace(assign=lambda given: pairs)
    module.compare = lambda *arguments: module.assign([[1_010_101.5]])
    return module  # type: ignore[return-value]


@pytest.mark.parametrize("pairs", [[(0, 0)], []], ids=["right", "spurious"])
def test_a_report_is_an_example_with_its_features(pairs: list[tuple[int, int]]) -> None:
    answer = {"required": True, "participants": [], "place": None}
    record: dict[str, Any] = {"id": "a", "lang": "en", "text": TEXT, "events": [answer]}
    [example] = train.examples_of(scorer(pairs), {}, [record])
    assert (example.document, example.right) == ("a", bool(pairs))
    assert example.features.keys() == SEAT.features.keys()
    assert {name for name in ("dated", "near", "placed") if example.features[name]} == {
        "dated",
        "near",
        "placed",
    }


def read(shared: Path) -> list[train.Corpus]:
    return [train.Corpus("made up", "made up: 12 reports of 6 documents", tuple(made_up()))]


def test_the_script_prints_its_figures_and_writes_a_table_that_sits(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINES_SHARED", str(tmp_path))
    path = tmp_path / "weights" / "confidence" / "en.yml"
    assert train.main(["--out", str(path), "--date", "2026-11-24"], read) == 0
    said = capsys.readouterr().out
    assert all(name in said for name in ("made up: 12 reports", "log-loss", "brier", "ece", "auc", "dated"))
    scorer = trained(SEAT, path)
    assert scorer({"dated": 1.0}) > 0.5 > scorer({"dated": 0.0})
    first = path.read_bytes()
    assert train.main(["--out", str(path), "--date", "2026-11-24"], read) == 0
    assert path.read_bytes() == first


def test_without_gold_there_is_nothing_to_train_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINES_SHARED", str(tmp_path / "none"))
    monkeypatch.delenv("DATELINES_REQUIRE_SHARED", raising=False)
    assert train.main([]) == 0
    assert "nothing to train on" in capsys.readouterr().out


def test_a_table_without_a_day_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        train.main(["--out", "en.yml"])
    assert "--out and --date go together" in capsys.readouterr().err


def test_neither_the_held_out_half_nor_the_blind_gold_is_named() -> None:
    folder = Path(train.__file__).parents[1]
    code = "\n".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.py"))
    assert train.DEV.name == "dev"
    assert not any(word in code for word in ('"heldout"', "gold-blind", "BLIND", "HALVES"))
