"""Who is meant by a description or a pronoun: "senior Omani officials", "the two sides", "her"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from datelines.extractors.discourse.focus import Focus
from datelines.extractors.language import grammar
from datelines.extractors.language.words import words
from datelines.extractors.layers.actor import Actor
from datelines.extractors.layers.entry import Entry
from datelines.extractors.layers.parse import SentenceParse
from datelines.extractors.learned import corefer
from datelines.seeds.knowledge import knowledge
from datelines.seeds.models.words import Words
from datelines.sources.records import ActorKind

if TYPE_CHECKING:
    from spacy.tokens import Token


Meant = tuple[list[Actor], str]  # whom a mention means, and the rule by which
FARTHEST = 10.0  # hundred characters: the seat `corefer` tells no more of how far away a candidate is


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whom a mention may mean: how it came to be a candidate, as the seat `corefer` calls it, the
    rule in words, and who it is."""

    way: str
    rule: str
    start: int
    meet: Callable[[], list[Actor]]
    country: str | None = None
    many: int = 1
    between: int = 0


def _candidate(way: str, rule: str, *actors: Actor) -> Candidate:
    first = actors[0]
    return Candidate(way, rule, first.start, lambda: list(actors), first.country, len(actors))


def _best(
    candidates: Sequence[Candidate], kind: str, token: Token, unit: SentenceParse, focus: Focus
) -> Meant:
    """Return the candidate that fits best, of equal ones the first; nobody where there is none. `kind` is
    what the mention is: a pronoun, a title, a plural."""
    scorer = corefer.SEAT.scorer(focus.lang)
    mention = {kind: 1.0, "possessor": float(grammar.hangs(token) == "possessor")}
    at = unit.offset(token)

    def fit(one: Candidate) -> float:
        away = min(max(at - one.start, 0) / 100, FARTHEST)
        home = float(one.country is not None and one.country == focus.home)
        told = {one.way: 1.0, "between": float(one.between), "many": float(one.many)}
        return scorer({**told, "home": home, "away": away, **mention})

    best = max(candidates, key=fit, default=None)
    return (best.meet(), best.rule) if best is not None else ([], "")


def pronoun(token: Token, unit: SentenceParse, focus: Focus) -> Meant | None:
    """Resolve a pronoun, or return None where the token is none."""
    pronouns = words(focus.lang).pronouns
    lower = token.lower_
    if lower in pronouns.person:
        return _person(token, unit, focus)
    if lower in pronouns.thing:
        return _some(focus.thing), "the country or body that was the last subject"
    if lower in pronouns.group:
        return list(focus.they), "those last told of together"
    if lower in pronouns.first:
        return _speakers(token, unit, focus)
    return None


def _speakers(token: Token, unit: SentenceParse, focus: Focus) -> Meant:
    """Return who speaks in a transcript, for the publisher's state where none is told; without one, "we" of a
    state's own page is the state."""
    if focus.speaker is not None:
        speaker = replace(focus.speaker, country=focus.speaker.country or focus.home)
        return [speaker], "whose turn it is to speak"
    plural = token.lower_ in words(focus.lang).pronouns.plural
    return (_ours(token, unit, focus) if focus.official and plural else []), "the publisher's own state"


def _some(actor: Actor | None) -> list[Actor]:
    return [actor] if actor else []


def _person(token: Token, unit: SentenceParse, focus: Focus) -> Meant:
    """Return whom "he" or "her" means: the person last named before a pronoun that is no subject ("thanked X
    for what she did"), the subject for a possessive ("X, who chose Oman for his visit"), else the person who
    was the last subject."""
    candidates = list(_people_near(token, unit, focus))
    if focus.person is not None:
        rule = "the person who was the last subject"
        candidates.append(_candidate("last-subject", rule, focus.person))
    return _best(candidates, "pronoun", token, unit, focus)


def _people_near(token: Token, unit: SentenceParse, focus: Focus) -> Iterator[Candidate]:
    """Yield the persons whom a pronoun's own sentence names and it may mean."""
    hangs = grammar.hangs(token)
    if hangs == "possessor":
        verb = grammar.clause_verb(token)
        doers = grammar.subjects(verb) if verb is not None and not grammar.is_passive(verb) else []
        named = [e for t in doers if not t.is_ancestor(token) for e in unit.at(t) if e.kind == "person"]
        if len(named) == 1:
            yield _named("clause-subject", "the subject of its clause", named[0], 0, focus)
    elif hangs not in {"subject", "passive-subject"}:
        before = [e for e in unit.entries if e.kind == "person" and e.end <= unit.offset(token)]
        for between, entry in enumerate(reversed(before)):
            yield _named("named-before", "the person last named before it", entry, between, focus)


