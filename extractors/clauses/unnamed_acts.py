"""Acts that no trigger names but the text dates: "On 5 May the Kazakh leader planted a tree"."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from datelines.extractors.clauses import triggers
from datelines.extractors.clauses.triggers import Hit
from datelines.extractors.language import cues, syntax
from datelines.extractors.language.words import words
from datelines.extractors.layers.annotated import Unit

if TYPE_CHECKING:
    from spacy.tokens import Token

CLOSE = 1.0  # the cost of a time expression that stands in the verb's own clause
BETWEEN = frozenset({"prep", "pobj", "npadvmod", "advmod", "pcomp", "dobj", "attr", "conj", "dep", "nmod"})


def dated(
    unit: Unit, heads: Collection[Token], taken: Collection[int], lang: str
) -> Iterator[tuple[Hit, int]]:
    """Yield the verbs whose own clause is dated and that no trigger has read, each with the index of its
    time expression. `heads` are the words that triggers have read, `taken` the indexes
    of the time expressions that date an event already."""
    seen = {head.i for head in heads}
    for index, one in unit.dated:
        if index in taken or one.start is None:
            continue
        root = unit.root(one.timex.start, one.timex.end)
        verb = clause_of(root, lang) if root is not None else None
        if verb is None or verb.i in seen or _only_dates(verb, lang):
            continue
        if syntax.has_lemma(verb, cues.words(lang, "reporting")) and any(verb.is_ancestor(h) for h in heads):
            continue  # what is said is the event
        own = next((hits for hits in unit.matches if hits[0].head.i == verb.i), [])
        hit = triggers.match_dated(verb, own, lang)
        if hit is not None:
            seen.add(verb.i)
            yield hit, index


def _only_dates(verb: Token, lang: str) -> bool:
    """Say whether a participle only says when something named took place: "the conference held on 5 May"."""
    return verb.dep_ == "acl" and syntax.has_lemma(verb, words(lang).support)


def clause_of(timex: Token, lang: str) -> Token | None:
    """Return the verb of the clause in which a time expression stands; None inside a noun's own phrase, as
    in "the agreement of 2019"."""
    token = timex
    while token.dep_ in BETWEEN:
        if token.dep_ == "prep" and token.head.pos_ != "VERB" and token.lower_ in words(lang).belonging:
            return None
        token = token.head
        if token.pos_ == "VERB":
            return token
        if token.pos_ == "AUX" or token.dep_ == "ROOT":
            return _completed(token)
    return None


def _completed(verb: Token) -> Token | None:
    """Return what an auxiliary's infinitive tells: "in May they were to meet"."""
    below = [child for child in verb.children if child.dep_ in {"acomp", "xcomp"}]
    below += [child for token in below for child in token.children if child.dep_ == "xcomp"]
    infinitive = next((child for child in below if child.tag_ in {"VB", "VBN"}), None)
    return infinitive or (verb if verb.pos_ == "AUX" or syntax.is_clausal(verb) else None)
