"""A subtype is added by data alone: it is read, titled, listed and counted without a line of code."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import ROOT

TEXT = "Kazakh President Kassym-Jomart Tokayev refuelled in Tashkent, Uzbekistan on 5 May 2025.\n"
SUBTYPE = """
  stopover:
    meaning: A short halt on the way to somewhere else.
    travels: true
    journey: true
    view: visits
    counted: visits
"""
TRIGGER = """
    - id: refuel
      verb: [refuel]
      subtype: stopover
      named: [in]
      roles: {subject: source, in: target}
      holds: ["The president [refuelled] in Lima on Friday."]
      fails: ["The driver refuelled at noon."]
"""
WORDS = '  stopover: {one: stops over, many: stop over, base: stop over, noun: Stopover, before: "in "}\n'

pytestmark = pytest.mark.slow


def _add(seeds: Path, file: str, below: str, text: str) -> None:
    path = seeds / file
    before, found, after = path.read_text(encoding="utf-8").partition(f"\n{below}\n")
    assert found
    path.write_text(before + found + text.removeprefix("\n") + after, encoding="utf-8")


def test_a_subtype_that_the_seeds_add_is_read_titled_listed_and_counted(tmp_path: Path) -> None:
    tree = tmp_path / "tree" / "datelines"
    shutil.copytree(
        ROOT / "datelines", tree, ignore=shutil.ignore_patterns("__pycache__")
    )  # links become files
    _add(tree / "seeds", "events/consult.yml", "subtypes:", SUBTYPE)
    _add(tree / "seeds", "events/consult.yml", "triggers:\n  en:", TRIGGER)
    _add(tree / "seeds", "titles/en.yml", "subtypes:", WORDS)
    (tmp_path / "news.txt").write_text(TEXT, encoding="utf-8")
    environment = {key: value for key, value in os.environ.items() if not key.startswith("DATELINES_")}
    environment |= {"PYTHONPATH": str(tmp_path / "tree"), "DATELINES_HOME": str(tmp_path / "home")}

    def run(*arguments: str) -> str:
        program = [sys.executable, "-c", "from datelines.flows.cli import main; main()", *arguments]
        done = subprocess.run(program, cwd=tmp_path, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr + done.stdout
        return done.stdout

    run("seeds", "check")
    [event] = json.loads(run("extract", "news.txt"))["events"]
    assert (event["type"], event["subtype"]) == ("CONSULT", "stopover")
    assert event["title"] == "Kassym-Jomart Tokayev stops over in Uzbekistan, Tashkent"
    assert [(party["country"], party["role"]) for party in event["participants"]] == [
        ("KAZ", "source"),
        ("UZB", "target"),
    ]

    run("ingest", "news.txt")
    [shown] = json.loads(run("timeline", "--type", "stopover", "--json"))
    [listed] = json.loads(run("sql", "SELECT event_id, visitors FROM visits", "--json"))
    assert listed == {"event_id": shown["event_id"], "visitors": ["Kassym-Jomart Tokayev"]}
    counts = "SELECT country, n_visits, n_meetings, n_cooperation FROM country_year"
    assert json.loads(run("sql", counts, "--json")) == [
        {"country": country, "n_visits": 1, "n_meetings": 1, "n_cooperation": 1} for country in ("KAZ", "UZB")
    ]
