"""Time expressions scored on the part of each corpus that rules were written on, and on the part set aside.

    python -m benchmarks.timex_parts

A document is set aside where the SHA-256 of its id is divisible by four: its errors were never looked
at while rules were written, only its scores. Prints the table of docs/time.md. Speed is documents per
processor second in this process, the compiling of the seeds left out.
"""

from __future__ import annotations

import hashlib
import sys
import time
from collections.abc import Iterable
from types import ModuleType

from benchmarks.common import EvaluationError, Record, load_scorer, read_lines, shared_folder
from datelines.extractors.time import find_dates

CORPORA = ("timebank", "aquaint", "wikiwars-dev", "tweets-train")
MEASURES = ("strict", "relaxed", "value")
HEAD = "| corpus | part | documents | expressions | strict F1 | relaxed F1 | value F1 | documents/cpu s |"
RULE = "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |"


def is_set_aside(document: Record) -> bool:
    return int(hashlib.sha256(document["id"].encode()).hexdigest(), 16) % 4 == 0


def predicted(document: Record) -> list[Record]:
    """Return our expressions of one document in the form that the scorer reads."""
    timexes = (dated.timex for dated in find_dates(document["text"], document["dct"]))
    return [{"start": t.start, "end": t.end, "type": t.type, "value": t.value} for t in timexes]


def row(corpus: str, part: str, documents: list[Record], scorer: ModuleType) -> str:
    """Return the line of the table for one part of one corpus."""
    before = time.process_time()
    found = {document["id"]: predicted(document) for document in documents}
    seconds = time.process_time() - before
    result = scorer.score({document["id"]: document["timexes"] for document in documents}, found)
    figures = " | ".join(f"{result[measure]['f1']:.3f}" for measure in MEASURES)
    count = len(documents)
    return f"| {corpus} | {part} | {count} | {result['gold']} | {figures} | {count / seconds:,.0f} |"


def rows(corpora: Iterable[str]) -> Iterable[str]:
    shared = shared_folder()
    if shared is None:
        raise EvaluationError("no evaluation data beside the checkout (DATELINES_SHARED)")
    folder = shared / "data" / "timex"
    scorer = load_scorer(folder / "score.py")
    find_dates("They met on Friday, 3 février 2021.", "2025-12-20")  # loads all that is loaded once
    for corpus in corpora:
        documents = list(read_lines(folder / f"{corpus}.jsonl"))
        yield row(corpus, "written on", [d for d in documents if not is_set_aside(d)], scorer)
        yield row(corpus, "set aside", [d for d in documents if is_set_aside(d)], scorer)


def main() -> int:
    try:
        print(HEAD, RULE, *rows(CORPORA), sep="\n")
    except EvaluationError as error:
        print(f"timex: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
