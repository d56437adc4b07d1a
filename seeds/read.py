"""Read all seeds of the knowledge base into typed rows, each with its file and place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from datelines.seeds.loader import files, read_folder, read_languages, read_seed
from datelines.seeds.models.knowledge import (
    ActorFile,
    Country,
    Mechanism,
    Office,
    Organisation,
    Person,
    PlaceEntry,
    Region,
    TopicEntry,
)
from datelines.seeds.models.names import NameWords, RoleWords

Where = tuple[Path, tuple[int | str, ...]]  # a file, and the way to a row in it


@dataclass(frozen=True)
class Seeds:
    """Everything as it was read; `where` says in which file and at which key each id stands."""

    countries: dict[str, Country]
    people: dict[str, Person]
    offices: dict[str, Office]
    organisations: dict[str, Organisation]
    places: dict[str, PlaceEntry]
    mechanisms: dict[str, Mechanism]
    topics: dict[str, TopicEntry]
    regions: dict[str, Region]
    roles: dict[str, RoleWords]
    names: dict[str, NameWords]
    where: dict[str, Where]
    repeated: tuple[tuple[str, Where], ...]

    def bodies(self) -> Iterator[tuple[str, Organisation | Mechanism]]:
        """Yield whatever has members: organisations, then formats."""
        yield from self.organisations.items()
        yield from self.mechanisms.items()


def read_all(root: Path) -> Seeds:
    """Return all seed files as typed rows. Raises `SeedError` on the first that is malformed."""
    where: dict[str, Where] = {}
    repeated: list[tuple[str, Where]] = []

    def note(id: str, path: Path, *location: int | str) -> None:
        if id in where:
            repeated.append((id, (path, location)))
        where.setdefault(id, (path, location))

    def rows(folder: str, shape: Any, key: str | None = None) -> Iterator[Any]:
        for path in files(folder, root):
            found = read_seed(path, shape)
            for number, row in enumerate(getattr(found, key) if key else found):
                note(row.id, path, *([key] if key else []), number)
                yield row

    def one_a_file(folder: str, shape: Any) -> dict[str, Any]:
        found = read_folder(folder, shape, root)
        for id in found:
            note(id, root / folder / f"{id}.yml")
        return found

    path = root / "countries.yml"
    countries = read_seed(path, list[Country])
    for number, country in enumerate(countries):
        note(country.id, path, number)
    return Seeds(
        countries={c.id: c for c in countries},
        people={p.id: p for p in rows("actors", ActorFile, "people")},
        offices={o.id: o for o in rows("actors", ActorFile, "offices")},
        organisations={o.id: o for o in rows("organisations", list[Organisation])},
        places={p.id: p for p in rows("places", list[PlaceEntry])},
        mechanisms=one_a_file("mechanisms", Mechanism),
        topics=one_a_file("topics", TopicEntry),
        regions=one_a_file("regions", Region),
        roles=read_languages("roles.yml", RoleWords, root),
        names=read_languages("names.yml", NameWords, root),
        where=where,
        repeated=tuple(repeated),
    )
