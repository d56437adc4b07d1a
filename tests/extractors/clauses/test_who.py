"""Who takes part in what a sentence tells of, with which role and for which country."""

from __future__ import annotations

import re

import pytest

from datelines.extractors.names import find
from datelines.extractors.text import lead_in
from datelines.extractors.text.sentences import split
from datelines.sources.records import Participant, Report
from tests import ROOT
from tests.extractors.clauses.cases import DAY, Case, cases, told

CASES = cases("participants")


def _side(parties: tuple[Participant, ...], role: str) -> list[str]:
    return sorted(party.country or party.id or party.text for party in parties if party.role == role)


def _who(event: Report) -> tuple[list[str], list[str]]:
    return _side(event.participants, "source"), _side(event.participants, "target")


def _wanted(who: str) -> tuple[list[str], list[str]]:
    sources, _, targets = who.partition(">")
    return _listed(sources), _listed(targets)


def _listed(side: str) -> list[str]:
    return sorted(filter(None, (party.strip() for party in side.split(","))))


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_who_takes_part(case: Case) -> None:
    read = [_who(event) for event in told(case)]
    assert _wanted(case["who"]) in read


def test_every_part_stands_in_its_text() -> None:
    for case in CASES:
        for event in told(case):
            for party in event.participants:
                if party.start is not None:
                    assert case["text"][party.start : party.end] == party.text


DATELINES = {
    "ASTANA, March 11 (Steppe News) - Norway and Oman signed.": "Norway and Oman signed.",
    "KABUL, Afghanistan (Wire) — The Taliban met.": "The Taliban met.",
    "SAMARKAND, Uzbekistan -- Leaders met.": "Leaders met.",
    "NEW YORK/GENEVA, 5 May (Wire) - The UN met.": "The UN met.",
    "Geneva — UN officials met the envoys of four states on Friday.": (
        "UN officials met the envoys of four states on Friday."
    ),
    "MR ROE: The Prime Minister spoke.": "The Prime Minister spoke.",
}
NO_DATELINES = [
    "Astana – Tokyo flights to begin soon",
    "Kazakhstan - Japan talks held in Tokyo on Friday.",
    "Central Asia-Japan dialogue: the way",
    "Tashkent-Bishkek: talks go on",
    "UN - Security Council met on Friday.",
]


@pytest.mark.parametrize(("text", "rest"), DATELINES.items())
def test_a_lead_in_is_no_part_of_its_sentence(text: str, rest: str) -> None:
    assert text[lead_in.begins(split(text)[0], find.find_names(text, "en", DAY)) :] == rest


@pytest.mark.parametrize("text", NO_DATELINES)
def test_a_dash_alone_makes_no_dateline(text: str) -> None:
    assert lead_in.begins(split(text)[0], find.find_names(text, "en", DAY)) == 0


def test_who_is_host_is_asked_of_one_module() -> None:
    """A wrong host is mended in discourse/hosts.py: nothing else reads the words of hosting and inviting."""
    asked = re.compile(r"\.(hosting|invitation)\b")
    readers = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "extractors").rglob("*.py")
        if asked.search(path.read_text(encoding="utf-8"))
    }
    assert readers == {"extractors/discourse/hosts.py"}
