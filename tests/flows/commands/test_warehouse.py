"""The commands that ask the published file, on a small synthetic warehouse."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import icalendar
import pyarrow.parquet
import pytest

from datelines.dashboard import formats
from datelines.flows import cli, start
from datelines.flows.ask import export
from datelines.flows.run.session import Counts, Report
from datelines.sources.records import ReviewItem
from datelines.warehouse import Quarantined, Reader, Writer
from tests.factories import FETCHED, NO_KNOWLEDGE, extracted, person, report

Typed = Callable[..., tuple[int, str, str]]
RUN = "2026-02-01T08:00:00+00:00"
FIRST = "Aida Seitkali met Ken Mori in Almaty."
SECOND = "=Talks may be held"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with two documents, a review item, an input in quarantine, and two versions of the rules."""
    home = tmp_path_factory.mktemp("home")
    doubt = [ReviewItem("unknown-actor", "Ken Mori", "nobody of that name is known", ((18, 26),))]
    almaty, astana = (report(FIRST, place=(place, "KAZ")) for place in ("Almaty", "Astana"))
    before = [
        extracted("d1", almaty, review=doubt),
        extracted("d2", report(SECOND, date=None), publisher="B"),
    ]
    after = [extracted("d1", astana, review=doubt, version="2")]
    after += [extracted("d2", report(SECOND, date=None, factuality="planned"), publisher="B", version="2")]
    with Writer(home, home / "timeline.duckdb") as writer:
        writer.start_run("r1", RUN, {}, "2", "s1")
        writer.write([*before, *after], "r1", FETCHED)
        writer.quarantine(
            [Quarantined("k", "/news/bad.txt", "read", "binary", "this is not text", b"x")], "r1"
        )
        writer.finish_run("r1", RUN, "ok", {})
        writer.publish(NO_KNOWLEDGE)
    return home


@pytest.fixture
def typed(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Typed:
    """Run a command line in the home; return its status, what it printed and what it said."""
    monkeypatch.setenv("DATELINES_HOME", str(home))
    monkeypatch.delenv("DATELINES_WAREHOUSE", raising=False)

    def run(*arguments: str) -> tuple[int, str, str]:
        status = cli.run(arguments)
        return status, *capsys.readouterr()

    return run


def test_the_timeline_as_a_table_is_one_line_an_event(typed: Typed) -> None:
    status, out, err = typed("timeline")
    head, first, second = out.splitlines()
    assert (status, err) == (0, "")
    assert head.split() == ["date", "event", "type", "factuality", "sources", "id"]
    assert first.startswith("2025-12-19")
    assert FIRST in first
    assert second.startswith("undated")


def test_the_timeline_for_programs_has_every_column(typed: Typed) -> None:
    _, out, _ = typed("timeline", "--format", "csv")
    [first, second] = csv.DictReader(io.StringIO(out, newline=""))
    assert first["countries"] == "JPN; KAZ"
    assert second["title"] == f"'{SECOND}"
    _, out, _ = typed("timeline", "--json")
    events = json.loads(out)
    assert list(events[0]) == list(first)
    assert (events[0]["date_start"], events[1]["date_start"]) == ("2025-12-19", None)


@pytest.mark.parametrize(
    ("options", "events"),
    [
        (["--country", "KAZ", "--since", "2025-12", "--until", "2025"], 1),
        (["--factuality", "planned"], 1),
        (["--region", "central-asia"], 2),
        (["--actor", "aida seitkali"], 2),
        (["--type", "meeting", "--limit", "1"], 1),
        (["--as-of", "2025-12-19"], 0),
        (["--actor", "ken mori", "--type", "CONSULT", "--country", "jpn"], 2),
    ],
)
def test_the_timeline_is_filtered(typed: Typed, options: list[str], events: int) -> None:
    _, out, _ = typed("timeline", "--json", *options)
    assert len(json.loads(out)) == events


def test_a_day_that_is_none_is_one_line(typed: Typed) -> None:
    status, out, err = typed("timeline", "--since", "tomorrow")
    assert (status, out) == (2, "")
    assert err.startswith("datelines: not a day")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("options", "status", "says"),
    [
        (["--type", "NOPE"], 2, "no type is called NOPE; there are AGREE, CONSULT, "),
        (["--type", "meetng"], 2, "no type is called meetng; did you mean meeting?"),
        (["--factuality", "sure"], 2, "no factuality is called sure; there are asserted, planned, "),
        (["--factuality", "planed"], 2, "no factuality is called planed; did you mean planned?"),
        (
            ["--actor", "Aida Seitkaly"],
            2,
            "no actor is called Aida Seitkaly; did you mean aida seitkali or seitkali?",
        ),
        (["--actor", ""], 2, "no actor is called so; there are aida, aida seitkali, ken, "),
        (["--actor", "' OR 1=1 --"], 2, "no actor is called ' OR 1=1 --"),
        (["--country", "QQQ"], 2, "no country is called QQQ; there are JPN, KAZ"),
        (["--country", "FRA"], 0, "no event is found"),
        (["--region", "nowhere"], 2, "no region is called nowhere; there are central-asia"),
        (["--region", "Central Asia"], 2, "did you mean central-asia?"),
        (["--mechanism", "none such"], 2, "no mechanism is called none such"),
        (["--since", "2025-02-30"], 2, "not a day, month or year like 2025-12-19: '2025-02-30'"),
        (["--since", "2025-12-20", "--until", "2025-12"], 0, "no event is found"),
        (["--since", "2026", "--until", "2025"], 2, "no day is after 2026 and before 2025"),
        (["--as-of", "yesterday"], 2, "not a day, month or year like 2025-12-19: 'yesterday'"),
    ],
)
def test_a_filter_that_names_nothing_is_one_clear_line(
    typed: Typed, options: list[str], status: int, says: str
) -> None:
    got, out, err = typed("timeline", *options)
    assert (got, err.count("\n")) == (status, 1 if says else 0)
    assert not (status and out)
    assert says in err


