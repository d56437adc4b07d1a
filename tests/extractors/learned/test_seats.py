"""A seat answers by its rule, by a table of weights where there is one, and by no table that does not fit."""

from __future__ import annotations

import math
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from datelines.extractors.learned import attach, confidence, corefer, seat, seats
from datelines.extractors.learned import type as type_seat
from datelines.extractors.learned.seat import Linear, Scorer, Seat
from datelines.extractors.pipeline import extract
from datelines.flows.ask.seeds import seed_problems
from datelines.seeds import ROOT as SEEDS
from datelines.seeds import SeedError
from datelines.sources.records import Document, Report
from tests import copied
from training import common

SEATS = list(seats.SEATS.values())


def card(for_: Seat) -> dict[str, Any]:
    return {
        "data": ["three made-up documents"],
        "features": for_.fingerprint,
        "score": {"log-loss": 0.4},
        "rule": {"log-loss": 0.5},
        "date": "2026-11-24",
        "script": "training/example/train.py",
    }


def table(for_: Seat, **weights: float) -> dict[str, Any]:
    """Return a table for a seat in which all weights are 0 but some; an underscore stands for a hyphen."""
    given = {name.replace("_", "-"): weight for name, weight in weights.items()}
    return {"card": card(for_), "weights": {**dict.fromkeys(for_.features, 0.0), **given}}


def written(root: Path, for_: Seat, content: dict[str, Any], lang: str = "en") -> Path:
    path = root / "weights" / for_.name / f"{lang}.yml"
    path.parent.mkdir(parents=True)
    path.write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
    return path


def made_up(name: str, features: dict[str, str]) -> Seat:
    none = dict.fromkeys(features, 0.0)
    return Seat(name, "what it is", "fit", features, none, Linear(none))


class TestSeats:
    @pytest.mark.parametrize("one", SEATS, ids=lambda one: one.name)
    def test_without_a_table_the_rule_answers(self, one: Seat, tmp_path: Path) -> None:
        assert one.scorer("en", tmp_path) is one.rule

    @pytest.mark.parametrize("one", SEATS, ids=lambda one: one.name)
    def test_no_table_ships_yet(self, one: Seat) -> None:
        assert one.scorer("en") is one.rule

    @pytest.mark.parametrize("one", SEATS, ids=lambda one: one.name)
    def test_every_feature_is_explained_and_known_to_the_rule(self, one: Seat) -> None:
        assert all(one.features.values())
        assert one.weights.keys() == one.features.keys()
        assert math.isfinite(one.rule(dict.fromkeys(one.features, 1.0)))

    def test_a_table_answers_for_its_language_alone(self, tmp_path: Path) -> None:
        written(tmp_path, type_seat.SEAT, table(type_seat.SEAT, object=-3.0), lang="xx")
        assert type_seat.SEAT.scorer("xx", tmp_path)({"object": 2.0}) == -6.0
        assert type_seat.SEAT.scorer("en", tmp_path) is type_seat.SEAT.rule

    def test_a_probability_is_one(self, tmp_path: Path) -> None:
        content = table(confidence.SEAT, dated=2.0) | {"intercept": -1.0}
        written(tmp_path, confidence.SEAT, content)
        scorer = confidence.SEAT.scorer("en", tmp_path)
        assert scorer({"dated": 1.0}) == pytest.approx(1 / (1 + math.exp(-1)))
        assert scorer({"dated": -1e6}) == pytest.approx(0.0)

    def test_a_feature_that_no_seat_knows_is_loud(self) -> None:
        with pytest.raises(KeyError, match="colour"):
            confidence.SEAT.rule({"colour": 1.0})

    def test_the_fingerprint_is_of_the_names_whatever_their_order_and_meaning(self) -> None:
        def with_features(**features: str) -> Seat:
            return made_up("example", features)

        first = with_features(a="one", b="two").fingerprint
        assert with_features(b="something else", a="one").fingerprint == first
        assert with_features(a="one", c="two").fingerprint != first
        assert made_up("other", {"a": "", "b": ""}).fingerprint != first


def without(content: dict[str, Any], *keys: str) -> dict[str, Any]:
    """Return a table without what some keys lead to."""
    *way, last = keys
    inner = content
    for key in way:
        inner = inner[key]
    del inner[last]
    return content


FULL = confidence.SEAT
WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "a card for other features": (
        table(FULL) | {"card": card(FULL) | {"features": "0123456789abcdef"}},
        rf"en.yml:4: trained for other features than the seat confidence has now: {FULL.fingerprint}",
    ),
    "a feature that the seat has not": (table(FULL, colour=1.0), "the seat confidence has no feature colour"),
    "a feature without a weight": (without(table(FULL), "weights", "dated"), "no weight for dated"),
    "no card": (without(table(FULL), "card"), "card: Field required"),
    "a card without its data": (without(table(FULL), "card", "data"), "card.data: Field required"),
    "a card without the rule's score": (without(table(FULL), "card", "rule"), "card.rule: Field required"),
    "a key that no table has": (table(FULL) | {"bias": 1.0}, "bias: Extra inputs are not permitted"),
    "a weight that is no number": (table(FULL, dated=math.nan), "weights.dated: Input should be a"),
}


