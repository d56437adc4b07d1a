"""Sources that fail, fall silent, or are due; the log, the health file, and what is set aside."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from benchmarks.soak_site import START, Month, Site, described, host
from datelines.flows import cli
from datelines.flows.run import health, watch
from datelines.flows.run.health import Health
from datelines.flows.run.journal import Journal, log_file
from datelines.flows.run.known import Known, write_known
from datelines.flows.visit import round
from datelines.flows.visit.due import LONGEST_PAUSE, PAUSE, TOLERATED, Standing, standing
from datelines.flows.visit.fetch import fetch_source, ledger
from datelines.flows.visit.round import DUE, Failed, fetch_sources, resume, standings
from datelines.seeds.models.sources import Source
from datelines.sources.ledger import SourceState
from datelines.sources.outcomes import Manners
from datelines.warehouse.errors import Locked
from datelines.warehouse.lock import alone
from datelines.warehouse.store import Quarantined, Writer
from tests.factories import NO_KNOWLEDGE

NOW = datetime(2026, 3, 10, 12, 30, tzinfo=UTC)
SOURCE = Source.model_validate(
    {
        "name": "Steppe Wire",
        "kind": "feed",
        "url": "https://steppe.example/feed",
        "publisher": "Steppe Wire",
        "independence": "private",
        "zone": "Asia/Almaty",
        "schedule": "0 */2 * * *",
        "terms": "made up",
        "healthy": {"documents_a_day": [1, 9], "dated": 0.9},
        "sample": {"listing": "", "expect": {"text": ""}},
    }
)


def at(state: SourceState, now: datetime = NOW) -> Standing:
    return standing("steppe-wire", SOURCE, state, now)


def ago(**time: float) -> str:
    return (NOW - timedelta(**time)).isoformat()


def test_a_source_that_was_never_asked_is_due() -> None:
    assert at(SourceState("s")).due


def test_a_source_is_due_at_its_own_times_in_its_own_zone() -> None:
    fetched = at(SourceState("s", fetched_at="2026-03-10T11:10:00+00:00"))  # 16:10 in Almaty
    assert (fetched.due, fetched.next_at) == (False, datetime(2026, 3, 10, 13, 0, tzinfo=UTC))
    assert at(SourceState("s", fetched_at="2026-03-10T10:50:00+00:00")).due


def test_a_source_that_keeps_failing_is_paused_ever_longer_and_asked_again() -> None:
    pauses = [
        at(SourceState("s", fetched_at=NOW.isoformat(), failures=failures)).paused_until
        for failures in range(TOLERATED - 1, TOLERATED + 12)
    ]
    assert pauses[:4] == [None, NOW + PAUSE, NOW + 2 * PAUSE, NOW + 4 * PAUSE]
    assert pauses[-1] == NOW + LONGEST_PAUSE
    paused = SourceState("s", fetched_at=ago(hours=2.5), failures=TOLERATED, trouble="down")
    assert not at(paused).due
    assert at(paused, NOW + timedelta(hours=2)).due


def test_a_clock_that_was_set_back_puts_no_source_off() -> None:
    assert at(SourceState("s", fetched_at=ago(days=-40))).due


def test_a_source_is_silent_when_it_rests_longer_than_its_bounds_allow() -> None:
    silent = SourceState("s", fetched_at=ago(hours=1), new_at=ago(days=6))
    assert at(silent).silent_since == NOW - timedelta(days=6)
    assert at(SourceState("s", fetched_at=ago(hours=1), new_at=ago(days=4))).silent_since is None


def test_the_log_is_lines_of_json_without_secrets(tmp_path: Path) -> None:
    journal = Journal(tmp_path, "run")
    journal.write(
        "fetched", source="https://me:hunter2@news.example/feed?token=abc&page=2", counts={"new": 1}
    )
    journal.close()
    [line] = map(json.loads, log_file(tmp_path).read_text().splitlines())
    assert line["source"] == "https://…@news.example/feed?token=…&page=…"
    assert (line["run"], line["event"], line["counts"]) == ("run", "fetched", {"new": 1})


def test_a_log_on_a_full_disk_costs_nothing(tmp_path: Path) -> None:
    journal = Journal(tmp_path, "run")
    log_file(tmp_path).symlink_to("/dev/full")
    journal.write("started")
    journal.close()


@pytest.mark.parametrize(
    ("status", "paused", "overall"),
    [("ok", (), "ok"), ("partial", (), "degraded"), ("ok", ("a",), "degraded"), ("failed", (), "failing")],
)
def test_the_health_file_says_how_things_are(
    status: str, paused: tuple[str, ...], overall: str, tmp_path: Path
) -> None:
    health.write(tmp_path, Health("run", status, "end", NOW.isoformat(), os.getpid(), paused=paused))
    found = health.current(tmp_path)
    assert found
    assert (found["status"], found["run_status"]) == (overall, status)
    assert json.loads(health.health_file(tmp_path).read_text()) == found


def test_a_run_whose_process_is_gone_was_interrupted(tmp_path: Path) -> None:
    gone = os.fork()
    if not gone:
        os._exit(0)
    os.waitpid(gone, 0)
    health.write(tmp_path, Health("run", "running", "publish", ago(hours=3), gone))
    found = watch.watched(tmp_path, NOW)
    assert found["health"]["status"] == "failing"
    assert list(watch.lines(found, NOW)) == [
        "run         interrupted in its phase 'publish', begun 3 hours ago"
    ]
    health.write(tmp_path, Health("run", "running", "publish", ago(hours=3), os.getpid()))
    assert watch.watched(tmp_path, NOW)["health"]["run_status"] == "running"


def test_known_ids_are_looked_up_in_a_file(tmp_path: Path) -> None:
    ids = [f"{n:032x}" for n in (0, 7, 256, 2**127)]
    known = Known(write_known(ids, tmp_path / "known"))
    assert [id for id in (*ids, f"{1:032x}", "f" * 32) if id in known] == ids
    assert ids[0] not in Known(write_known([], tmp_path / "none"))


def test_what_is_set_aside_is_listed_shown_and_dropped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATELINES_HOME", str(tmp_path))
    monkeypatch.delenv("DATELINES_WAREHOUSE", raising=False)
    items = [
        Quarantined("aa11", "https://a.example/1", "read", "bad-json", "no JSON", b"\x1b[2Jhello"),
        Quarantined("bb22", "https://a.example/2", "read", "network", "no route"),
    ]
    with Writer(tmp_path) as writer:
        writer.quarantine(items, "run")
        writer.publish(NO_KNOWLEDGE)
    assert cli.run(["quarantine", "list", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert [(row["key"], row["kind"]) for row in listed] == [("aa11", "bad-json"), ("bb22", "network")]
    assert cli.run(["quarantine", "show", "aa"]) == 0
    shown = capsys.readouterr().out
    assert "[2Jhello" in shown
    assert "\x1b" not in shown
    assert cli.run(["quarantine", "drop", "aa1"]) == 0
    assert cli.run(["quarantine", "show", "aa1"]) == 1
    with Writer(tmp_path) as writer:
        assert writer.quarantined() == items[1:]


MANNERS = Manners(seconds_between=0, seconds=1, tries=1, allowed_hosts=frozenset({host(0), host(1)}))


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """Two sources of a simulated month; the first one's listing is out of order on days 5 and 6."""
    with Site(Month(count=40, sources=2, days=10, bad=0)).served() as site:
        (tmp_path / "sources").mkdir()
        for number in range(2):
            path = tmp_path / "sources" / f"wire-{number}.yml"
            path.write_text(yaml.safe_dump(described(number, site.port)))
        yield site