@pytest.mark.parametrize(
    "arguments",
    [
        ["timeline", "--json", "--format", "csv"],
        ["sql", "FROM timeline", "--json", "--format", "table"],
        ["sources", "--json", "--format", "csv"],
        ["sources", "list", "--format", "csv", "--json"],
        ["review", "--json", "--format", "csv"],
        ["quarantine", "list", "--json", "--format", "csv"],
        ["diff", "1", "2", "--json", "--format", "csv"],
        ["who", "president of Kazakhstan", "--json", "--format", "csv"],
    ],
)
def test_two_formats_at_once_are_refused(typed: Typed, arguments: list[str]) -> None:
    status, out, err = typed(*arguments)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "contradict each other" in err


@pytest.mark.parametrize(("group", "command"), [("sources", "list"), ("review", "list")])
def test_an_option_before_a_groups_command_is_refused(typed: Typed, group: str, command: str) -> None:
    assert typed(group, "--json", command) == (
        2,
        "",
        f"datelines: options of `{group} {command}` stand after it, not before\n",
    )
    assert typed(group, command, "--json", "--format", "json")[0] == 0


def test_a_format_is_told_by_name_or_suffix(typed: Typed, tmp_path: Path) -> None:
    for name, form in (("a", []), ("b.zzz", ["--format", "csv"]), ("c.CSV", [])):
        assert typed("export", "--out", str(tmp_path / name), *form)[0] == 0
    assert len({path.read_bytes() for path in tmp_path.iterdir()}) == 1


def test_counts_agree_with_their_nouns(typed: Typed, tmp_path: Path) -> None:
    for limit, said in (("0", "0 rows"), ("1", "1 row")):
        assert typed("timeline", "--limit", limit)[2] == f"datelines: {said} shown; there are more\n"
    assert typed("export", "signings", "--out", str(tmp_path / "s.csv"))[2].startswith("datelines: 0 rows of")
    assert typed("export", "runs", "--out", str(tmp_path / "m.csv"))[2].startswith("datelines: 1 row of")


