"""The calendar behind the values: days covered, units moved, and days that move from year to year."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datelines.extractors.time.calendar import days, moved
from datelines.extractors.time.find import find
from datelines.extractors.time.heads import LENGTH, heads
from datelines.extractors.time.movable import movable
from datelines.extractors.time.patterns import fold, grammar
from datelines.extractors.time.resolve import Anchor, resolve
from datelines.extractors.time.value import tidy, unfinished
from datelines.seeds.models.timex import check_bounded


@pytest.mark.parametrize(
    ("value", "start", "end", "precision"),
    [
        ("2025-12-19", "2025-12-19", "2025-12-19", "day"),
        ("2025-12-19TAF", "2025-12-19", "2025-12-19", "day"),
        ("2024-02", "2024-02-01", "2024-02-29", "month"),
        ("2020-W53", "2020-12-28", "2021-01-03", "week"),
        ("2025-W51-WE", "2025-12-20", "2025-12-21", "interval"),
        ("2025-Q4", "2025-10-01", "2025-12-31", "quarter"),
        ("2025-H2", "2025-07-01", "2025-12-31", "half"),
        ("2025-WI", "2025-12-01", "2026-02-28", "season"),
        ("2026-XX-XX", "2026-01-01", "2026-12-31", "year"),
        ("198", "1980-01-01", "1989-12-31", "decade"),
        ("19", "1900-01-01", "1999-12-31", "interval"),
        ("2024-01/2024-06", "2024-01-01", "2024-06-30", "interval"),
    ],
)
def test_days_of_a_value(value: str, start: str, end: str, precision: str) -> None:
    covered = days(value)
    assert covered is not None
    assert (covered.start.isoformat(), covered.end.isoformat(), covered.precision) == (start, end, precision)


@pytest.mark.parametrize(
    "value",
    [
        "XXXX-12-19",
        "2025-02-30",
        "2025-13",
        "2021-W53",
        "P3D",
        "PAST_REF",
        "BC0490",
        "00",
        "2025-06-05/2025-06-03",
    ],
)
def test_values_without_days(value: str) -> None:
    assert days(value) is None


@pytest.mark.parametrize(
    ("unit", "shift", "value"),
    [
        ("D", 1, "2025-01-01"),
        ("W", 0, "2025-W01"),
        ("FN", -1, "2024-W51"),
        ("WE", 1, "2025-W02-WE"),
        ("M", 2, "2025-02"),
        ("Q", 1, "2025-Q1"),
        ("H", -1, "2024-H1"),
        ("Y", -10, "2014"),
        ("DE", -1, "201"),
        ("CE", -1, "19"),
        ("Y", 9999, None),
        ("D", 10**9, None),
        ("TH", 1, None),
    ],
)
def test_a_unit_moved_from_new_years_eve(unit: str, shift: int, value: str | None) -> None:
    assert moved(date(2024, 12, 31), unit, shift) == value


@given(st.dates(), st.sampled_from(["D", "W", "M", "Q", "H", "Y", "DE", "CE"]))
def test_the_unit_around_a_day_covers_it(day: date, unit: str) -> None:
    value = moved(day, unit, 0)
    covered = days(value) if value else None
    assert covered is None or covered.start <= day <= covered.end


@pytest.mark.parametrize(
    ("name", "year", "day"),
    [
        ("easter", 2024, "2024-03-31"),
        ("easter-before-2", 2024, "2024-03-29"),
        ("orthodox-easter", 2024, "2024-05-05"),
        ("lunar-new-year", 2025, "2025-01-29"),
        ("ramadan-begins", 2025, "2025-03-01"),
        ("eid-al-fitr", 2025, "2025-03-30"),
        ("eid-al-adha", 2025, "2025-06-06"),
        ("11-4-4", 2023, "2023-11-23"),
        ("05-last-1", 2025, "2025-05-26"),
        ("11-1-1-after-1", 2024, "2024-11-05"),
        ("02-5-1", 2025, None),
        ("eid-al-fitr", 1800, None),
        ("easter", 1500, None),
    ],
)
def test_days_that_move(name: str, year: int, day: str | None) -> None:
    assert movable(year, name) == day


@pytest.mark.parametrize("name", ["no-such-feast", "13", ""])
def test_an_unknown_feast_is_loud(name: str) -> None:
    with pytest.raises(KeyError):
        movable(2025, name)


@pytest.mark.parametrize(
    ("value", "toward", "finished"),
    [
        ("XXXX-12-19", None, "2025-12-19"),
        ("XXXX-01-05", "future", "2026-01-05"),
        ("XXXX-02-29", "past", "2024-02-29"),
        ("XXXX-12-19~4", None, "2024-12-19"),
        ("XXXX-XX-31", "past", "2025-10-31"),
        ("XXXX-WXX-6", "future", "2025-12-06"),
        ("XXXX-Q3", "past", "2025-Q3"),
        ("XXXX!easter", "future", "2026-04-05"),
        ("XX98", None, "1998"),
        ("@W-1-2", None, "2025-11-25"),
        ("@D+0TNI", None, "2025-12-05TNI"),
        ("XXXX-12-30/XXXX-01-02", "future", "2025-12-30/2026-01-02"),
    ],
)
def test_holes_are_filled_from_the_anchor(value: str, toward: str | None, finished: str) -> None:
    anchor = Anchor(date(2025, 12, 5), "the DCT", "text+dct", toward)  # type: ignore[arg-type]
    assert resolve(value, anchor).value == finished


@pytest.mark.parametrize(
    ("value", "holes"),
    [
        ("XXXX-12-19~5", "XXXX-12-19"),
        ("@D-1", "XXXX-XX-XX"),
        ("@M+0-19", "XXXX-XX-19"),
        ("@TH-3", "PAST_REF"),
        ("XXXX!easter", "XXXX-XX-XX"),
        ("XX98", "XX98"),
    ],
)
def test_without_an_anchor_the_holes_stay(value: str, holes: str) -> None:
    resolved = resolve(value, None)
    assert (resolved.value, resolved.days, resolved.basis) == (holes, None, None)


@pytest.mark.parametrize("day", [date.min, date.max])
@pytest.mark.parametrize(
    "value", ["XXXX-WXX-3", "XXXX-WXX-WE", "@W+1-3", "@D-1", "@D+1", "XXXX-01-01", "@TH-9"]
)
def test_the_ends_of_the_calendar_are_no_error(value: str, day: date) -> None:
    clock = datetime(day.year, day.month, day.day)
    sides = (
        Anchor(day, "the DCT", "text+dct", "past"),
        Anchor(day, "the DCT", "text+dct", "future", clock=clock),
    )
    assert all(resolve(value, anchor).value for anchor in sides)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("P3TH", "PT3H"),
        ("PXTM", "PTXM"),
        ("P2DE", "P20Y"),
        ("PXDE", "PXDE"),
        ("PXFN", "PXW"),
        ("P2.5DE", "P25Y"),
        ("P1FN", "P2W"),
        ("T12:00a", "T00:00"),
    ],
)
def test_units_and_clocks_become_iso(written: str, value: str) -> None:
    assert tidy(written) == value


def test_heads_are_how_matches_begin() -> None:
    assert heads(r"(?:the |a )?(?:cat|d[ou]g)(?!s)") == {
        "the ca",
        "the do",
        "the du",
        "a cat",
        "a dog",
        "a dug",
    } | {
        "cat",
        "dog",
        "dug",
    }
    assert heads(r"\d{1,2}th") == set("0123456789")
    assert max(map(len, heads("anticonstitutional"))) == LENGTH


@pytest.mark.parametrize("pattern", ["(?:a)?", r"\w", " a", ".x"])
def test_a_pattern_that_may_begin_anyhow_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError):
        heads(pattern)


@pytest.mark.parametrize("pattern", ["a*", "a+", "(?:ab){2,}", "[a-z]+", r"\d*"])
def test_a_pattern_without_bound_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError):
        check_bounded(pattern)


@pytest.mark.parametrize("pattern", ["a?", "[+*]", r"\+", "a{1,3}", "(?:a|b)(?!c)"])
def test_a_bounded_pattern_is_taken(pattern: str) -> None:
    assert check_bounded(pattern) == pattern


def test_the_engine_knows_no_language(tmp_path: Path) -> None:
    folder = tmp_path / "languages" / "xx" / "time"
    (folder / "words").mkdir(parents=True)
    words = {"day": "pattern: '[0-3]?\\d(?!\\d)'\nwidth: 2", "month": "forms: {'12': [十二月, декабря]}"}
    for name, body in words.items():
        (folder / "words" / f"{name}.yml").write_text(f"what: {name}\n{body}\n", encoding="utf-8")
    rule = '{id: r, match: "({month}{day}日|{day} {month})", value: "XXXX-{month}-{day}", why: w'
    holds = "holds: [{text: '[十二月19日]', is: XXXX-12-19}], fails: [日]}"
    (folder / "day.yml").write_text(f"- {rule}, {holds}\n", encoding="utf-8")
    language = grammar("xx", tmp_path)
    text = "他十二月1９日在东京。 Он приехал 3 декабря."
    found = find(text, fold(text), language)
    assert [(text[f.start : f.end], unfinished(f)) for f in found] == [
        ("十二月1９日", "XXXX-12-19"),
        ("3 декабря", "XXXX-12-03"),
    ]
