"""Quality of the real command against floors that only rise.

    python -m benchmarks.gate                       fail under a floor, or on a changed corpus
    python -m benchmarks.gate --show                the same, and print every figure
    python -m benchmarks.gate --raise               put floors up to what is measured
    python -m benchmarks.gate --lower FIGURE --because "…"
    python -m benchmarks.gate --repin CORPUS --because "…"

Exit status: 0 all floors hold (or there is no evaluation data), 1 a floor does not hold,
2 it could not be measured.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from benchmarks import common, floors, scores
from benchmarks.common import Corpus, EvaluationError, Record

FLOORS = Path(__file__).with_name("floors.json")


@dataclass(frozen=True, slots=True)
class Measured:
    """All figures, the fingerprints of what they were measured on, and the reliability table."""

    figures: scores.Figures
    fingerprints: dict[str, str]
    reliability: list[scores.Bin]
    calibration_error: float


def figures_of(
    corpus: Corpus, folder: Path, scorer: ModuleType, gold: list[Record], found: dict[str, Record]
) -> scores.Figures:
    """Score one corpus with the scorer that lies beside it."""
    match corpus.name.split("/"):
        case ["gold"]:
            return scores.gold_figures(scorer, scorer.read_alternatives(folder), gold, found)
        case ["timex", _]:
            return scores.timex_figures(corpus.name, scorer, gold, found)
        case ["plover", "cameo_coders"]:
            return scores.presence_figures(corpus.name, gold, found)
        case ["plover", _]:
            return scores.relation_figures(corpus.name, scorer, gold, found)
    raise EvaluationError(f"no scoring for the corpus {corpus.name}")


def measure(
    shared: Path,
    corpora: Sequence[Corpus] = common.CORPORA,
    extract: Callable[[Path, str | None], bytes] = common.run_extract,
) -> Measured:
    """Run the command over every corpus, one process each, and score what it says."""
    cache = common.cache_folder(common.extractor_key())
    figures: scores.Figures = {}
    fingerprints: dict[str, str] = {}
    table: list[scores.Bin] = []
    error = 0.0
    for corpus in corpora:
        gold = common.gold_documents(corpus, shared)
        found = common.predictions(corpus, gold, cache, extract)
        fingerprints[corpus.name] = common.fingerprint(corpus.paths(shared))
        folder = shared / corpus.folder
        scorer = common.load_scorer(folder / "score.py")
        figures |= figures_of(corpus, folder, scorer, gold, found)
        if corpus.name == "gold":
            judged = scores.judge(scorer, scorer.read_alternatives(folder), gold, found)
            table, error = scores.reliability(item for item in judged if item.lang == "en")
    return Measured(figures, fingerprints, table, error)


def figure_table(lines: Sequence[floors.Line]) -> str:
    """Lay figures out beside their floors; groups in which nothing is right are only named."""
    groups = {line.figure.rpartition("/")[0]: False for line in lines}
    for line in lines:
        groups[line.figure.rpartition("/")[0]] |= bool(line.measured or line.floor)
    shown = [line for line in lines if groups[line.figure.rpartition("/")[0]]]
    width = max((len(line.figure) for line in shown), default=6)
    rows = [f"{'figure':{width}}  measured   floor"]
    for line in shown:
        measured = "       -" if line.measured is None else f"{line.measured:8.4f}"
        floor = "       -" if line.floor is None else f"{line.floor:8.4f}"
        rows.append(f"{line.figure:{width}}  {measured}{floor}{'  BELOW' if line.below else ''}")
    if nothing := [group for group, anything in groups.items() if not anything]:
        rows.append(f"nothing right in: {', '.join(nothing)}")
    return "\n".join(rows)


def held_table(pinned: floors.Floors, held: Sequence[floors.Line], figures: scores.Figures) -> str:
    """Lay out the figures that have floors, then all others without any."""
    rest = {name: value for name, value in figures.items() if name not in {line.figure for line in held}}
    return figure_table([*held, *floors.compare(pinned.model_copy(update={"floors": {}}), rest)])


def reliability_table(measured: Measured) -> str:
    """Lay out how often events are right (date and type) by the confidence they were given."""
    rows = ["confidence   events   mean   right   (English gold; right: date and type accepted)"]
    rows += [
        f"{row.low:.1f} - {row.high:.1f}   {row.count:6d}  {row.confidence:5.2f}   {row.right:5.2f}"
        for row in measured.reliability
    ]
    return "\n".join([*rows, f"expected calibration error {measured.calibration_error:.3f}"])


def report(pinned: floors.Floors, measured: Measured, show: bool) -> int:
    """Print what there is to say and return the exit status."""
    lines = floors.compare(pinned, measured.figures)
    below = [line for line in lines if line.below]
    changed = floors.changed_corpora(pinned, measured.fingerprints)
    if show:
        print(figure_table(lines), reliability_table(measured), sep="\n\n")
    elif below:
        print(figure_table(below))
    for name in changed:
        print(f"{name}: the corpus is not the one that the floors were measured on")
    held = sum(line.floor is not None for line in lines) - len(below)
    print(f"gate: {held} floors hold, {len(below)} do not, {len(changed)} corpora changed")
    return 1 if below or changed else 0


def change(
    pinned: floors.Floors,
    figures: scores.Figures,
    fingerprints: Mapping[str, str],
    arguments: argparse.Namespace,
) -> floors.Floors:
    """Return the floors that the arguments ask for."""
    if arguments.repin:
        return floors.repinned(pinned, arguments.repin, figures, fingerprints, arguments.because)
    if arguments.lower:
        return floors.lowered(pinned, arguments.lower, figures, arguments.because)
    return floors.raised(pinned, figures, fingerprints)


def parse(arguments: Sequence[str] | None, program: str, about: str) -> argparse.Namespace:
    """Read the arguments of a program that measures and moves floors; `about` is its docstring."""
    parser = argparse.ArgumentParser(prog=program, description=about.split("\n")[0])
    parser.add_argument(
        "--show", action="store_true", help="print every figure, not only those under a floor"
    )
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--raise", dest="raise_", action="store_true", help="put floors up to what is measured")
    what.add_argument("--lower", metavar="FIGURE", help="put one floor down to what is measured")
    what.add_argument("--repin", metavar="CORPUS", help="pin a corpus that has changed, and its floors anew")
    parser.add_argument("--because", default="", help="why (needed by --lower and --repin)")
    parsed = parser.parse_args(arguments)
    if bool(parsed.lower or parsed.repin) != bool(parsed.because):
        parser.error("--lower and --repin need --because, and nothing else takes it")
    return parsed


def main(arguments: Sequence[str] | None = None) -> int:
    parsed = parse(arguments, "python -m benchmarks.gate", __doc__ or "")
    try:
        shared = common.shared_folder()
        if shared is None:
            print("gate: no evaluation data beside the checkout (DATELINES_SHARED), nothing to measure")
            return 0
        pinned = floors.read_floors(FLOORS)
        measured = measure(shared)
        if parsed.raise_ or parsed.lower or parsed.repin:
            pinned = change(pinned, measured.figures, measured.fingerprints, parsed)
            floors.write_floors(FLOORS, pinned)
    except EvaluationError as error:
        print(f"gate: {error}", file=sys.stderr)
        return 2
    return report(pinned, measured, parsed.show)


if __name__ == "__main__":
    sys.exit(main())
