"""Which standing format an event belongs to, at what stage of its life, with which number."""

from __future__ import annotations

import pytest

from sources.records import MechanismRef
from tests.reading import Case, cases, told

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
