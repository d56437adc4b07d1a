"""Whether the seeds are sound: every file is of a known kind and can be read, and all hold together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from datelines.extractors.clauses import triggers
from datelines.extractors.language import words as word_lists
from datelines.extractors.learned import seats
from datelines.extractors.time import patterns
from datelines.seeds import ROOT, SeedError, languages_with, read_seed, title_words
from datelines.seeds.checks import problems
from datelines.seeds.event_types import event_types
from datelines.seeds.models import (
    cues,
    events,
    formats,
    knowledge,
    names,
    particles,
    published,
    slots,
    sources,
    timex,
    titles,
    weights,
    words,
)
from datelines.seeds.models.error_pages import ErrorPages
from datelines.seeds.models.languages import Languages
from datelines.seeds.models.page_labels import PageLabels
from datelines.seeds.read import read_all

# What a file holds, by where it lies; of several that match, the first.
SHAPES: dict[str, Any] = {
    "countries.yml": list[knowledge.Country],
    "actors/*.yml": knowledge.ActorFile,
    "organisations/*.yml": list[knowledge.Organisation],
    "places/*.yml": list[knowledge.PlaceEntry],
    "mechanisms/*.yml": knowledge.Mechanism,
    "topics/*.yml": knowledge.TopicEntry,
    "regions/*.yml": knowledge.Region,
    "languages/*/roles.yml": names.RoleWords,
    "languages/*/names.yml": names.NameWords,
    "languages/*/lexicon.yml": words.Lexicon,
    "languages/*/language.yml": words.Wording,
    "languages/*/slots.yml": slots.SlotFile,
    "languages/*/particles.yml": particles.Particles,
    "languages/*/titles.yml": titles.Titles,
    "languages/*/cues/factuality.yml": tuple[cues.FactualityCue, ...],
    "languages/*/cues/stance.yml": tuple[cues.StanceCue, ...],
    "languages/*/cues/*.yml": tuple[cues.PhraseCue, ...],
    "languages/*/triggers/*.yml": tuple[events.Trigger, ...],
    "events/*.yml": events.EventType,
    "languages/*/time/words/*.yml": timex.Atom,
    "languages/*/time/joins/*.yml": tuple[timex.Join, ...],
    "languages/*/time/cues/*.yml": tuple[timex.Cue, ...],
    "languages/*/time/*.yml": tuple[timex.Rule, ...],
    "languages/*/datelines.yml": published.PublicationWords,
    "id_schemes/*.yml": published.IdScheme,
    "record_formats/*.yml": formats.RecordFormat,
    "sources/*.yml": sources.Source,
    "weights/*/*.yml": weights.WeightTable,
    "languages.yml": Languages,
    "error_pages.yml": ErrorPages,
    "page_labels.yml": PageLabels,
    "domains.yml": dict[str, str],
}


@dataclass(frozen=True, slots=True)
class SeedProblem:
    """What is wrong in a seed file, and where."""

    file: str
    line: int | None
    message: str

    def __str__(self) -> str:
        return f"{self.file}{f':{self.line}' if self.line else ''}: {self.message}"


def seed_problems(root: Path = ROOT) -> list[SeedProblem]:
    """Return what is wrong in the seeds: of each file that cannot be read its first mistake.

    Where all can be read, what does not hold between their rows.
    """
    files = sorted(root.rglob("*.yml"))
    unread = [error for path in files for error in _errors(partial(_read, path, root))]
    together = [error for check in TOGETHER for error in _errors(partial(check, root))] if not unread else []
    return [_problem(error, root) for error in (*unread, *together)]


def _read(path: Path, root: Path) -> None:
    place = "/" / PurePosixPath(path.relative_to(root).as_posix())
    shape = next((shape for where, shape in SHAPES.items() if place.match(f"/{where}")), None)
    if shape is None:
        raise SeedError(path, None, "no kind of seed lies here")
    read_seed(path, shape)


def _errors(load: Callable[[], object]) -> Iterator[SeedError]:
    try:
        found = load()
        if isinstance(found, Iterator):
            yield from found
    except SeedError as error:
        yield error


def _problem(error: SeedError, root: Path) -> SeedProblem:
    path: Path = error.path
    file = path.relative_to(root.parent) if path.is_relative_to(root.parent) else path
    return SeedProblem(file.as_posix(), error.line, error.message)


def _knowledge(root: Path) -> Iterator[SeedError]:
    return problems(read_all(root))


def _time_rules(root: Path) -> None:
    for lang in languages_with("time", root):
        patterns.grammar(lang, root)


def _languages(root: Path) -> Iterator[SeedError]:
    known = {language.tag for language in read_seed(root / "languages.yml", Languages).languages}
    for folder in sorted((root / "languages").iterdir()):
        if folder.name not in known:
            yield SeedError(folder, None, f"languages.yml knows no language {folder.name}")


def _triggers(root: Path) -> None:
    event_types(root)
    for lang in languages_with("triggers", root):
        triggers.rows(lang, root)


def _words(root: Path) -> None:
    for lang in languages_with("lexicon.yml", root):
        word_lists.words(lang, root)


def _title_words(root: Path) -> list[SeedError]:
    found = languages_with("titles.yml", root)
    return [each for lang, path in found.items() for each in title_words.problems(path, lang, root)]


TOGETHER: tuple[Callable[[Path], object], ...] = (
    _knowledge,
    _languages,
    _time_rules,
    _triggers,
    _words,
    _title_words,
    seats.problems,
)
