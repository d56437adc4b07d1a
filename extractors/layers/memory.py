"""What a document has told of people and bodies: who was introduced how, and whom a mention means.

Reading asks a `Memory`, and asking changes nothing. While links are made it is a `Focus`, which moves from
sentence to sentence; clauses are read with a `Cast`, in which all links stand.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect, bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from datelines.extractors.layers.actor import Actor, Mention
from datelines.extractors.layers.entry import Entry
from datelines.extractors.layers.reference import Reference
from datelines.seeds.person_names import family_key

if TYPE_CHECKING:
    from spacy.tokens import Token

    from datelines.extractors.layers.parse import SentenceParse

NEARBY = 3  # sentences in which "the two countries" were named together; not measured: chosen by hand


@dataclass(slots=True)
class People:
    """The persons of a document by their family names, as much as it says of each."""

    lang: str
    by_family: dict[str, Actor] = field(default_factory=dict)

    def known(self, entry: Entry) -> Actor:
        """Return a named person with what the document says elsewhere of that name."""
        actor = Actor(entry.text, *entry.at, entry.name, entry.id, "person", entry.country)
        known = self.namesake(entry.text)
        if known is None:
            return actor
        return replace(
            actor,
            id=actor.id or known.id,
            name=actor.name or known.name,
            country=actor.country or known.country,
        )

    def meet(self, entry: Entry) -> Actor:
        """Remember a named person, and return who it is."""
        actor, known = self.known(entry), self.namesake(entry.text)
        family = family_key((known or actor).text, self.lang)
        if known is None or len(actor.text) >= len(known.text):
            self.by_family[family] = actor
        elif known.country is None and actor.country:
            self.by_family[family] = replace(known, country=actor.country)
        return actor

    def namesake(self, text: str) -> Actor | None:
        """Return whom the document calls by a name, full or the family's alone: also one that stood first in
        the full name, "Lu" after "Lu Wenhai"."""
        found = self.by_family.get(family_key(text, self.lang))
        if found is not None or " " in text:
            return found
        fits = [a for a in self.by_family.values() if a.id is None and a.text.split()[0] == text]
        return fits[0] if len(fits) == 1 and " " in fits[0].text else None


@dataclass(frozen=True, slots=True)
class Introduced:
    """What names and titles alone tell of a document, before anything is linked.

    `titled` are persons with the words by which they were introduced, in lower case and in order; `mentions`
    the countries that the whole text names; `unknown_formats` names like a standing format's; `filed` the
    place of the dateline. `home` is the country whose officials the publisher speaks of without naming it,
    `official` where that is a body of the state.
    """

    lang: str
    home: str | None = None
    official: bool = False
    titled: tuple[tuple[str, Actor], ...] = ()
    mentions: tuple[Mention, ...] = ()
    unknown_formats: Sequence[Entry] = ()
    filed: Entry | None = None


@dataclass(slots=True)
class Memory(ABC):
    """What can be asked of a document while its sentences are read."""

    introduced: Introduced
    people: People

    @property
    def lang(self) -> str:
        return self.introduced.lang

    @property
    def home(self) -> str | None:
        return self.introduced.home

    @property
    def official(self) -> bool:
        return self.introduced.official

    @property
    def filed(self) -> Entry | None:
        return self.introduced.filed

    @property
    def titled(self) -> tuple[tuple[str, Actor], ...]:
        return self.introduced.titled

    @abstractmethod
    def meet(self, entry: Entry) -> Actor:
        """Return who a named person is, with all that is known of the name."""

    @abstractmethod
    def look(self, token: Token, unit: SentenceParse) -> Sequence[Actor]:
        """Return whom a pronoun or a description means; none where it is neither, or nobody is known."""

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

    def named_together(self, number: int, sentence: int) -> list[Actor]:
        """Return the countries that the text so far, or one of its last sentences, names, if as many."""
        mentions = self.introduced.mentions
        until = bisect(mentions, sentence, key=lambda mention: mention.sentence)
        found = _distinct(mentions[:until], number)
        if len(found) == number:
            return found
        for back in range(NEARBY + 1):
            first = bisect_left(mentions, sentence - back, key=lambda mention: mention.sentence)
            last = bisect(mentions, sentence - back, key=lambda mention: mention.sentence)
            found = _distinct(mentions[first:last], number)
            if len(found) == number:
                return found
        return []


@dataclass(frozen=True, slots=True)
class Formats:
    """The standing format or body last named, and those named so far by their short names."""

    last: Entry | None = None
    short: Mapping[str, Entry] = field(default_factory=dict)


@dataclass(slots=True)
class Cast(Memory):
    """The finished memory: every link of the document. Nothing that is asked of it changes it.

    `references` are by sentence and token; `speakers` whose turn a sentence is part of; `formats` what was
    named before a sentence.
    """

    references: Mapping[tuple[int, int], Reference] = field(default_factory=dict)
    speakers: Mapping[int, Actor] = field(default_factory=dict)
    formats: Mapping[int, Formats] = field(default_factory=dict)

    def meet(self, entry: Entry) -> Actor:
        return self.people.known(entry)

    def look(self, token: Token, unit: SentenceParse) -> Sequence[Actor]:
        reference = self.references.get((unit.number, token.i))
        return reference.actors if reference else ()

    def speaker(self, unit: SentenceParse) -> Actor | None:
        return self.speakers.get(unit.number)


def _distinct(mentions: Sequence[Mention], enough: int) -> list[Actor]:
    """Return the countries mentioned, each once; more than `enough` are not told apart any further."""
    found: dict[str | None, Actor] = {}
    for mention in mentions:
        found.setdefault(mention.country.country, mention.country)
        if len(found) > enough:
            break
    return list(found.values())
