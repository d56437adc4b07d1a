"""What the steps before the parser found in a text."""

from __future__ import annotations

from dataclasses import dataclass

from datelines.extractors.layers.dated import Dated
from datelines.extractors.layers.name import Name
from datelines.extractors.layers.sentence import Sentence
from datelines.extractors.layers.titled import Titled


@dataclass(frozen=True, slots=True)
class Found:
    """What the cheap steps found in a text, in order of offsets."""

    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...]
    titles: tuple[Titled, ...]
    ranked: tuple[Titled, ...]
    dated: tuple[Dated, ...]
