"""The memory while links are made: who was meant last, moving from sentence to sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from datelines.extractors.layers.actor import Actor
from datelines.extractors.layers.entry import Entry
from datelines.extractors.layers.memory import Formats, Memory
from datelines.extractors.layers.reference import Reference

if TYPE_CHECKING:
    from spacy.tokens import Token

    from datelines.extractors.layers.parse import SentenceParse


@dataclass(slots=True)
class Focus(Memory):
    """What "he", "it", "they" and "the two sides" would stand for now, and the links made so far.

    `person`, `thing` and `they` are the last subjects, `group` the parties last told of together, `joined`
    those last named in one breath ("X and Y"); `speaker` is whose turn it is in a transcript. `find` resolves
    a word that was never asked about; each word is linked once.
    """

    find: Callable[[Token, SentenceParse, Focus], Reference | None] = field(kw_only=True)
    person: Actor | None = None
    thing: Actor | None = None
    they: tuple[Actor, ...] = ()
    group: tuple[Actor, ...] = ()
    joined: tuple[Actor, ...] = ()
    speaker: Actor | None = None
    formats: Formats = field(default_factory=Formats)
    references: dict[tuple[int, int], Reference | None] = field(default_factory=dict)

    def meet(self, entry: Entry) -> Actor:
        return self.people.meet(entry)

    def look(self, token: Token, unit: SentenceParse) -> Sequence[Actor]:
        key = unit.number, token.i
        if key not in self.references:
            self.references[key] = None  # a word that leads back to itself means nobody
            self.references[key] = self.find(token, unit, self)
        reference = self.references[key]
        return reference.actors if reference else ()

    def point_to(self, actors: Sequence[Actor]) -> None:
        """Let the next "he", "it" or "they" mean the actors of a subject."""
        for actor in actors:
            if actor.kind == "person":
                self.person = actor
            elif actor.kind in {"country", "organisation"}:
                self.thing = actor
        if len(actors) > 1 or any(actor.kind == "group" and actor.country for actor in actors):
            self.they = tuple(actors)

    def settle(self, actors: Sequence[Actor]) -> None:
        """Let the next "they" and "the two sides" mean the parties of an event."""
        if len(actors) > 1:
            self.group = self.they = tuple(actors)
