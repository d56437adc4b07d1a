"""Word lists of a language that belong to no rule."""

from __future__ import annotations

from pydantic import Field

from seeds.loader import SeedModel


class Abbreviations(SeedModel):
    """Abbreviations, written without their final stop, after which a sentence goes on."""

    abbreviations: tuple[str, ...] = Field(min_length=1)