def test_an_event_is_explained_from_a_beginning_of_its_id(typed: Typed) -> None:
    _, out, _ = typed("timeline", "--json", "--limit", "1")
    [event] = json.loads(out)
    status, out, _ = typed("explain", event["event_id"][:6])
    assert status == 0
    lines = out.splitlines()
    assert lines[0] == f"2025-12-19  {FIRST}"
    assert "  source: Aida Seitkali (KAZ)" in lines
    assert "  place: Astana (KAZ)" in lines
    assert any(line.startswith("1. Steppe Wire, 2025-12-20") for line in lines)
    assert "   date: 2025-12-19, from text" in lines
    _, out, _ = typed("explain", event["event_id"], "--json")
    [told] = json.loads(out)["reports"]
    assert (told["evidence"], told["meant"]) == (FIRST, [])  # an older version read it: it knows of no chains
    assert "   meant:" not in lines


@pytest.mark.parametrize("beginning", ["", "zz"])
def test_an_unknown_event_is_one_line(typed: Typed, beginning: str) -> None:
    status, out, err = typed("explain", beginning)
    assert (status, out) == (1, "")
    assert err.startswith("datelines: no event")


@pytest.mark.parametrize(
    "query",
    [
        "COPY timeline TO '{target}'",
        "EXPLAIN ANALYZE COPY timeline TO '{target}'",
        "EXPORT DATABASE '{target}'",
        "ATTACH '{target}' AS other",
        "FROM read_text('/etc/hostname')",
        "FROM read_csv('/etc/hostname')",
        "FROM glob('/*')",
        "FROM sniff_csv('/etc/hostname')",
        "FROM 'https://news.example/a.parquet'",
        "DESCRIBE '{target}.csv'",
        "INSTALL fts",
        "LOAD fts",
        "PRAGMA database_list",
        "CALL pragma_version()",
        "SET memory_limit = '64GB'",
        "SET VARIABLE x = 1",
        "USE memory",
        "DROP VIEW timeline",
        "CREATE TEMP TABLE t AS SELECT 1",
        "WITH x AS (INSERT INTO facts.documents (document_id) VALUES ('x') RETURNING *) FROM x",
        "PREPARE p AS SELECT 1",
        "CONNECT 'x'",
        "FROM enable_logging()",
        "FROM duckdb_secrets()",
        "SELECT 1; SELECT 2",
        "",
    ],
)
def test_sql_cannot_do_anything_but_ask(typed: Typed, tmp_path: Path, query: str) -> None:
    status, out, err = typed("sql", query.format(target=tmp_path / "out"))
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert "DATELINES_DEBUG" not in err
    assert list(tmp_path.iterdir()) == []


def test_an_empty_query_is_called_so(typed: Typed) -> None:
    assert typed("sql", " -- nothing") == (1, "", "datelines: the query is empty\n")


def test_sql_asks(typed: Typed) -> None:
    status, out, _ = typed("sql", "SELECT count(*) AS n FROM timeline", "--json")
    assert (status, json.loads(out)) == (0, [{"n": 2}])
    for query in (
        "DESCRIBE timeline",
        "SHOW TABLES",
        "EXPLAIN FROM timeline",
        "SUMMARIZE visits",
        "FROM timeline;",
    ):
        assert typed("sql", query)[0] == 0


def test_sql_has_no_limit_of_its_own(typed: Typed) -> None:
    _, out, _ = typed("sql", "SELECT * FROM range(5000)", "--format", "csv")
    assert len(out.splitlines()) == 5001
    _, out, _ = typed("sql", "SELECT * FROM range(5000)", "--format", "csv", "--limit", "0")
    assert out == "range\n"


