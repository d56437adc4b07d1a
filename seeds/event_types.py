"""The event types and subtypes there are: whatever ``seeds/events`` holds, checked against each other."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from datelines.seeds.loader import ROOT, SeedError, line_of, read_folder
from datelines.seeds.models.events import EventType, Subtype


@cache
def event_types(root: Path = ROOT) -> dict[str, EventType]:
    """Return every event type by its name. Raises `SeedError` where the files do not hold together."""
    files = read_folder("events", EventType, root)
    types = {kind.type: kind for kind in files.values()}
    homes: dict[str, str] = {}
    for stem, kind in files.items():
        path = root / "events" / f"{stem}.yml"
        if stem != kind.type.lower():
            raise SeedError(path, 1, f"the file's name is not its type {kind.type}")
        _known(kind.others, types, path, "type")
        for name in kind.subtypes:
            if name in homes:
                raise SeedError(
                    path, line_of(path, ("subtypes", name)), f"subtype {name} is {homes[name]}'s too"
                )
            homes[name] = kind.type
    for stem, kind in files.items():
        path = root / "events" / f"{stem}.yml"
        _known([other for one in kind.subtypes.values() for other in one.others], homes, path, "subtype")
    return types


@cache
def subtypes(root: Path = ROOT) -> dict[str, Subtype]:
    """Return every subtype by its name, whichever type it belongs to."""
    return {name: one for kind in event_types(root).values() for name, one in kind.subtypes.items()}


def _known(names: Iterable[str], there: Iterable[str], path: Path, what: str) -> None:
    strangers = sorted(set(names) - set(there))
    if strangers:
        raise SeedError(path, None, f"there is no {what} {', '.join(strangers)}")
