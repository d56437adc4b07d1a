"""Predictions against gold, as flat figures between 0 and 1 by name: `gold/en/event_date.f1`.

All comparing is the scorers' own; this module calls them and names what comes back.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from benchmarks.common import Record

Figures = dict[str, float]

# Counts that the scorers report beside their rates, and rates that say again what another says.
LEFT_OUT = frozenset(
    {"required", "found", "spurious", "ignored", "pairs"}
    | {"type_accuracy_required", "factuality_accuracy", "factuality_accuracy_required"}
)
# Weights of score.py's pairing: a pair with an accepted date weighs a million, a type ten thousand.
DATE_WEIGHT, TYPE_WEIGHT = 1e6, 1e4
BINS = 10


def flatten(prefix: str, result: Mapping[str, Any]) -> Figures:
    """Return the rates of a scorer's result, F1 alone of each precision-recall-F1 triple."""
    figures: Figures = {}
    for key, value in result.items():
        if key in LEFT_OUT:
            continue
        if isinstance(value, Mapping) and "f1" in value:
            figures[f"{prefix}/{key}.f1"] = value["f1"]
        elif isinstance(value, float):
            figures[f"{prefix}/{key}"] = value
    return figures


def timex_figures(name: str, scorer: ModuleType, gold: list[Record], found: Mapping[str, Record]) -> Figures:
    """Strict, relaxed, value and type F1 of time expressions (TempEval-3's measures)."""
    answers = {document["id"]: document["timexes"] for document in gold}
    given = {key: record["timexes"] for key, record in found.items()}
    result = scorer.score(answers, given)
    return flatten(name, {measure: result[measure] for measure in scorer.MEASURES})


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def plover_label(record: Record, source: str, target: str) -> str | None:
    """Return the label the program gives a relation sentence, as the data set's README asks.

    Of a record's events, the one whose participants hold most words of source and target, then
    the most salient; its PLOVER root, or its type where it has none. No event: None.
    """
    asked = words(f"{source} {target}")

    def rank(event: Record) -> tuple[int, float]:
        named = words(" ".join(participant["text"] for participant in event["participants"]))
        return len(asked & named), event["salience"]

    best = max(record["events"], key=rank, default=None)
    return (best["plover"]["root"] or best["type"]) if best else None


def relation_figures(
    name: str, scorer: ModuleType, gold: list[Record], found: Mapping[str, Record]
) -> Figures:
    """Root and quad macro-F1, and root accuracy, on PLV relation sentences."""
    answers = {record["id"]: record["label"] for record in gold}
    given = {
        record["id"]: plover_label(found[record["id"]], record["source"] or "", record["target"] or "")
        for record in gold
    }
    result = scorer.score(answers, given)
    return flatten(name, {key: result[key] for key in ("root_macro_f1", "quad_macro_f1", "accuracy")})


def presence_figures(name: str, gold: list[Record], found: Mapping[str, Record]) -> Figures:
    """Share of agreed non-events that get no event, and of agreed events that get one.

    Sentences that the coders dispute are left out.
    """
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for record in gold:
        if record["status"] == "disputed":
            continue
        total[record["status"]] += 1
        right[record["status"]] += (record["status"] == "event") == bool(found[record["id"]]["events"])
    return {f"{name}/{status.replace('-', '_')}_share": right[status] / total[status] for status in total}


@dataclass(frozen=True, slots=True)
class Judged:
    """A predicted event beside the gold event that it was paired with (None: spurious)."""

    lang: str
    event: Record
    gold: Record | None
    date_ok: bool
    type_ok: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """One document's predictions, judged, and the required gold events that none of them met."""

    document: Record
    judged: tuple[Judged, ...]
    missed: tuple[Record, ...]


def compare(
    scorer: Any, alternatives: Any, gold: Iterable[Record], found: Mapping[str, Record]
) -> Iterator[Compared]:
    """Yield each document with its predictions beside the gold events that score.py pairs them with.

    The pairs are listened to where score.py assigns them, so that its rules live in one place.
    Predictions that only touch permissible events count neither way and are left out.
    """
    for document in gold:
        heard: list[tuple[list[list[float]], list[tuple[int, int]]]] = []
        assign = scorer.assign

        def listen(weights: list[list[float]], assign: Any = assign, heard: Any = heard) -> Any:
            heard.append((weights, assign(weights)))
            return heard[-1][1]

        scorer.assign = listen
        try:
            scorer.compare(document, alternatives, found[document["id"]], Counter(), Counter())
        finally:
            scorer.assign = assign
        [(weights, pairs)] = heard
        met = {answer for answer, _ in pairs}
        events = enumerate(document["events"])
        yield Compared(
            document,
            tuple(_judged(document, found[document["id"]]["events"], weights, pairs)),
            tuple(event for number, event in events if event["required"] and number not in met),
        )


