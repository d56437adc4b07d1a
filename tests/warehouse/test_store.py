"""The writer and the reader: what is stored, published, refused, and never changed by doing it twice."""

from __future__ import annotations

import resource
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

from datelines.sources.records import Published, Report, ReviewItem, Span
from datelines.warehouse import (
    AuditFailed,
    Extracted,
    Locked,
    Quarantined,
    Reader,
    WarehouseError,
    Writer,
    published_path,
)
from datelines.warehouse.files import kept
from datelines.warehouse.migrations import Migration, migrations, open_work_file
from datelines.warehouse.rows import published_time
from datelines.warehouse.validity import problem
from tests.factories import FETCHED, NO_KNOWLEDGE, extracted, person, report

TABLES = (
    *("documents", "extractions", "timexes", "review_items", "reports", "mentions", "participants"),
    *("chains", "chain_mentions"),
)
VIEWS = (
    *("timeline", "reports", "mentions", "review_queue", "source_coverage", "central_asia_timeline"),
    *("chains", "chain_mentions"),
)


def publish(home: Path, *batches: Sequence[Extracted]) -> Reader:
    """Write each batch in a writer and a run of its own, publish after each."""
    for number, batch in enumerate(batches):
        with Writer(home) as writer:
            writer.start_run(f"r{number}", f"2026-02-0{number + 1}T08:00:00+00:00", {}, "1", "s1")
            writer.write(batch, f"r{number}", FETCHED)
            writer.finish_run(
                f"r{number}", f"2026-02-0{number + 1}T08:01:00+00:00", "ok", {"new": len(batch)}
            )
            writer.publish(NO_KNOWLEDGE)
    return Reader(published_path(home))


