"""An office without a name: its holder of the days told of is a candidate, and said to be inferred."""

from __future__ import annotations

import pytest

from datelines.extractors.pipeline import extract
from datelines.sources.records import Document, Participant, Report


def only(text: str) -> Report:
    (report,) = extract(Document("x", text, published="2025-12-19", lang="en")).events
    return report


@pytest.mark.parametrize(
    ("text", "id", "said"),
    [
        (
            "The Japanese foreign minister arrived in Astana on Monday.",
            "toshimitsu-motegi",
            "“Japanese foreign minister” is not named: Toshimitsu Motegi held the office then → inferred",
        ),
        (
            "The Kazakh president visited Tokyo in November 2016.",
            "nursultan-nazarbayev",
            "“Kazakh president” is not named: Nursultan Nazarbayev held the office then → inferred",
        ),
    ],
)
def test_a_holder_who_is_not_named_is_a_candidate_that_is_said_to_be_inferred(text, id, said):
    report = only(text)
    (party,) = [p for p in report.participants if p.kind == "person"]
    assert (party.id, party.name) == (id, None)
    assert said in report.steps


def test_a_holder_who_is_named_is_not_inferred():
    report = only("Japanese Foreign Minister Toshimitsu Motegi arrived in Astana on Monday.")
    assert [_linked(p) for p in report.participants] == [("toshimitsu-motegi", "Toshimitsu Motegi")]
    assert not any("inferred" in step for step in report.steps)


def test_a_family_name_with_an_office_has_the_id_and_the_name_of_one_person():
    report = only("Turkmen National Leader Berdimuhamedov arrived in Astana on Monday.")
    assert ("gurbanguly-berdimuhamedov", "Gurbanguly Berdimuhamedov") in map(_linked, report.participants)


def _linked(party: Participant) -> tuple[str | None, str | None]:
    return party.id, party.name