def judge(
    scorer: Any, alternatives: Any, gold: Iterable[Record], found: Mapping[str, Record]
) -> Iterator[Judged]:
    """Yield every prediction that counts, beside the gold event that it was paired with."""
    for compared in compare(scorer, alternatives, gold, found):
        yield from compared.judged


def _judged(
    document: Record, events: list[Record], weights: list[list[float]], pairs: list[tuple[int, int]]
) -> Iterator[Judged]:
    owner = {prediction: answer for answer, prediction in pairs}
    for number, event in enumerate(events):
        answer = owner.get(number)
        if answer is not None:
            weight = weights[answer][number]
            date_ok = weight >= DATE_WEIGHT
            type_ok = weight % DATE_WEIGHT >= TYPE_WEIGHT
            yield Judged(document["lang"], event, document["events"][answer], date_ok, type_ok)
            continue
        touched = [
            gold["required"] for gold, row in zip(document["events"], weights, strict=True) if row[number] > 0
        ]
        if not touched or any(touched):
            yield Judged(document["lang"], event, None, False, False)


def linking_figures(name: str, scorer: Any, documents: Iterable[Compared]) -> Figures:
    """Share of the required events' participants and places that arrive with a knowledge base entry.

    What is missed counts as not linked, so that finding more can only raise the share. Groups have no
    entries and are left out.
    """
    linked: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for compared in documents:
        required = [event for event in compared.document["events"] if event["required"]]
        for event in required:
            total["participants"] += sum(p["kind"] != "group" for p in event["participants"])
            total["places"] += event["place"] is not None
        for item in compared.judged:
            if item.gold is None or not item.gold["required"]:
                continue
            answers = [p for p in item.gold["participants"] if p["kind"] != "group"]
            known = [p for p in item.event["participants"] if p["id"] is not None]
            linked["participants"] += scorer.count_matches(answers, known, scorer.same_participant)
            place = item.event["place"] or {}
            linked["places"] += item.gold["place"] is not None and place.get("name") is not None
    return {f"{name}/{kind}_linked": linked[kind] / count for kind, count in total.items() if count}


def gold_figures(
    scorer: ModuleType, alternatives: Any, gold: list[Record], found: Mapping[str, Record]
) -> Figures:
    """All figures of score.py by language, and the linking shares."""
    documents = {document["id"]: document for document in gold}
    result = scorer.evaluate(documents, alternatives, found)
    figures: Figures = {}
    for lang, measured in result["by_lang"].items():
        figures |= flatten(f"gold/{lang}", measured)
        compared = compare(scorer, alternatives, [d for d in gold if d["lang"] == lang], found)
        figures |= linking_figures(f"gold/{lang}", scorer, compared)
    return figures


@dataclass(frozen=True, slots=True)
class Bin:
    """Predictions whose confidence falls between two bounds, and how many of them are right."""

    low: float
    high: float
    count: int
    confidence: float
    right: float


def reliability(judged: Iterable[Judged]) -> tuple[list[Bin], float]:
    """Return how often events of a given confidence are right, and the calibration error.

    Right means: paired with a gold event, and date and type accepted.
    """
    return calibration((item.event["confidence"], item.date_ok and item.type_ok) for item in judged)


def calibration(given: Iterable[tuple[float, bool]]) -> tuple[list[Bin], float]:
    """Return the reliability table of confidences, with whether each was right, and the expected calibration
    error (Naeini et al., 2015). Each bin is a tenth wide."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in given:
        bins.setdefault(min(int(confidence * BINS), BINS - 1), []).append((confidence, right))
    table = []
    for number, items in sorted(bins.items()):
        mean = sum(confidence for confidence, _ in items) / len(items)
        right = sum(ok for _, ok in items) / len(items)
        table.append(Bin(number / BINS, (number + 1) / BINS, len(items), mean, right))
    total = sum(row.count for row in table)
    error = sum(row.count * abs(row.confidence - row.right) for row in table) / total if total else 0.0
    return table, error