def _named(way: str, rule: str, entry: Entry, between: int, focus: Focus) -> Candidate:
    """Return a named person as a candidate, who is remembered as met only when chosen."""
    meet = partial(_met, entry, focus)
    return Candidate(way, rule, entry.start, meet, entry.country, between=between)


def _met(entry: Entry, focus: Focus) -> list[Actor]:
    return [focus.meet(entry)]


def described(token: Token, unit: SentenceParse, focus: Focus) -> Meant:
    """Resolve a noun phrase that describes who acts; nobody where its noun is no one's."""
    lists = words(focus.lang)
    lemma = next((lemma for lemma in grammar.lemmas(token) if lemma in lists.people | lists.bodies), None)
    if lemma is None:
        return [], ""
    named = [e for c in token.children if grammar.hangs(c) in {"apposition", "compound"} for e in unit.at(c)]
    people = [entry for entry in named if entry.kind == "person"]
    of = countries(token, unit) if not people or len(people) == 1 else []
    if people:
        country = of[0].country if len({e.country for e in of}) == 1 else None  # "his Omani counterpart Roe"
        met = [focus.meet(replace(entry, country=entry.country or country)) for entry in people]
        return met, "the name in its phrase"
    of = countries(token, unit) if lemma not in lists.others else []
    if of:
        return _of_countries(token, lemma, of, unit, lists), "the country in its phrase"
    if lemma not in lists.people:
        return [], ""
    bodies = _bodies(token, unit, lists)
    if bodies and (grammar.form(token) == "plural" or lemma in lists.parties):  # "a delegation of the bank"
        found = [Actor(e.text, *e.at, e.name, e.id, "organisation", None) for e in bodies]
        return found, "the body in its phrase"
    pointing, rule = _pointing(token, lemma, unit, focus)
    return (pointing, rule) if pointing else _standing_for(token, lemma, unit, focus)


def _standing_for(token: Token, lemma: str, unit: SentenceParse, focus: Focus) -> Meant:
    """Return a phrase itself as who acts, for the country that its surroundings give it."""
    lists = words(focus.lang)
    for country, rule in (
        (_whose(token, unit, focus), "the country that its possessive means"),
        (_of_place(token, lemma, unit, lists), "the country it is in"),
        (_of_context(token, lemma, focus), "the state last told of, or the publisher's"),
    ):
        if country:
            return [_actor(token, unit, lists, _kind(token, lemma, lists), country)], rule
    return [_actor(token, unit, lists, "group", None)], "nobody who was named"


def _bodies(token: Token, unit: SentenceParse, lists: Words) -> list[Entry]:
    """Return the international bodies whose people a phrase speaks of: "officials of the bank"."""
    near = [c for c in token.children if grammar.hangs(c) in {"compound", "noun", "possessor"}] + _of(
        token, lists
    )
    return [e for t in near for e in unit.at(t) if e.kind == "organisation" and e.known and e.country is None]


def _kind(token: Token, lemma: str, lists: Words) -> ActorKind:
    if grammar.form(token) == "plural" or lemma in lists.parties:
        return "group"
    return "person" if lemma in lists.titles else "organisation"


def _of_place(token: Token, lemma: str, unit: SentenceParse, lists: Words) -> str | None:
    """Return the country in which somebody is: "officials in Kabul". Embassies are another's."""
    if lemma in lists.posted:
        return None
    nouns = [n for prep, nouns in grammar.prepositional(token).items() if prep in lists.at for n in nouns]
    return next((e.country for n in nouns for e in unit.at(n) if e.kind == "place"), None)


def _of_context(token: Token, lemma: str, focus: Focus) -> str | None:
    """Return for whom officials and bodies of a state act where no state is named with them: the publisher's
    on a ministry's page, elsewhere the state that was last the subject ("The government recalled …")."""
    lists = words(focus.lang)
    if any(child.lower_ in lists.indefinite for child in token.lefts) or grammar.form(token) == "plural":
        return None
    body = lemma in lists.state_bodies
    if not body and not (lemma in lists.titles or lemma in lists.parties):
        return None
    doer = focus.thing or focus.person
    last = doer.country if doer and body and lemma not in lists.posted else None
    return (focus.home or last) if focus.official else (last or focus.home)


def _governments(of: list[Entry]) -> list[Actor]:
    states = {entry.country: entry for entry in of}.values()
    return [Actor(e.text, *e.at, e.name, e.country, "country", e.country) for e in states]


