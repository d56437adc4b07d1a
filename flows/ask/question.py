"""An office and a day in a question as people put it: "Who was president of Kazakhstan on 3 May 2012?"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from datelines.extractors.names.sense import words_of
from datelines.extractors.offices.asked import languages, offices_called
from datelines.extractors.pipeline import extract_many
from datelines.sources.records import Document

DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_ENDS = " \t\n?!.,;:"


@dataclass(frozen=True, slots=True)
class Question:
    """The words for an office, the ids of those that go by them, and the ISO day, month or year asked."""

    office: str
    called: tuple[str, ...]
    day: str | None = None


def understood(words: str) -> Question:
    """Return what is asked. Words that name an office as they stand are taken so.

    Where no office goes by them `called` is empty, and `office` what is left of them.
    """
    question = Question(words, _called(words))
    if not question.called:
        question = _without_asking(words, None)
    return question if question.called else _without_asking(*_parted(words))


def _without_asking(words: str, day: str | None) -> Question:
    bare = [_bare(words, lang) for lang in languages()]
    return next(
        (Question(left, ids, day) for left in bare if (ids := _called(left))), Question(bare[0], (), day)
    )


def _called(words: str) -> tuple[str, ...]:
    return next((ids for lang in languages() if (ids := offices_called(words, lang))), ())


def _parted(words: str) -> tuple[str, str | None]:
    """Return the words without the day that stands in them, as the extraction finds it, and that day."""
    document = Document("question", words, lang="en")
    for timex in (each for found in extract_many([document], "timexes") for each in found.timexes):
        if DAY.fullmatch(timex.value or ""):
            return f"{words[: timex.start]} {words[timex.end :]}", timex.value
    for word in words.split():  # in a language that is not read
        if DAY.fullmatch(day := word.strip(_ENDS)):
            return words.replace(word, " ", 1), day
    return words, None


def _bare(words: str, lang: str) -> str:
    """Return the words without those that only ask, at both ends."""
    left, shorter = "", words
    while left != shorter:
        left = shorter.strip(_ENDS)
        shorter = next(_shorter(left, words_of(lang).asking), left)
    return left


def _shorter(words: str, asking: Iterable[str]) -> Iterator[str]:
    folded = words.casefold()
    for phrase in asking:
        if folded.startswith(f"{phrase} "):
            yield words[len(phrase) :]
        if folded.endswith(f" {phrase}"):
            yield words[: -len(phrase)]
