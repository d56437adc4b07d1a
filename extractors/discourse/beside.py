"""Who else is named with a party or an event: "together with", "including", "led by"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from datelines.extractors.language import grammar
from datelines.extractors.language.slots import IN, WITH
from datelines.extractors.language.words import words
from datelines.extractors.layers.hit import Hit
from datelines.extractors.layers.parse import SentenceParse
from datelines.seeds.models.words import Words
from datelines.sources.records import Role

if TYPE_CHECKING:
    from spacy.tokens import Token


def beside(token: Token, lang: str) -> list[Token]:
    """Return the nouns that a party's own phrase adds: "Norway, along with Sweden", "states including Oman",
    "a delegation led by the minister", those of its of-phrase included."""
    lists = words(lang)
    found = list(_added(token, lists)) + agents(token, lists.accompanying)
    for prep, nouns in grammar.prepositional(token).items():
        if prep in lists.belonging:
            found += [t for noun in nouns for t in (*_added(noun, lists), *agents(noun, lists.accompanying))]
    return [t for t in found if t.i != token.i]


def of_verb(verb: Token, lang: str) -> list[Token]:
    """Return who does with the subject what a verb says: "opened the plant alongside the guest"."""
    return list(_added(verb, words(lang)))


def _added(token: Token, lists: Words) -> Iterator[Token]:
    for child in token.children:
        inner = [c for c in child.children if grammar.hangs(c) == "preposition"]
        if grammar.hangs(child) == "preposition" and child.lower_ in lists.company:
            yield from (c for c in child.children if grammar.hangs(c) == "governed")
        elif grammar.hangs(child) == "preposition" and any(
            c.lower_ in lists.company_adverbs for c in child.children
        ):
            yield from (c for c in child.children if grammar.hangs(c) == "governed")  # "together with X"
        elif child.lower_ in lists.company_adverbs and inner:  # "along with X"
            yield from (c for prep in inner for c in prep.children if grammar.hangs(c) == "governed")


def agents(noun: Token, verbs: frozenset[str]) -> list[Token]:
    """Return who does to a noun what a participle on it says: "the meeting, hosted by Oman"."""
    participles = (
        c for c in noun.children if grammar.hangs(c) == "participle" and grammar.form(c) == "participle"
    )
    return [t for verb in participles if grammar.has_lemma(verb, verbs) for t in grammar.agents(verb)]


def participating(token: Token, lang: str) -> list[Token]:
    """Return who is named in "with the participation of X", "with X taking part" on a verb or a noun."""
    lists = words(lang)
    found: list[Token] = []
    for noun in grammar.prepositional(token).get(WITH, []):
        if grammar.has_lemma(noun, lists.participation):
            found += whose(noun, lists)
        elif grammar.hangs(noun) == "governed-clause" and grammar.has_lemma(
            noun, lists.attending | lists.participating
        ):
            found += [c for c in noun.children if grammar.hangs(c) == "subject"]
    return found


def whose(noun: Token, lists: Words) -> list[Token]:
    """Return whose something is: "Oman's invitation", "the participation of Oman"."""
    owners = [c for c in noun.children if grammar.hangs(c) == "possessor"]
    return owners + [
        t for prep, ts in grammar.prepositional(noun).items() if prep in lists.belonging for t in ts
    ]


def attending(noun: Token, lang: str) -> list[Token]:
    """Return who attends, skips or hosts the event that a verb's object tells of."""
    attends = grammar.hangs(noun) == "object" and grammar.has_lemma(noun.head, words(lang).attending)
    return grammar.subjects(noun.head) if attends else []


def listed_before(token: Token) -> list[Token]:
    """Return what stands before a noun in a headline's list without "and": "Xi, Putin to meet"."""
    found = []
    start = token.left_edge.i
    while start > 1 and token.doc[start - 1].text == ",":
        found.append(token.doc[start - 2])
        start = start - 2
    return found if start == 0 else []


def harmed(hit: Hit, unit: SentenceParse) -> Iterator[tuple[Role, Token]]:
    """Yield whose deed is condemned, and whose places are struck: "villages in Oman"."""
    kind, trigger = hit.row.kind, hit.row.trigger
    for noun in hit.slots.get("object", ()):
        if unit.at(noun):
            continue
        if kind.blames and trigger.roles.get("object") == "target":
            yield from (("target", t) for t in noun.children if grammar.hangs(t) == "possessor")
        if kind.strikes:
            for token in (noun, hit.head):
                yield from (("target", t) for t in grammar.prepositional(token).get(IN, []))
