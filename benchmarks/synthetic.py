"""A work file full of invented news: as many happenings as asked, skewed as the news is.

Names and words are made of syllables and mean nothing. Skews: actors, places and words follow Zipf's law;
three in ten happenings fall on a dozen busy days of their year; later years hold more. One date in eight
is partial or missing, and most happenings are told once, a few by dozens of documents.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import duckdb

from datelines.sources.records import (
    Chain,
    ChainMention,
    DateRange,
    Document,
    Extraction,
    Participant,
    Passage,
    Plover,
    Published,
    Report,
    Span,
)
from datelines.warehouse import Extracted
from datelines.warehouse.migrations import open_work_file

FIRST_YEAR, LAST_YEAR = 1992, 2025
ACTORS, PLACES, WORDS, PUBLISHERS, MECHANISMS = 20_000, 400, 30_000, 300, 3_000
REPORTS_A_DOCUMENT = 8
VERSION, SEEDS = "synthetic", "none"
_SQL = Path(__file__).with_suffix(".sql")
_COUNTRIES = (
    "KAZ",
    "KGZ",
    "TJK",
    "TKM",
    "UZB",
    "RUS",
    "CHN",
    "JPN",
    "USA",
    "TUR",
    "IRN",
    "IND",
    "DEU",
    "KOR",
)


def fill(home: Path, events: int) -> None:
    """Make the private file of a warehouse that holds so many happenings, a year at a time."""
    home.mkdir(parents=True, exist_ok=True)
    with open_work_file(home / "work.duckdb") as work:
        _vocabulary(work)
        first = 0
        for year, share in _shares():
            last = first + max(1, round(events * share))
            _fill_year(work, year, first, last)
            first = last
        work.execute(
            "INSERT INTO facts.runs VALUES ('made', TIMESTAMP '2026-01-01', TIMESTAMP '2026-01-01', "
            "'ok', ?, ?, '{}', '{}')",
            [VERSION, SEEDS],
        )
        work.execute("CHECKPOINT")


def _shares() -> list[tuple[int, float]]:
    """Return which share of the happenings each year holds: the last three times as many as the first."""
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    weights = [1 + 2 * number / (len(years) - 1) for number in range(len(years))]
    return [(year, weight / sum(weights)) for year, weight in zip(years, weights, strict=True)]


def _fill_year(work: duckdb.DuckDBPyConnection, year: int, first: int, last: int) -> None:
    given = {
        "year": year,
        "first": first,
        "last": last,
        "first_document": first,
        "reports_a_document": REPORTS_A_DOCUMENT,
        "actors": ACTORS,
        "places": PLACES,
        "words": WORDS,
        "publishers": PUBLISHERS,
        "mechanisms": MECHANISMS,
        "version": VERSION,
        "seeds": SEEDS,
    }
    for statement in duckdb.extract_statements(_SQL.read_text(encoding="utf-8")):
        work.execute(statement, {name: given[name] for name in statement.named_parameters})


def _vocabulary(work: duckdb.DuckDBPyConnection) -> None:
    chance = random.Random(7)  # noqa: S311 (nothing secret)
    words = invented_words(WORDS, chance)
    names = [word.capitalize() for word in invented_words(2_000, chance)]
    people = [f"{chance.choice(names[:400])} {chance.choice(names)}" for _ in range(4 * ACTORS)]
    people = list(dict.fromkeys(people))[:ACTORS]
    places = [word.capitalize() + "abad" for word in invented_words(PLACES, chance)]
    work.execute(
        "CREATE TEMP TABLE actors AS SELECT rank AS actor, 'a' || rank AS actor_id, name, "
        "CASE WHEN rank % 5 = 0 THEN 'organisation' ELSE 'person' END AS kind, "
        "$countries[1 + rank % len($countries)] AS country "
        "FROM (SELECT unnest($people) AS name, unnest(range(1, len($people) + 1)) AS rank)",
        {"people": people, "countries": list(_COUNTRIES)},
    )
    work.execute(
        "CREATE TEMP TABLE places AS "
        "SELECT unnest($places) AS place, unnest(range(1, len($places) + 1)) AS rank",
        {"places": places},
    )
    work.execute("SET VARIABLE words = $words", {"words": words})
    work.execute("SET VARIABLE countries = $countries", {"countries": list(_COUNTRIES)})


def invented_words(count: int, chance: random.Random) -> list[str]:
    """Return so many different words of two to four syllables."""
    syllables = ["".join(pair) for pair in product("bdfgklmnprstvz", "aeiou")]
    found: dict[str, None] = {}
    while len(found) < count:
        found["".join(chance.choices(syllables, k=chance.choice((2, 3, 3, 4))))] = None
    return list(found)


def documents(count: int) -> Iterator[Extracted]:
    """Yield so many documents as an extraction hands them over, with the reports of each."""
    chance = random.Random(11)  # noqa: S311 (nothing secret)
    words = invented_words(2_000, chance)
    for number in range(count):
        sentences = [
            "{} met {} about {}.".format(*(word.capitalize() for word in chance.choices(words, k=3)))
            for _ in range(REPORTS_A_DOCUMENT)
        ]
        text = " ".join(sentences)
        day = f"2025-{1 + number % 12:02}-{1 + number % 28:02}"
        reports = tuple(_report(text, sentence, day, str(nth)) for nth, sentence in enumerate(sentences))
        document = Document(f"new{number}", text, publisher=f"Paper {number % PUBLISHERS}")
        found = Extraction(
            document.id,
            "en",
            "ok",
            None,
            None,
            text,
            Published(day, "day", "given", 1.0),
            events=reports,
            chains=tuple(
                chain for nth, sentence in enumerate(sentences) for chain in _chains(text, sentence, nth)
            ),
        )
        yield Extracted(document, found, VERSION, SEEDS)


def _chains(text: str, sentence: str, nth: int) -> Iterator[Chain]:
    """Yield a chain of two mentions for each of the two who meet, as synthetic.sql has them."""
    start = text.index(sentence)
    doer, rest = sentence.split(" met ")
    other = rest.split(" about ")[0]
    for side, name in enumerate((doer, other)):
        at = start + side * len(f"{doer} met ")
        named = ChainMention(at, at + len(name), "name", "named in the text", None)
        end = start + len(sentence) - side
        meant = ChainMention(end - 3, end, "pronoun", "the person who was the last subject", 0)
        yield Chain(f"c{2 * nth + side}", (named, meant), name, None, "person", None)


def _report(text: str, sentence: str, day: str, key: str) -> Report:
    start = text.index(sentence)
    doer, other = sentence.split(" met ")[0], sentence.split(" met ")[1].split(" about ")[0]
    cast = tuple(
        Participant(name, None, None, name, None, "person", "KAZ", role)
        for name, role in ((doer, "source"), (other, "target"))
    )
    return Report(
        id=key,
        type="CONSULT",
        subtype="meeting",
        cameo="040",
        plover=Plover("CONSULT"),
        title=sentence,
        work_title=None,
        date=DateRange(day, day, "day", "text"),
        factuality="asserted",
        attribution=None,
        participants=cast,
        place=None,
        venue=None,
        mechanism=None,
        position=None,
        evidence=Passage(sentence, start, start + len(sentence)),
        mentions=(Span(start, start + len(sentence)),),
        confidence=0.9,
        salience=1.0,
    )