def test_a_limit_and_a_time_limit_say_so(typed: Typed) -> None:
    _, out, err = typed("sql", "SELECT * FROM range(5)", "--format", "csv", "--limit", "3")
    assert (out, err) == ("range\n0\n1\n2\n", "datelines: 3 rows shown; there are more\n")
    assert typed("sql", "SELECT * FROM range(3)", "--format", "csv", "--limit", "3")[2] == ""
    endless = "WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t) SELECT count(*) FROM t"
    assert typed("sql", endless, "--seconds", "0.2") == (1, "", "datelines: stopped after 0.2 seconds\n")


def test_a_table_that_would_fill_the_memory_is_refused(typed: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "MOST_IN_A_TABLE", 100)
    status, out, err = typed("sql", "FROM range(101)")
    assert (status, out) == (1, "")
    assert err == "datelines: more than 100 rows for a table: add --limit, or --format csv\n"
    assert typed("sql", "FROM range(101)", "--limit", "100")[0] == 0
    assert typed("sql", "FROM range(101)", "--format", "csv")[0] == 0


def test_sql_gives_rows_in_every_format(typed: Typed, tmp_path: Path) -> None:
    query = "SELECT event_id, countries FROM timeline ORDER BY event_id"
    rows = json.loads(typed("sql", query, "--json")[1])
    assert [json.loads(line) for line in typed("sql", query, "--format", "jsonl")[1].splitlines()] == rows
    assert [
        row["event_id"] for row in csv.DictReader(io.StringIO(typed("sql", query, "--format", "csv")[1]))
    ] == [row["event_id"] for row in rows]
    assert typed("sql", query, "--format", "markdown")[1].count("\n") == 2 + len(rows)
    status, out, err = typed("sql", query, "--format", "ics")
    assert (status, out, err.count("\n")) == (2, "", 1)


def test_status_says_what_is_stored_and_what_waits(typed: Typed) -> None:
    _, out, _ = typed("status", "--next")
    assert "documents   2, the newest of 2025-12-20" in out
    assert "quarantine  1\n            /news/bad.txt: this is not text" in out
    assert "to review   1" in out
    assert "look at 1 doubtful reading\n" in out
    assert "not read" not in out
    assert "timeline.duckdb" in out
    assert typed("status")[1].splitlines()[-1].startswith("database    ")
    _, out, _ = typed("status", "--json")
    found = json.loads(out)
    assert (found["documents"], found["events"], found["quarantined"], found["waiting_for_review"]) == (
        2,
        2,
        1,
        1,
    )
    assert found["last_run"]["status"] == "ok"


