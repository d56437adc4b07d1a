"""Who says so: whom a sentence credits for an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datelines.extractors.language import cues, grammar
from datelines.extractors.language.words import words
from datelines.extractors.layers.parse import SentenceParse
from datelines.sources.records import Attribution

if TYPE_CHECKING:
    from spacy.tokens import Token


def attribution(head: Token, unit: SentenceParse) -> Attribution | None:
    """Return who the sentence credits for an event: "according to X", "X said that …"."""
    return _according(unit) or _reported(head, unit)


def _according(unit: SentenceParse) -> Attribution | None:
    opened = cues.pattern(unit.lang, "according").search(unit.sentence.text)
    if opened is None:
        return None
    after = unit.sentence.start + opened.end()
    follows = [t for t in unit.doc if unit.offset(t) >= after and grammar.hangs(t) in {"governed", "object"}]
    if not follows or unit.offset(follows[0]) > after + 80:
        return None
    named = _name_span(follows[0], unit)
    reporter = _parenthetical_reporter(unit)
    via = reporter if reporter and reporter != named.text else None
    return Attribution(named.text, named.start, named.end, via)


def _parenthetical_reporter(unit: SentenceParse) -> str | None:
    """Return the agency in ", Interfax reported, citing the ministry"."""
    reporting = cues.words(unit.lang, "reporting")
    for token in unit.doc:
        if grammar.kind(token) == "verb" and grammar.has_lemma(token, reporting):
            for child in token.children:
                if grammar.hangs(child) == "subject":
                    return _name_span(child, unit).text
    return None


def _reported(head: Token, unit: SentenceParse) -> Attribution | None:
    reporting = cues.words(unit.lang, "reporting")
    current = head
    while grammar.hangs(current) != "root":
        parent = current.head
        reported = grammar.hangs(current) in {"complement", "parataxis"} and grammar.has_lemma(
            parent, reporting
        )
        if reported and grammar.kind(parent) == "verb":
            speakers = [c for c in parent.children if grammar.hangs(c) == "subject"]
            if speakers and grammar.kind(speakers[0]) != "pronoun":
                named = _name_span(speakers[0], unit)
                return Attribution(named.text, named.start, named.end)
            return None
        current = parent
    for child in current.children:
        if grammar.hangs(child) == "parataxis" and grammar.has_lemma(child, reporting):
            speakers = [
                c for c in child.children if grammar.hangs(c) == "subject" and grammar.kind(c) != "pronoun"
            ]
            if speakers:
                named = _name_span(speakers[0], unit)
                return Attribution(named.text, named.start, named.end)
    return None


def _name_span(token: Token, unit: SentenceParse) -> Attribution:
    """Return a noun phrase as written, without its article and what follows it."""
    entries = unit.at(token)
    if entries:
        entry = entries[0]
        return Attribution(entry.text, *entry.at)
    left = min(
        [
            token.i,
            *(
                c.left_edge.i
                for c in token.lefts
                if grammar.hangs(c) in {"compound", "adjective", "noun", "possessor", "number"}
            ),
        ]
    )
    of = (
        c
        for c in token.rights
        if grammar.hangs(c) == "preposition" and c.lower_ in words(unit.lang).belonging
    )
    whose = (c for c in token.rights if grammar.hangs(c) == "possessor")
    right = max([token.i, *(c.right_edge.i for c in (*of, *whose))])
    start, end = unit.span(left, right + 1)
    return Attribution(unit.text(left, right + 1), start, end)
