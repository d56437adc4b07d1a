"""Whole sentences, each with every time expression that it holds: [the words|the value, mod].

The sentences are our own. A case lists all that must be found, so what is left unmarked is a
counter-example. Values are for a reader on the day given.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest

from datelines.extractors.layers.dated import Dated
from datelines.extractors.time import find_dates

_MARK = re.compile(r"\[([^|\]]+)\|([^,\]]*)(?:,([A-Z_]+))?\]")


class Expected(NamedTuple):
    text: str
    value: str
    mod: str | None


def _read(marked: str) -> tuple[str, list[Expected]]:
    """Return the sentence without its marks, and what is marked."""
    return _MARK.sub(r"\1", marked), [Expected(*found.groups()) for found in _MARK.finditer(marked)]


WIRE = "2025-12-20"  # a Saturday
SENTENCES: dict[str, tuple[str | None, list[str]]] = {
    "wire": (
        WIRE,
        [
            "ASTANA, [Dec 19|2025-12-19] - The ministry said on [Friday|2025-12-19] that talks had resumed.",
            "The envoys met [Tuesday|2025-12-16] and will meet again [next Tuesday|2025-12-23].",
            "A ceasefire took hold at [midnight Friday|2025-12-19T24:00], an official said.",
            "Shelling stopped [last night|2025-12-19TNI]; it had begun [three days ago|2025-12-17].",
            "The pact, reached [late Thursday|2025-12-18,END], lapses in [a year|P1Y].",
            "He arrived [this morning|2025-12-20TMO] and leaves [tomorrow|2025-12-21].",
            "Both said [earlier this week|2025-W51,START] that a deal was near.",
            "Markets had fallen for [five straight days|P5D].",
            "It was the [third-quarter|2025-Q3] figure that [the third quarter|2025-Q3] is known for.",
        ],
    ),
    "ministry": (
        "2025-05-15",
        [
            "On [14 May 2025|2025-05-14], the Minister received the Ambassador of Japan.",
            "The visit will take place on [19–21 May|2025-05-19/2025-05-21].",
            "Consultations were held from [12 to 14 May 2025|2025-05-12/2025-05-14] in Dushanbe.",
            "The sides marked [30 years|P30Y] of relations, set up in [April 1992|1992-04].",
            "The next session is due in [the first half of 2026|2026-H1].",
            "The plan for [2025|2025]-[2027|2027] was signed on [the 15th of May|2025-05-15].",
            "Done at Bishkek on [the seventh of June 2012|2012-06-07] in two copies.",
            "The tenth round took place on [Wednesday, 14 May|2025-05-14].",
        ],
    ),
    "headlines": (
        WIRE,
        [
            "Kazakhstan May Support Bid",
            "Leaders to Meet in [May|2026-05]",
            "Uzbekistan Marks [Nowruz 2025|2025-03-21] With Amnesty",
            "Protesters March on Parliament",
            "President to visit Rome [Monday|2025-12-22]",
            "Five Killed in [2024|2024] Blast, Court Told",
        ],
    ),
    "American and British order": (
        WIRE,
        [
            "Signed [March 5, 1997|1997-03-05], it was amended on [5 March 1999|1999-03-05].",
            "Stamped [27/11/2024|2024-11-27], refiled [11/27/2024|2024-11-27], and [12.05.2024|2024-05-12].",
            "It is dated [12/5/2026|2026-XX-XX], which may mean either.",
            "The log says [2025-03-01|2025-03-01] and [2025-03-01 14:05|2025-03-01T14:05].",
            "He came on [Dec. 14th|2025-12-14], not on [the 5th of May, 2021|2021-05-05].",
            "He will come on [1st of May|2026-05-01] or [May 2nd|2026-05-02].",
        ],
    ),
    "history": (
        "2025-12-20",
        [
            "The khanate fell in [1876|1876]. [That autumn|1876-FA] the last khan left; "
            "[two years later|1878] he died. In [March 1881|1881-03] the road was opened.",
            "War came in [1914|1914]. The revolt of [1916|1916] spread in [July|1916-07]. "
            "By [October|1916-10] it was over. "
            "In [1917|1917] the tsar fell, and [the following year|1918] war came.",
            "Trade grew in [the 1870s|187], in [the early 1880s|188,START] and in [the 20th century|19].",
            "They landed in [490 BC|BC0490]. In [August|BC0490-08] they fought; "
            "[that autumn|BC0490-FA] they left.",
            "The wars of [264|BC0264]-[241 BC|BC0241] were fought at sea; in [218|BC0218], by land.",
        ],
    ),
    "parliament": (
        "2024-02-06",
        [
            "The bill, tabled on [30 January|2024-01-30], will be read on [15 February|2024-02-15].",
            "Article 5 of Decree 2023 and Resolution 2231 stand; the 2030 Agenda does too.",
            "The 19th Party Congress and the 3rd session heard him; he spoke on [the 3rd|2024-02-03].",
            "The House sat from [10.30|2024-02-06T10:30] and rose at [4 p.m.|2024-02-06T16:00]",
            "It meets [twice a year|P1Y], [every Thursday|XXXX-WXX-4] and on [Mondays|XXXX-WXX-1].",
        ],
    ),
    "what only looks like a time": (
        WIRE,
        [
            "The G20 and the C5+1 met in hall 2025b; EXPO Astana-2017 is long over.",
            "He is 45 years old; his 12-year-old son plays for them.",
            "They won 3-2 and 3:2; the price was $2025, the toll 1,998.",
            "Flight KC 1942 and Boeing 1900 landed; some 2000 troops met them.",
            "The Sunday Times and USA Today reported it.",
            "She may march on; April Jones and Ambassador June Carter spoke.",
            "See https://example.org/2024/06/may-5, pages 2025/06, and the 12-5 May poll.",
            "About 1500 people and 1800 soldiers stood in rooms 12, 13 and 14.",
        ],
    ),
    "partial and vague": (
        WIRE,
        [
            "Expect it in [early 2026|2026,START], by [mid-March|2026-03,MID] or [late next year|2026,END].",
            "It ended at [the end of 2024|2024,END], or in [the last week of May 2024|2024-05,END].",
            "Ties have [recently|PAST_REF] cooled; [currently|PRESENT_REF] nobody calls.",
            "A visit in [the near future|FUTURE_REF] or [the coming months|FUTURE_REF] is likely.",
            "For [several weeks|PXW], and for [years|PXY] before, nothing had moved.",
            "It took [more than two hours|PT2H,MORE_THAN], [half an hour|PT0.5H] more than planned.",
            "At [about 10 p.m.|2025-12-20T22:00,APPROX] it was over.",
        ],
    ),
    "lists and ranges": (
        "2025-04-01",
        [
            "They met on [May 4|2025-05-04] and [5|2025-05-05] in Osh.",
            "They will meet on [3|2025-05-03], [4|2025-05-04] and [5 May|2025-05-05].",
            "From [April|1968-04] to [June 1968|1968-06] the siege went on.",
            "The tour of [April 28 - May 3, 2023|2023-04-28/2023-05-03] took in five capitals.",
            "Between [3 and 5 May|2025-05-03/2025-05-05] the lines were down.",
            "Trade rose in [January–June 2024|2024-01/2024-06].",
        ],
    ),
    "without a creation time": (
        None,
        [
            "On [December 19|XXXX-12-19] he spoke; on [Tuesday|XXXX-WXX-2] she did.",
            "The body, founded in [1992|1992], met on [June 3|XXXX-06-03] and [Tuesday|XXXX-WXX-2].",
            "War came in [1914|1914] and [1916|1916]. In [1917|1917] the tsar fell: in [March|1917-03].",
            "On [March 5, 1997|1997-03-05] they met, and [the next day|1997-03-06] they parted.",
            "It is kept [yesterday|XXXX-XX-XX] and [last month|XXXX-XX], or [the week|XXXX-WXX].",
        ],
    ),
}

CASES = [
    pytest.param(anchor, marked, id=f"{style}-{number}")
    for style, (anchor, sentences) in SENTENCES.items()
    for number, marked in enumerate(sentences)
]


def _found(text: str, anchor: str | None) -> list[Expected]:
    return [Expected(d.timex.text, d.timex.value, d.timex.mod) for d in find_dates(text, anchor)]


@pytest.mark.parametrize(("anchor", "marked"), CASES)
def test_sentence(anchor: str | None, marked: str) -> None:
    text, expected = _read(marked)
    assert _found(text, anchor) == expected


def _only(text: str, anchor: str | None) -> Dated:
    (dated,) = find_dates(text, anchor)
    return dated


@pytest.mark.parametrize(
    ("text", "start", "end", "precision", "basis"),
    [
        ("On 19 December 2025 they met.", "2025-12-19", "2025-12-19", "day", "text"),
        ("On December 19 they met.", "2025-12-19", "2025-12-19", "day", "text+dct"),
        ("They met in early 2026.", "2026-01-01", "2026-12-31", "year", "text"),
        ("They meet on June 3-5, 2026.", "2026-06-03", "2026-06-05", "interval", "text"),
        ("They met in February 2024.", "2024-02-01", "2024-02-29", "month", "text"),
        ("They met in the second quarter of 2024.", "2024-04-01", "2024-06-30", "quarter", "text"),
        ("They met in the winter of 2023.", "2023-12-01", "2024-02-29", "season", "text"),
        ("They met last week.", "2025-12-08", "2025-12-14", "week", "text+dct"),
        ("They met in the 1990s.", "1990-01-01", "1999-12-31", "decade", "text"),
        ("They met in the first half of 2024.", "2024-01-01", "2024-06-30", "half", "text"),
        ("They met at 3 p.m. on 19 December 2025.", "2025-12-19", "2025-12-19", "day", "text"),
        ("They met for two days.", None, None, None, None),
        ("They meet every year.", None, None, None, None),
        ("They met recently.", None, None, None, None),
        ("They met on 31 June 2025.", None, None, None, None),
    ],
)
def test_days_and_basis(
    text: str, start: str | None, end: str | None, precision: str | None, basis: str | None
) -> None:
    dated = _only(text, WIRE)
    assert (dated.start, dated.end, dated.precision, dated.basis) == (start, end, precision, basis)


def test_a_date_hangs_on_one_told_before() -> None:
    _, later = find_dates("The coup began on 19 August 1991. Two days later it was over.", WIRE)
    assert (later.start, later.basis) == ("1991-08-21", "text+context")
    assert later.steps == ('Two days later → +2D from "19 August 1991" 1991-08-19 → 1991-08-21',)


def test_the_steps_name_the_cue_and_the_anchor() -> None:
    dated = _only("The ministers will meet on Tuesday.", WIRE)
    assert dated.steps == (
        'Tuesday → first XXXX-WXX-2 not before the DCT 2025-12-20 ("will meet") → 2025-12-23',
    )


def test_a_bare_day_is_the_same_day_told_before() -> None:
    first, second = find_dates("On December 19 he spoke. In the afternoon of the 19th he left.", "2024-03-05")
    assert (first.start, second.timex.value) == ("2023-12-19", "2023-12-19TAF")


@pytest.mark.parametrize("anchor", ["2025-12-20T01:30:00+05:00", "2025-12-20"])
def test_the_day_of_the_anchor_is_read_in_its_own_zone(anchor: str) -> None:
    assert _only("He spoke today.", anchor).timex.value == "2025-12-20"


def test_an_anchor_that_is_no_day_is_refused() -> None:
    with pytest.raises(ValueError):
        find_dates("He spoke today.", "20 December")


def test_a_language_without_seeds_gives_nothing() -> None:
    assert find_dates("On 19 December 2025 they met.", WIRE, "xx") == ()
