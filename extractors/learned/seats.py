"""All seats, and whether the tables that ship fit them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from datelines.extractors.learned import attach, confidence, corefer, type
from datelines.extractors.learned.seat import Seat, trained
from datelines.seeds import ROOT, SeedError

SEATS: dict[str, Seat] = {seat.name: seat for seat in (attach.SEAT, corefer.SEAT, type.SEAT, confidence.SEAT)}


def problems(root: Path = ROOT) -> Iterator[SeedError]:
    """Yield what is wrong with each table of weights: no such seat, or features that it does not have."""
    for path in sorted((root / "weights").glob("*/*.yml")):
        seat = SEATS.get(path.parent.name)
        if seat is None:
            yield SeedError(path, None, f"there is no seat {path.parent.name}, but {', '.join(SEATS)}")
            continue
        try:
            trained(seat, path)
        except SeedError as error:
            yield error
