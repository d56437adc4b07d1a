"""Every format read back by somebody else's parser: nothing lost, nothing hostile alive."""

from __future__ import annotations

import csv
import doctest
import io
import json
import re
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import icalendar
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from markdown_it import MarkdownIt

from datelines.dashboard import cells, formats
from datelines.dashboard.formats import csv as csv_format
from datelines.dashboard.formats import ics, markdown
from datelines.warehouse import Writer
from datelines.warehouse.reader import Reader, Stream

ABOUT = formats.About("4", "abc", 1, "timeline")
EVENT = {
    "event_id": "a1",
    "date_start": date(2025, 12, 19),
    "date_end": date(2025, 12, 19),
    "date_precision": "day",
    "title": "Aida Seitkali meets Ken Mori",
    "event_type": "CONSULT",
    "subtype": "meeting",
    "factuality": "asserted",
    "participants": ["Aida Seitkali", "Ken Mori"],
    "place": "Almaty",
    "venue": None,
    "n_documents": 1,
    "sources": ["Herald", "Wire"],
    "last_reported_at": datetime(2025, 12, 20, 8, 30),
    "evidence": "Aida Seitkali met Ken Mori.",
    "evidence_url": "https://herald.example/1",
}
TYPES = {
    "date_start": "DATE",
    "date_end": "DATE",
    "participants": "VARCHAR[]",
    "sources": "VARCHAR[]",
    "n_documents": "BIGINT",
    "last_reported_at": "TIMESTAMP",
}
HOSTILE = [
    "=HYPERLINK(\"http://x.example\")",
    "+1+cmd|' /C calc'!A0",
    "@SUM(A1)",
    "-2+3",
    "\t=1+1",
    "\x00=1+1",
    "＝1+1",
    "\r\nEND:VEVENT\r\nBEGIN:VEVENT",
    "a\x1b[2Jb\x07c\x9dd",
    "exe.\u202etxt\u202c and \u200f marks \u2066here\u2069",
    "line\u2028separator",
    "| a | b |",
    "\\| back \\",
    "<script>alert(1)</script> &lt;b&gt;",
    "[click](javascript:alert(1)) ![x](http://x.example/y.png)",
    "`code` *bold* _it_ ~~del~~ # head",
    "semi;colon, comma\\n: \"quoted\"",
    "C:\\News\\notes \\\\N \\",
    "Talks;=1+1;+2;\"=3",
    "Talks\t=1+1\n-2|@3",
    "日本と中央アジア🕊️" * 20,
    "",
]  # fmt: skip


