"""Whether the seeds are sound: everything under ``seeds/`` loads, and holds together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from extractors import cues, triggers
from extractors.dates import grammar
from seeds import ROOT, SeedError
from seeds.checks import problems
from seeds.compile import read_all
from seeds.models.languages import languages
from seeds.models.published import id_schemes, publication_words


@dataclass(frozen=True, slots=True)
class SeedProblem:
    """What is wrong in a seed file, and where."""

    file: str
    line: int | None
    message: str

    def __str__(self) -> str:
        return f"{self.file}{f':{self.line}' if self.line else ''}: {self.message}"


def seed_problems() -> list[SeedProblem]:
    """Return what is wrong in the seeds; of a file that cannot be read, its first mistake."""
    return [_problem(error) for load in LOADERS for error in _errors(load)]


def _problem(error: SeedError) -> SeedProblem:
    path: Path = error.path
    file = path.relative_to(ROOT.parent) if path.is_relative_to(ROOT.parent) else path
    return SeedProblem(file.as_posix(), error.line, error.message)


def _errors(load: Callable[[], object]) -> Iterator[SeedError]:
    try:
        found = load()
        if isinstance(found, list):
            yield from found
    except SeedError as error:
        yield error


def _knowledge() -> list[SeedError]:
    return list(problems(read_all(ROOT)))


def _time_rules() -> None:
    for lang in grammar.languages():
        grammar.grammar(lang)


def _cues() -> None:
    for folder in sorted(path.name for path in (ROOT / "cues").iterdir() if path.is_dir()):
        cues.factuality(folder)
        cues.stances(folder)


LOADERS: tuple[Callable[[], object], ...] = (
    _knowledge,
    _time_rules,
    _cues,
    triggers.event_types,
    id_schemes,
    publication_words,
    languages,
)
