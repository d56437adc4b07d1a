"""The evaluation gate itself, on small made-up corpora: none of the real ones is needed."""

from __future__ import annotations

import json
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from benchmarks import common, gate, scores, wrong
from benchmarks import floors as floor_file
from benchmarks.common import Corpus, EvaluationError
from benchmarks.floors import Floors

WHY = "the corpus lost two documents that were in it twice"


def pinned(corpora: dict[str, str] | None = None, tolerance: float = 0.0, **floors: float) -> Floors:
    return Floors.model_validate(
        {
            "tolerance": {"value": tolerance, "because": "a reason that is long enough"},
            "corpora": corpora if corpora is not None else {"gold": "aa"},
            "floors": {f"gold/en/{name.replace('_f1', '.f1')}": value for name, value in floors.items()},
        }
    )


class TestFloors:
    def test_a_figure_at_its_floor_holds(self) -> None:
        assert not any(
            line.below for line in floor_file.compare(pinned(event_f1=0.5), {"gold/en/event.f1": 0.5})
        )

    def test_a_figure_below_its_floor_does_not(self) -> None:
        [line] = floor_file.compare(pinned(event_f1=0.5), {"gold/en/event.f1": 0.4999})
        assert line.below

    def test_the_tolerance_is_allowed_and_no_more(self) -> None:
        floors = pinned(tolerance=0.005, event_f1=0.5)
        assert not floor_file.compare(floors, {"gold/en/event.f1": 0.4951})[0].below
        assert floor_file.compare(floors, {"gold/en/event.f1": 0.4949})[0].below

    def test_a_figure_that_is_gone_is_below_its_floor(self) -> None:
        [line] = floor_file.compare(pinned(event_f1=0.5), {})
        assert line.below
        assert line.measured is None

    def test_a_figure_without_a_floor_is_shown_and_holds(self) -> None:
        [line] = floor_file.compare(pinned(), {"gold/en/event.f1": 0.1})
        assert line.measured == 0.1
        assert not line.below

    def test_raising_lifts_what_has_grown_and_keeps_what_has_not(self) -> None:
        floors = pinned(event_f1=0.5, place=0.8)
        figures = {"gold/en/event.f1": 0.61239, "gold/en/place": 0.7, "gold/en/new": 0.3}
        assert floor_file.raised(floors, figures, {"gold": "aa"}).floors == {
            "gold/en/event.f1": 0.6124,
            "gold/en/place": 0.8,
            "gold/en/new": 0.3,
        }

    def test_raising_pins_no_floor_of_nothing(self) -> None:
        assert floor_file.raised(pinned(), {"gold/ja/event.f1": 0.0}, {"gold": "aa"}).floors == {}

    def test_raising_pins_new_corpora(self) -> None:
        raised = floor_file.raised(pinned(), {}, {"gold": "aa", "timex/new": "bb"})
        assert raised.corpora == {"gold": "aa", "timex/new": "bb"}

    @pytest.mark.parametrize("fingerprints", [{"gold": "other"}, {}])
    def test_raising_on_a_changed_corpus_is_refused(self, fingerprints: dict[str, str]) -> None:
        with pytest.raises(EvaluationError, match="changed since it was pinned: gold"):
            floor_file.raised(pinned(event_f1=0.5), {"gold/en/event.f1": 0.9}, fingerprints)

    def test_lowering_notes_what_was_and_why(self) -> None:
        lower = floor_file.lowered(pinned(event_f1=0.5), "gold/en/event.f1", {"gold/en/event.f1": 0.4}, WHY)
        assert lower.floors == {"gold/en/event.f1": 0.4}
        assert [(note.figure, note.before, note.after, note.because) for note in lower.lowered] == [
            ("gold/en/event.f1", 0.5, 0.4, WHY)
        ]

    def test_lowering_a_figure_that_is_gone_takes_its_floor_away(self) -> None:
        assert floor_file.lowered(pinned(event_f1=0.5), "gold/en/event.f1", {}, WHY).floors == {}

    @pytest.mark.parametrize(
        ("figure", "measured", "because", "message"),
        [
            ("gold/en/none", 0.4, WHY, "no floor"),
            ("gold/en/event.f1", 0.6, WHY, "nothing to lower"),
            ("gold/en/event.f1", 0.4, "because", "--because needs a sentence"),
        ],
    )
    def test_lowering_is_refused(self, figure: str, measured: float, because: str, message: str) -> None:
        with pytest.raises(EvaluationError, match=message):
            floor_file.lowered(pinned(event_f1=0.5), figure, {figure: measured}, because)

    def test_pinning_a_changed_corpus_again_leaves_the_others_alone(self) -> None:
        floors = pinned(corpora={"gold": "aa", "timex/one": "bb"}, event_f1=0.5)
        figures = {"gold/en/event.f1": 0.4, "timex/one/value.f1": 0.9}
        again = floor_file.repinned(floors, "gold", figures, {"gold": "cc", "timex/one": "bb"}, WHY)
        assert again.corpora == {"gold": "cc", "timex/one": "bb"}
        assert again.floors == {"gold/en/event.f1": 0.4}
        assert again.lowered[0].because == WHY

    @pytest.mark.parametrize(
        ("floors", "message"),
        [
            (pinned(place=1.2), "not between 0 and 1"),
            (pinned(corpora={}, place=0.2), "no fingerprint is pinned"),
            (pinned(event_f1=0.4, event_date_f1=0.6), "event.f1 0.4 is below event_date.f1 0.6"),
            (pinned(relaxed_f1=0.4, value_f1=0.6), "relaxed.f1 0.4 is below value.f1 0.6"),
        ],
    )
    def test_floors_that_contradict_themselves_are_refused(
        self, floors: Floors, message: str, tmp_path: Path
    ) -> None:
        with pytest.raises(EvaluationError, match=message):
            floor_file.write_floors(tmp_path / "floors.json", floors)
        (tmp_path / "floors.json").write_text(floors.model_dump_json(), encoding="utf-8")
        with pytest.raises(EvaluationError, match=message):
            floor_file.read_floors(tmp_path / "floors.json")

    def test_a_floor_given_twice_is_refused(self, tmp_path: Path) -> None:
        text = (
            pinned(place=0.2)
            .model_dump_json()
            .replace('"gold/en/place"', '"gold/en/place":0.1,"gold/en/place"')
        )
        (tmp_path / "floors.json").write_text(text, encoding="utf-8")
        with pytest.raises(EvaluationError, match="given twice"):
            floor_file.read_floors(tmp_path / "floors.json")

    def test_what_is_written_is_read_back(self, tmp_path: Path) -> None:
        floors = floor_file.lowered(
            pinned(place=0.5, event_f1=0.7), "gold/en/place", {"gold/en/place": 0.4}, WHY
        )
        floor_file.write_floors(tmp_path / "floors.json", floors)
        assert floor_file.read_floors(tmp_path / "floors.json") == floors

    def test_the_committed_floors_can_be_read(self) -> None:
        assert floor_file.read_floors(gate.FLOORS).tolerance.value <= 0.01


