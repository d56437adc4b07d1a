"""Load the cue rows of a language."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from datelines.seeds import ROOT, SeedError, read_seed
from datelines.seeds.models.cues import FactualityCue, PhraseCue, StanceCue


def _file(lang: str, kind: str) -> Path:
    return ROOT / "languages" / lang / "cues" / f"{kind}.yml"


@cache
def factuality(lang: str) -> tuple[FactualityCue, ...]:
    path = _file(lang, "factuality")
    cues = read_seed(path, tuple[FactualityCue, ...])
    if len({cue.id for cue in cues}) != len(cues):
        raise SeedError(path, None, "an id stands twice")
    return cues


@cache
def stances(lang: str) -> tuple[StanceCue, ...]:
    return read_seed(_file(lang, "stance"), tuple[StanceCue, ...])


@cache
def phrases(lang: str, kind: str) -> tuple[PhraseCue, ...]:
    """Return the rows of ``reporting``, ``according``, ``opinion`` or ``document-source``."""
    return read_seed(_file(lang, kind), tuple[PhraseCue, ...])


@cache
def words(lang: str, kind: str) -> frozenset[str]:
    return frozenset(word for row in phrases(lang, kind) for word in row.words)


@cache
def pattern(lang: str, kind: str) -> re.Pattern[str]:
    """Return a pattern for any of a kind's phrases, whole words, any case, any run of spaces."""
    longest = sorted(words(lang, kind), key=len, reverse=True)
    listed = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in longest)
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)", re.IGNORECASE)
