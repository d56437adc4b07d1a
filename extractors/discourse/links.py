"""Link every pronoun, description and bare title of a document to whom it means, before clauses are read.

The second of two passes (`introductions` is the first): a walk over the parsed sentences in which each
mention is linked once, by the first rule that fits, with what the sentences before left in focus. Salience
follows the subjects, as centering theory has it (Grosz, Joshi and Weinstein, 1995).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from datelines.extractors.discourse import descriptions, named_formats, who
from datelines.extractors.discourse.focus import Focus
from datelines.extractors.language import grammar
from datelines.extractors.language.words import words
from datelines.extractors.layers.actor import Actor, actor_of
from datelines.extractors.layers.hit import Hit
from datelines.extractors.layers.memory import Cast, Formats, People
from datelines.extractors.layers.parse import SentenceParse
from datelines.extractors.layers.reference import Reference
from datelines.extractors.layers.turn import Turn
from datelines.extractors.page import Page
from datelines.seeds.person_names import family_key
from datelines.sources.records import MentionForm

if TYPE_CHECKING:
    from spacy.tokens import Token


def link(page: Page) -> Cast:
    """Return the memory of a document with all its links. Only sentences with `hits` move the focus: those
    that are read for events."""
    introduced, people, hits = page.introduced, page.people, page.hits
    speakers = {number: _speaker(turn, people) for number, turn in page.turns.items()}
    focus = Focus(introduced, people, find=reference)
    formats: dict[int, Formats] = {}
    for unit in page.units:
        focus.speaker = speakers.get(unit.number)
        formats[unit.number] = focus.formats
        if unit.number in hits:
            _walk(unit, hits[unit.number], focus)
            focus.formats = named_formats.after(focus.formats, unit)
        for token in unit.doc:
            if _may_refer(token, focus.lang):
                focus.look(token, unit)
    found = {key: value for key, value in focus.references.items() if value is not None}
    return Cast(introduced, people, found, speakers, formats)


def _speaker(turn: Turn, people: People) -> Actor:
    """Return who speaks, known by the family name that ends the line's name."""
    known = people.by_family.get(family_key(turn.who, people.lang))
    name, id, country = (known.name, known.id, known.country) if known else (None, None, None)
    return Actor(turn.who, turn.start, turn.start + len(turn.who), name, id, "person", country)


def _walk(unit: SentenceParse, hits: Sequence[Hit], focus: Focus) -> None:
    """Move the focus through a sentence: its subject, then the parties of what it tells, in order.

    The subject is what its pronouns mean first, and the next sentence's most often.
    """
    subjects = [token for token in _subjects(unit) if unit.at(token)]
    for token in subjects:  # "X, accompanied by his minister": who is named comes first
        focus.point_to(who.named(token, unit, focus, "subject"))
    _point_to(subjects, unit, focus)
    for hit in hits:
        parties, joined = who.parties(hit, unit, focus)
        focus.joined = joined or focus.joined
        _point_to(hit.slots.get("subject", ()), unit, focus)
        if hit.row.trigger.verb or hit.row.kind.meets:  # of an attack or an accord a noun tells in passing
            focus.settle([actor_of(party) for party in parties])
    _point_to(subjects, unit, focus)


def _subjects(unit: SentenceParse) -> list[Token]:
    root = next((token for token in unit.doc if token.head.i == token.i), None)
    return [] if root is None else [*grammar.subjects(root), *grammar.passive_subjects(root)]


def _point_to(tokens: Iterable[Token], unit: SentenceParse, focus: Focus) -> None:
    for token in tokens:
        focus.point_to(who.resolve(token, unit, focus, "subject"))


@cache
def _pronouns(lang: str) -> frozenset[str]:
    told = words(lang).pronouns
    return told.person | told.thing | told.group | told.first


def _may_refer(token: Token, lang: str) -> bool:
    """Say whether a word is a pronoun or a noun for people."""
    if grammar.kind(token) in {"noun", "name"}:
        return grammar.has_lemma(token, words(lang).people)
    return token.lower_ in _pronouns(lang)


def reference(token: Token, unit: SentenceParse, focus: Focus) -> Reference | None:
    """Return whom a pronoun or a description means, with the rule; None where the word is neither."""
    told = None if unit.at(token) else _of_whom_told(token, unit, focus)
    told = told or descriptions.pronoun(token, unit, focus)
    if told is not None:
        actors, rule = told
        start, end = token.i, token.i + 1
        form: MentionForm = "pronoun"
    else:
        actors, rule = descriptions.described(token, unit, focus)
        if not actors:
            return None
        start, end = descriptions.span(token, focus.lang)
        form = _form(token, actors, focus.lang)
    at = unit.span(start, end)
    return Reference(unit.number, token.i, *at, unit.text(start, end), form, rule, tuple(actors))


def _of_whom_told(token: Token, unit: SentenceParse, focus: Focus) -> descriptions.Meant | None:
    """Return whom the subject pronoun of a reported clause means: "Oman says it will sign"."""
    pronouns = words(focus.lang).pronouns
    fits = next((kind for kind in who.KINDS if token.lower_ in getattr(pronouns, kind)), None)
    reporting = grammar.reporting_verb(token)
    if fits is None or reporting is None:
        return None
    subjects = [t for t in grammar.subjects(reporting) if t.i != token.i]
    told = [a for t in subjects for a in who.resolve(t, unit, focus, "subject")]
    found = [actor for actor in told if actor.kind in who.KINDS[fits]]
    return (found, "the subject of the verb that reports its clause") if found else None


def _form(token: Token, actors: Sequence[Actor], lang: str) -> MentionForm:
    if len(actors) > 1 or grammar.form(token) == "plural":
        return "group"
    return "title" if grammar.has_lemma(token, words(lang).titles) else "description"
