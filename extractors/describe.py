"""Who is meant by a description or a pronoun: "senior Omani officials", "the two sides", "her"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors import syntax
from extractors.cast import Actor, Cast
from extractors.unit import Entry, Unit
from extractors.words import words
from seeds.knowledge import knowledge
from seeds.models.words import Words
from sources.records import ActorKind

if TYPE_CHECKING:
    from spacy.tokens import Token

PLURAL = frozenset({"NNS", "NNPS"})


def pronoun(token: Token, unit: Unit, cast: Cast) -> list[Actor] | None:
    """Resolve a pronoun, or return None where the token is none."""
    pronouns = words(cast.lang).pronouns
    lower = token.lower_
    if lower in pronouns.person:
        return _some(_nearest(token, unit, cast) or cast.person)
    if lower in pronouns.thing:
        return _some(cast.thing)
    if lower in pronouns.group:
        return list(cast.group)
    if lower in pronouns.first:
        return _some(cast.speaker)
    return None


def _some(actor: Actor | None) -> list[Actor]:
    return [actor] if actor else []


def _nearest(token: Token, unit: Unit, cast: Cast) -> Actor | None:
    """Return the person last named before a pronoun that is no subject: "thanked X for what she did"."""
    if token.dep_ in {"nsubj", "nsubjpass", "poss"}:
        return None
    before = [e for e in unit.entries if e.kind == "person" and e.end <= unit.offset(token)]
    return cast.meet(before[-1]) if before else None


def described(token: Token, unit: Unit, cast: Cast) -> list[Actor]:
    """Resolve a noun phrase that describes who acts; empty where its noun is no one's."""
    lists = words(cast.lang)
    lemma = next((lemma for lemma in syntax.lemmas(token) if lemma in lists.people | lists.bodies), None)
    if lemma is None:
        return []
    named = [e for c in token.children if c.dep_ in {"appos", "compound"} for e in unit.at(c)]
    people = [entry for entry in named if entry.kind == "person"]
    if people:
        return [cast.meet(entry) for entry in people]
    of = countries(token, unit, cast.lang)
    if of:
        return _of_countries(token, lemma, of, unit, lists)
    if lemma not in lists.people:
        return []
    return _pointing(token, lemma, unit, cast) or [
        _actor(token, unit, lists, "group", _whose(token, unit, cast))
    ]


def _of_countries(token: Token, lemma: str, of: list[Entry], unit: Unit, lists: Words) -> list[Actor]:
    """Return the actors of named countries: one for each where several are named."""
    if len(of) > 1:
        return [Actor(e.text, *e.at, e.name, e.country, "country", e.country) for e in of]
    if token.tag_ in PLURAL or lemma in lists.parties:
        kind: ActorKind = "group"
    else:
        kind = "person" if lemma in lists.titles else "organisation"
    return [_actor(token, unit, lists, kind, of[0].country)]


def _pointing(token: Token, lemma: str, unit: Unit, cast: Cast) -> list[Actor]:
    """Return who was named before, where a phrase only points back: "the two leaders", "the minister"."""
    lists = words(cast.lang)
    definite = any(child.lower_ in lists.definite for child in token.lefts)
    if token.tag_ in PLURAL:
        if lemma not in lists.sides:
            return []
        named = next((noun for noun in _of(token, lists) if syntax.has_lemma(noun, lists.sides)), None)
        if named is not None:  # "the foreign ministers of the five countries"
            lemma = next(word for word in syntax.lemmas(named) if word in lists.sides)
            return _members(named, unit) or _those(named, lemma, cast)
        return _members(token, unit) or (_those(token, lemma, cast) if definite else [])
    if not definite:
        return []
    if lemma in lists.titles:
        return _some(cast.by_title(lemma) or cast.person)
    return _some(cast.thing) if lemma in lists.countries else []


def _of(token: Token, lists: Words) -> list[Token]:
    preps = (child for child in token.children if child.dep_ == "prep" and child.lower_ in lists.belonging)
    return [noun for prep in preps for noun in prep.children if noun.dep_ == "pobj"]


def _those(token: Token, lemma: str, cast: Cast) -> list[Actor]:
    """Return the ones among those last named together of whom a phrase can speak: as many as it says, and
    countries where it says "countries"."""
    lists = words(cast.lang)
    number = next((lists.numbers[c.lower_] for c in token.lefts if c.lower_ in lists.numbers), None)
    countries_ = [actor for actor in cast.group if actor.kind == "country"]
    if lemma in lists.countries:
        return countries_ if number in {None, len(countries_)} else []
    if number in {None, len(cast.group)}:
        return list(cast.group)
    return countries_ if number == len(countries_) else []


def _members(token: Token, unit: Unit) -> list[Actor]:
    """Return the countries of a region: "the five Central Asian presidents"."""
    base = knowledge()
    near = [e for child in token.subtree for e in unit.at(child) if e.kind == "region"]
    if not near:
        return []
    region = near[0]
    return [
        Actor(region.text, *region.at, base.entities[code].name, code, "country", code)
        for code in base.countries_of.get(region.id or "", ())
    ]


def _whose(token: Token, unit: Unit, cast: Cast) -> str | None:
    """Return the country that a possessive pronoun means: "its foreign minister"."""
    for child in token.children:
        if child.dep_ == "poss":
            owner = pronoun(child, unit, cast)
            if owner:
                return owner[0].country
    return None


def _actor(token: Token, unit: Unit, lists: Words, kind: ActorKind, country: str | None) -> Actor:
    start, end = _phrase(token, lists)
    return Actor(unit.text(start, end), *unit.span(start, end), None, None, kind, country)


def _phrase(token: Token, lists: Words) -> tuple[int, int]:
    """Return the token span of a noun phrase: what stands before the noun, and its of- and from-phrases."""
    edges = [c.left_edge.i for c in token.lefts if c.dep_ not in {"cc", "punct", "prep", "advmod", "relcl"}]
    left = min([token.i, *edges])
    joints = [t.i + 1 for t in token.doc[left : token.i] if t.dep_ == "cc"]
    rights = [c.right_edge.i for c in token.rights if c.dep_ == "prep" and c.lower_ in lists.belonging]
    return max([left, *joints]), max([token.i, *rights]) + 1


def countries(token: Token, unit: Unit, lang: str) -> list[Entry]:
    """Return the countries that a noun phrase names in its modifiers: "Kazakh", "of Oman", "Iran's"."""
    found: dict[tuple[int, int], Entry] = {}
    queue = [token]
    while queue:
        current = queue.pop(0)
        for entry in unit.at(current):
            if entry.country and entry.kind in {"country", "organisation", "title"}:
                found[entry.start, entry.end] = entry
        queue += [child for child in current.children if _belongs(child, lang)]
    return [found[span] for span in sorted(found)]


def _belongs(child: Token, lang: str) -> bool:
    """Say whether a word's phrase may name whose the noun above it is."""
    if child.dep_ == "prep":
        return child.lower_ in words(lang).belonging
    return child.dep_ in {"amod", "compound", "nmod", "poss", "conj", "appos", "pobj"}
