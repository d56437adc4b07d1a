"""The floors that figures may not fall below: read, compared, raised; lowered only with a reason.

A floor file pins the fingerprint of each corpus beside the figures measured on it, and keeps a
list of every floor that was ever lowered, and why.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from benchmarks.common import EvaluationError

DIGITS = 4

# What the scorers' definitions order: the first figure of a pair can never be below the second.
NEVER_BELOW = (
    ("event.f1", "event_date.f1"),
    ("event_date.f1", "strict.f1"),
    ("timex.f1", "timex_value.f1"),
    ("relaxed.f1", "strict.f1"),
    ("relaxed.f1", "value.f1"),
    ("relaxed.f1", "type.f1"),
)


class Tolerance(BaseModel):
    """How far a figure may lie under its floor, and why that is no loss of quality."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    value: float = Field(ge=0, le=0.1)
    because: str = Field(min_length=20)


class Lowered(BaseModel):
    """A floor that was lowered, or a corpus that was pinned again: the reason stays in the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    figure: str
    before: float | None
    after: float | None
    because: str = Field(min_length=20)


class Floors(BaseModel):
    """The floor file: fingerprints by corpus, floors by figure, what was lowered.

    `tolerances` are those of groups of figures that need another than the file's own.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    tolerance: Tolerance
    tolerances: dict[str, Tolerance] = {}
    corpora: dict[str, str]
    floors: dict[str, float]
    lowered: tuple[Lowered, ...] = ()

    def allowed(self, figure: str) -> float:
        """Return how far a figure may lie under its floor."""
        group, _, _ = figure.rpartition("/")
        return self.tolerances.get(group, self.tolerance).value


@dataclass(frozen=True, slots=True)
class Line:
    """One figure beside its floor; `measured` is None where a floor has no figure any more."""

    figure: str
    measured: float | None
    floor: float | None
    below: bool


def corpus_of(figure: str, corpora: Mapping[str, str]) -> str | None:
    """Return the corpus that a figure was measured on: the longest name that opens its own."""
    names = [name for name in corpora if figure.startswith(f"{name}/")]
    return max(names, key=len, default=None)


def contradictions(floors: Floors) -> list[str]:
    """Return what cannot be true of any measurement: the file was edited by hand, and wrongly."""
    faults = [
        f"{name}: {value} is not between 0 and 1"
        for name, value in floors.floors.items()
        if not 0 <= value <= 1
    ]
    faults += [
        f"{name}: no fingerprint is pinned for its corpus"
        for name in floors.floors
        if corpus_of(name, floors.corpora) is None
    ]
    for higher, lower in NEVER_BELOW:
        for name, value in floors.floors.items():
            group, _, measure = name.rpartition("/")
            above = floors.floors.get(f"{group}/{higher}")
            if measure == lower and above is not None and above < value - floors.allowed(name):
                faults.append(f"{group}: {higher} {above} is below {lower} {value}, which no scorer can give")
    return faults


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    keys = [key for key, _ in pairs]
    for key in keys:
        if keys.count(key) > 1:
            raise ValueError(f"{key!r} is given twice")
    return dict(pairs)


def read_floors(path: Path) -> Floors:
    """Read a floor file. Raises `EvaluationError` where it is malformed or contradicts itself."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=_once)
        floors = Floors.model_validate(data)
    except (OSError, ValueError, ValidationError) as error:
        raise EvaluationError(f"{path.name}: {error}") from error
    if faults := contradictions(floors):
        raise EvaluationError(f"{path.name}: {'; '.join(faults)}")
    return floors


def write_floors(path: Path, floors: Floors) -> None:
    """Write a floor file, sorted, one figure a line, so that a change shows in a diff."""
    if faults := contradictions(floors):
        raise EvaluationError(f"{path.name}: {'; '.join(faults)}")
    data = floors.model_dump(mode="json", exclude_defaults=True)
    data["corpora"] = dict(sorted(data["corpora"].items()))
    data["floors"] = dict(sorted(data["floors"].items()))
    path.write_text(json.dumps(data, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def compare(floors: Floors, figures: Mapping[str, float]) -> list[Line]:
    """Return every figure and every floor, side by side, in order of name."""
    lines = []
    for name in sorted(figures.keys() | floors.floors.keys()):
        measured, floor = figures.get(name), floors.floors.get(name)
        below = floor is not None and (measured is None or measured < floor - floors.allowed(name))
        lines.append(Line(name, measured, floor, below))
    return lines


def changed_corpora(floors: Floors, fingerprints: Mapping[str, str]) -> list[str]:
    """Return the pinned corpora that are not there, or not as they were when they were measured."""
    return sorted(name for name, pinned in floors.corpora.items() if fingerprints.get(name) != pinned)


def raised(floors: Floors, figures: Mapping[str, float], fingerprints: Mapping[str, str]) -> Floors:
    """Return the floors with every figure that has grown. Nothing falls; new corpora are pinned.

    Raises `EvaluationError` where a pinned corpus has changed: its old floors say nothing about it.
    """
    if changed := changed_corpora(floors, fingerprints):
        raise EvaluationError(f"changed since it was pinned: {', '.join(changed)} (see --repin)")
    grown = {
        name: max(round(value, DIGITS), floors.floors.get(name, 0.0))
        for name, value in figures.items()
        if round(value, DIGITS) > 0
    }
    return floors.model_copy(
        update={"corpora": {**floors.corpora, **fingerprints}, "floors": {**floors.floors, **grown}}
    )


def lowered(floors: Floors, figure: str, figures: Mapping[str, float], because: str) -> Floors:
    """Return the floors with one floor put down to what is measured now, and the reason noted."""
    before = floors.floors.get(figure)
    if before is None:
        raise EvaluationError(f"there is no floor for {figure}")
    measured = figures.get(figure)
    after = None if measured is None else round(measured, DIGITS)
    if after is not None and after >= before:
        raise EvaluationError(f"{figure} is at {after}, not below its floor {before}: nothing to lower")
    kept = {name: value for name, value in floors.floors.items() if name != figure}
    if after is not None:
        kept[figure] = after
    return floors.model_copy(
        update={"floors": kept, "lowered": (*floors.lowered, _note(figure, before, after, because))}
    )


def repinned(
    floors: Floors, corpus: str, figures: Mapping[str, float], fingerprints: Mapping[str, str], because: str
) -> Floors:
    """Return the floors with a changed corpus pinned anew and its floors measured afresh."""
    if corpus not in fingerprints:
        raise EvaluationError(f"there is no corpus {corpus}")
    names = {**floors.corpora, **fingerprints}
    kept = {name: value for name, value in floors.floors.items() if corpus_of(name, names) != corpus}
    fresh = {
        name: round(value, DIGITS)
        for name, value in figures.items()
        if corpus_of(name, names) == corpus and round(value, DIGITS) > 0
    }
    return floors.model_copy(
        update={
            "corpora": {**floors.corpora, corpus: fingerprints[corpus]},
            "floors": {**kept, **fresh},
            "lowered": (*floors.lowered, _note(corpus, None, None, because)),
        }
    )


def _note(figure: str, before: float | None, after: float | None, because: str) -> Lowered:
    try:
        return Lowered(figure=figure, before=before, after=after, because=because)
    except ValidationError as error:
        raise EvaluationError("--because needs a sentence that says why") from error
