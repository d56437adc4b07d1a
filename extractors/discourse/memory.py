"""Whom a document has named so far: its memory for surnames, pronouns and descriptions."""

from __future__ import annotations

from bisect import bisect, bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from datelines.extractors.layers.actor import Actor, Mention
from datelines.extractors.layers.entry import Entry
from datelines.seeds.person_names import family_key

NEARBY = 3  # sentences in which "the two countries" were named together


@dataclass
class Cast:
    """The people, bodies and formats that a document has named, and who was meant last.

    `person`, `thing` and `they` are what "he", "it" and "they" would stand for now, `group` the parties last
    told of together, `joined` those last named in one breath ("X and Y"); `speaker` is whose turn it is in a
    transcript; `format` the standing format or body last named, `formats` are those by their short names,
    `unknown_formats` names like a format's, in order.
    `home` is the country whose officials the publisher speaks of without naming it, `official` where that is
    a body of the state; `filed` the place of the document's dateline; `mentions` the countries that the whole
    text names, in order.
    """

    lang: str
    home: str | None = None
    official: bool = False
    people: dict[str, Actor] = field(default_factory=dict)
    titled: list[tuple[str, Actor]] = field(default_factory=list)
    mentions: tuple[Mention, ...] = ()
    person: Actor | None = None
    thing: Actor | None = None
    group: tuple[Actor, ...] = ()
    they: tuple[Actor, ...] = ()
    joined: tuple[Actor, ...] = ()
    speaker: Actor | None = None
    format: Entry | None = None
    formats: dict[str, Entry] = field(default_factory=dict)
    unknown_formats: Sequence[Entry] = ()
    filed: Entry | None = None

    def meet(self, entry: Entry) -> Actor:
        """Remember a named person, and fill in what the document said of that name before."""
        actor = Actor(entry.text, *entry.at, entry.name, entry.id, "person", entry.country)
        surname = family_key(entry.text, self.lang)
        known = self.people.get(surname) or self._by_first(entry.text)
        if known:
            actor = replace(
                actor,
                id=actor.id or known.id,
                name=actor.name or known.name,
                country=actor.country or known.country,
            )
            surname = family_key(known.text, self.lang)
        if known is None or len(actor.text) >= len(known.text):
            self.people[surname] = actor
        elif known.country is None and actor.country:
            self.people[surname] = replace(known, country=actor.country)
        return actor

    def _by_first(self, text: str) -> Actor | None:
        """Return whom a family name means that stood first in the full name: "Lu" after "Lu Wenhai"."""
        if " " in text:
            return None
        fits = [a for a in self.people.values() if a.id is None and a.text.split()[0] == text]
        return fits[0] if len(fits) == 1 and " " in fits[0].text else None

    def note(self, title: str, actor: Actor) -> None:
        """Remember by which words somebody was introduced, in lower case."""
        self.titled.append((title, actor))

    def by_title(self, lemma: str, before: int) -> Actor | None:
        """Return who was last introduced with a title before an offset, else first after it: a headline may
        say "the minister" before the text names him."""
        first: Actor | None = None
        for title, actor in reversed(self.titled):
            if lemma not in title:
                continue
            if actor.start < before:
                return actor
            first = actor
        return first

    def may_be(self, actor: Actor, lemma: str) -> bool:
        """Say whether a title may be somebody's: the text gave another only where it gave this one too."""
        own = [title for title, a in self.titled if a.key == actor.key and title != a.text.lower()]
        return not own or any(lemma in title for title in own)

    def settle(self, actors: Sequence[Actor]) -> None:
        """Note the parties of an event: the next "they" and "the two sides" mean these."""
        if len(actors) > 1:
            self.group = self.they = tuple(actors)

    def named_together(self, number: int, sentence: int) -> list[Actor]:
        """Return the countries that the text so far, or one of its last sentences, names, if as many."""
        until = bisect(self.mentions, sentence, key=lambda mention: mention.sentence)
        found = _distinct(self.mentions[:until], number)
        if len(found) == number:
            return found
        for back in range(NEARBY + 1):
            first = bisect_left(self.mentions, sentence - back, key=lambda mention: mention.sentence)
            last = bisect(self.mentions, sentence - back, key=lambda mention: mention.sentence)
            found = _distinct(self.mentions[first:last], number)
            if len(found) == number:
                return found
        return []


def _distinct(mentions: Sequence[Mention], enough: int) -> list[Actor]:
    """Return the countries mentioned, each once; more than `enough` are not told apart any further."""
    found: dict[str | None, Actor] = {}
    for mention in mentions:
        found.setdefault(mention.country.country, mention.country)
        if len(found) > enough:
            break
    return list(found.values())
