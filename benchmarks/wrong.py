"""What is wrong in the event gold, document by document: to find out why, before changing a rule.

    python -m benchmarks.wrong [--lang en] [--kind missed|spurious|date|type] [--corpus gold]

missed: a required event that nothing was paired with. spurious: a prediction that is none.
date, type: paired, but with another date or type. The texts are not ours: keep what is printed
out of the repository.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks import common, scores
from benchmarks.common import Corpus, EvaluationError, Record

KINDS = ("missed", "spurious", "date", "type")


def days(event: Record) -> str:
    """Return an event's date as it is compared."""
    date = event["date"]
    if not date:
        return "undated"
    return date["start"] if date["start"] == date["end"] else f"{date['start']}/{date['end']}"


def faults(compared: scores.Compared) -> Iterator[tuple[str, str]]:
    """Yield kind and description of each fault in a document."""
    for missed in compared.missed:
        yield "missed", f"{missed['type']} {days(missed)} {missed['factuality']}: {missed['quote']}"
    for item in compared.judged:
        event, gold = item.event, item.gold
        quote = event["evidence"]["text"]
        if gold is None:
            yield "spurious", f"{event['type']} {days(event)} {event['factuality']}: {quote}"
            continue
        if not item.date_ok:
            yield "date", f"{days(event)}, not {days(gold)}: {quote}"
        if not item.type_ok:
            yield "type", f"{event['type']}, not {gold['type']}: {quote}"


def listed(name: str, shared: Path) -> Corpus:
    """Return a corpus whose errors may be read. Raises `EvaluationError` for the blind one, by any name."""
    corpus = next((c for c in common.CORPORA if c.name == name and c.name.startswith("gold")), None)
    if name == common.BLIND or (corpus and (shared / corpus.folder).resolve().name == common.BLIND):
        raise EvaluationError(f"{common.BLIND} is for totals alone (`make blind`): nobody reads its errors")
    if corpus is None:
        raise EvaluationError(f"no event gold is called {name}")
    return corpus


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.wrong", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("--lang", default="en", help="of which language (default: en)")
    parser.add_argument("--kind", choices=KINDS, help="only faults of this kind")
    parser.add_argument("--corpus", default="gold", help="a corpus of event gold (default: gold)")
    parsed = parser.parse_args(arguments)
    try:
        shared = common.shared_folder()
        if shared is None:
            raise EvaluationError("no evaluation data beside the checkout (DATELINES_SHARED)")
        corpus = listed(parsed.corpus, shared)
        gold = [d for d in common.gold_documents(corpus, shared) if d["lang"] == parsed.lang]
        found = common.predictions(
            corpus, common.gold_documents(corpus, shared), common.cache_folder(common.extractor_key())
        )
    except EvaluationError as error:
        print(f"wrong: {error}", file=sys.stderr)
        return 2
    folder = shared / corpus.folder
    scorer = common.load_scorer(folder / "score.py")
    total: Counter[str] = Counter()
    for compared in scores.compare(scorer, scorer.read_alternatives(folder), gold, found):
        for kind, what in faults(compared):
            total[kind] += 1
            if parsed.kind in (None, kind):
                print(f"{compared.document['id']} {kind:8} {' '.join(what.split())}")
    print(", ".join(f"{total[kind]} {kind}" for kind in KINDS))
    return 0


if __name__ == "__main__":
    sys.exit(main())