def _of_countries(
    token: Token, lemma: str, of: list[Entry], unit: SentenceParse, lists: Words
) -> list[Actor]:
    """Return the actors of named countries: one for each where several are named; with those of a region
    beside them ("the Chinese and Central Asian leaders")."""
    states = _governments(of)
    plural = grammar.form(token) == "plural"
    if plural and lemma in lists.sides and (members := _members(token, unit)):
        return [*members, *states]
    if len(states) > 1:
        return states
    return [_actor(token, unit, lists, _kind(token, lemma, lists), of[0].country)]


def _pointing(token: Token, lemma: str, unit: SentenceParse, focus: Focus) -> Meant:
    """Return who was named before, where a phrase only points back: "the two leaders", "the minister"."""
    lists = words(focus.lang)
    definite = any(child.lower_ in lists.definite for child in token.lefts)
    if grammar.form(token) == "plural":
        return _several(token, lemma, unit, focus, definite) if lemma in lists.sides else ([], "")
    if lemma in lists.countries:
        if any(child.lower_ in lists.ours for child in token.lefts):
            return _ours(token, unit, focus), "the speaker's or the publisher's country"
        return (_some(focus.thing) if definite else []), "the country or body that was the last subject"
    if not definite or any(
        grammar.hangs(child) == "preposition" and child.lower_ in lists.of for child in token.rights
    ):
        return [], ""
    if lemma in lists.parties:
        return _some(focus.by_title(lemma, unit.offset(token))), "who was introduced with it"
    return _titled(token, lemma, unit, focus) if lemma in lists.titles else ([], "")


def _several(token: Token, lemma: str, unit: SentenceParse, focus: Focus, definite: bool) -> Meant:
    """Return whom a plural means: members of a region it names, or those named together before."""
    lists = words(focus.lang)
    whose = _of(token, lists)
    if any(grammar.has_lemma(noun, lists.regions) for noun in whose):
        return [actor for actor in focus.group if actor.kind == "country"], "countries last told of together"
    named = next((noun for noun in whose if grammar.has_lemma(noun, lists.sides)), None)
    if named is not None:  # "the foreign ministers of the five countries"
        token, lemma = named, next(word for word in grammar.lemmas(named) if word in lists.sides)
    if members := _members(token, unit):
        return members, "the members of the region"
    if named is None and not definite:
        return [], ""
    return _those(token, lemma, unit, focus)


def _titled(token: Token, lemma: str, unit: SentenceParse, focus: Focus) -> Meant:
    """Return whom a title alone means: who was named with it, or the last person who may bear it."""
    candidates = []
    named = focus.by_title(lemma, unit.offset(token))
    if named is not None:
        candidates.append(_candidate("introduced", "who was introduced with the title", named))
    last = focus.person
    if last is not None and _may_bear(last, lemma, focus):
        rule = "the person who was the last subject, whom the title fits"
        candidates.append(_candidate("last-subject", rule, last))
    return _best(candidates, "title", token, unit, focus)


def _may_bear(person: Actor, lemma: str, focus: Focus) -> bool:
    if focus.home and person.country not in {focus.home, None}:
        return False
    return lemma in words(focus.lang).unequal or focus.may_be(person, lemma)


def _ours(token: Token, unit: SentenceParse, focus: Focus) -> list[Actor]:
    """Return the speaker's or the publisher's country: "our country"."""
    code = (focus.speaker.country if focus.speaker else None) or focus.home
    if code is None:
        return []
    return [
        Actor(
            token.text,
            *unit.span(token.i, token.i + 1),
            knowledge().entities[code].name,
            code,
            "country",
            code,
        )
    ]


def _of(token: Token, lists: Words) -> list[Token]:
    preps = [
        child
        for child in token.children
        if grammar.hangs(child) == "preposition" and child.lower_ in lists.belonging
    ]
    preps += [
        t
        for t in token.doc[token.i + 1 : token.i + 2]
        if grammar.hangs(t) == "preposition" and t.lower_ in lists.of
    ]
    return [noun for prep in preps for noun in prep.children if grammar.hangs(noun) == "governed"]


def _those(token: Token, lemma: str, unit: SentenceParse, focus: Focus) -> Meant:
    """Return the ones among those last named together of whom a phrase can speak: as many as it says, and
    countries where it says "countries"."""
    lists = words(focus.lang)
    number = next((lists.numbers[c.lower_] for c in token.lefts if c.lower_ in lists.numbers), None)
    countries_ = lemma in lists.countries
    told = _as_many(focus.group, number, countries_)
    joined = _as_many(focus.joined, number, countries_)
    own = {actor.country: actor for actor in focus.group if actor.country}
    fits = number == len(own) and lemma not in lists.titles
    acted_for = list(own.values()) if fits else []  # "the two countries" of presidents named together
    wanted = number or (2 if lemma in lists.alike else None)
    named = focus.named_together(wanted, unit.number) if wanted else []
    found = (
        ("told-together", "those last told of together", told),
        ("one-breath", "those named in a breath", joined),
        ("acted-for", "for whom those last told of together act", acted_for),
        ("named-countries", "the countries that the text names, as many", named),
    )
    candidates = [_candidate(way, rule, *actors) for way, rule, actors in found if actors]
    return _best(candidates, "plural", token, unit, focus)


