"""Split text into sentences and paragraphs by its own punctuation, before any parser runs."""

from __future__ import annotations

import re
from functools import cache

from datelines.extractors.language.words import words
from datelines.extractors.layers.sentence import Sentence

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_STOP = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)|[。！？]+[」』”’）]*")
_OPENING = "\"'“‘«([—–-"
LONGEST = 1500  # characters of a sentence; neither this nor the next was measured: chosen by hand
ENDS = tuple(".!?…;:,")
LONGEST_HEADING = 220  # characters of a heading


@cache
def _abbreviations(lang: str) -> re.Pattern[str]:
    longest = sorted(words(lang).abbreviations, key=len, reverse=True)
    listed = "|".join(map(re.escape, longest))
    initials = r"(?:^|[\s(\[“\"'.])[^\W\d_]"
    return re.compile(rf"(?:(?<!\w)(?:{listed})|{initials})\.$")


def _ends_sentence(line: str, stop: re.Match[str], abbreviation: re.Pattern[str]) -> bool:
    if stop[0][0] in "。！？":
        return True
    rest = line[stop.end() :].lstrip().lstrip(_OPENING).lstrip()
    if not rest or rest[0].islower():
        return False
    return not (stop[0] == "." and abbreviation.search(line[max(0, stop.start() - 24) : stop.start() + 1]))


def _clipped(start: int, end: int) -> list[tuple[int, int]]:
    """Cut what no sentence can be so long as: a parser's cost must not follow a page without stops."""
    return [(at, min(at + LONGEST, end)) for at in range(start, end, LONGEST)]


def split(text: str, lang: str = "en") -> tuple[Sentence, ...]:
    """Return the sentences of a text in order; a line break always ends one, an empty line a paragraph."""
    abbreviation = _abbreviations(lang)
    found: list[Sentence] = []
    for number, line in enumerate(_LINE.finditer(text)):
        cuts, start = [], line.start()
        for stop in _STOP.finditer(line[0]):
            if _ends_sentence(line[0], stop, abbreviation):
                cuts.append((start, line.start() + stop.end()))
                start = line.start() + stop.end()
        cuts.append((start, line.end()))
        for cut in cuts:
            for begin, end in _clipped(*cut):
                body = text[begin:end]
                begin += len(body) - len(body.lstrip())
                body = body.strip()
                if body:
                    found.append(Sentence(begin, begin + len(body), body, number))
    return tuple(found)


def is_heading(sentence: Sentence) -> bool:
    """Say whether a sentence is a headline: it ends without a stop, or asks, and stands first or short."""
    text = sentence.text.rstrip("\"'”’»)")
    return len(text) < LONGEST_HEADING and not text.endswith(ENDS)
