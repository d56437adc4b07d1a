"""The comparison with other taggers: what it prints, and how a peer's answer becomes a TIMEX3 value."""

from __future__ import annotations

from datetime import datetime

import pytest

from benchmarks.peers import Row, table
from benchmarks.timex_parts import is_set_aside
from benchmarks.timex_peers import timex3_value


def test_a_peer_that_did_not_run_is_named_with_the_reason() -> None:
    ran = Row("ours", {"strict": 0.9, "relaxed": 0.95, "value": 0.8125}, 0.5)
    lines = table([ran, Row("theirs", {}, 0.0, "no Java")], 100).splitlines()
    assert lines[2:] == [
        "| ours | 0.900 | 0.950 | 0.812 | 200.0 |",
        "| theirs | did not run: no Java | | | |",
    ]


@pytest.mark.parametrize(
    ("timex", "values", "value"),
    [
        ("2025-12-19", [{"value": "2025-12-19"}], "2025-12-19"),
        ("P3D", [{"value": "259200"}], "P3D"),
        ("XXXX-12-19", [{"value": "2024-12-19"}, {"value": "2025-12-19"}], "2024-12-19"),
        ("XXXX-12-19", [{"value": "2026-12-19"}], "2026-12-19"),
        ("(XXXX-05-03,XXXX-05-05,P2D)", [{"start": "2025-05-03", "end": "2025-05-05"}], "2025-05-03"),
        ("XXXX-WXX-5", [], "XXXX-WXX-5"),
    ],
)
def test_of_several_readings_the_latest_past_one_is_taken(
    timex: str, values: list[dict[str, str]], value: str
) -> None:
    assert timex3_value(timex, values, datetime(2025, 12, 1)) == value


def test_what_is_set_aside_depends_on_the_id_alone() -> None:
    aside = [is_set_aside({"id": f"doc-{number}"}) for number in range(400)]
    assert 60 < sum(aside) < 140
    assert aside == [is_set_aside({"id": f"doc-{number}", "text": "x"}) for number in range(400)]
