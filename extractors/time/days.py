"""The days that a text speaks of at each of its places: names and offices are read by those.

A sentence that is dated speaks of its own dates. One that is not speaks of the day of publication,
or of the date that its paragraph told last; only where both lead to the same answer is it taken.
"""

from __future__ import annotations

from collections.abc import Sequence

from datelines.extractors.layers.dated import Dated
from datelines.extractors.layers.days import Days, Span
from datelines.extractors.layers.sentence import Sentence


def read_days(sentences: Sequence[Sentence], dated: Sequence[Dated], published: str | None) -> Days:
    """Return the days that a text speaks of; `dated` are its time expressions, in order."""
    told = tuple(_told(sentence, dated, published) for sentence in sentences)
    before: list[tuple[Span, ...]] = []
    last: tuple[Span, ...] = ()
    for number, sentence in enumerate(sentences):
        apart = number > 0 and sentence.paragraph != sentences[number - 1].paragraph
        if apart and published is not None:
            last = ()
        before.append(last)
        last = told[number] or last
    return Days(published, tuple(sentence.start for sentence in sentences), told, tuple(before))


def _told(sentence: Sentence, dated: Sequence[Dated], published: str | None) -> tuple[Span, ...]:
    """Return the days of a sentence's dates; what lies ahead of the publication has no history yet."""
    spans = [
        (one.start, one.end)
        for one in dated
        if sentence.start <= one.timex.start < sentence.end and one.start is not None and one.end is not None
    ]
    return tuple(span for span in dict.fromkeys(spans) if published is None or span[0] <= published)
