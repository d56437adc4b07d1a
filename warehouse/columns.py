"""What each column of a view says: ``columns.yml``, in which every meaning stands once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from datelines.seeds.loader import SeedError, SeedModel, read_seed
from datelines.warehouse.errors import BrokenFile


class Meaning(SeedModel):
    """What a column of that name says in some views; without `views`, in all that no other meaning names."""

    means: str = Field(min_length=1)
    views: tuple[str, ...] | None = Field(default=None, alias="in", min_length=1)


def _listed(entry: Any) -> Any:
    """Return an entry that is a text alone as the one meaning that it is."""
    return [{"means": entry}] if isinstance(entry, str) else entry


def _told_apart(meanings: tuple[Meaning, ...]) -> tuple[Meaning, ...]:
    texts = [each.means for each in meanings]
    views = [view for each in meanings for view in _views(each)]
    if len(set(texts)) < len(texts):
        raise ValueError("the same meaning twice: name both views in one `in`")
    if len(set(views)) < len(views):
        raise ValueError("two meanings for one view, or two without `in`")
    return meanings


Entry = Annotated[
    tuple[Meaning, ...], BeforeValidator(_listed), Field(min_length=1), AfterValidator(_told_apart)
]
Columns = dict[str, Entry]


def read(path: Path) -> Columns:
    """Return the meanings by column name. Raises `BrokenFile`, which names file and line, for a mistake."""
    try:
        return read_seed(path, Columns)
    except SeedError as error:
        raise BrokenFile(str(error)) from error


def meanings(path: Path, built: Mapping[str, Sequence[str]]) -> dict[tuple[str, str], str]:
    """Return what each column says, by view and column, of views whose columns are `built`.

    Raises `BrokenFile` where a column has no meaning, or a meaning no column.
    """
    columns = read(path)
    found = {
        (view, name): _meaning(columns.get(name, ()), view) for view, names in built.items() for name in names
    }
    if gaps := sorted(f"{view}.{name}" for (view, name), meaning in found.items() if meaning is None):
        raise BrokenFile.at(path, f"no meaning for {', '.join(gaps)}")
    given = {_place(name, view) for name, entry in columns.items() for each in entry for view in _views(each)}
    used = {
        _place(name, view if meaning and meaning.views else None) for (view, name), meaning in found.items()
    }
    if idle := sorted(given - used):
        raise BrokenFile.at(path, f"no view has {', '.join(idle)}")
    return {place: meaning.means for place, meaning in found.items() if meaning}


def _meaning(entry: Sequence[Meaning], view: str) -> Meaning | None:
    """Return the meaning that names the view, else the one for all others."""
    own = (each for each in entry if each.views and view in each.views)
    return next(own, None) or next((each for each in entry if each.views is None), None)


def _views(meaning: Meaning) -> Sequence[str | None]:
    return meaning.views or (None,)


def _place(name: str, view: str | None) -> str:
    return f"{view}.{name}" if view else name
