"""Load the word lists of a language."""

from __future__ import annotations

from functools import cache

from datelines.seeds import ROOT, read_seed
from datelines.seeds.models.words import Words


@cache
def words(lang: str) -> Words:
    """Return a language's word lists. Raises `SeedError` where its file is missing or wrong."""
    return read_seed(ROOT / "languages" / lang / "words.yml", Words)
