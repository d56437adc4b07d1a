"""Figures on the invented documents of ``tests/documents``: dense text in other styles than the gold's.

    python -m benchmarks.invented

Nobody looks at the texts or errors of the held-out half, only at its figures: these are the ones to quote.
"""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.common import load_scorer, shared_folder
from datelines.extractors.pipeline import extract_many
from datelines.sources.records import Document

FOLDER = Path(__file__).parent.parent / "tests" / "documents"
HALVES = ("dev", "heldout")
SHOWN = (
    "event.f1",
    "event_date.p",
    "event_date.r",
    "event_date.f1",
    "strict.f1",
    "type_accuracy",
    "factuality_macro_f1",
    "participants.f1",
    "participant_country.f1",
    "place_country_accuracy",
    "mechanism_recall",
)


def figures(half: str, scorer: ModuleType) -> dict[str, Any]:
    """Return the scorer's result over one half, extracted here and now."""
    folder = str(FOLDER / half)
    gold = scorer.read_gold(folder)
    documents = [
        Document(d["id"], d["text"], url=d["url"], title=d["title"], lang="en", published=d["dct"])
        for d in gold.values()
    ]
    found = {extraction.id: asdict(extraction) for extraction in extract_many(documents)}
    result: dict[str, Any] = scorer.evaluate(gold, scorer.read_alternatives(folder), found)["all"]
    return result


def figure(result: dict[str, Any], name: str) -> float:
    """Return one figure by its dotted name: ``event_date.f1``."""
    value: Any = result
    for part in name.split("."):
        value = value[part]
    return float(value)


def main() -> int:
    shared = shared_folder()
    if shared is None:
        print("invented: no scorer beside the checkout (DATELINES_SHARED), nothing to measure")
        return 0
    scorer = load_scorer(shared / "gold" / "score.py")
    results = [figures(half, scorer) for half in HALVES]
    print(f"{'invented documents':<28}" + "".join(f"{half:>10}" for half in HALVES))
    for name in SHOWN:
        print(f"{name:<28}" + "".join(f"{figure(result, name):>10.3f}" for result in results))
    return 0


if __name__ == "__main__":
    sys.exit(main())
