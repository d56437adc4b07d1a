"""Who takes part: from the tokens in an event's slots to actors, pronouns and descriptions resolved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from extractors import syntax
from extractors.triggers import Hit
from extractors.unit import Entry, Unit, actor_kind
from extractors.words import words
from sources.records import ActorKind, Participant, Role

if TYPE_CHECKING:
    from spacy.tokens import Token

# Slots in which a city's name means where, not who.
WHERE = frozenset({"in", "at", "near", "toward", "towards"})


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


@dataclass
class Cast:
    """Whom a document has named so far: its memory for surnames, pronouns and descriptions."""

    lang: str
    people: dict[str, Actor] = field(default_factory=dict)
    titled: list[tuple[str, Actor]] = field(default_factory=list)
    person: Actor | None = None
    thing: Actor | None = None
    group: tuple[Actor, ...] = ()
    speaker: Actor | None = None

    def meet(self, entry: Entry) -> Actor:
        """Remember a named person, and fill in what the document said of that surname before."""
        actor = Actor(entry.text, *entry.at, entry.name, entry.id, "person", entry.country)
        surname = _surname(actor.text)
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
        self.titled.append((title, actor))

    def by_title(self, lemma: str) -> Actor | None:
        """Return the person last introduced with a title: "the minister" after "Minister Saidov"."""
        return next((actor for title, actor in reversed(self.titled) if lemma in title), None)

    def settle(self, actors: Sequence[Actor]) -> None:
        """Note the parties of an event: the next "they" and "the two sides" mean these."""
        if len(actors) > 1:
            self.group = tuple(actors)


def _surname(text: str) -> str:
    return text.split()[-1].casefold()


def read_cast(units: Iterable[Unit], lang: str) -> Cast:
    """Meet every person whom the document names, before any pronoun asks for one."""
    cast = Cast(lang)
    for unit in units:
        for entry in unit.entries:
            if entry.kind == "person":
                country = entry.country or _beside(unit, entry)
                cast.meet(replace(entry, country=country))
    return cast


def _beside(unit: Unit, entry: Entry) -> str | None:
    """Return the country that a person's own phrase names: "X, foreign minister of Oman"."""
    tokens = [i for i, entries in unit.over.items() if entry in entries]
    if not tokens:
        return None
    head = unit.doc[min(tokens) : max(tokens) + 1].root
    for child in head.children:
        if child.dep_ in {"appos", "compound", "poss", "nmod", "amod"}:
            found = _countries(child, unit)
            if found:
                return found[0].country
    return None


def _as_actor(entry: Entry, cast: Cast) -> Actor | None:
    kind = actor_kind(entry)
    if entry.kind == "person":
        return cast.meet(entry)
    if kind is None or entry.form == "demonym":
        return None
    return Actor(entry.text, *entry.at, entry.name, entry.id, kind, entry.country)


def _as_government(entry: Entry) -> Actor:
    """Return the country for which a capital's name stands ("Tashkent urged …")."""
    return Actor(entry.text, *entry.at, None, entry.country, "country", entry.country)


def _countries(token: Token, unit: Unit) -> list[Entry]:
    """Return the countries that a noun phrase names in its modifiers: "Kazakh", "of Oman", "Iran's"."""
    found: list[Entry] = []
    queue = [token]
    while queue:
        current = queue.pop(0)
        found += [e for e in unit.at(current) if e.country and e.kind in {"country", "organisation", "title"}]
        queue += [child for child in current.children if _belongs(child)]
    unique: dict[tuple[int, int], Entry] = {(e.start, e.end): e for e in found}
    return sorted(unique.values(), key=lambda entry: entry.start)


def _belongs(child: Token) -> bool:
    """Say whether a word's phrase may name whose the noun above it is."""
    if child.dep_ == "prep":
        return child.lower_ in {"of", "from", "for"}
    return child.dep_ in {"amod", "compound", "nmod", "poss", "conj", "appos", "pobj"}


def _phrase(token: Token) -> tuple[int, int]:
    """Return the token span of a noun phrase: what stands before the noun, and its of- and from-phrases."""
    left = min(
        [
            token.i,
            *(c.left_edge.i for c in token.lefts if c.dep_ not in {"cc", "punct", "prep", "advmod", "relcl"}),
        ]
    )
    right = token.i
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ in {"of", "from"}:
            right = max(right, child.right_edge.i)
    return left, right + 1


def _described(token: Token, unit: Unit, cast: Cast) -> list[Actor]:
    """Resolve a description: "senior Omani officials", "the two sides", "the minister"."""
    lists = words(cast.lang)
    names = syntax.lemmas(token)
    lemma = next((name for name in names if name in lists.people | lists.bodies), None)
    if lemma is None:
        return []
    named = [
        e
        for child in token.children
        if child.dep_ in {"appos", "compound"}
        for e in unit.at(child)
        if e.kind == "person"
    ]
    if named:
        return [cast.meet(entry) for entry in named]
    countries = _countries(token, unit)
    start, end = _phrase(token)
    at = unit.span(start, end)
    text = unit.text(start, end)
    if lemma not in lists.people and not countries:
        return []
    plural = token.tag_ in {"NNS", "NNPS"}
    if len(countries) > 1:
        return [Actor(e.text, *e.at, e.name, e.country, "country", e.country) for e in countries]
    definite = any(
        c.lower_ in {"the", "both", "these", "those", "two", "three", "four", "five", "six"}
        for c in token.lefts
    )
    if countries:
        kind: ActorKind = (
            "group"
            if plural or lemma in {"delegation", "team"}
            else "person"
            if lemma in lists.titles
            else "organisation"
        )
        return [Actor(text, *at, None, None, kind, countries[0].country)]
    if plural and definite and lemma in lists.sides and cast.group:
        return list(cast.group)
    if not plural and lemma in lists.titles and definite:
        found = cast.by_title(lemma) or cast.person
        return [found] if found else []
    if (
        not plural
        and definite
        and lemma in {"country", "republic", "state", "nation", "kingdom"}
        and cast.thing
    ):
        return [cast.thing]
    return [Actor(text, *at, None, None, "group", None)]