def test_what_is_in_a_language_that_is_not_read_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATELINES_HOME", str(tmp_path))
    french = extracted("d2", text="Les ministres se sont vus.")
    french = replace(french, extraction=replace(french.extraction, lang="fr", status="unsupported-language"))
    with Writer(tmp_path, tmp_path / "timeline.duckdb") as writer:
        writer.write([extracted("d1", report(FIRST)), french], "r1", FETCHED)
        published = writer.publish(NO_KNOWLEDGE)
    said = "1 document in French, which is not read: kept, and read once it is"
    assert cli.run(["status"]) == 0
    assert f"not read    {said}\n" in capsys.readouterr().out
    assert cli.run(["status", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["unread"] == {"fr": 1}
    start.say(Report("r1", "ok", Counts(new=2), str(published)), json=False)
    assert capsys.readouterr().err.endswith(f"\ndatelines: {said}\n")


def test_sources_are_counted(typed: Typed) -> None:
    _, out, _ = typed("sources", "--json")
    assert [(one["publisher"], one["documents"]) for one in json.loads(out)] == [("B", 1), ("Steppe Wire", 1)]


def test_an_audit_that_holds_says_so(typed: Typed) -> None:
    assert typed("audit") == (0, "", "datelines: every audit holds\n")
    assert typed("audit", "--json")[:2] == (0, "[]\n")


def test_two_versions_are_compared(typed: Typed) -> None:
    status, out, err = typed("diff", "1", "2", "--json")
    assert (status, err) == (0, "datelines: 2 changed\n")
    fields = ("document_id", "change", "field", "value_before", "value_after", "evidence")
    assert [tuple(one[field] for field in fields) for one in json.loads(out)] == [
        ("d1", "changed", "place", "Almaty", "Astana", FIRST),
        ("d2", "changed", "factuality", "asserted", "planned", SECOND),
    ]
    on_timeline = {event["title"]: event["event_id"] for event in json.loads(typed("timeline", "--json")[1])}
    assert [one["event_id"] for one in json.loads(out)] == [on_timeline[FIRST], on_timeline[SECOND]]
    head, place, _ = typed("diff", "1", "2")[1].splitlines()
    assert head.split() == ["change", "event", "field", "before", "after", "id"]
    assert place.split() == ["changed", *FIRST.split(), "place", "Almaty", "Astana", on_timeline[FIRST][:8]]
    assert typed("diff", "2", "2")[1:] == (
        "change  event  field  before  after  id\n",
        "datelines: nothing has changed\n",
    )
    status, out, err = typed("diff", "1", "3")
    assert (status, out) == (1, "")
    assert err.startswith("datelines: no version 3:")


@pytest.mark.parametrize("form", formats.names())
def test_the_timeline_is_exported_in_every_format(typed: Typed, tmp_path: Path, form: str) -> None:
    target = tmp_path / f"timeline{formats.named(form).SUFFIXES[0]}"
    status, out, err = typed("export", "--out", str(target))
    assert (status, out) == (0, "")
    assert f"2 rows of timeline in {target}" in err
    assert ("1 undated event left out" in err) == (form == "ics")
    assert list(tmp_path.iterdir()) == [target]
    data = target.read_bytes()
    if form == "parquet":
        assert pyarrow.parquet.read_table(target).column("countries").to_pylist()[0] == ["JPN", "KAZ"]
        assert pyarrow.parquet.read_schema(target).metadata[b"datelines.schema_version"].isdigit()
    else:
        assert b"Aida Seitkali met Ken Mori" in data.replace(b"\r\n ", b"")
        for way in (["--format", form], ["--format", form, "--out", "-"]):
            assert typed("export", *way)[1] == data.decode()


@pytest.mark.parametrize(
    "view", ["central_asia_timeline", "meetings", "plans", "signings", "speeches", "upcoming", "visits"]
)
def test_views_of_events_are_calendars(typed: Typed, view: str) -> None:
    status, out, _ = typed("export", view, "--format", "ics")
    assert status == 0
    calendar = icalendar.Calendar.from_ical(out)
    assert not calendar.errors
    titles = [str(entry["SUMMARY"]) for entry in calendar.walk("VEVENT")]
    assert titles == ([FIRST] if view in ("central_asia_timeline", "meetings") else [])


def test_a_later_document_makes_a_later_entry_of_the_same_event(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """However the event's id changes: of seven reports some have a smaller id than all before."""
    monkeypatch.setenv("DATELINES_HOME", str(tmp_path))
    told = report(FIRST)
    ids, entries = set(), []
    with Writer(tmp_path, tmp_path / "timeline.duckdb") as writer:
        writer.write(
            [extracted("other", report("Zarina spoke.", participants=[person("Zarina")]))], "r", FETCHED
        )
        for number in range(7):
            where = told if number % 2 else report(FIRST, place=("Almaty", "KAZ"))
            writer.write([extracted(f"d{number}", where, published=f"2025-12-{20 + number}")], "r", FETCHED)
            reader = Reader(writer.publish(NO_KNOWLEDGE))
            ids |= set(reader.query("SELECT event_id FROM timeline WHERE title = $1", [FIRST]).rows)
            assert cli.run(["export", "--format", "ics"]) == 0
            calendar = icalendar.Calendar.from_ical(capsys.readouterr().out)
            entries.append({str(each["UID"]): int(each["SEQUENCE"]) for each in calendar.walk("VEVENT")})
    assert len(ids) > 1
    assert {frozenset(entry) for entry in entries} == {frozenset(entries[0])}
    changed, unchanged = sorted(entries[0], key=lambda uid: -entries[-1][uid])
    assert [entry[changed] for entry in entries] == list(range(7))
    assert [entry[unchanged] for entry in entries] == [0] * 7


def test_a_file_that_is_there_is_replaced_only_when_told(typed: Typed, tmp_path: Path) -> None:
    target = tmp_path / "reports.jsonl"
    target.write_text("mine")
    status, _, err = typed("export", "reports", "--out", str(target))
    assert (status, target.read_text(), err.count("\n")) == (1, "mine", 1)
    assert "is there already: --force replaces it" in err
    assert typed("export", "reports", "--out", str(target), "--force")[0] == 0
    assert [json.loads(line)["document_id"] for line in target.read_text().splitlines()] == ["d1", "d2"]
    status, _, err = typed("export", "--out", str(tmp_path), "--force")
    assert (status, "is no ordinary file" in err) == (1, True)


def test_an_export_that_breaks_off_leaves_nothing_behind(
    typed: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> Iterator[bytes]:
        yield b"half"
        raise RuntimeError("no more")

    monkeypatch.setattr(formats.named("csv"), "written", broken)
    target = tmp_path / "t.csv"
    target.write_text("last good")
    assert typed("export", "--out", str(target), "--force")[0] == 1
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("t.csv", "last good")]


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (["export", "no_such_view"], 2, "no view is called no_such_view; there are actor_timeline, "),
        (["export", "timelin"], 2, "no view is called timelin; did you mean timeline, "),
        (["export", "--format", "xml"], 2, "no format is called 'xml'; there are csv, ics, json,"),
        (["export", "--format", "parket"], 2, "no format is called 'parket'; did you mean parquet?"),
        (
            ["export", "--out", "x.zzz"],
            2,
            "x.zzz: give --format, as no format's files end in .zzz; there are",
        ),
        (["export", "--out", "x.jsonn"], 2, "did you mean .json, .jsonl or .ndjson?"),
        (["export", "dyads", "--out", "dyads.ics"], 2, "ics is for events: these rows have no event_id"),
        (["export", "--out", "/no/such/folder/x.csv"], 1, "No such file or directory"),
    ],
)
def test_what_cannot_be_exported_is_one_line(
    typed: Typed, arguments: list[str], status: int, says: str
) -> None:
    got, out, err = typed(*arguments)
    assert (got, out, err.count("\n")) == (status, "", 1)
    assert says in err


def test_a_decision_takes_an_item_off_the_list(
    typed: Typed, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(home, tmp_path / "home")
    monkeypatch.setenv("DATELINES_HOME", str(tmp_path / "home"))
    _, out, _ = typed("review", "--json")
    [item] = json.loads(out)
    assert (item["text"], item["kind"]) == ("Ken Mori", "unknown-actor")
    status, out, err = typed(
        "review", "correct", item["review_id"][:6], "Kenji Mori", "--note", "his own page"
    )
    assert (status, out) == (0, "")
    assert item["review_id"] in err
    assert typed("review", "list", "--json") == (0, "[]\n", "datelines: nothing waits for review\n")


def test_a_second_writer_is_told_of_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATELINES_HOME", str(tmp_path))
    with Writer(tmp_path):
        assert cli.run(["ingest"]) == 1
        assert cli.run(["rebuild"]) == 1
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 2)
    assert "another" in err


@pytest.mark.parametrize(
    ("counts", "status"),
    [
        (Counts(new=2), 0),
        (Counts(known=2), 0),
        (Counts(), 0),
        (Counts(new=1, quarantined=5), 0),
        (Counts(quarantined=5), 1),
        (Counts(new=5, lost_steps=1), 1),
    ],
)
def test_a_run_fails_where_nothing_could_be_done(counts: Counts, status: int) -> None:
    assert start.exit_status(Report("r", "ok", counts, "f")) == status
