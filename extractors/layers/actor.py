"""Somebody who acts, before it is known in what role."""

from __future__ import annotations

from dataclasses import dataclass

from datelines.seeds.person_names import family_key
from datelines.sources.records import ActorKind, Participant, Role


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts, without a role; offsets are the document's."""

    text: str
    start: int
    end: int
    name: str | None
    id: str | None
    kind: ActorKind
    country: str | None

    @property
    def key(self) -> str:
        """What two mentions of one actor share."""
        return self.id or family_key(self.text)

    def takes_part(self, role: Role) -> Participant:
        return Participant(self.text, self.start, self.end, self.name, self.id, self.kind, self.country, role)


def actor_of(party: Participant) -> Actor:
    return Actor(
        party.text, party.start or 0, party.end or 0, party.name, party.id, party.kind, party.country
    )


@dataclass(frozen=True, slots=True)
class Mention:
    """A country that a sentence of the document names, in whatever form."""

    country: Actor
    sentence: int