@pytest.mark.parametrize(("content", "message"), WRONG.values(), ids=list(WRONG))
def test_a_table_that_does_not_fit_is_refused_in_one_line(
    content: dict[str, Any], message: str, tmp_path: Path
) -> None:
    written(tmp_path, FULL, content)
    with pytest.raises(SeedError, match=message) as error:
        FULL.scorer("en", tmp_path)
    assert "\n" not in str(error.value)


def test_the_check_of_the_seeds_looks_at_the_tables(tmp_path: Path) -> None:
    root = copied_seeds(tmp_path)
    written(root, FULL, table(FULL, colour=1.0))
    written(root, made_up("colour", {"red": "1 where it is"}), table(FULL))
    assert [problem.message for problem in seed_problems(root)] == [
        "there is no seat colour, but attach, corefer, type, confidence",
        "the seat confidence has no feature colour",
    ]


def copied_seeds(to: Path) -> Path:
    folder = to / "seeds"
    shutil.copytree(SEEDS, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__", "*.md"))
    return folder


# ---- what a table changes in what is read

Seated = Callable[[Seat, Scorer], None]


@pytest.fixture
def seated(monkeypatch: pytest.MonkeyPatch) -> Seated:
    """Return what lets a scorer sit on a seat until the test ends."""

    def sit(chosen: Seat, scorer: Scorer) -> None:
        monkeypatch.setattr(
            seat, "_scorer", lambda asked, lang, root: scorer if asked is chosen else asked.rule
        )

    return sit


def weights(for_: Seat, **given: float) -> Linear:
    return Linear(table(for_, **given)["weights"])


def events(text: str) -> tuple[Report, ...]:
    return extract(Document(id="test", text=text, lang="en", published="2025-12-19")).events


def test_another_way_to_weigh_distance_dates_an_event_otherwise(seated: Seated) -> None:
    text = "The Omani minister will visit Tashkent on 5 May after talks held in Muscat on 1 April."
    [near] = [e.date.start for e in events(text) if e.subtype == "visit" and e.date]
    seated(attach.SEAT, weights(attach.SEAT, words=-0.1))
    [far] = [e.date.start for e in events(text) if e.subtype == "visit" and e.date]
    assert (near, far) == ("2026-05-05", "2026-04-01")


def test_another_order_of_candidates_lets_a_pronoun_mean_another(seated: Seated) -> None:
    text = "Anna Roe visited Geneva on 3 May 2024. Oman appointed Jane Smith and welcomed her on 4 May 2024."

    def guests() -> list[str]:
        [event] = [e for e in events(text) if e.subtype == "meeting"]
        return [p.text for p in event.participants if p.country is None]

    assert guests() == ["Jane Smith"]
    seated(corefer.SEAT, weights(corefer.SEAT, last_subject=1.0))
    assert guests() == ["Anna Roe"]


def test_another_worth_of_needs_lets_another_row_stand(seated: Seated) -> None:
    text = "Oman recalled its ambassador from Peru on 3 May 2024."
    [before] = events(text)
    seated(type_seat.SEAT, weights(type_seat.SEAT, slot=-1.0))
    [after] = events(text)
    assert "is sanction/withdraw-mission-from →" in before.steps[0]
    assert "is sanction/withdraw-mission →" in after.steps[0]


def test_other_weights_give_another_confidence(seated: Seated) -> None:
    text = "The Kazakh and Omani foreign ministers met in Astana on 3 May 2024."
    [before] = events(text)
    seated(confidence.SEAT, lambda features: 0.25 * features["dated"] + 0.125 * features["placed"])
    [after] = events(text)
    assert (before.confidence, after.confidence) == (0.88, 0.38)


@pytest.mark.slow
def test_an_installed_table_is_read_and_gives_another_version_of_the_seeds(tmp_path: Path) -> None:
    copy = copied.copied(tmp_path)
    (tmp_path / "text.txt").write_text("The Kazakh and Omani ministers met in Astana on 3 May 2024.", "utf-8")
    before, _ = copy.run("extract", "text.txt")
    found = common.table(confidence.SEAT, Linear(table(confidence.SEAT)["weights"], -2.0), made_card())
    common.write(found, copy.package / "seeds" / "weights" / "confidence" / "en.yml")
    after, _ = copy.run("extract", "text.txt")
    assert '"confidence":0.88' in before.replace(" ", "")
    assert '"confidence":0.12' in after.replace(" ", "")


def made_card() -> common.Card:
    return common.Card.model_validate(card(confidence.SEAT))