def content(reader: Reader) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row that must not depend on the history of runs."""
    names = (
        [f"facts.{table}" for table in TABLES]
        + list(VIEWS)
        + ["derived.events", "derived.event_participants"]
    )
    return {name: reader.query(f"SELECT * FROM {name}").rows for name in names}


MEETING = extracted("d1", report("Aida met Ken in Tokyo."))
AGAIN = extracted(
    "d2", report("Ken received Aida, the Herald said.", id="x"), publisher="Herald", published="2025-12-21"
)
UNDATED = extracted(
    "d3", report("Aida once met Ken.", date=None), publisher=None, url="https://www.example.org/a/1"
)


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """Return a reader of one meeting."""
    return publish(tmp_path_factory.mktemp("one"), [MEETING])


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """Return a reader of one meeting dated by its month."""
    told = report("Aida met Ken in December.", date="2025-12-01", until="2025-12-31", precision="month")
    return publish(tmp_path_factory.mktemp("month"), [extracted("d1", told)])


def test_a_document_becomes_a_line_of_the_timeline(one: Reader) -> None:
    (row,) = one.timeline().dicts()
    assert (row["title"], str(row["date_start"]), row["date_precision"]) == (
        "Aida met Ken in Tokyo.",
        "2025-12-19",
        "day",
    )
    assert (row["participants"], row["countries"]) == (["Aida Seitkali", "Ken Mori"], ["JPN", "KAZ"])
    assert (row["n_sources"], row["n_documents"], row["sources"]) == (1, 1, ["Steppe Wire"])


def test_two_documents_tell_one_event_and_undated_events_come_last(tmp_path: Path) -> None:
    first, last = publish(tmp_path, [UNDATED, AGAIN, MEETING]).timeline().dicts()
    assert (first["n_documents"], first["sources"]) == (2, ["Herald", "Steppe Wire"])
    assert (str(first["first_reported_at"]), str(first["last_reported_at"])) == (
        "2025-12-20 00:00:00",
        "2025-12-21 00:00:00",
    )
    assert (last["date_start"], last["sources"]) == (None, ["example.org"])


def test_writing_again_changes_nothing(tmp_path: Path) -> None:
    once = content(publish(tmp_path, [MEETING, AGAIN]))
    assert content(publish(tmp_path, [MEETING, AGAIN], [AGAIN])) == once


@pytest.mark.parametrize(
    "batches",
    [
        [[MEETING], [AGAIN], [UNDATED]],
        [[UNDATED], [AGAIN], [MEETING]],
        [[AGAIN, UNDATED], [MEETING]],
        [[AGAIN, AGAIN, MEETING, UNDATED]],
    ],
)
def test_the_order_of_batches_does_not_matter(tmp_path: Path, batches: list[list[Extracted]]) -> None:
    straight = content(publish(tmp_path / "straight", [MEETING, AGAIN, UNDATED]))
    assert content(publish(tmp_path / "other", *batches)) == straight


def test_known_lists_what_this_version_has_read(tmp_path: Path) -> None:
    with Writer(tmp_path) as writer:
        assert writer.write([MEETING, MEETING], "r", FETCHED) == 1
        assert writer.known("1", "s1") == {"d1"}
        assert writer.known("2", "s1") == set()


def test_views_show_the_version_of_the_newest_run_and_keep_the_old_facts(tmp_path: Path) -> None:
    publish(tmp_path, [extracted("d1", report("Aida met Ken.", subtype="visit"), version="10")])
    with Writer(tmp_path) as writer:
        writer.start_run("later", "2026-03-01T00:00:00+00:00", {}, "9", "s1")
        writer.write([extracted("d1", report("Aida met Ken."), version="9")], "later", FETCHED)
        path = writer.publish(NO_KNOWLEDGE)
    reader = Reader(path)
    assert [row["subtype"] for row in reader.timeline().dicts()] == ["meeting"]
    assert reader.query("SELECT count(*) FROM facts.reports").rows == [(2,)]


def test_going_back_to_an_older_version_shows_it_again(tmp_path: Path) -> None:
    publish(tmp_path, [extracted("d1", report("Aida met Ken."))])
    with Writer(tmp_path) as writer:
        writer.start_run("b", "2026-03-01T00:00:00+00:00", {}, "1", "s2")
        writer.write([extracted("d1", report("Aida met Ken.", subtype="visit"), seeds="s2")], "b", FETCHED)
        writer.start_run("c", "2026-03-02T00:00:00+00:00", {}, "1", "s1")
        path = writer.publish(NO_KNOWLEDGE)
    assert [row["subtype"] for row in Reader(path).timeline().dicts()] == ["meeting"]


@pytest.mark.parametrize(
    ("filters", "matches"),
    [
        ({"actor": "aida SEITKALI"}, True),
        ({"actor": "Seitkali"}, True),
        ({"actor": "Seit"}, False),
        ({"country": "kaz"}, True),
        ({"country": "RUS"}, False),
        ({"region": "central-asia"}, True),
        ({"type": "consult"}, True),
        ({"type": "meeting"}, True),
        ({"factuality": "planned"}, False),
        ({"since": "2025-12-20"}, True),
        ({"since": "2026"}, False),
        ({"until": "2025-12-01"}, True),
        ({"until": "2025-11"}, False),
        ({"since": "2025-12-24", "until": "2025-12-25"}, True),
        ({"as_of": "2025-12-19"}, False),
        ({"as_of": "2025-12"}, True),
        ({"as_of": "2025-12", "actor": "seitkali", "region": "central-asia"}, True),
        ({"as_of": "2025-12", "actor": "nobody"}, False),
        ({"region": "nowhere"}, False),
        ({"mechanism": "C5+1"}, False),
    ],
)
def test_filters(month: Reader, filters: dict[str, str], matches: bool) -> None:
    assert bool(month.timeline(**filters).rows) is matches


@pytest.mark.parametrize("day", ["yesterday", "2025-13", "2025-02-30", ""])
def test_a_day_that_is_none_is_refused(one: Reader, day: str) -> None:
    with pytest.raises(WarehouseError, match="not a day"):
        one.timeline(since=day)


def test_limit_keeps_the_first_rows(tmp_path: Path) -> None:
    assert [
        row["document_id"] for row in publish(tmp_path, [MEETING, UNDATED]).timeline(limit=1).dicts()
    ] == ["d1"]


def test_event_gives_reports_with_mentions_in_context(tmp_path: Path) -> None:
    text = "Aida met Ken. Nothing else was said."
    reader = publish(tmp_path, [extracted("d1", report("Aida met Ken."), text=text)])
    event = reader.event(reader.timeline().dicts()[0]["event_id"])
    assert event is not None
    assert [person["name"] for person in event["participants"]] == ["Aida Seitkali", "Ken Mori"]
    (mention,) = event["reports"][0]["mentions"]
    assert (mention["text"], mention["after"]) == ("Aida met Ken.", " Nothing else was said.")
    assert reader.event("none") is None


def test_offsets_count_code_points(tmp_path: Path) -> None:
    reader = publish(tmp_path, [extracted("d1", report("🕊️ Äida met Ken."))])
    assert reader.query("SELECT text FROM mentions").rows == [("🕊️ Äida met Ken.",)]


def test_a_decision_takes_an_item_off_the_queue(tmp_path: Path) -> None:
    doubt = ReviewItem("unknown-actor", "Ken", "nobody of that name", ((9, 12),))
    reader = publish(tmp_path, [extracted("d1", report("Aida met Ken."), review=[doubt])])
    (row,) = reader.review().dicts()
    assert (row["text"], row["spans"]) == ("Ken", [[9, 12]])
    with Writer(tmp_path) as writer:
        writer.decide(row["review_id"], "accept", FETCHED)
        writer.publish(NO_KNOWLEDGE)
    assert reader.review().rows == []


def test_a_decision_is_checked(tmp_path: Path) -> None:
    with Writer(tmp_path) as writer, pytest.raises(WarehouseError, match="no review item"):
        writer.decide("none", "accept", FETCHED)


def test_quarantine_keeps_the_newest_reason_until_released(tmp_path: Path) -> None:
    with Writer(tmp_path) as writer:
        writer.quarantine([Quarantined("k", "a.txt", "read", "Empty", "no text", b"")], "r1")
        writer.quarantine([Quarantined("k", "a.txt", "read", "Binary", "not text", b"\x00")], "r2")
        assert writer.quarantined() == [Quarantined("k", "a.txt", "read", "Binary", "not text", b"\x00")]
        writer.release(["k"])
        assert writer.quarantined() == []


def test_status(tmp_path: Path) -> None:
    status = publish(tmp_path, [MEETING, UNDATED]).status()
    assert (status["documents"], status["events"], status["quarantined"], status["waiting_for_review"]) == (
        2,
        2,
        0,
        0,
    )
    assert status["last_run"]["counts"] == '{"new": 2}'


def test_an_audit_that_finds_rows_keeps_the_last_good_file(tmp_path: Path) -> None:
    reader = publish(tmp_path, [MEETING])
    with duckdb.connect(str(tmp_path / "work.duckdb")) as work:
        work.execute("UPDATE facts.reports SET evidence = 'Not in the text.'")
    with Writer(tmp_path) as writer:
        writer.write([AGAIN], "r9", FETCHED)
        with pytest.raises(AuditFailed, match="event_without_evidence"):
            writer.publish(NO_KNOWLEDGE)
    assert [row["document_id"] for row in reader.timeline().dicts()] == ["d1"]
    assert [path.name for path in tmp_path.glob(".*")] == []


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM glob('/*')",
        "COPY timeline TO 'x.csv'",
        "ATTACH 'x.duckdb'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET memory_limit = '9GB'",
        "DROP VIEW timeline",
        "CREATE TABLE x (i INTEGER)",
        "SELECT 1; SELECT 2",
        "",
    ],
)
def test_sql_is_locked(one: Reader, sql: str) -> None:
    with pytest.raises(WarehouseError) as caught:
        one.query(sql)
    assert "\n" not in str(caught.value)


def test_sql_does_not_see_python(one: Reader) -> None:
    secret = duckdb.connect().sql("SELECT 42 AS answer")  # noqa: F841 (a query could name it)
    with pytest.raises(WarehouseError, match="secret"):
        one.query("SELECT * FROM secret")


def test_a_query_is_stopped_in_time(one: Reader) -> None:
    with pytest.raises(WarehouseError, match=r"stopped after 0\.1 seconds"):
        Reader(one.path, time_limit=0.1).query(
            "SELECT count(*) FROM range(1000000) AS a, range(1000000) AS b WHERE hash(a.range, b.range) = 1"
        )


@pytest.mark.parametrize(
    "sql", ["SELECT 1", "FROM timeline", "DESCRIBE timeline", "SHOW TABLES", "EXPLAIN SELECT 1"]
)
def test_sql_answers(one: Reader, sql: str) -> None:
    assert one.query(sql).rows


def test_no_file_yet_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="datelines ingest"):
        Reader(published_path(tmp_path)).timeline()


def test_other_files_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("no database" * 1000)
    duckdb.connect(str(tmp_path / "other")).close()
    for name in ("text", "other"):
        with pytest.raises(WarehouseError, match=name):
            Reader(tmp_path / name).timeline()


def test_the_environment_names_the_published_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINES_WAREHOUSE", str(tmp_path / "elsewhere" / "news.duckdb"))
    assert publish(tmp_path / "home", [MEETING]).path == tmp_path / "elsewhere" / "news.duckdb"
    assert len(Reader(published_path(tmp_path)).timeline().rows) == 1


def test_a_second_writer_is_told_who_writes(tmp_path: Path) -> None:
    with Writer(tmp_path), pytest.raises(Locked, match=r"process \d+"):
        Writer(tmp_path, wait=0.2)
    with Writer(tmp_path, wait=0.2) as writer:
        assert writer.known("1", "s1") == set()


def test_a_reader_is_never_kept_out_by_a_writer(tmp_path: Path) -> None:
    reader = publish(tmp_path, [MEETING])
    with Writer(tmp_path) as writer:
        writer.write([UNDATED], "r", FETCHED)
        assert len(reader.timeline().rows) == 1
        writer.publish(NO_KNOWLEDGE)
        assert len(reader.timeline().rows) == 2


def test_migrations_run_once_after_a_backup(tmp_path: Path) -> None:
    path = tmp_path / "work.duckdb"
    first, second = migrations()[0], Migration(2, "more", "CREATE TABLE facts.more (i INTEGER)")
    open_work_file(path, [first]).close()
    connection = open_work_file(path, [first, second])
    assert connection.execute("SELECT number FROM schema_migrations ORDER BY 1").fetchall() == [(1,), (2,)]
    connection.close()
    assert (tmp_path / "work.before-002.duckdb").exists()
    open_work_file(path, [first, second]).close()
    with pytest.raises(WarehouseError, match="later version"):
        open_work_file(path, [first])


@pytest.mark.parametrize(
    ("value", "precision", "zone", "instant", "day"),
    [
        ("2025-12-19T22:30:00Z", "second", None, "2025-12-19 22:30:00", "2025-12-19"),
        ("2025-12-19T22:30:00Z", "second", "Asia/Tokyo", "2025-12-19 22:30:00", "2025-12-20"),
        ("2025-12-20T03:30:00+05:00", "minute", "Asia/Tokyo", "2025-12-19 22:30:00", "2025-12-20"),
        ("2025-12-20T03:30", "minute", "Asia/Almaty", "2025-12-19 22:30:00", "2025-12-20"),
        ("2025-12-19", "day", "Asia/Tokyo", "2025-12-19 00:00:00", "2025-12-19"),
        ("2024-02", "month", None, "2024-02-29 00:00:00", "2024-02-29"),
        ("2024", "year", None, "2024-12-31 00:00:00", "2024-12-31"),
    ],
)
def test_publication_times(value: str, precision: Any, zone: str | None, instant: str, day: str) -> None:
    moment, out = published_time(Published(value, precision, "given", 1.0), zone)
    assert (str(moment), str(out)) == (instant, day)


def test_a_text_sent_round_counts_as_one_source(tmp_path: Path) -> None:
    told = report("Aida met Ken.")
    copies = [extracted("d1", told, publisher="A"), extracted("d2", told, publisher="B")]
    own = extracted("d3", report("Aida met Ken, we saw."), publisher="C")
    (row,) = publish(tmp_path, [*copies, own]).timeline().dicts()
    assert (row["n_sources"], row["n_documents"], row["sources"]) == (2, 3, ["A", "B", "C"])


def test_as_of_keeps_the_values_of_then(tmp_path: Path) -> None:
    early = report("Aida met Ken.", confidence=0.5)
    late = report("Aida met Ken in Osaka.", confidence=0.9, place=("Osaka", "JPN"))
    reader = publish(tmp_path, [extracted("d1", early), extracted("d2", late, published="2026-01-05")])
    assert [row["place"] for row in reader.timeline().dicts()] == ["Osaka"]
    (then,) = reader.timeline(as_of="2025-12-31").dicts()
    assert (then["place"], then["n_documents"]) == (None, 1)


def test_participants_of_all_reports_are_listed_the_leading_ones_first(tmp_path: Path) -> None:
    session = {"mechanism": "steppe-forum", "stage": "convened", "ordinal": 2}
    full = report(
        "The forum met again.", participants=[person("Zarina Ali", "UZB")], confidence=0.9, **session
    )
    less = report("The second forum.", participants=[person("Aida Seitkali")], confidence=0.5, **session)
    (row,) = publish(tmp_path, [extracted("d1", less), extracted("d2", full)]).timeline().dicts()
    assert (row["participants"], row["countries"]) == (["Zarina Ali", "Aida Seitkali"], ["KAZ", "UZB"])


@pytest.mark.parametrize(
    ("told", "text", "wrong"),
    [
        (report("Not in the text."), "Something else altogether.", "evidence is not at 0-16"),
        (
            report("Aida met Ken.", date="2025-12-01", until="2025-12-31"),
            None,
            "2025-12-01/2025-12-31 is no day",
        ),
        (report("Aida met Ken.", confidence=1.5), None, "confidence"),
        (
            report("Aida met Ken.", participants=[replace(person("Ken"), start=0, end=3)]),
            None,
            "participant 'Ken'",
        ),
        (replace(report("Aida met Ken."), mentions=()), None, "no mention"),
        (replace(report("Aida met Ken."), mentions=(Span(5, 99),)), None, "outside the text"),
    ],
)
def test_a_bad_extraction_is_refused_with_its_reason(
    tmp_path: Path, told: Report, text: str | None, wrong: str
) -> None:
    bad = extracted("d1", told, text=text)
    assert wrong in (problem(bad) or "")
    with Writer(tmp_path) as writer:
        with pytest.raises(WarehouseError, match="d1: event e1"):
            writer.write([bad], "r", FETCHED)
        assert writer.known("1", "s1") == set()


def test_a_good_extraction_has_no_problem() -> None:
    assert problem(MEETING) is None


def test_the_whole_of_what_reports_say_is_searched(tmp_path: Path) -> None:
    reader = publish(tmp_path, [MEETING, extracted("d4", report("Zarina spoke on peace.", participants=[]))])
    assert [row["document_id"] for row in reader.query("SELECT * FROM search('PEACE zarina')").dicts()] == [
        "d4"
    ]
    assert reader.query("SELECT * FROM search('peace aida')").rows == []


def test_an_actor_answers_to_other_names(tmp_path: Path) -> None:
    knowledge = replace(
        NO_KNOWLEDGE,
        actors=({"actor_id": "aida", "name": "Aida Seitkali", "kind": "person", "aliases": ["Аида"]},),
    )
    with Writer(tmp_path) as writer:
        writer.write(
            [extracted("d1", report("Aida spoke.", participants=[person("Aida Seitkali", id="aida")]))],
            "r",
            FETCHED,
        )
        reader = Reader(writer.publish(knowledge))
    assert [len(reader.timeline(actor=name).rows) for name in ("АИДА", "aida", "Aida Seitkali", "Ken")] == [
        1,
        1,
        1,
        0,
    ]


def test_a_run_that_was_killed_is_interrupted_once_the_next_one_starts(tmp_path: Path) -> None:
    with Writer(tmp_path) as writer:
        writer.start_run("killed", "2026-02-01T08:00:00+00:00", {}, "1", "s1")
    reader = publish(tmp_path, [MEETING])
    assert reader.query("SELECT run_id, status FROM runs ORDER BY run_id").rows == [
        ("killed", "interrupted"),
        ("r0", "ok"),
    ]


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """Let no file grow beyond so many bytes: to a program that writes it is as if the disk were full."""
    least, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (least, most))


def test_a_full_disk_while_publishing_leaves_the_last_good_file_and_what_was_stored(tmp_path: Path) -> None:
    reader = publish(tmp_path, [MEETING])
    with Writer(tmp_path) as writer:
        writer.write([AGAIN, UNDATED], "r9", FETCHED)
        with (
            files_of_at_most(reader.path.stat().st_size // 2),
            pytest.raises(WarehouseError, match="not published, the last good file stays"),
        ):
            writer.publish(NO_KNOWLEDGE)
        assert len(reader.query("FROM facts.documents").rows) == 1
        assert [path.name for path in tmp_path.glob(".*")] == []
    with Writer(tmp_path) as writer:
        writer.publish(NO_KNOWLEDGE)
    assert len(reader.query("FROM facts.documents").rows) == 3


def test_a_full_disk_while_storing_loses_nothing_that_was_stored(tmp_path: Path) -> None:
    with Writer(tmp_path) as writer:
        writer.write([MEETING], "r1", FETCHED)
    many = [
        extracted(f"more{number}", report("Aida met Ken."), text="Aida met Ken." * 50)
        for number in range(200)
    ]
    with (
        Writer(tmp_path) as writer,
        files_of_at_most(60_000),
        pytest.raises(WarehouseError, match="not stored, what was stored before stays"),
    ):
        writer.write(many, "r2", FETCHED)
    with Writer(tmp_path) as writer:
        assert writer.known("1", "s1") == {"d1"}
        assert writer.write([MEETING, *many], "r3", FETCHED) == 200


def test_an_actor_in_two_roles_has_one_row_of_an_event(tmp_path: Path) -> None:
    both = [person("Aida", id="aida"), person("Aida", id="aida", role="target"), person("Ken")]
    reader = publish(tmp_path, [extracted("d1", report("Aida spoke to herself.", participants=both))])
    found = reader.query("SELECT actor, roles FROM actor_timeline").rows
    assert found == [("Aida", ["source", "target"]), ("Ken", ["source"])]


DAYS = ["2025-12-19", "2025-12-20", "2025-12-21", "2025-12-22"]


@pytest.mark.parametrize("day", DAYS)
def test_what_was_known_is_what_publishing_then_would_have_said(tmp_path: Path, day: str) -> None:
    session = {"mechanism": "steppe-forum", "stage": "convened", "ordinal": 2}
    aida, ken = [person("Aida")], [person("Ken")]
    told = [
        extracted("d1", report("They met.", participants=aida, **session), published=DAYS[0], publisher="A"),
        extracted("d2", report("All met.", date="2025-12-18", confidence=0.95, **session), published=DAYS[1]),
        extracted(
            "d3", report("Yes, they met.", participants=ken, **session), published=DAYS[2], publisher="A"
        ),
        extracted("d4", report("Aida met Ken."), published=DAYS[2], publisher="C"),
    ]
    later = publish(tmp_path / "later", told)
    then = publish(
        tmp_path / "then", [item for item in told if (item.extraction.published.value or "") <= day]
    )
    columns = "* EXCLUDE (event_id)"  # an event may be named after a report of later
    assert (
        later.query(f"SELECT {columns} FROM as_known_on('{day}') ORDER BY ALL").rows
        == then.query(f"SELECT {columns} FROM timeline ORDER BY ALL").rows
    )


def test_an_id_that_was_published_leads_to_the_event_that_took_its_place(tmp_path: Path) -> None:
    reader = publish(tmp_path, [AGAIN])
    (before,) = reader.timeline().dicts()
    publish(tmp_path, [MEETING])
    (after,) = reader.timeline().dicts()
    assert after["event_id"] != before["event_id"], "the new report has the smaller id"
    event = reader.event(before["event_id"])
    assert event is not None
    assert event["event_id"] == after["event_id"]


def test_rules_that_cut_the_text_otherwise_move_the_id_too(tmp_path: Path) -> None:
    reader = publish(tmp_path, [extracted("d1", report("Aida met Ken.", id="old"))])
    (before,) = reader.timeline().dicts()
    publish(
        tmp_path,
        [extracted("d1", report("Aida met", id="new", subtype="visit"), text="Aida met Ken.", seeds="s2")],
    )
    event = reader.event(before["event_id"])
    assert event is not None
    assert event["subtype"] == "visit"


def test_diff_says_what_a_version_reads_otherwise(tmp_path: Path) -> None:
    publish(tmp_path, [extracted("d1", report("Aida met Ken."))])
    reader = publish(tmp_path, [extracted("d1", report("Aida met Ken.", subtype="visit"), version="2")])
    (change,) = reader.diff("1+s1", "2+s1").dicts()
    assert (change["field"], change["value_before"], change["value_after"]) == (
        "type",
        "CONSULT/meeting",
        "CONSULT/visit",
    )
    with pytest.raises(WarehouseError, match=r"no version 3: there are 1\+s1, 2\+s1"):
        reader.diff("1+s1", "3")


def test_the_last_published_files_are_kept(tmp_path: Path) -> None:
    reader = publish(tmp_path, [MEETING], [UNDATED], [AGAIN])
    assert [
        len(Reader(path).query("FROM facts.documents").rows) for path in [reader.path, *kept(reader.path)]
    ] == [3, 2, 1]


def test_a_foreign_file_is_never_replaced(tmp_path: Path) -> None:
    foreign = tmp_path / "theirs.duckdb"
    duckdb.connect(str(foreign)).close()
    with (
        Writer(tmp_path / "home", foreign) as writer,
        pytest.raises(WarehouseError, match="not one that datelines"),
    ):
        writer.publish(NO_KNOWLEDGE)
    assert foreign.exists()


def test_a_session_sees_one_run(tmp_path: Path) -> None:
    reader = publish(tmp_path, [MEETING])
    with reader.session() as session:
        publish(tmp_path, [UNDATED])
        assert session.query("SELECT count(*) FROM timeline").rows == [(1,)]
    assert reader.query("SELECT count(*) FROM timeline").rows == [(2,)]


@pytest.mark.parametrize("older", ["UPDATE facts.about SET value = 'older'", "DELETE FROM facts.about"])
def test_a_file_of_another_layout_says_what_to_do(tmp_path: Path, older: str) -> None:
    reader = publish(tmp_path, [MEETING])
    with duckdb.connect(str(reader.path)) as database:
        database.execute(f"{older} WHERE key = 'layout'; DROP VIEW timeline")
    with pytest.raises(WarehouseError, match="datelines rebuild"):
        reader.query("FROM timeline")