def _as_many(group: Sequence[Actor], number: int | None, countries_: bool) -> list[Actor]:
    """Return those of a group of whom a plural can speak, as many as it says, or nobody; countries alone
    where it says so."""
    states = [actor for actor in group if actor.kind == "country"]
    if countries_:
        return states if number in {None, len(states)} else []
    if len(group) > 1 and number in {None, len(group)}:
        return list(group)
    return states if len(group) > 1 and number == len(states) else []


def _members(token: Token, unit: SentenceParse) -> list[Actor]:
    """Return the countries of a region: "the five Central Asian presidents"."""
    near = [e for child in token.subtree for e in unit.at(child) if e.kind == "region"]
    return members(near[0]) if near else []


def members(region: Entry) -> list[Actor]:
    """Return the countries of a region named."""
    base = knowledge()
    return [
        Actor(region.text, *region.at, base.entities[code].name, code, "country", code)
        for code in base.countries_of.get(region.id or "", ())
    ]


def _whose(token: Token, unit: SentenceParse, focus: Focus) -> str | None:
    """Return the country that a possessive pronoun means: "its foreign minister"."""
    for child in token.children:
        if grammar.hangs(child) == "possessor":
            meant = pronoun(child, unit, focus)
            if meant and meant[0]:
                return meant[0][0].country
            if child.lower_ in words(focus.lang).ours:
                return focus.home
    return None


def _actor(token: Token, unit: SentenceParse, lists: Words, kind: ActorKind, country: str | None) -> Actor:
    start, end = _phrase(token, lists)
    return Actor(unit.text(start, end), *unit.span(start, end), None, None, kind, country)


def span(token: Token, lang: str) -> tuple[int, int]:
    """Return the token span of a description."""
    return _phrase(token, words(lang))


def _phrase(token: Token, lists: Words) -> tuple[int, int]:
    """Return the token span of a noun phrase: what stands before the noun, and its of- and from-phrases."""
    edges = [
        c.left_edge.i
        for c in token.lefts
        if grammar.hangs(c) not in {"coordinator", "punctuation", "preposition", "adverb", "relative"}
    ]
    left = min([token.i, *edges])
    joints = [t.i + 1 for t in token.doc[left : token.i] if grammar.hangs(t) == "coordinator"]
    rights = [
        c.right_edge.i
        for c in token.rights
        if (grammar.hangs(c) == "preposition" and c.lower_ in lists.belonging)
        or grammar.hangs(c) == "possessor"
    ]
    return max([left, *joints]), max([token.i, *rights]) + 1


def countries(token: Token, unit: SentenceParse) -> list[Entry]:
    """Return the countries that a noun phrase names in its modifiers: "Kazakh", "of Oman", "Iran's"."""
    found: dict[tuple[int, int], Entry] = {}
    queue = [token]
    while queue:
        current = queue.pop(0)
        sent = grammar.has_lemma(token, words(unit.lang).posted) and grammar.hangs(current) != "possessor"
        towns = set() if current is token or sent else {"place"}
        for entry in unit.at(current):
            if entry.country and entry.kind in {"country", "organisation", "title"} | towns:
                found[entry.start, entry.end] = entry
        joined = [c for c in current.children if grammar.hangs(c) == "conjunct"] if current is token else []
        apart = [
            c for c in joined if grammar.has_lemma(c, words(unit.lang).people)
        ]  # "the premier and the Omani king"
        queue += [child for child in current.children if _belongs(child, unit.lang) and child not in apart]
    return [found[span] for span in sorted(found)]


def _belongs(child: Token, lang: str) -> bool:
    """Say whether a word's phrase may name whose the noun above it is: not to whom an envoy is sent."""
    lists = words(lang)
    if grammar.hangs(child) == "preposition":
        sent = child.lower_ not in lists.of and grammar.has_lemma(child.head, lists.posted)
        return child.lower_ in lists.belonging and not sent
    return grammar.hangs(child) in {
        "adjective",
        "compound",
        "noun",
        "possessor",
        "conjunct",
        "apposition",
        "governed",
    }
