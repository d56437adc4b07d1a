"""Who says so: whom a sentence credits for an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datelines.extractors.language import cues, syntax
from datelines.extractors.language.words import words
from datelines.extractors.layers.parse import SentenceParse
from datelines.sources.records import Attribution

if TYPE_CHECKING:
    from spacy.tokens import Token


def attribution(head: Token, unit: SentenceParse, lang: str) -> Attribution | None:
    """Return who the sentence credits for an event: "according to X", "X said that …"."""
    return _according(unit, lang) or _reported(head, unit, lang)


def _according(unit: SentenceParse, lang: str) -> Attribution | None:
    opened = cues.pattern(lang, "according").search(unit.sentence.text)
    if opened is None:
        return None
    after = unit.sentence.start + opened.end()
    follows = [t for t in unit.doc if unit.offset(t) >= after and t.dep_ in {"pobj", "dobj"}]
    if not follows or unit.offset(follows[0]) > after + 80:
        return None
    named = _name_span(follows[0], unit, lang)
    reporter = _parenthetical_reporter(unit, lang)
    via = reporter if reporter and reporter != named.text else None
    return Attribution(named.text, named.start, named.end, via)


def _parenthetical_reporter(unit: SentenceParse, lang: str) -> str | None:
    """Return the agency in ", Interfax reported, citing the ministry"."""
    reporting = cues.words(lang, "reporting")
    for token in unit.doc:
        if token.pos_ == "VERB" and syntax.has_lemma(token, reporting):
            for child in token.children:
                if child.dep_ == "nsubj":
                    return _name_span(child, unit, lang).text
    return None


def _reported(head: Token, unit: SentenceParse, lang: str) -> Attribution | None:
    reporting = cues.words(lang, "reporting")
    current = head
    while current.dep_ != "ROOT":
        parent = current.head
        reported = current.dep_ in {"ccomp", "parataxis"} and syntax.has_lemma(parent, reporting)
        if reported and parent.pos_ == "VERB":
            speakers = [c for c in parent.children if c.dep_ in {"nsubj"}]
            if speakers and speakers[0].pos_ != "PRON":
                named = _name_span(speakers[0], unit, lang)
                return Attribution(named.text, named.start, named.end)
            return None
        current = parent
    for child in current.children:
        if child.dep_ == "parataxis" and syntax.has_lemma(child, reporting):
            speakers = [c for c in child.children if c.dep_ == "nsubj" and c.pos_ != "PRON"]
            if speakers:
                named = _name_span(speakers[0], unit, lang)
                return Attribution(named.text, named.start, named.end)
    return None


def _name_span(token: Token, unit: SentenceParse, lang: str) -> Attribution:
    """Return a noun phrase as written, without its article and what follows it."""
    entries = unit.at(token)
    if entries:
        entry = entries[0]
        return Attribution(entry.text, *entry.at)
    left = min(
        [
            token.i,
            *(c.left_edge.i for c in token.lefts if c.dep_ in {"compound", "amod", "nmod", "poss", "nummod"}),
        ]
    )
    of = (c for c in token.rights if c.dep_ == "prep" and c.lower_ in words(lang).belonging)
    right = max([token.i, *(c.right_edge.i for c in of)])
    start, end = unit.span(left, right + 1)
    return Attribution(unit.text(left, right + 1), start, end)
