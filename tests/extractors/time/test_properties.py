"""What must hold of any text: valid values, true spans, and no text that takes for ever."""

from __future__ import annotations

import ast
import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from datelines.extractors.time import find_dates
from datelines.extractors.time.patterns import fold, grammar
from tests import ROOT

WORDS = sorted(
    {form for words in grammar("en").words.values() for form in words.meaning}
    | {"1998", "2025", "31", "19th", "12:30", "3 p.m.", "'98", "-", "–", ",", ".", "/", "the", "of", "ago"}
    | {"will", "met", "on", "İ", "ﬁ", "\n", "\n\n", "\u00a0", "BC", "and", "to", "in", "later", "100", "490"}
)
TEXTS = st.lists(st.sampled_from(WORDS) | st.text(max_size=6), max_size=25).map(" ".join)
ANCHORS = st.none() | st.dates(date(1, 1, 1), date(9999, 12, 31)).map(date.isoformat)

CLOCK = r"T(?:\d\d:\d\d(?::\d\d)?|MO|AF|EV|NI|DT|MI)"
DAY = r"(?:\d{4}|XXXX)-(?:\d\d|XX)-(?:\d\d|XX)"
DATE = rf"(?:{DAY}|(?:\d{{4}}|X{{4}}|XX\d\d|BC\d{{4}})(?:-(?:\d\d|XX|Q[1-4X]|H[12]|SP|SU|FA|WI))?)"
WEEK = r"(?:\d{4}-W\d\d|XXXX-WXX)(?:-WE|-[1-7])?"
POINT = rf"(?:{DATE}|{WEEK}|(?:BC)?\d{{2,3}}|XX|XXX)(?:{CLOCK})?"
LENGTH = r"P(?:\d+(?:\.\d+)?|X)(?:D|W|M|Y|Q|DE|CE|ML)|PT(?:\d+(?:\.\d+)?|X)[HMS]"
VALUE = re.compile(rf"{POINT}(?:/{POINT})?|{LENGTH}|(?:PAST|PRESENT|FUTURE)_REF")


@given(TEXTS, ANCHORS)
@settings(deadline=None, max_examples=300)
def test_spans_are_true_and_values_are_timex3(text: str, anchor: str | None) -> None:
    end = 0
    for dated in find_dates(text, anchor):
        timex = dated.timex
        assert end <= timex.start < timex.end, "in order, none overlapping, none empty"
        end = timex.end
        assert timex.text == text[timex.start : timex.end]
        assert timex.text == timex.text.strip()
        assert VALUE.fullmatch(timex.value), timex.value
        assert dated.steps


@given(TEXTS, ANCHORS)
@settings(deadline=None, max_examples=200)
def test_days_are_whole_ordered_and_never_open_ended(text: str, anchor: str | None) -> None:
    for dated in find_dates(text, anchor):
        filled = {dated.start is None, dated.end is None, dated.precision is None, dated.basis is None}
        assert len(filled) == 1, "all four or none"
        if dated.start and dated.end:
            assert date.fromisoformat(dated.start) <= date.fromisoformat(dated.end)


@given(TEXTS, TEXTS)
@settings(deadline=None, max_examples=200)
def test_more_text_keeps_the_explicit_dates_before_it(text: str, more: str) -> None:
    first = f"{text} It was signed on 3 October 2009."
    dates = [
        d.timex for d in find_dates(first, "2025-12-20") if re.fullmatch(r"\d{4}-\d\d-\d\d", d.timex.value)
    ]
    explicit = [timex for timex in dates if timex.value[:4] in timex.text]
    kept = [d.timex for d in find_dates(f"{first}\n\n{more}", "2025-12-20")]
    assert all(timex in kept for timex in explicit)


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(TEXTS)
@settings(deadline=None, max_examples=50)
def test_same_text_same_dates(text: str) -> None:
    assert find_dates(text, "2025-12-20") == find_dates(text, "2025-12-20")


PIECES = [
    "the ",
    "1",
    "12-",
    "may ",
    "first ",
    "early ",
    "in the ",
    "19 and ",
    "a ",
    "' ",
    "5, ",
    "\n",
    "no. ",
    "of the ",
]


@pytest.mark.parametrize("piece", PIECES)
def test_matching_is_linear(piece: str) -> None:
    """Count the places and the rules tried there: twice the text may need no more than twice as many."""
    scanner = grammar("en").scanner

    def tried(times: int) -> int:
        return sum(map(len, scanner.places(fold(piece * times)).values()))

    assert tried(2_000) <= 2 * tried(1_000) + 500
    find_dates(piece * 20_000, "2025-12-20")  # and each of them ends: patterns cannot repeat without bound


def test_nothing_here_asks_what_day_it_is() -> None:
    folder = ROOT / "extractors" / "time"
    asked = {
        (path.name, node.attr)
        for path in folder.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in {"today", "now", "utcnow", "time", "localtime"}
    }
    assert asked == set()
