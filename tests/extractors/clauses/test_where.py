"""Where an event happened: its town, its country and the building, told apart from who took part."""

from __future__ import annotations

import pytest

from tests.extractors.clauses.cases import Case, cases, told

CASES = cases("places")


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_where_it_happens(case: Case) -> None:
    read = [
        (event.place.text if event.place else None, event.place.country if event.place else None)
        for event in told(case)
    ]
    assert (case.get("place"), case["country"]) in read


@pytest.mark.parametrize("case", [c for c in CASES if "venue" in c], ids=lambda case: case["venue"])
def test_a_venue_is_no_party(case: Case) -> None:
    events = [event for event in told(case) if event.venue]
    assert [event.venue.text for event in events if event.venue] == [case["venue"]]
    assert all(case["venue"] not in party.text for event in events for party in event.participants)