def _pronoun(token: Token, unit: Unit, cast: Cast) -> list[Actor] | None:
    """Resolve a pronoun, or return None where the token is none."""
    pronouns = words(cast.lang).pronouns
    lower = token.lower_
    if lower in pronouns.person:
        found = _nearest(token, unit, cast) or cast.person
        return [found] if found else []
    if lower in pronouns.thing:
        return [cast.thing] if cast.thing else []
    if lower in pronouns.group:
        return list(cast.group)
    if lower in pronouns.first:
        return [cast.speaker] if cast.speaker else []
    return None


def _nearest(token: Token, unit: Unit, cast: Cast) -> Actor | None:
    """Return the person last named before a pronoun that is no subject: "thanked X for what she did"."""
    if token.dep_ in {"nsubj", "nsubjpass", "poss"}:
        return None
    before = [e for e in unit.entries if e.kind == "person" and e.end <= unit.offset(token)]
    return cast.meet(before[-1]) if before else None


def resolve(token: Token, unit: Unit, cast: Cast, slot: str) -> list[Actor]:
    """Return the actors that a noun in a slot stands for, what is co-ordinated with it included."""
    found: list[Actor] = []
    for part in (*syntax.conjuncts(token), *_listed_with(token, unit)):
        found += _one(part, unit, cast, slot)
    unique: dict[str, Actor] = {}
    for actor in found:
        unique.setdefault(actor.key, actor)
    return list(unique.values())


def _listed_with(token: Token, unit: Unit) -> list[Token]:
    """Return the heads of further names in a noun's phrase that the parser took for appositions: the
    countries of a long list, the first of two titled people."""
    own = {entry.kind for entry in unit.at(token)}
    kinds = own & {"person", "country"}
    found = []
    for child in token.subtree:
        same = any(
            e.kind in kinds and e.form != "demonym" and e not in unit.at(token) for e in unit.at(child)
        )
        if (
            same
            and child.dep_ in {"appos", "conj", "dep", "nmod", "compound"}
            and not _within_clause(child, token)
        ):
            found.append(child)
    return found


def _within_clause(token: Token, top: Token) -> bool:
    """Say whether a clause, a preposition or a possessive stands between a word and the noun above."""
    while token.i != top.i:
        if token.dep_ in {"relcl", "acl", "prep", "pobj", "poss", "advcl"}:
            return True
        token = token.head
    return False


def _one(token: Token, unit: Unit, cast: Cast, slot: str) -> list[Actor]:
    entries = unit.at(token)
    if not entries:
        pronoun = _pronoun(token, unit, cast)
        return pronoun if pronoun is not None else _described(token, unit, cast)
    found: list[Actor] = []
    for entry in entries:
        if entry.kind == "place" and entry.country and entry.known and slot not in WHERE:
            found.append(_as_government(entry))
        elif entry.form == "demonym" or entry.kind in {"region", "topic"}:
            found += _described(token, unit, cast) or (
                [_as_government(entry)] if entry.country and slot == "before" else []
            )
        elif actor := _as_actor(entry, cast):
            found.append(actor)
    return found


def is_named(token: Token, unit: Unit) -> bool:
    """Say whether a noun names a place to travel to, a body to join, "the X summit"."""
    kinds = {"place", "country", "venue", "region", "mechanism", "organisation"}
    for part in syntax.conjuncts(token):
        before = (c for c in part.lefts if c.dep_ in {"nmod", "compound", "poss"})
        if any(e.kind in kinds and e.form != "demonym" for t in (part, *before) for e in unit.at(t)):
            return True
    return False


def participants(hit: Hit, unit: Unit, cast: Cast) -> tuple[Participant, ...]:
    """Return who takes part in an event with which role, each once, in order of their slots."""
    found: dict[str, Participant] = {}
    for slot, role in hit.row.trigger.roles.items():
        for token in hit.slots.get(slot, ()):
            if token.i in hit.consumed and slot != "subject":
                continue
            journey = hit.row.trigger.subtype == "visit" and role == "target"
            for actor in resolve(token, unit, cast, "in" if journey else slot):
                found.setdefault(actor.key, as_participant(actor, role))
    return tuple(found.values())


def as_participant(actor: Actor, role: Role) -> Participant:
    return Participant(
        actor.text, actor.start, actor.end, actor.name, actor.id, actor.kind, actor.country, role
    )


def remember(hit: Hit, unit: Unit, cast: Cast) -> None:
    """Note who was the subject, for the pronouns that follow."""
    for token in hit.slots.get("subject", ()):
        for actor in resolve(token, unit, cast, "subject"):
            if actor.kind == "person":
                cast.person = actor
            elif actor.kind in {"country", "organisation"}:
                cast.thing = actor