def hourly(site: Site, home: Path, days: float, hours: int) -> list[dict[str, int]]:
    """Fetch what is due every hour; return what each source had that was new."""
    found = []
    for hour in range(hours):
        site.now = START + timedelta(days=days, hours=hour)
        fetched = fetch_sources([DUE], home, site.now, MANNERS)
        found.append({each.name: each.new for each in fetched})
    return found


def test_a_source_that_is_down_is_left_alone_and_taken_up_again_and_the_other_goes_on(
    site: Site, tmp_path: Path
) -> None:
    hourly(site, tmp_path, days=4, hours=24)
    asked = len(site.asked[0])
    down = hourly(site, tmp_path, days=5, hours=48)
    assert len(site.asked[0]) - asked < 10
    assert sum("wire-1" in each for each in down) == 48
    state = ledger(tmp_path).state("wire-0")
    assert (state.failures >= TOLERATED, state.trouble) == (True, "later: the host answers 500")
    [paused] = [each for each in standings(tmp_path, site.now) if each.paused_until]
    assert paused.name == "wire-0"
    resume(["wire-0"], tmp_path)
    up = hourly(site, tmp_path, days=7, hours=1)
    assert up[0]["wire-0"] >= 3  # what appeared while it was down
    assert ledger(tmp_path).state("wire-0").failures == 0


def test_a_fault_of_ours_in_one_source_is_that_sources_trouble(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails_for_one(name: str, *arguments: Any) -> Any:
        if name == "wire-0":
            raise RecursionError("too deep")
        return fetch_source(name, *arguments)

    monkeypatch.setattr(round, "fetch_source", fails_for_one)
    site.now = START + timedelta(days=3)
    found = {each.name: each for each in fetch_sources([DUE], tmp_path, site.now, MANNERS)}
    assert found["wire-0"] == Failed("wire-0", "RecursionError: too deep")
    assert found["wire-1"].new > 0
    assert ledger(tmp_path).state("wire-0").failures == 1


def test_one_run_at_a_time_fetches(site: Site, tmp_path: Path) -> None:
    site.now = START + timedelta(days=3)
    with alone(tmp_path / "fetch.lock"), pytest.raises(Locked):
        fetch_sources([DUE], tmp_path, site.now, MANNERS)
    assert len(fetch_sources([DUE], tmp_path, site.now, MANNERS)) == 2
    assert fetch_sources([DUE], tmp_path, site.now, MANNERS) == []
