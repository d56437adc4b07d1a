"""After an upgrade what was read is read again, where code, model or seeds read otherwise than before."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from spacy.util import get_package_path

from datelines.extractors.language import which_model
from datelines.flows.run.portions import plan
from datelines.flows.run.reread import behind
from datelines.flows.run.session import Session
from datelines.flows.run.work import Rules
from datelines.warehouse import Reader, Writer, published_path
from tests import ROOT
from tests.copied import Copy, copied
from tests.factories import FETCHED
from tests.flows.run.test_faults import run
from tests.flows.run.test_runs import MENDED, RULES

FAILED = frozenset({"extraction-failed"})
TEXT = "In the summer of 2024 the presidents of Kazakhstan and Japan met in Tokyo.\n"
SUMMER_LATER = ('"SU": 6', '"SU": 7')
CALENDAR = "extractors/time/calendar.py"


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """A copy of the package that has read a text."""
    copy = copied(tmp_path_factory.mktemp("upgrade"))
    (copy.folder / "news.txt").write_text(TEXT, encoding="utf-8")
    copy.run("ingest", "news.txt")
    return copy


@pytest.fixture
def copy(read: Copy, tmp_path: Path) -> Copy:
    """The same for one test alone."""
    shutil.copytree(read.folder, tmp_path, dirs_exist_ok=True, symlinks=True)
    return Copy(tmp_path)


def n_behind(copy: Copy, **more: str) -> int:
    return int(json.loads(copy.run("status", "--json", **more)[0])["behind"])


def versions(copy: Copy, **more: str) -> list[str]:
    asked = ("sql", "SELECT version FROM versions ORDER BY version_rank", "--json")
    return [row["version"] for row in json.loads(copy.run(*asked, **more)[0])]


@pytest.mark.slow
def test_a_changed_rule_in_code_is_seen_read_and_told(copy: Copy) -> None:
    copy.change(CALENDAR, *SUMMER_LATER)
    assert n_behind(copy) == 1
    assert "behind      1 document read by" in copy.run("status")[0]
    assert "1 new, 0 read before" in copy.run("ingest", "--reread")[1]
    assert n_behind(copy) == 0
    assert "nothing is behind" in copy.run("ingest", "--reread")[1]
    assert "0 new, 1 read before" in copy.run("ingest", "news.txt")[1]
    older, newer = versions(copy)
    [change] = json.loads(copy.run("diff", older, newer, "--json")[0])
    assert [change[name] for name in ("change", "field", "value_before", "value_after")] == [
        "changed",
        "date",
        "2024-06-01/2024-08-31",
        "2024-07-01/2024-09-30",
    ]


@pytest.mark.slow
def test_code_that_says_the_same_in_other_words_reads_nothing_again(copy: Copy) -> None:
    path = copy.package / CALENDAR
    path.write_text(
        path.read_text(encoding="utf-8").replace('"""', '"""In other words: ', 1) + "# The end.\n"
    )
    assert n_behind(copy) == 0
    assert "behind" not in copy.run("status")[0]
    assert "0 new, 1 read before" in copy.run("ingest", "news.txt")[1]
    assert len(versions(copy)) == 1


@pytest.mark.slow
def test_another_model_reads_again_what_is_given_once_more(copy: Copy) -> None:
    trained = another_model(copy.folder / "model")
    assert n_behind(copy, DATELINES_MODEL=trained) == 1
    assert "1 new, 0 read before" in copy.run("ingest", "news.txt", DATELINES_MODEL=trained)[1]
    assert n_behind(copy, DATELINES_MODEL=trained) == 0
    assert n_behind(copy) == 0
    assert len(versions(copy)) == 2
    assert json.loads(copy.run("diff", *versions(copy), "--json")[0]) == []


def another_model(folder: Path) -> str:
    """Copy the installed model as it would be trained again, under the same name and version."""
    name = which_model.model_name().split()[0]
    [data] = get_package_path(name).glob("*/config.cfg")
    shutil.copytree(data.parent, folder)
    file = folder / "meta.json"
    meta = json.loads(file.read_text(encoding="utf-8"))
    meta["performance"]["dep_uas"] += 0.0001
    file.write_text(json.dumps(meta), encoding="utf-8")
    return str(folder)


@pytest.mark.slow
@pytest.mark.xdist_group("run faults")
def test_what_was_given_up_as_too_slow_is_tried_again_once_by_each_version(tmp_path: Path) -> None:
    home, news = tmp_path / "home", tmp_path / "news"
    news.mkdir()
    (news / "a.txt").write_text(TEXT, encoding="utf-8")
    (news / "b.txt").write_text("This one is a zzendless one.", encoding="utf-8")
    assert "1 set aside" in faulty(home, str(news), VERSION="an older one")
    assert "1 new, 0 read before, 1 set aside" in faulty(home, "--reread", VERSION="a later one")
    assert "nothing is behind" in faulty(home, "--reread", VERSION="a later one")
    mended = [sys.executable, "-c", "from datelines.flows.cli import main; main()", "ingest", "--reread"]
    environment = {**os.environ, "DATELINES_HOME": str(home)}
    done = subprocess.run(mended, env=environment, cwd=ROOT, capture_output=True, text=True)
    assert "2 new, 0 read before, 1 released from quarantine" in done.stderr
    assert Reader(published_path(home)).status()["documents"] == 2


def faulty(home: Path, *arguments: str, **more: str) -> str:
    """Ingest in a process that some texts hold for ever; return what it said."""
    status, said = run(home, *arguments, PATIENCE="2", **more)
    assert status == 0, said
    return said


@pytest.fixture
def failing(tmp_path: Path) -> tuple[Path, Path]:
    """A home, and a text beside it that the rules of `test_runs` fail to read."""
    file = tmp_path / "crash.txt"
    file.write_text("This will crash.")
    return tmp_path / "home", file


def run_of(home: Path, rules: Rules, *files: Path, id: str) -> tuple[Session, frozenset[str]]:
    """Read files by rules in a run of its own; return it, and what these rules had given up before it."""
    with Writer(home) as writer:
        writer.start_run(id, FETCHED, {}, rules.version, rules.seeds_digest)
        session = Session(writer, rules, id, FETCHED, [].append, lambda done: None)
        before = session.given_up(FAILED)
        session.ingest(list(plan(files)))
        return session, before


def test_what_one_version_gave_up_another_tries_once(failing: tuple[Path, Path]) -> None:
    home, file = failing
    later = replace(RULES, version="2")
    runs = [run_of(home, rules, file, id=f"r{n}") for n, rules in enumerate((RULES, RULES, later, later))]
    assert [len(before) for _, before in runs] == [0, 1, 0, 1]


def test_a_release_that_reads_alike_gives_up_the_same(failing: tuple[Path, Path]) -> None:
    home, file = failing
    run_of(home, replace(RULES, version="0.1.0+3f9a1c2e"), file, id="r1")
    assert len(run_of(home, replace(RULES, version="0.2.0+3f9a1c2e"), file, id="r2")[1]) == 1
    assert len(run_of(home, replace(RULES, version="0.2.0+a29ce010"), file, id="r3")[1]) == 0


def test_reading_again_tries_what_others_failed_to_read_until_it_has(failing: tuple[Path, Path]) -> None:
    home, file = failing
    run_of(home, RULES, file, id="r1")
    later, mended = replace(RULES, version="2"), replace(MENDED, version="3")
    assert not behind(home, RULES, wait=0)
    for rules in (later, mended):
        [key] = behind(home, rules, wait=0).set_aside
        with Writer(home) as writer:
            writer.start_run(rules.version, FETCHED, {}, rules.version, rules.seeds_digest)
            Session(writer, rules, rules.version, FETCHED, [].append, lambda done: None).retry([key])
        assert not behind(home, rules, wait=0)
    with Writer(home) as writer:
        assert writer.known(mended.version, mended.seeds_digest) == {key}
        assert writer.quarantined() == []
