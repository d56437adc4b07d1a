"""What only the parse can tell of a date: "the president leaves on Thursday" speaks of a day to come."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from datelines.extractors.language import cues, grammar
from datelines.extractors.language.words import words
from datelines.extractors.layers.sentence import by_sentence, span_of
from datelines.extractors.page import Page

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from datelines.extractors.layers.simplified import Simplified
    from datelines.sources.records import Timex


def ahead(page: Page) -> frozenset[int]:
    """Return the offsets of the expressions that hang on the DCT and stand in a clause of the present tense.

    A day without its year is the last one in news, but what is told in the present of a day is still to come.
    """
    hanging = [one.timex for one in page.dated if one.basis == "text+dct"]
    return _where(hanging, page, lambda token: _is_told_ahead(token, page.lang))


def behind(page: Page) -> frozenset[int]:
    """Return the offsets of the expressions that were placed after the DCT and stand in a clause that tells
    what has been: "met on 12 January", read in November."""
    dct = page.dct or ""
    later = [one.timex for one in page.dated if one.basis == "text+dct" and one.start and one.start > dct]
    return _where(later, page, lambda token: _is_told_behind(token, page.lang))


def _where(timexes: Sequence[Timex], page: Page, holds: Callable[[Token], bool]) -> frozenset[int]:
    """Return the offsets of the expressions whose head token is such."""
    inside = by_sentence(timexes, page.sentences, span_of)
    return frozenset(
        timex.start
        for number, doc in page.docs.items()
        for timex in inside.get(number, ())
        if any(map(holds, _over(timex.start, timex.end, page.plain[number], doc)))
    )


def _over(start: int, end: int, plain: Simplified, doc: Doc) -> Iterator[Token]:
    """Yield the head token of a span of document offsets, if it has one."""
    inside = [i for i in range(len(doc)) if plain.starts[i] < end and start < plain.ends[i]]
    if inside:
        yield doc[inside[0] : inside[-1] + 1].root


def _is_told_ahead(timex: Token, lang: str) -> bool:
    verb = grammar.clause_of(timex)
    if verb is None or not grammar.is_present(verb):
        return False
    return not grammar.has_lemma(verb, cues.words(lang, "reporting"))


def _is_told_behind(timex: Token, lang: str) -> bool:
    """Say whether a day is that of a past clause, and not one that was then still to come."""
    if (
        grammar.hangs(timex) == "governed" and timex.head.lower_ not in words(lang).at_dates
    ):  # "set for", "put off until"
        return False
    verb = grammar.clause_of(timex)
    if verb is None or not grammar.is_finite_past(verb):
        return False
    rows = (cue for cue in cues.factuality(lang) if cue.where in {"governor", "object-of"})
    ahead = {word for cue in rows for word in cue.words}
    return not grammar.has_lemma(verb, ahead | cues.words(lang, "reporting"))
