"""Quality on documents that nobody reads: totals only, so that a rule can be told from a memory.

    python -m benchmarks.blind                      pass or fail, as CI asks
    python -m benchmarks.blind --show               the totals beside their floors: `make blind`
    python -m benchmarks.blind --raise              put floors up to what is measured
    python -m benchmarks.blind --lower FIGURE --because "…"
    python -m benchmarks.blind --repin gold-blind --because "…"

The texts, their answers and the program's errors on them are opened by nobody: no figures by style or
document are printed, and what the program answers is thrown away with the folder that it was written to.
Floors stand in ``blind.json``. Exit status: 0 all floors hold (or there is no evaluation data), 1 a floor
does not hold, 2 it could not be measured.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks import common, floors, gate, scores
from benchmarks.common import Corpus, EvaluationError

FLOORS = Path(__file__).with_name("blind.json")
CORPUS = Corpus("gold-blind", common.BLIND, ("*.json", "alternatives.tsv", "score.py"), lang=None)
FLOORED = ("event_date.f1", "participants.f1", "participant_country.f1")


def measure(
    shared: Path, extract: Callable[[Path, str | None], bytes] = common.run_extract
) -> tuple[scores.Figures, dict[str, str]]:
    """Return the totals of English and of all other languages together, and the corpus's fingerprint."""
    folder = shared / CORPUS.folder
    gold = common.gold_documents(CORPUS, shared)
    with tempfile.TemporaryDirectory() as forgotten:
        found = common.predictions(CORPUS, gold, Path(forgotten), extract)
    scorer = common.load_scorer(folder / "score.py")
    alternatives = scorer.read_alternatives(folder)
    figures: scores.Figures = {}
    for group, english in (("en", True), ("other", False)):
        documents = {d["id"]: d for d in gold if (d["lang"] == "en") == english}
        result = scorer.evaluate(documents, alternatives, found)["all"]
        figures |= scores.flatten(f"{CORPUS.name}/{group}", result)
    return figures, {CORPUS.name: common.fingerprint(CORPUS.paths(shared))}


def floored(figures: scores.Figures) -> scores.Figures:
    """Return the figures that have a floor: one each for dates, participants and countries."""
    return {name: value for name, value in figures.items() if name.rpartition("/")[2] in FLOORED}


def report(pinned: floors.Floors, figures: scores.Figures, fingerprints: dict[str, str], show: bool) -> int:
    """Print the totals if asked to, then pass or fail; return the exit status."""
    held = floors.compare(pinned, floored(figures))
    if show:
        print(gate.held_table(pinned, held, figures))
    changed = floors.changed_corpora(pinned, fingerprints)
    failed = bool(changed) or any(line.below for line in held)
    print("blind: " + ("fail" + (", the corpus is another one" if changed else "") if failed else "pass"))
    return 1 if failed else 0


def main(arguments: Sequence[str] | None = None) -> int:
    parsed = gate.parse(arguments, "python -m benchmarks.blind", __doc__ or "")
    try:
        shared = common.shared_folder()
        if shared is None:
            print("blind: no evaluation data beside the checkout (DATELINES_SHARED), nothing to measure")
            return 0
        pinned = floors.read_floors(FLOORS)
        figures, fingerprints = measure(shared)
        if parsed.raise_ or parsed.lower or parsed.repin:
            pinned = gate.change(pinned, floored(figures), fingerprints, parsed)
            floors.write_floors(FLOORS, pinned)
    except EvaluationError as error:
        print(f"blind: {error}", file=sys.stderr)
        return 2
    return report(pinned, figures, fingerprints, parsed.show)


if __name__ == "__main__":
    sys.exit(main())
