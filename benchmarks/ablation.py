"""What each step of reading is worth on the English gold, and what it costs.

    python -m benchmarks.ablation [STEP…]        `make ablate`; without names: every step that may be left out

Each optional step is left out once, and the gold is read and scored again; what falls is what it is worth.
The cost is the step's share of the processor time of a whole reading. Nothing is stored, and no floor depends
on it.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from types import ModuleType

from benchmarks import common, scores
from benchmarks.common import EvaluationError, Record
from datelines.extractors.pipeline import OPTIONAL, STEPS, Step, extract_many
from datelines.sources.records import Document

SHOWN = (
    "event.f1",
    "event_date.f1",
    "type_accuracy",
    "participants.f1",
    "participant_country.f1",
    "place_country_accuracy",
)
HEADS = ("event", "date", "type", "who", "countries", "place")


class Clock:
    """The processor time of each step, in seconds."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()

    @contextmanager
    def around(self, step: Step) -> Iterator[None]:
        began = time.process_time()
        try:
            yield
        finally:
            self.spent[step.name] += time.process_time() - began


def measure(
    scorer: ModuleType,
    alternatives: object,
    gold: Sequence[Record],
    off: Sequence[str] = (),
    clock: Clock | None = None,
) -> scores.Figures:
    """Return the figures of a reading without some steps."""
    documents = [
        Document(
            d["id"], d["text"], url=d.get("url"), title=d.get("title"), lang="en", published=d.get("dct")
        )
        for d in gold
    ]
    read = (
        extract_many(documents, off=off, around=clock.around) if clock else extract_many(documents, off=off)
    )
    found = {extraction.id: asdict(extraction) for extraction in read}
    result = scorer.evaluate({d["id"]: d for d in gold}, alternatives, found)["all"]
    return scores.flatten("en", result)


def rows(
    whole: scores.Figures, without: dict[str, scores.Figures], clock: Clock
) -> Iterator[tuple[str, ...]]:
    """Yield a row a step: what its absence costs each figure, in hundredths, and its share of the time."""
    total = sum(clock.spent.values()) or 1.0
    yield ("all steps", *(f"{whole[f'en/{name}']:.3f}" for name in SHOWN), "")
    for step in STEPS:
        share = f"{100 * clock.spent[step.name] / total:.1f} %"
        figures = without.get(step.name)
        change = (
            tuple(f"{100 * (figures[f'en/{name}'] - whole[f'en/{name}']):+.1f}" for name in SHOWN)
            if figures
            else ("",) * len(SHOWN)
        )
        if figures or clock.spent[step.name] / total >= 0.005:
            yield (step.name, *change, share)


def table(lines: Sequence[tuple[str, ...]]) -> str:
    heads = ("without", *HEADS, "time")
    return "\n".join("| " + " | ".join(line) + " |" for line in (heads, ("---",) * len(heads), *lines))


def main(arguments: Sequence[str] | None = None) -> int:
    chosen = list(sys.argv[1:] if arguments is None else arguments) or list(OPTIONAL)
    try:
        if wrong := sorted(set(chosen) - set(OPTIONAL)):
            raise EvaluationError(f"no optional step is called {wrong[0]}: {', '.join(OPTIONAL)}")
        shared = common.shared_folder()
        if shared is None:
            raise EvaluationError("no evaluation data beside the checkout (DATELINES_SHARED)")
        corpus = next(corpus for corpus in common.CORPORA if corpus.name == "gold")
        gold = [d for d in common.gold_documents(corpus, shared) if d["lang"] == "en"]
    except EvaluationError as error:
        print(f"ablation: {error}", file=sys.stderr)
        return 2
    folder = shared / corpus.folder
    scorer = common.load_scorer(folder / "score.py")
    alternatives = scorer.read_alternatives(folder)
    measure(scorer, alternatives, gold[:1])  # what is loaded once is no step's cost
    clock = Clock()
    whole = measure(scorer, alternatives, gold, clock=clock)
    without = {name: measure(scorer, alternatives, gold, [name]) for name in chosen}
    print(table(list(rows(whole, without, clock))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
