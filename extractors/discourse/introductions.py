"""The first pass over a document: everybody whom it names, and for whom they act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datelines.extractors.page import Page
from datelines.extractors.published import addresses

if TYPE_CHECKING:
    from spacy.tokens import Token

from bisect import bisect
from dataclasses import replace
from typing import TYPE_CHECKING

from datelines.extractors.discourse import descriptions
from datelines.extractors.language import grammar
from datelines.extractors.language.slots import AS
from datelines.extractors.language.words import words
from datelines.extractors.layers.actor import Actor, Mention
from datelines.extractors.layers.entry import Entry
from datelines.extractors.layers.memory import Introduced, People
from datelines.extractors.layers.parse import SentenceParse
from datelines.extractors.layers.titled import Titled
from datelines.extractors.names import unknown_formats
from datelines.extractors.offices import ranks
from datelines.seeds.knowledge import knowledge

if TYPE_CHECKING:
    pass


# Labels in the addresses of states' own sites, as registries give them out or ministries name themselves.
OFFICIAL = frozenset(
    {"gov", "gob", "gouv", "go", "mil", "mfa", "mofa", "mid", "president", "senate", "parliament"}
)

NEARBY = 4  # names before a leader in which that of the delegation is looked for; not measured


def _is_official(url: str | None) -> bool:
    """Say whether an address is that of a body of a state: "https://mfa.gov.kz/…"."""
    return bool(OFFICIAL & set(addresses.host(url or "").split(".")))


def introduce(page: Page) -> tuple[Introduced, People]:
    """Meet every person whom the document names, before any pronoun asks for one.

    The publisher, told by the document's address, speaks of the officials of one country without naming it.
    """
    url, lang = page.document.url, page.lang
    home = ranks.home_of(url)
    people, titled = People(lang), list[tuple[str, Actor]]()
    for unit in page.units:
        for entry in (entry for entry in unit.entries if entry.kind == "person"):
            country = entry.country or _beside(unit, entry) or ranks.country_of(unit, entry, lang, home)
            title = unit.sentence.text[entry.start - unit.sentence.start : entry.end - unit.sentence.start]
            titled.append((title.lower(), people.meet(replace(entry, country=country))))
    parsed = {unit.number for unit in page.units}
    for one in (*page.titles, *page.ranked):
        if one.person_start is not None and _number(one.start, page) not in parsed:
            titled += _meet_titled(one, page, people)
    return Introduced(
        lang,
        home,
        _is_official(url),
        tuple(sorted(titled, key=lambda note: note[1].start)),
        _mentions(page),
        [name for s in page.sentences for name in unknown_formats.in_text(s.text, s.start, lang)],
        next(filter(None, map(_filed, page.units)), None),
    ), people


def _number(offset: int, page: Page) -> int:
    """Return the number of the sentence that an offset stands in."""
    return bisect(page.sentences, offset, key=lambda sentence: sentence.start) - 1


def _meet_titled(titled: Titled, page: Page, people: People) -> list[tuple[str, Actor]]:
    """Remember a titled person of a sentence that is not parsed; return how that was said."""
    if titled.person_start is None or titled.person_end is None or not titled.person_text:
        return []
    at = titled.person_start, titled.person_end
    country = titled.country or _led_before(titled, page, people.lang)
    entry = Entry(*at, "person", titled.person_text, at, titled.person_id, None, country)
    return [(titled.text.lower(), people.meet(entry))]


def _led_before(titled: Titled, page: Page, lang: str) -> str | None:
    """Return whose delegation somebody led: "the Omani delegation was headed by X", read without a parse."""
    at = bisect(page.names, titled.start, key=lambda name: name.start)
    before = page.names[max(0, at - NEARBY) : at]
    country = next((name for name in reversed(before) if name.kind == "country"), None)
    sentence = page.sentences[max(0, _number(titled.start, page))]
    if country is None or country.start < sentence.start:
        return None
    between = sentence.text[country.end - sentence.start : titled.start - sentence.start].lower().split()
    lists = words(lang)
    led = len(between) > 1 and between[0] in lists.parties | lists.alike and between[-1] in lists.by
    return country.country if led else None


def _mentions(page: Page) -> tuple[Mention, ...]:
    """Return the countries that a text names, with the number of their sentence."""
    base = knowledge()
    return tuple(
        Mention(Actor(n.text, n.start, n.end, n.name, n.id, "country", n.country), _number(n.start, page))
        for n in page.names
        if n.kind == "country" and base.entities[n.id].until is None
    )


def _filed(unit: SentenceParse) -> Entry | None:
    """Return the place of a dateline, which stands before the words that were parsed."""
    if not unit.starts:
        return None
    before = [e for e in unit.entries if e.end <= unit.starts[0] and e.kind in {"place", "country"}]
    return before[0] if before else None


def _beside(unit: SentenceParse, entry: Entry) -> str | None:
    """Return the country that a person's own phrase names: "X, foreign minister of Oman", "X of Oman"; or for
    whom a clause says that the person speaks: "the Omani delegation was headed by X"."""
    head = unit.root(*entry.at)
    if head is None:
        return None
    phrases = [
        c
        for c in head.children
        if grammar.hangs(c) in {"apposition", "compound", "possessor", "noun", "adjective"}
    ]
    phrases += [
        n for prep, nouns in grammar.prepositional(head).items() if prep in words(unit.lang).of for n in nouns
    ]
    phrases += [
        t
        for t in head.doc[: head.left_edge.i][-1:]
        if grammar.hangs(t) == grammar.hangs(head) and t.head == head.head
    ]
    named = [e for phrase in (*phrases, *led(head, unit.lang)) for e in descriptions.countries(phrase, unit)]
    return named[0].country if named else None


def led(token: Token, lang: str) -> list[Token]:
    """Return whom somebody leads: "the Omani delegation was headed by X", "X, who leads Oman's ministry"."""
    lists = words(lang)
    head = token.head
    if (
        grammar.hangs(token) == "governed"
        and grammar.hangs(head) == "agent"
        and grammar.has_lemma(head.head, lists.leading)
    ):
        return grammar.passive_subjects(head.head)
    verbs = [c for c in token.children if grammar.hangs(c) == "relative"]
    if grammar.hangs(token) == "subject":
        verbs.append(head)
    found = [o for verb in verbs if grammar.has_lemma(verb, lists.leading) for o in grammar.objects(verb)]
    served = [o for verb in verbs if grammar.hangs(verb) == "relative" for o in _served(verb)]
    return found + [o for o in served if grammar.has_lemma(o, lists.posted)]


def _served(verb: Token) -> list[Token]:
    """Return what a clause says somebody opened or was: "who opened Oman's embassy", "served as envoy"."""
    return grammar.objects(verb) + grammar.prepositional(verb).get(AS, [])
