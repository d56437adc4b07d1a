"""Fit how likely date and type of a report are right to the open gold, and print how good that is.

    python -m training.confidence.train                          the figures
    python -m training.confidence.train --out FILE --date DAY    and the table

Inputs: the English documents of the open gold, with their scorer, and the development half of the invented
documents. Nothing is read of the held-out half, nor of the blind gold.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks import scores
from benchmarks.common import (
    CORPORA,
    EvaluationError,
    Record,
    fingerprint,
    gold_documents,
    load_scorer,
    shared_folder,
)
from benchmarks.invented import FOLDER
from datelines.extractors.learned.confidence import SEAT
from datelines.extractors.learned.seat import Linear
from datelines.extractors.pipeline import extraction
from datelines.extractors.report import compose, confidence
from datelines.seeds.models.weights import Card
from training import common
from training.common import Example

LANG = "en"  # the one language with gold enough
RIDGE = 1.0  # not tuned: as if each weight were expected within about 1 of 0
DEV = FOLDER / "dev"
SCRIPT = "training/confidence/train.py"


@dataclass(frozen=True, slots=True)
class Corpus:
    """The examples of a set of documents; `data` says what they are, for the card."""

    name: str
    data: str
    examples: tuple[Example, ...]


def examples_of(scorer: ModuleType, alternatives: Any, gold: Sequence[Record]) -> Iterator[Example]:
    """Yield the reports of documents that count, and whether date and type are accepted."""
    pages = common.pages(common.document(record, LANG) for record in gold)
    features = {
        (page.document.id, report.id): confidence.features(cluster)
        for page in pages
        for cluster in page.clusters
        for report in compose.reports([cluster], page.document.text, page.document.id, page.lang)
    }
    found = {page.document.id: asdict(extraction(page)) for page in pages}
    for compared in scores.compare(scorer, alternatives, gold, found):
        for item in compared.judged:
            id = compared.document["id"]
            yield Example(id, features[id, item.event["id"]], item.date_ok and item.type_ok)


def corpora(shared: Path) -> list[Corpus]:
    """Return the declared inputs, read anew."""
    folder = shared / "gold"
    scorer = load_scorer(folder / "score.py")
    [corpus] = [each for each in CORPORA if each.name == "gold"]
    gold = [record for record in gold_documents(corpus, shared) if record["lang"] == LANG]
    invented = list(scorer.read_gold(str(DEV)).values())
    return [
        _corpus("open gold", scorer, folder, gold, corpus.paths(shared)),
        _corpus("invented, dev", scorer, DEV, invented, sorted(DEV.iterdir())),
    ]


def _corpus(
    name: str, scorer: ModuleType, folder: Path, gold: Sequence[Record], files: Iterable[Path]
) -> Corpus:
    examples = tuple(examples_of(scorer, scorer.read_alternatives(folder), gold))
    told = f"{name}: {len(examples)} reports of {len(gold)} documents, SHA-256 {fingerprint(files)[:16]}"
    return Corpus(name, told, examples)


@dataclass(frozen=True, slots=True)
class Compared:
    """How good the rule and the trained weights are on one corpus, no document scored by what it trained."""

    corpus: Corpus
    rule: dict[str, float]
    trained: dict[str, float]


def compared(found: Sequence[Corpus]) -> list[Compared]:
    """Leave out each document of all corpora in turn, and measure each corpus by itself."""
    examples = [one for corpus in found for one in corpus.examples]
    likely = dict(zip(map(id, examples), common.left_out(examples, SEAT, RIDGE), strict=True))
    rows = []
    for corpus in found:
        right = [one.right for one in corpus.examples]
        rule = common.measures([SEAT.rule(one.features) for one in corpus.examples], right)
        trained = common.measures([likely[id(one)] for one in corpus.examples], right)
        rows.append(Compared(corpus, rule, trained))
    return rows


def report(rows: Sequence[Compared], weights: Linear) -> str:
    lines = []
    for row in rows:
        right = sum(one.right for one in row.corpus.examples)
        lines += [row.corpus.data, f"  {right} of them are right"]
        lines.append(f"  {'':10}{'rule':>10}{'trained':>10}")
        lines += [f"  {name:10}{row.rule[name]:10.4f}{row.trained[name]:10.4f}" for name in row.rule]
    lines.append(f"weights of all documents (ridge {RIDGE}), the intercept {weights.intercept}")
    lines += [f"  {name:14}{weights.weights[name]:8.3f}" for name in SEAT.features]
    return "\n".join(lines)


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training.confidence.train")
    parser.add_argument("--out", type=Path, help="the table to write: seeds/weights/confidence/en.yml")
    parser.add_argument("--date", metavar="DAY", help="the day that its card is to have")
    parsed = parser.parse_args(arguments)
    if (parsed.out is None) != (parsed.date is None):
        parser.error("--out and --date go together")
    return parsed


def main(arguments: Sequence[str] | None = None, read: Callable[[Path], list[Corpus]] = corpora) -> int:
    parsed = _parse(arguments)
    try:
        shared = shared_folder()
        if shared is None:
            print("training: no gold beside the checkout (DATELINES_SHARED), nothing to train on")
            return 0
        found = read(shared)
    except EvaluationError as error:
        print(f"training: {error}", file=sys.stderr)
        return 2
    rows = compared(found)
    weights = common.fit([one for corpus in found for one in corpus.examples], SEAT, RIDGE)
    print(report(rows, weights))
    if parsed.out:
        gold = rows[0]  # the card has the figures of the corpus whose floors the gate keeps
        data = tuple(corpus.data for corpus in found)
        told = {"score": gold.trained, "rule": gold.rule, "date": parsed.date, "script": SCRIPT}
        card = Card(data=data, features=SEAT.fingerprint, **told)
        common.write(common.table(SEAT, weights, card), parsed.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
