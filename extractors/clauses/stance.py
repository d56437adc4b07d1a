"""What an actor is said to hold on a question: support, oppose, call-for, or nothing explicit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from datelines.extractors.language import cues, grammar, slots
from datelines.extractors.layers.hit import Hit
from datelines.extractors.layers.parse import SentenceParse
from datelines.seeds.knowledge import knowledge
from datelines.sources.records import Factuality, Participant, Position, Stance, Topic

if TYPE_CHECKING:
    from spacy.tokens import Token

LONGEST = 160  # characters of a topic; not measured: chosen by hand


def find(
    hit: Hit,
    unit: SentenceParse,
    parties: Sequence[Participant],
    factuality: Factuality,
) -> Position | None:
    """Return the position that an event states, or None where it is no stance on a question.

    The holder is the country or body for which the participant speaks.
    """
    cue = next((c for c in cues.stances(unit.lang) if _lemmas(hit) & set(c.lemmas)), None)
    sources = [p for p in parties if p.role == "source"]
    if cue is None or not sources:
        return None
    topic = _topic(hit, unit, frozenset(cue.topic))
    if topic is None:
        return None
    stance: Stance = "underspecified" if factuality in {"underspecified", "negated"} else cue.stance
    holder = sources[0]
    country = knowledge().entities.get(holder.country or "")
    name = (country.name if country else "") or holder.name or holder.text
    return Position(name, topic, stance)


def _lemmas(hit: Hit) -> set[str]:
    """Return the lemmas that may carry the stance: the trigger's own word and the noun it needs."""
    return {lemma for i in hit.consumed for lemma in grammar.lemmas(hit.head.doc[i])}


def _topic(hit: Hit, unit: SentenceParse, nouns: frozenset[str]) -> Topic | None:
    for slot in slots.topic(unit.lang):
        for token in hit.slots.get(slot, ()):
            if token.i in hit.consumed:
                continue
            known = _known(token, unit)
            if known:
                return known
            if any(
                set(grammar.lemmas(t)) & nouns
                for t in token.subtree
                if grammar.kind(t) in {"noun", "name", "verb"}
            ):
                return Topic(None, _text(token, unit))
    return None


def _known(token: Token, unit: SentenceParse) -> Topic | None:
    for t in token.subtree:
        for entry in unit.at(t):
            if entry.kind == "topic":
                return Topic(entry.id, entry.text)
    return None


def _text(token: Token, unit: SentenceParse) -> str:
    """Return the noun phrase as written, cut at a clause that is only joined to it and at a date."""
    start, end = token.left_edge.i, token.right_edge.i + 1
    for _, dated in unit.dated:
        first = next((t for t in token.doc[token.i : end] if unit.offset(t) == dated.timex.start), None)
        if first is not None:
            end = first.i - 1 if grammar.hangs(first.nbor(-1)) == "preposition" else first.i
    for child in token.children:
        if grammar.hangs(child) in {"relative", "apposition", "punctuation"} and child.i > token.i:
            end = min(end, child.left_edge.i)
    return unit.text(start, end)[:LONGEST].strip()
