"""Signatures of texts, by which near-copies are found: MinHash over shingles of words.

The share of places at which two signatures agree estimates how much of their shingles the texts share (their
Jaccard similarity): A. Broder, "On the resemblance and containment of documents", 1997.
"""

from __future__ import annotations

import re

from rensa import RMinHash

from datelines.seeds.letters import HAN, KANA

PLACES, SEED = 64, 1  # the estimate's standard error is at most 1/16
SHINGLE = 4  # words in a row: fewer are phrases that any two reports of diplomacy share
LEAST, MOST = 24, 20_000  # words of a text: of less nothing can be said, and more would say nothing new
# Chinese characters and kana count as words, since nothing divides them.
_WORD = re.compile(rf"[{KANA}{HAN}]|[^\W_{KANA}{HAN}]+")


def signature(text: str) -> list[int] | None:
    """Return `PLACES` unsigned 32-bit numbers, the same for the same words; None for a short text."""
    words = [match[0].casefold() for match, _ in zip(_WORD.finditer(text), range(MOST), strict=False)]
    if len(words) < LEAST:
        return None
    shingles = [" ".join(words[start : start + SHINGLE]) for start in range(len(words) - SHINGLE + 1)]
    sketch = RMinHash(num_perm=PLACES, seed=SEED)
    sketch.update(shingles)
    return list(sketch.digest())
