"""Whose turn it is: a name in capitals and a colon, in any alphabet with capitals."""

from __future__ import annotations

import pytest

from datelines.extractors.pipeline import extract
from datelines.extractors.text.turns import Turn, opened
from datelines.sources.records import Document


@pytest.mark.parametrize(
    "who",
    [
        "MINISTER OZTURK",
        "MINISTER ÖZTÜRK",
        "МИНИСТР ЁЛКИН",
        "DR. ÁLVAREZ-NÚÑEZ",
        "SECRETARY O’NEILL",
        "ΥΠΟΥΡΓΟΣ ΡΟΗΣ",
    ],
)
def test_a_name_in_capitals_before_a_colon_opens_a_turn(who: str) -> None:
    assert opened(f"{who}: We signed the accord.") == Turn(who, 0, len(who) + 2)


@pytest.mark.parametrize(
    "line",
    [
        "Minister Öztürk: We signed the accord.",
        "ANKARA, 5 May: We signed.",
        "ABC: news",
        "ÖZTÜRK said: we signed",
    ],
)
def test_other_lines_open_none(line: str) -> None:
    assert opened(line) is None


def test_a_turn_may_open_anywhere_in_a_text() -> None:
    assert opened("Thanks.\nMR. ROE: Well.", 8) == Turn("MR. ROE", 8, 17)


@pytest.mark.parametrize("name", ["Ozturk", "Öztürk"])
def test_a_speaker_acts_for_the_country_and_is_the_source(name: str) -> None:
    text = (
        f"Foreign Minister Kemal {name} of Turkey and his Omani counterpart spoke to the press.\n\n"
        f"MINISTER {name.upper()}: We signed a trade accord with Oman on 5 May 2024.\n"
    )
    [signing] = [
        e for e in extract(Document("a", text, published="2024-05-06")).events if e.subtype == "signing"
    ]
    assert signing.attribution is not None
    assert signing.attribution.text == f"MINISTER {name.upper()}"
    assert {"TUR", "OMN"} <= {party.country for party in signing.participants}
