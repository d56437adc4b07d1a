"""A subtype is added by data alone: it is read, titled, listed and counted without a line of code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.copied import copied

TEXT = "Kazakh President Kassym-Jomart Tokayev refuelled in Tashkent, Uzbekistan on 5 May 2025.\n"
SUBTYPE = """  stopover:
    meaning: A short halt on the way to somewhere else.
    travels: true
    journey: true
    view: visits
    counted: visits
"""
TRIGGER = """- id: refuel
  verb: [refuel]
  subtype: stopover
  named: [in]
  roles: {subject: source, in: target}
  holds: ["The president [refuelled] in Lima on Friday."]
  fails: ["The driver refuelled at noon."]
"""
WORDS = '  stopover: {one: stops over, many: stop over, base: stop over, noun: Stopover, before: "in "}\n'
# What is added to a file, and what stands there right below.
ADDED = (
    (SUBTYPE, "seeds/events/consult.yml", "  meeting:\n"),
    (TRIGGER, "seeds/languages/en/triggers/consult.yml", "- id: meet\n"),
    (WORDS, "seeds/languages/en/titles.yml", "  speech: {"),
)

pytestmark = pytest.mark.slow


def test_a_subtype_that_the_seeds_add_is_read_titled_listed_and_counted(tmp_path: Path) -> None:
    copy = copied(tmp_path)
    for text, file, below in ADDED:
        copy.change(file, below, text + below)
    (tmp_path / "news.txt").write_text(TEXT, encoding="utf-8")

    copy.run("seeds", "check")
    [event] = json.loads(copy.run("extract", "news.txt")[0])["events"]
    assert (event["type"], event["subtype"]) == ("CONSULT", "stopover")
    assert event["title"] == "Kassym-Jomart Tokayev stops over in Uzbekistan, Tashkent"
    assert [(party["country"], party["role"]) for party in event["participants"]] == [
        ("KAZ", "source"),
        ("UZB", "target"),
    ]

    copy.run("ingest", "news.txt")
    [shown] = json.loads(copy.run("timeline", "--type", "stopover", "--json")[0])
    [listed] = json.loads(copy.run("sql", "SELECT event_id, visitors FROM visits", "--json")[0])
    assert listed == {"event_id": shown["event_id"], "visitors": ["Kassym-Jomart Tokayev"]}
    counts = "SELECT country, n_visits, n_meetings, n_cooperation FROM country_year"
    assert json.loads(copy.run("sql", counts, "--json")[0]) == [
        {"country": country, "n_visits": 1, "n_meetings": 1, "n_cooperation": 1} for country in ("KAZ", "UZB")
    ]
