"""Load the cue rows of a language."""

from __future__ import annotations

import re
from functools import cache

from datelines.seeds import ROOT, SeedError, read_seed
from datelines.seeds.models.cues import FactualityCue, PhraseCue, StanceCue

LANGUAGES = ROOT / "languages"


def _unique(path: str, ids: list[str]) -> None:
    if len(set(ids)) != len(ids):
        raise SeedError(CUES / path, None, "an id stands twice")


@cache
def factuality(lang: str) -> tuple[FactualityCue, ...]:
    cues = read_seed(LANGUAGES / lang / "cues" / "factuality.yml", tuple[FactualityCue, ...])
    _unique(f"{lang}/factuality.yml", [cue.id for cue in cues])
    return cues


@cache
def stances(lang: str) -> tuple[StanceCue, ...]:
    return read_seed(LANGUAGES / lang / "cues" / "stance.yml", tuple[StanceCue, ...])


@cache
def phrases(lang: str, kind: str) -> tuple[PhraseCue, ...]:
    """Return the rows of ``reporting``, ``according``, ``opinion`` or ``document-source``."""
    return read_seed(LANGUAGES / lang / "cues" / f"{kind}.yml", tuple[PhraseCue, ...])


@cache
def words(lang: str, kind: str) -> frozenset[str]:
    return frozenset(word for row in phrases(lang, kind) for word in row.words)


@cache
def pattern(lang: str, kind: str) -> re.Pattern[str]:
    """Return a pattern for any of a kind's phrases, whole words, any case, any run of spaces."""
    longest = sorted(words(lang, kind), key=len, reverse=True)
    listed = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in longest)
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)", re.IGNORECASE)
