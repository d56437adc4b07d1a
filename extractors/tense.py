"""What only the parse can tell of a date: "the president leaves on Thursday" speaks of a day to come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from extractors import acts, cues, syntax, when
from extractors.dates import Dated
from extractors.sentences import Sentence, by_sentence, span_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from extractors.simplify import Simplified
    from extractors.unit import Parsed


def ahead(
    parsed: Mapping[int, Parsed], sentences: Sequence[Sentence], dated: Iterable[Dated], lang: str
) -> frozenset[int]:
    """Return the offsets of the expressions that hang on the DCT and stand in a clause of the present tense.

    A day without its year is the last one in news, but what is told in the present of a day is still to come.
    """
    hanging = [one.timex for one in dated if one.basis == "text+dct"]
    inside = by_sentence(hanging, sentences, span_of)
    return frozenset(
        timex.start
        for number, (plain, doc, _) in parsed.items()
        for timex in inside.get(number, ())
        if any(_is_told_ahead(token, lang) for token in _over(timex.start, timex.end, plain, doc))
    )


def _over(start: int, end: int, plain: Simplified, doc: Doc) -> Iterator[Token]:
    """Yield the head token of a span of document offsets, if it has one."""
    inside = [i for i in range(len(doc)) if plain.starts[i] < end and start < plain.ends[i]]
    if inside:
        yield doc[inside[0] : inside[-1] + 1].root


def _is_told_ahead(timex: Token, lang: str) -> bool:
    verb = acts.clause_of(timex, lang)
    if verb is None or not when.is_present(verb):
        return False
    return not syntax.has_lemma(verb, cues.words(lang, "reporting"))
