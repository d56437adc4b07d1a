"""Speed as ratios of processor time, all from one run: `make bench`.

    python -m benchmarks.speed [--documents N] [--rounds N] [--no-ingest]

Only the ratios can be compared between machines. Loading models and seeds is left out, except
where whole commands are run. Each side is run `--rounds` times in turn, and its best time counts.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import common
from benchmarks.common import EvaluationError
from datelines.sources.read import read_record
from datelines.sources.records import Document

# Numerical libraries would use every core, and processor time would count them all.
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
NEWS = ("timex/timebank", "timex/aquaint")


@dataclass(frozen=True, slots=True)
class Row:
    """Two ways over the same documents, in processor seconds."""

    what: str
    beside: str
    ours: float
    theirs: float
    documents: int

    @property
    def ratio(self) -> float:
        """How many times quicker ours is (above 1), or slower (below 1)."""
        return self.theirs / self.ours if self.ours else float("inf")


def news(shared: Path, at_most: int | None) -> list[Document]:
    """Return news documents with their publication day, spread evenly where only some are asked for."""
    corpora = [corpus for corpus in common.CORPORA if corpus.name in NEWS]
    questions = [
        common.question(document, corpus.lang)
        for corpus in corpora
        for document in common.gold_documents(corpus, shared)
    ]
    step = max(1, len(questions) // at_most) if at_most else 1
    chosen = questions[::step][:at_most]
    return [read_record(json.dumps(question), number) for number, question in enumerate(chosen, 1)]


def best(work: Sequence[Callable[[], object]], rounds: int) -> list[float]:
    """Return the least processor time of each piece of work; they take turns, so none is favoured."""
    times = [float("inf")] * len(work)
    for _ in range(rounds):
        for number, do in enumerate(work):
            start = time.process_time()
            do()
            times[number] = min(times[number], time.process_time() - start)
    return times


def reading(documents: list[Document], rounds: int) -> list[Row]:
    """Extraction beside a bare pipeline, and time expressions beside a bare sentence splitter."""
    import spacy

    from datelines.extractors.language.which_model import model_name
    from datelines.extractors.pipeline import extract_many
    from datelines.extractors.time import find_dates

    texts = [document.text for document in documents]
    model = spacy.load(model_name().split()[0])  # with every component, whatever extraction leaves out
    splitter = spacy.blank("en")
    splitter.add_pipe("sentencizer")

    def bare() -> None:
        for _ in model.pipe(texts, batch_size=32):
            pass

    def split() -> None:
        for text in texts:
            # A pipeline of its own for each text would keep the strings of the last one.
            list(splitter(text).sents)

    def whole() -> None:
        for _ in extract_many(documents):
            pass

    def times_only() -> None:
        for _ in extract_many(documents, only="timexes"):
            pass

    def expressions() -> None:
        for document in documents:
            find_dates(document.text, document.published)

    warm = documents[:3]
    list(extract_many(warm))
    list(model.pipe(texts[:3]))
    spent = best([whole, bare, times_only, expressions, split], rounds)
    count = len(documents)
    return [
        Row("whole extraction", "bare spaCy pipeline", spent[0], spent[1], count),
        Row("extract --only timexes", "bare sentence splitter", spent[2], spent[4], count),
        Row("time expressions alone", "bare sentence splitter", spent[3], spent[4], count),
    ]


def spent_by(arguments: list[str], home: Path) -> float:
    """Return the processor time of a command and all that it started. Raises where it fails."""
    environment = {**os.environ, **ONE_THREAD, "DATELINES_HOME": str(home)}
    environment.pop("DATELINES_WAREHOUSE", None)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(arguments, env=environment, capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise EvaluationError(f"{' '.join(arguments)}: {done.stderr.decode(errors='replace').strip()[-300:]}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def commands(documents: list[Document]) -> list[Row]:
    """The whole `ingest`, flow and warehouse included, beside `extract --jsonl`; starting up counts."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "news.jsonl")
        lines = (json.dumps({"id": d.id, "text": d.text, "published": d.published}) for d in documents)
        source.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
        home = Path(folder, "home")
        ingest = spent_by([common.command(), "ingest", str(source)], home)
        extract = spent_by([common.command(), "extract", "--jsonl", str(source)], home)
        again = spent_by([common.command(), "ingest", str(source)], home)
    count = len(documents)
    return [
        Row("ingest", "extract --jsonl", ingest, extract, count),
        Row("ingest a second time", "ingest", again, ingest, count),
    ]


def layout(rows: Sequence[Row]) -> str:
    """Lay the rows out as text."""
    lines = [f"{'ours':24}{'beside':26}{'times as quick':>14}{'docs per cpu second':>22}"]
    for row in rows:
        rate = f"{row.documents / row.ours:.0f} : {row.documents / row.theirs:.0f}"
        lines.append(f"{row.what:24}{row.beside:26}{row.ratio:14.2f}{rate:>22}")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.speed", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("--documents", type=int, help="at most so many documents (default: all)")
    parser.add_argument("--rounds", type=int, default=2, help="times that each side runs (default: 2)")
    parser.add_argument("--no-ingest", action="store_true", help="leave the whole commands out")
    parsed = parser.parse_args(arguments)
    os.environ.update(ONE_THREAD)
    try:
        shared = common.shared_folder()
        if shared is None:
            print("bench: no evaluation data beside the checkout (DATELINES_SHARED), nothing to run over")
            return 0
        documents = news(shared, parsed.documents)
        words = sum(len(document.text.split()) for document in documents)
        print(f"{len(documents)} documents, {words} words of news (TimeBank, AQUAINT)")
        rows = reading(documents, parsed.rounds)
        rows += [] if parsed.no_ingest else commands(documents)
    except EvaluationError as error:
        print(f"bench: {error}", file=sys.stderr)
        return 2
    print(layout(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