def stream(*events: dict[str, Any], batches: int = 1) -> Stream:
    """Return events that differ from EVENT in what is given, as the warehouse would give them."""
    rows = [tuple((EVENT | event).values()) for event in events]
    size = -(-len(rows) // batches) if rows else 1
    cut = [rows[at : at + size] for at in range(0, len(rows), size)]
    return Stream(tuple(EVENT), tuple(TYPES.get(name, "VARCHAR") for name in EVENT), iter(cut))


def written(form: str, rows: Stream, about: formats.About = ABOUT) -> bytes:
    return b"".join(formats.named(form).written(rows, about))


def entries(data: bytes) -> list[Any]:
    calendar = icalendar.Calendar.from_ical(data)
    assert not calendar.errors
    for entry in calendar.walk("VEVENT"):
        assert not entry.errors
    return calendar.walk("VEVENT")


def cells_of(data: bytes) -> list[list[Any]]:
    """Return the inline tokens of each cell of each body row of the one table that there is."""
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(data.decode())
    assert [token.type for token in tokens].count("table_open") == 1
    assert (tokens[0].type, tokens[-1].type) == ("table_open", "table_close")
    rows: list[list[Any]] = []
    for at, token in enumerate(tokens):
        if token.type == "tr_open":
            rows.append([])
        elif token.type in ("td_open", "th_open"):
            rows[-1].append(tokens[at + 1].children)
    return rows[1:]


def shown(inline: Sequence[Any]) -> str:
    return "".join(token.content for token in inline)


def test_a_format_is_found_by_being_there() -> None:
    assert formats.names() == ("csv", "ics", "json", "jsonl", "markdown", "parquet")
    for name in formats.names():
        assert formats.of_suffix(formats.named(name).SUFFIXES[0]) == name
    assert formats.of_suffix(".ICS") == "ics"
    assert formats.of_suffix(".xlsx") is None


@pytest.mark.parametrize("module", [cells, markdown])
def test_the_examples_in_the_code_hold(module: Any) -> None:
    result = doctest.testmod(module)
    assert result.attempted
    assert not result.failed


@pytest.mark.parametrize("form", formats.names())
def test_no_rows_are_a_sound_file_and_batches_make_no_difference(form: str) -> None:
    assert bool(written(form, stream())) == (form != "jsonl")
    events = [{"event_id": str(n), "title": f"event {n}"} for n in range(7)]
    if form == "parquet":
        tables = [pq.read_table(io.BytesIO(written(form, stream(*events, batches=n)))) for n in (1, 7)]
        assert tables[0].equals(tables[1])
    else:
        assert written(form, stream(*events, batches=7)) == written(form, stream(*events))


@pytest.mark.parametrize("text", HOSTILE)
def test_csv_runs_nothing_and_keeps_its_rows(text: str, tmp_path: Path) -> None:
    got = list(
        csv.reader(io.StringIO(written("csv", stream({"title": text, "place": None})).decode(), newline=""))
    )
    assert len(got) == 2
    cell = dict(zip(*got, strict=True))["title"]
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝"))
    assert cells.harmless(cell) == cell
    assert cell.replace("'", "") == cells.harmless(text).replace("'", "")
    further = re.split(r"[;\t\n|]\"*", cell)  # as a spreadsheet may cut it
    assert not any(part.startswith(csv_format.FORMULA_STARTS) for part in further if part)
    (tmp_path / "t.csv").write_bytes(written("csv", stream({"title": text})))
    with duckdb.connect() as shell:
        read = "SELECT title FROM read_csv(?, header = true, all_varchar = true)"
        assert shell.execute(read, [str(tmp_path / "t.csv")]).fetchall() == [(cell or None,)]


def test_csv_joins_lists_and_leaves_numbers_alone() -> None:
    rows = Stream(
        ("=n", "countries", "n", "date", "none", "yes"),
        ("VARCHAR", "VARCHAR[]", "INTEGER", "DATE", "VARCHAR", "BOOLEAN"),
        iter([[('a "b", c', ["KAZ", "JPN"], -3, date(2025, 12, 19), None, True)]]),
    )
    got = list(csv.reader(io.StringIO(written("csv", rows).decode(), newline="")))
    assert got == [
        ["'=n", "countries", "n", "date", "none", "yes"],
        ['a "b", c', "KAZ; JPN", "-3", "2025-12-19", "", "true"],
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_json_has_the_text_untouched(text: str) -> None:
    [event] = json.loads(written("json", stream({"title": text})), parse_constant=pytest.fail)
    assert event["title"] == text
    lines = written("jsonl", stream({"title": text}, {"title": "next"})).decode().split("\n")
    assert [json.loads(line)["title"] for line in lines[:-1]] == [text, "next"]


def test_json_is_strict_and_no_column_is_lost() -> None:
    rows = Stream(
        ("n", "n", "wide"), ("DOUBLE", "DOUBLE", "HUGEINT"), iter([[(float("nan"), float("inf"), 2**70)]])
    )
    assert json.loads(written("json", rows), parse_constant=pytest.fail) == [
        {"n": None, "n_2": None, "wide": str(2**70)}
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_parquet_has_the_text_untouched(text: str) -> None:
    table = pq.read_table(io.BytesIO(written("parquet", stream({"title": text, "participants": [text]}))))
    assert table.column("title").to_pylist() == [text]
    assert table.column("participants").to_pylist() == [[text]]


def test_parquet_says_which_schema_it_has_and_types_do_not_hang_on_the_rows(tmp_path: Path) -> None:
    full = written("parquet", stream({}, {"date_start": None, "sources": None}))
    schemas = [pq.read_schema(io.BytesIO(data)) for data in (full, written("parquet", stream()))]
    assert schemas[0].equals(schemas[1], check_metadata=True)
    metadata = schemas[0].metadata
    assert (metadata[b"datelines.schema_version"], metadata[b"datelines.view"]) == (b"4", b"timeline")
    types = {field.name: field.type for field in schemas[0]}
    assert (types["date_start"], types["sources"]) == (pa.date32(), pa.list_(pa.string()))
    (tmp_path / "t.parquet").write_bytes(full)
    with duckdb.connect() as shell:
        rows = shell.execute("SELECT date_start, sources FROM read_parquet(?)", [str(tmp_path / "t.parquet")])
        assert rows.fetchall() == [(date(2025, 12, 19), ["Herald", "Wire"]), (None, None)]


def test_parquet_takes_whatever_a_query_gives(tmp_path: Path) -> None:
    sql = (
        "SELECT 1 AS a, 2::HUGEINT AS b, 1.50::DECIMAL(9,2) AS c, {'x': [1]} AS d, [{'x': 1}] AS e, "
        "NULL AS f, INTERVAL 1 DAY AS g, '\\x01'::BLOB AS h, TIME '10:00' AS i, [[1], NULL] AS j, "
        "map {'k': 1} AS k, "
        "'0e8400e2-9b41-4716-a446-655440000000'::UUID AS l, true AS m, 1::UTINYINT AS n, 'x' AS a"
    )
    with Writer(tmp_path) as writer:
        reader = Reader(writer.publish())
    with reader.session() as session:
        data = written("parquet", session.stream(sql))
    [row] = pq.read_table(io.BytesIO(data)).to_pylist()
    assert row == {
        "a": 1, "b": 2, "c": row["c"], "d": '{"x":[1]}', "e": ['{"x":1}'], "f": None, "g": "1 day, 0:00:00",
        "h": b"\x01", "i": row["i"], "j": [[1], None], "k": '{"k":1}',
        "l": "0e8400e2-9b41-4716-a446-655440000000", "m": True, "n": 1, "a_2": "x",
    }  # fmt: skip
    assert (str(row["c"]), str(row["i"])) == ("1.50", "10:00:00")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_calendar_stays_one_entry_whatever_the_texts_say(text: str) -> None:
    event = {
        "title": f"Talks {text}",
        "evidence": text,
        "place": text,
        "participants": [text],
        "sources": [text],
    }
    data = written("ics", stream(event))
    [entry] = entries(data)
    assert entry["SUMMARY"] == cells.one_line(f"Talks {text}")
    assert cells.one_line(text) in entry["DESCRIPTION"]
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert cells.harmless(data.decode().replace("\r\n", "\n")) == data.decode().replace("\r\n", "\n")


def test_a_calendar_is_what_the_standard_says_letter_by_letter() -> None:
    """Written out by hand: who reads it otherwise uses the library that wrote it."""
    data = written("ics", stream({"title": "Talks; day 1, C:\\News", "participants": ["Aida Seitkali"] * 3}))
    assert data.replace(b"\r\n ", b"").decode().split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//datelines//timeline//EN",
        "CALSCALE:GREGORIAN",
        "X-WR-CALNAME:datelines timeline",
        "BEGIN:VEVENT",
        "UID:a1@datelines",
        "DTSTAMP:20251220T083000Z",
        "SEQUENCE:0",
        "DTSTART;VALUE=DATE:20251219",
        "DTEND;VALUE=DATE:20251220",
        r"SUMMARY:Talks\; day 1\, C:\\News",
        r"DESCRIPTION:Date: 19 Dec 2025 (precision: day)\nType: CONSULT\nKind: meeting\nFactuality: asserted"
        r"\nParticipants: Aida Seitkali\; Aida Seitkali\; Aida Seitkali\nTold by: Herald\; Wire"
        r"\n“Aida Seitkali met Ken Mori.”",
        "LOCATION:Almaty",
        "CATEGORIES:CONSULT,meeting",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
        "URL:https://herald.example/1",
        "X-DATELINES-PRECISION:day",
        "X-DATELINES-FACTUALITY:asserted",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_folding_cuts_no_character_and_loses_none() -> None:
    for width in range(60, 80):
        title = "x" * width + "日本🕊️é" * 30
        data = written("ics", stream({"title": title}))
        assert [len(line) for line in data.split(b"\r\n") if len(line) > 75] == []
        data.replace(b"\r\n", b"\n").decode().encode("utf-16")
        for line in data.split(b"\r\n"):
            line.decode()  # raises where a character was cut in two
        assert entries(data)[0]["SUMMARY"] == title


@pytest.mark.parametrize(
    ("start", "end", "precision", "says", "after"),
    [
        ("2025-12-19", "2025-12-19", "day", "", "2025-12-20"),
        ("2025-12-19", "2025-12-21", "interval", "", "2025-12-22"),
        ("2025-12-01", "2025-12-31", "month", " (some time in Dec 2025)", "2026-01-01"),
        ("2025-01-01", "2025-12-31", "year", " (some time in 2025)", "2026-01-01"),
        ("0800-01-01", "0800-12-31", "year", " (some time in 800)", "0801-01-01"),
        ("9999-12-31", "9999-12-31", "day", "", "9999-12-31"),
    ],
)
def test_a_partial_date_is_a_span_that_tells_its_precision(
    start: str, end: str, precision: str, says: str, after: str
) -> None:
    dated = {"date_start": date.fromisoformat(start), "date_end": date.fromisoformat(end)}
    [entry] = entries(written("ics", stream({**dated, "date_precision": precision})))
    assert entry["SUMMARY"] == EVENT["title"] + says
    assert entry.decoded("DTSTART") == dated["date_start"]
    assert entry.decoded("DTEND") == date.fromisoformat(after)
    assert entry["X-DATELINES-PRECISION"] == precision
    assert f"precision: {precision}" in entry["DESCRIPTION"]


def test_an_entry_keeps_its_uid_and_its_sequence_grows() -> None:
    def sequence(n_documents: int, versions: int) -> tuple[str, int]:
        about = formats.About("4", "abc", versions)
        [entry] = entries(written("ics", stream({"n_documents": n_documents}), about))
        return str(entry["UID"]), int(entry["SEQUENCE"])

    assert sequence(1, 1) == ("a1@datelines", 0)
    [moved] = entries(written("ics", stream({}), formats.About("4", "abc", 1, first_ids={"a1": "old"})))
    assert moved["UID"] == "old@datelines"
    grown = [sequence(2, 1), sequence(1, 2), sequence(2, 2)]
    assert {uid for uid, _ in grown} == {"a1@datelines"}
    numbers = [0, *(number for _, number in grown)]
    assert numbers == sorted(set(numbers))


@pytest.mark.parametrize(
    ("factuality", "status"),
    [
        ("asserted", "CONFIRMED"),
        ("planned", "TENTATIVE"),
        ("possible", "TENTATIVE"),
        ("negated", "CANCELLED"),
    ],
)
def test_how_sure_an_entry_is(factuality: str, status: str) -> None:
    [entry] = entries(written("ics", stream({"factuality": factuality})))
    assert (entry["STATUS"], entry["X-DATELINES-FACTUALITY"]) == (status, factuality)


def test_what_a_view_does_not_tell_is_left_out() -> None:
    columns = tuple(ics.NEEDS)
    rows = Stream(
        columns,
        tuple(TYPES.get(name, "VARCHAR") for name in columns),
        iter([[tuple(EVENT[n] for n in columns)]]),
    )
    [entry] = entries(written("ics", rows))
    assert (entry["SUMMARY"], entry["STATUS"]) == (EVENT["title"], "TENTATIVE")
    assert {"LOCATION", "CATEGORIES", "URL"} & set(entry) == set()


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://herald.example/1", "https://herald.example/1"),
        ("javascript:alert(1)", None),
        ("https://herald.example/\r\nATTENDEE:<x>|", "https://herald.example/%20ATTENDEE:%3Cx%3E%7C"),
        (None, None),
    ],
)
def test_only_a_plain_address_is_a_link(address: str | None, link: str | None) -> None:
    [entry] = entries(written("ics", stream({"evidence_url": address})))
    assert entry.get("URL") == link
    [row] = cells_of(written("markdown", stream({"evidence_url": address})))
    targets = [token.attrs["href"] for cell in row for token in cell if token.type == "link_open"]
    assert targets == ([link] if link else [])


def test_the_undated_are_in_no_calendar() -> None:
    undated = {"date_start": None, "date_end": None, "date_precision": None}
    assert [e["UID"] for e in entries(written("ics", stream(undated, {"event_id": "b2"})))] == [
        "b2@datelines"
    ]
    assert shown(cells_of(written("markdown", stream(undated)))[0][0]) == "undated"


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_shows_the_text_and_obeys_none_of_it(text: str) -> None:
    event = {"title": text, "evidence": text, "sources": [text], "place": text}
    rows = cells_of(written("markdown", stream(event, {"title": "next"})))
    assert [len(row) for row in rows] == [len(markdown._EVENT)] * 2
    for at, inline in enumerate(rows[0]):
        kinds = {token.type for token in inline} - {"text", "text_special"}
        assert kinds <= ({"link_open", "link_close"} if at == 5 else set())
    assert shown(rows[0][1]) == cells.one_line(text)
    assert shown(rows[1][1]) == "next"


def test_markdown_of_other_rows_has_all_their_columns() -> None:
    rows = Stream(("a|b", "n"), ("VARCHAR", "INTEGER"), iter([[("x|y", 2), (None, None)]]))
    got = cells_of(written("markdown", rows))
    assert [[shown(cell) for cell in row] for row in got] == [["x|y", "2"], ["", ""]]


@pytest.mark.parametrize("form", ["csv", "json", "jsonl", "markdown", "parquet"])
def test_every_type_of_the_database_can_be_written(tmp_path: Path, form: str) -> None:
    with Writer(tmp_path) as writer:
        reader = Reader(writer.publish())
    rows = "true" if form != "parquet" else "false"  # Arrow has no year 5881580
    with reader.session() as session:
        assert written(form, session.stream(f"FROM test_all_types() WHERE {rows}"))


def test_a_value_that_parquet_cannot_hold_is_told(tmp_path: Path) -> None:
    with Writer(tmp_path) as writer:
        reader = Reader(writer.publish())
    with reader.session() as session, pytest.raises(formats.FormatError, match="a value of hugeint"):
        written("parquet", session.stream("SELECT hugeint FROM test_all_types()"))


def test_a_calendar_of_what_is_no_event_is_refused() -> None:
    formats.check("ics", tuple(EVENT))
    with pytest.raises(
        formats.FormatError, match="ics is for events: these rows have no event_id, date_start"
    ):
        formats.check("ics", ("country", "year"))
    assert set(ics.NEEDS) <= set(EVENT)
