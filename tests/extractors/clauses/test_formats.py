"""Which standing format an event belongs to, at what stage of its life, with which number."""

from __future__ import annotations

import pytest

from datelines.extractors.pipeline import extract
from datelines.sources.records import Document, MechanismRef
from tests.extractors.clauses.cases import DAY, Case, cases, told

CASES = cases("mechanisms")


def _read(found: MechanismRef | None, case: Case) -> tuple[str | None, str | None, int | None]:
    if found is None:
        return None, None, None
    return (
        found.id or found.name,
        found.stage if "stage" in case else None,
        found.ordinal if "ordinal" in case else None,
    )


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_which_format_it_belongs_to(case: Case) -> None:
    wanted = case["mechanism"], case.get("stage"), case.get("ordinal")
    assert wanted in [_read(event.mechanism, case) for event in told(case)]


def test_a_topic_as_written_ends_before_the_date_of_the_act() -> None:
    text = "Norway objected to the plan to admit Oman to the fund on Thursday."
    found = [e.position for e in extract(Document(id="test", text=text, published=DAY)).events if e.position]
    assert [position.topic.text for position in found] == ["the plan to admit Oman to the fund"]