class TestCorpora:
    CORPUS = Corpus("small", "small", ("*.jsonl", "score.py"))

    @pytest.fixture
    def shared(self, tmp_path: Path) -> Path:
        folder = tmp_path / "shared" / "small"
        folder.mkdir(parents=True)
        document = {"id": "a", "text": "Xi met Putin.", "dct": "2024-05-16", "timexes": [], "events": []}
        (folder / "small.jsonl").write_text(json.dumps(document) + "\n\n", encoding="utf-8")
        (folder / "score.py").write_text("ANSWER = 42\n", encoding="utf-8")
        return tmp_path / "shared"

    def test_the_question_holds_no_answer(self, shared: Path) -> None:
        [document] = common.gold_documents(self.CORPUS, shared)
        assert common.question(document, "en") == {
            "id": "a",
            "text": "Xi met Putin.",
            "published": "2024-05-16",
            "lang": "en",
        }

    def test_an_edited_answer_or_scorer_changes_the_fingerprint(self, shared: Path) -> None:
        seen = {common.fingerprint(self.CORPUS.paths(shared))}
        for path in self.CORPUS.paths(shared):
            path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
            seen.add(common.fingerprint(self.CORPUS.paths(shared)))
        assert len(seen) == 3

    def test_predictions_are_made_once(self, shared: Path, tmp_path: Path) -> None:
        calls = []

        def extract(source: Path, only: str | None) -> bytes:
            calls.append((source.read_text(encoding="utf-8"), only))
            return b'{"id": "a", "timexes": []}\n'

        gold = common.gold_documents(self.CORPUS, shared)
        first = common.predictions(self.CORPUS, gold, tmp_path / "cache", extract)
        assert first == common.predictions(self.CORPUS, gold, tmp_path / "cache", extract)
        assert len(calls) == 1
        assert json.loads(calls[0][0])["text"] == "Xi met Putin."

    def test_a_document_without_a_record_is_an_error(self, shared: Path, tmp_path: Path) -> None:
        gold = common.gold_documents(self.CORPUS, shared)
        with pytest.raises(EvaluationError, match="1 documents without a record, a first"):
            common.predictions(self.CORPUS, gold, tmp_path, lambda source, only: b"")

    def test_an_empty_corpus_is_an_error(self, shared: Path) -> None:
        with pytest.raises(EvaluationError, match="no documents"):
            common.gold_documents(Corpus("none", "small", ("*.json",)), shared)

    def test_a_scorer_is_loaded_from_its_file(self, shared: Path) -> None:
        assert common.load_scorer(shared / "small" / "score.py").ANSWER == 42

    def test_a_failing_command_is_an_error_with_its_last_line(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        script = tmp_path / "datelines"
        script.write_text("#!/bin/sh\necho 'line 3: empty text' >&2\nexit 1\n", encoding="utf-8")
        script.chmod(0o755)
        monkeypatch.setattr(common, "command", lambda: str(script))
        with pytest.raises(EvaluationError, match="ended with 1: line 3: empty text"):
            common.run_extract(tmp_path / "in.jsonl", None)

    def test_missing_evaluation_data_is_an_error_only_where_it_is_required(self, tmp_path: Path) -> None:
        nowhere = {"DATELINES_SHARED": str(tmp_path / "none")}
        assert common.shared_folder(nowhere) is None
        with pytest.raises(EvaluationError, match="DATELINES_REQUIRE_SHARED"):
            common.shared_folder(nowhere | {"DATELINES_REQUIRE_SHARED": "1"})
        assert common.shared_folder({"DATELINES_SHARED": str(tmp_path)}) == tmp_path


def event(*participants: str, **fields: Any) -> dict[str, Any]:
    return {
        "type": "CONSULT",
        "plover": {"root": "CONSULT"},
        "participants": [{"text": text, "id": None} for text in participants],
        "place": None,
        "salience": 0.5,
        "confidence": 0.75,
        **fields,
    }


class TestScores:
    def test_only_rates_become_figures(self) -> None:
        result = {"found": 3, "event": {"p": 1.0, "r": 0.5, "f1": 0.67}, "type_accuracy": 0.5, "place": None}
        assert scores.flatten("gold/en", result) == {"gold/en/event.f1": 0.67, "gold/en/type_accuracy": 0.5}

    def test_a_relation_gets_the_label_of_the_event_that_names_it(self) -> None:
        named = event("the Japanese minister", "Tajikistan", salience=0.1, plover={"root": "AID"})
        other = event("Tajikistan", salience=0.9)
        assert scores.plover_label({"events": [other, named]}, "Japanese minister", "Tajikistan") == "AID"

    def test_between_equals_the_salient_event_counts(self) -> None:
        low, high = event(salience=0.1), event(salience=0.9, type="REJECT", plover={"root": None})
        assert scores.plover_label({"events": [low, high]}, "Oman", "Qatar") == "REJECT"

    def test_no_event_is_no_label(self) -> None:
        assert scores.plover_label({"events": []}, "Oman", "Qatar") is None

    def test_disputed_sentences_count_neither_way(self) -> None:
        gold = [{"id": str(n), "status": s} for n, s in enumerate(["event", "event", "no-event", "disputed"])]
        found = {"0": {"events": [1]}, "1": {"events": []}, "2": {"events": []}, "3": {"events": []}}
        assert scores.presence_figures("c", gold, found) == {"c/event_share": 0.5, "c/no_event_share": 1.0}


def scorer(weights: list[list[float]], pairs: list[tuple[int, int]]) -> ModuleType:
    """A scorer whose comparing assigns the given weights, as score.py does."""
    module = SimpleNamespace(
        assign=lambda given: pairs,
        same_participant=lambda a, b: a["text"] == b["text"],
        count_matches=lambda gold, found, same: sum(any(same(g, f) for f in found) for g in gold),
    )
    module.compare = lambda *arguments: module.assign(weights)
    return module  # type: ignore[return-value]


class TestJudging:
    GOLD = (
        {"required": True, "participants": [{"text": "Xi"}], "place": {"text": "Astana"}},
        {"required": False, "participants": [], "place": None},
    )

    def judged(
        self, weights: list[list[float]], pairs: list[tuple[int, int]], *events: Any
    ) -> list[scores.Judged]:
        document = {"id": "a", "lang": "en", "events": list(self.GOLD)}
        module = scorer(weights, pairs)
        assign = module.assign
        found = list(scores.judge(module, {}, [document], {"a": {"events": list(events)}}))
        assert module.assign is assign, "the scorer is left as it was"
        return found

    def test_a_pair_with_date_and_type(self) -> None:
        [item] = self.judged([[1_010_101.5], [0.0]], [(0, 0)], event("Xi"))
        assert (item.gold, item.date_ok, item.type_ok) == (self.GOLD[0], True, True)

    def test_a_pair_with_the_type_alone(self) -> None:
        [item] = self.judged([[10_101.5], [0.0]], [(0, 0)], event("Xi"))
        assert (item.date_ok, item.type_ok) == (False, True)

    def test_what_touches_nothing_is_wrong_and_what_touches_the_permissible_is_left_out(self) -> None:
        items = self.judged([[0.0, 0.0], [0.0, 1.5]], [], event("nothing"), event("permissible"))
        assert [(item.event["participants"][0]["text"], item.gold) for item in items] == [("nothing", None)]

    def test_what_is_wrong_is_told_by_kind(self) -> None:
        gold = [
            {"required": True, "type": "SUPPORT", "quote": "missed", "date": None, "factuality": "asserted"},
            {"required": True, "type": "CONSULT", "quote": "met", "date": None, "factuality": "asserted"},
        ]
        met = event(evidence={"text": "met"}, factuality="asserted", type="AID")
        met["date"] = {"start": "2024-05-01", "end": "2024-05-31"}
        none = event(evidence={"text": "none"}, factuality="planned", date=None)
        module = scorer([[0.0, 0.0], [101.5, 0.0]], [(1, 0)])
        document = {"id": "a", "lang": "en", "events": gold}
        [compared] = scores.compare(module, {}, [document], {"a": {"events": [met, none]}})
        assert list(wrong.faults(compared)) == [
            ("missed", "SUPPORT undated asserted: missed"),
            ("date", "2024-05-01/2024-05-31, not undated: met"),
            ("type", "AID, not CONSULT: met"),
            ("spurious", "CONSULT undated planned: none"),
        ]

    def test_linking_is_a_share_of_what_is_asked_for(self) -> None:
        people = [
            {"text": "Xi", "kind": "person"},
            {"text": "Li", "kind": "person"},
            {"text": "both", "kind": "group"},
        ]
        met = {"required": True, "participants": people, "place": {"text": "Astana"}}
        missed = {"required": True, "participants": people[:1], "place": {"text": "Osh"}}
        optional = {"required": False, "participants": people, "place": {"text": "Astana"}}
        found = event("Xi", "Li", "others", place={"name": "Astana"})
        found["participants"][0]["id"] = "xi-jinping"
        module = scorer([[1_010_101.5], [0.0], [0.0]], [(0, 0)])
        document = {"id": "a", "lang": "en", "events": [met, missed, optional]}
        compared = scores.compare(module, {}, [document], {"a": {"events": [found]}})
        assert scores.linking_figures("g", module, compared) == {
            "g/participants_linked": pytest.approx(1 / 3),
            "g/places_linked": 1 / 2,
        }

    def test_reliability_compares_confidence_with_what_is_right(self) -> None:
        sure = scores.Judged("en", event(confidence=1.0), None, False, False)
        right = scores.Judged("en", event(confidence=0.91), {}, True, True)
        table, error = scores.reliability([sure, right])
        assert [(row.low, row.count, row.right) for row in table] == [(0.9, 2, 0.5)]
        assert error == pytest.approx(0.955 - 0.5)

    def test_reliability_of_nothing(self) -> None:
        assert scores.reliability([]) == ([], 0.0)


TIMEX_SCORER = """
MEASURES = ("strict", "value")
def score(gold, found):
    right = sum(found[key] == timexes for key, timexes in gold.items())
    return {measure: {"p": 1.0, "r": 1.0, "f1": right / len(gold)} for measure in MEASURES}
"""


class TestMeasuring:
    CORPUS = Corpus("timex/small", "timex", ("small.jsonl", "score.py"), only="timexes")

    def test_each_corpus_is_read_and_scored_with_its_own_scorer(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("DATELINES_HOME", str(tmp_path / "home"))
        (tmp_path / "timex").mkdir()
        (tmp_path / "timex" / "score.py").write_text(TIMEX_SCORER, encoding="utf-8")
        gold = [
            {"id": "a", "text": "On 3 May.", "timexes": [1]},
            {"id": "b", "text": "In June.", "timexes": [2]},
        ]
        (tmp_path / "timex" / "small.jsonl").write_text("\n".join(map(json.dumps, gold)), encoding="utf-8")
        asked: list[str | None] = []

        def extract(source: Path, only: str | None) -> bytes:
            asked.append(only)
            return b'{"id": "a", "timexes": [1]}\n{"id": "b", "timexes": []}\n'

        for _ in range(2):
            measured = gate.measure(tmp_path, [self.CORPUS], extract)
        assert measured.figures == {"timex/small/strict.f1": 0.5, "timex/small/value.f1": 0.5}
        assert measured.fingerprints == {"timex/small": common.fingerprint(self.CORPUS.paths(tmp_path))}
        assert asked == ["timexes"], "the second time the predictions are there"

    def test_a_corpus_that_nothing_scores_is_an_error(self, tmp_path: Path) -> None:
        with pytest.raises(EvaluationError, match="no scoring for the corpus other"):
            gate.figures_of(Corpus("other", "other", ()), tmp_path, ModuleType("scorer"), [], {})

    def test_old_predictions_are_cleared_away(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("DATELINES_HOME", str(tmp_path))
        for key in "abcdefghi":
            common.cache_folder(key).mkdir()
        assert len(list((tmp_path / "eval").iterdir())) == common.KEPT_RUNS

    def test_the_key_of_predictions_does_not_change_by_itself(self) -> None:
        assert common.extractor_key() == common.extractor_key()


class TestCommand:
    @pytest.fixture
    def floors(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
        path = tmp_path / "floors.json"
        floor_file.write_floors(path, pinned(event_f1=0.5))
        monkeypatch.setattr(gate, "FLOORS", path)
        monkeypatch.setenv("DATELINES_SHARED", str(tmp_path))
        return path

    def measured(self, monkeypatch: pytest.MonkeyPatch, figure: float, fingerprint: str = "aa") -> None:
        result = gate.Measured({"gold/en/event.f1": figure}, {"gold": fingerprint}, [], 0.0)
        monkeypatch.setattr(gate, "measure", lambda shared: result)

    def test_floors_that_hold(
        self, monkeypatch: pytest.MonkeyPatch, floors: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.measured(monkeypatch, 0.5)
        assert gate.main([]) == 0
        assert capsys.readouterr().out == "gate: 1 floors hold, 0 do not, 0 corpora changed\n"

    def test_a_floor_that_does_not(
        self, monkeypatch: pytest.MonkeyPatch, floors: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.measured(monkeypatch, 0.4)
        assert gate.main([]) == 1
        assert "BELOW" in capsys.readouterr().out

    def test_a_changed_corpus(
        self, monkeypatch: pytest.MonkeyPatch, floors: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.measured(monkeypatch, 0.9, "edited")
        assert gate.main(["--show"]) == 1
        assert "not the one that the floors were measured on" in capsys.readouterr().out
        assert gate.main(["--raise"]) == 2

    def test_raising_and_lowering_write_the_file(self, monkeypatch: pytest.MonkeyPatch, floors: Path) -> None:
        self.measured(monkeypatch, 0.7)
        assert gate.main(["--raise"]) == 0
        assert floor_file.read_floors(floors).floors == {"gold/en/event.f1": 0.7}
        self.measured(monkeypatch, 0.6)
        assert gate.main(["--lower", "gold/en/event.f1", "--because", WHY]) == 0
        assert floor_file.read_floors(floors).floors == {"gold/en/event.f1": 0.6}

    def test_groups_in_which_nothing_is_right_are_only_named(self) -> None:
        figures = {
            "gold/en/event.f1": 0.5,
            "gold/en/place": 0.0,
            "gold/ja/event.f1": 0.0,
            "gold/ja/place": 0.0,
        }
        table = gate.figure_table(floor_file.compare(pinned(), figures)).splitlines()
        assert [line.split()[0] for line in table] == [
            "figure",
            "gold/en/event.f1",
            "gold/en/place",
            "nothing",
        ]
        assert table[-1] == "nothing right in: gold/ja"

    @pytest.mark.parametrize("arguments", [["--lower", "x"], ["--because", WHY], ["--raise", "--lower", "x"]])
    def test_lowering_without_a_reason_is_a_wrong_call(self, arguments: list[str]) -> None:
        with pytest.raises(SystemExit) as stop:
            gate.parse(arguments, "gate", "")
        assert stop.value.code == 2

    def test_no_evaluation_data(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setenv("DATELINES_SHARED", str(tmp_path / "none"))
        monkeypatch.delenv("DATELINES_REQUIRE_SHARED", raising=False)
        assert gate.main([]) == 0
        monkeypatch.setenv("DATELINES_REQUIRE_SHARED", "1")
        assert gate.main([]) == 2
