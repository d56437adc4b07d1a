"""Whom a document has named so far: its memory for surnames, pronouns and descriptions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extractors.unit import Entry
from sources.records import ActorKind, Participant, Role


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
        return self.id or self.text.split()[-1].casefold()

    def takes_part(self, role: Role) -> Participant:
        return Participant(self.text, self.start, self.end, self.name, self.id, self.kind, self.country, role)


def actor_of(party: Participant) -> Actor:
    return Actor(
        party.text, party.start or 0, party.end or 0, party.name, party.id, party.kind, party.country
    )


@dataclass
class Cast:
    """The people, bodies and formats that a document has named, and who was meant last.

    `person`, `thing` and `group` are what "he", "it" and "they" would stand for now; `speaker` is whose
    turn it is in a transcript; `format` the standing format or body last named.
    """

    lang: str
    people: dict[str, Actor] = field(default_factory=dict)
    titled: list[tuple[str, Actor]] = field(default_factory=list)
    person: Actor | None = None
    thing: Actor | None = None
    group: tuple[Actor, ...] = ()
    speaker: Actor | None = None
    format: Entry | None = None

    def meet(self, entry: Entry) -> Actor:
        """Remember a named person, and fill in what the document said of that surname before."""
        actor = Actor(entry.text, *entry.at, entry.name, entry.id, "person", entry.country)
        surname = entry.text.split()[-1].casefold()
        known = self.people.get(surname)
        if known:
            actor = replace(
                actor,
                id=actor.id or known.id,
                name=actor.name or known.name,
                country=actor.country or known.country,
            )
        if known is None or len(actor.text) >= len(known.text):
            self.people[surname] = actor
        elif known.country is None and actor.country:
            self.people[surname] = replace(known, country=actor.country)
        return actor

    def note(self, title: str, actor: Actor) -> None:
        """Remember by which title a person was introduced, in lower case."""
        self.titled.append((title, actor))

    def by_title(self, lemma: str) -> Actor | None:
        """Return the person last introduced with a title: "the minister" after "Minister Saidov"."""
        return next((actor for title, actor in reversed(self.titled) if lemma in title), None)

    def settle(self, actors: Sequence[Actor]) -> None:
        """Note the parties of an event: the next "they" and "the two sides" mean these."""
        if len(actors) > 1:
            self.group = tuple(actors)
