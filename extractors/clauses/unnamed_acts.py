"""Acts that no trigger names but the text dates: "On 5 May the Kazakh leader planted a tree"."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from datelines.extractors.clauses import triggers
from datelines.extractors.language import cues, grammar
from datelines.extractors.language.words import words
from datelines.extractors.layers.hit import Hit
from datelines.extractors.layers.parse import SentenceParse

if TYPE_CHECKING:
    from spacy.tokens import Token

CLOSE = (
    1.0  # the cost of a time expression that stands in the verb's own clause: below `NEAR`, chosen by hand
)


def dated(unit: SentenceParse, heads: Collection[Token], taken: Collection[int]) -> Iterator[tuple[Hit, int]]:
    """Yield the verbs whose own clause is dated and that no trigger has read, each with the index of its
    time expression. `heads` are the words that triggers have read, `taken` the indexes
    of the time expressions that date an event already."""
    seen = {head.i for head in heads}
    for index, one in unit.dated:
        if index in taken or one.start is None:
            continue
        root = unit.root(one.timex.start, one.timex.end)
        verb = grammar.clause_of(root) if root is not None else None
        if verb is None or verb.i in seen or _only_dates(verb, unit.lang):
            continue
        if grammar.has_lemma(verb, cues.words(unit.lang, "reporting")) and any(
            verb.is_ancestor(h) for h in heads
        ):
            continue  # what is said is the event
        own = next((hits for hits in unit.matches if hits[0].head.i == verb.i), [])
        hit = triggers.match_dated(verb, own, unit.lang)
        if hit is not None:
            seen.add(verb.i)
            yield hit, index


def _only_dates(verb: Token, lang: str) -> bool:
    """Say whether a participle only says when something named took place: "the conference held on 5 May"."""
    return grammar.hangs(verb) == "participle" and grammar.has_lemma(verb, words(lang).support)
