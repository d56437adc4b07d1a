"""Whether a language has the words for the titles of all that its triggers tell of, and no others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from datelines.seeds.event_types import event_types, subtypes
from datelines.seeds.loader import ROOT, SeedError, line_of, read_folder, read_seed
from datelines.seeds.models.events import EventType, Subtype, Trigger
from datelines.seeds.models.titles import Titles


def problems(path: Path, lang: str, root: Path = ROOT) -> list[SeedError]:
    """Return what is wrong in a language's file of title words: words for what there is not, and none for
    what a trigger tells of."""
    words = read_seed(path, Titles)
    types, kinds = event_types(root), subtypes(root)
    files = read_folder(f"languages/{lang}/triggers", tuple[Trigger, ...], root)
    told = {stem.upper(): rows for stem, rows in files.items()}
    rules = {f"{name.lower()}/{trigger.id}" for name, rows in told.items() for trigger in rows}
    strangers = [
        *_strangers(words.subtypes.keys() - kinds.keys(), "subtypes", path),
        *_strangers(words.types.keys() - types.keys(), "types", path),
        *_strangers(words.rules.keys() - rules, "rules", path),
    ]
    silent = sorted(
        {
            f"{name}/{trigger.subtype}"
            for name, rows in told.items()
            for trigger in rows
            if not _has_words(words, types[name], kinds[trigger.subtype])
        }
    )
    return strangers + [SeedError(path, None, f"no words for {each}") for each in silent]


def _strangers(names: set[str], key: str, path: Path) -> Iterator[SeedError]:
    for name in sorted(names):
        yield SeedError(path, line_of(path, (key, name)), f"{key}: there is no {name}")


def _has_words(words: Titles, kind: EventType, subtype: Subtype) -> bool:
    own = subtype.name in words.subtypes
    return own if subtype.title == "subtype" else own or kind.type in words.types
