"""Cues: words that change how sure an event is, who says so, or what is the author's own opinion.

The tradition is ConText's (Chapman et al. 2007, trigger, scope and termination as data) on a parse, with
the levels of FactBank (Sauri and Pustejovsky 2009) folded to the five of gold/GUIDELINES.md.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from datelines.seeds.loader import SeedModel
from datelines.seeds.models.events import Factuality, _marked

Where = Literal[
    "auxiliary",
    "governor",
    "modifier",
    "object-of",
    "conditional",
    "sentence",
    "negation",
    "backshifted",
    "own",
]


class FactualityExample(SeedModel):
    """A sentence with the event's word marked in [brackets], and its factuality."""

    text: Annotated[str, AfterValidator(_marked)]
    is_: Factuality = Field(alias="is")


class FactualityCue(SeedModel):
    """Words, where they must stand to the event's word, and the factuality that they give.

    `where`: auxiliary (a modal on the verb), backshifted (a modal on a verb under a past verb of saying),
    governor (a verb or adjective that the event completes), object-of (a verb that has the event's noun as
    its object or subject), modifier (stands before or on the word), negation (negates the word),
    conditional (opens the event's clause), own (is the event's word itself), sentence (anywhere).
    `negated` is what the cue gives where the cue itself is negated.
    """

    id: str
    where: Where
    words: tuple[str, ...] = Field(min_length=1)
    gives: Factuality
    negated: Factuality | None = None
    why: str | None = None
    holds: tuple[FactualityExample, ...] = Field(min_length=1)
    fails: tuple[FactualityExample, ...] = Field(min_length=1)


class PhraseCue(SeedModel):
    """A list of words for a purpose, with sentences in which they work and in which they don't."""

    id: str
    words: tuple[str, ...] = Field(min_length=1)
    why: str | None = None
    holds: tuple[str, ...] = Field(min_length=1)
    fails: tuple[str, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _lower(self) -> PhraseCue:
        if any(word != word.lower() for word in self.words):
            raise ValueError("words are written in lower case")
        return self


class StanceCue(SeedModel):
    """Lemmas of a verb or noun by which somebody takes a stance on a topic."""

    id: str
    stance: Literal["support", "oppose", "call-for"]
    lemmas: tuple[str, ...] = Field(min_length=1)
    topic: tuple[str, ...] = Field(min_length=1)
    why: str | None = None
    holds: tuple[str, ...] = Field(min_length=1)
    fails: tuple[str, ...] = Field(min_length=1)
