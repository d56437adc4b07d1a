"""What PLOVER's manual makes of type and factuality together: `Report.plover` beside `Report.type`.

The manual has no tense: what is planned or threatened has a root of its own. A future meeting is AGREE, a
future attack THREATEN, a future withdrawal CONCEDE, a refused meeting REJECT.
"""

from __future__ import annotations

import pytest

from datelines.extractors.pipeline import extract
from datelines.seeds.event_types import event_types
from datelines.sources.records import Document, Report

FOLDED = [
    # cooperation: done, due, possible, refused
    ("The emir met President Tokayev in Astana on 3 May.", "CONSULT", "asserted", "CONSULT"),
    ("The emir will meet President Tokayev in Astana in June.", "CONSULT", "planned", "AGREE"),
    ("Uzbekistan signed the convention on 3 May.", "SUPPORT", "asserted", "SUPPORT"),
    ("Uzbekistan may sign the convention in June.", "SUPPORT", "possible", "AGREE"),
    ("Uzbekistan did not sign the convention in May.", "SUPPORT", "negated", "REJECT"),
    ("Norway sent food to Yemen on 3 May.", "AID", "asserted", "AID"),
    ("Norway will send food to Yemen in June.", "AID", "planned", "AGREE"),
    ("Norway did not send food to Yemen in May.", "AID", "negated", "REJECT"),
    ("Turkmenistan exported gas to Iran in 2023.", "COOPERATE", "asserted", "COOPERATE"),
    ("Turkmenistan will export gas to Iran in 2027.", "COOPERATE", "planned", "AGREE"),
    # giving way: done, announced, refused
    ("Armenia withdrew its troops from the village on 3 May.", "RETREAT", "asserted", "RETREAT"),
    ("Armenia will withdraw its troops from the village in June.", "RETREAT", "planned", "CONCEDE"),
    ("Armenia did not withdraw its troops from the village in May.", "RETREAT", "negated", "REJECT"),
    ("Japan lifted its sanctions on Belarus on 3 May.", "CONCEDE", "asserted", "CONCEDE"),
    ("Japan will lift its sanctions on Belarus in June.", "CONCEDE", "planned", "CONCEDE"),
    ("Japan will not lift its sanctions on Belarus.", "CONCEDE", "negated", "REJECT"),
    # conflict in deeds: done, threatened
    ("Rebels attacked the army of Chad on 3 May.", "ASSAULT", "asserted", "ASSAULT"),
    ("Rebels may attack the army of Chad in June.", "ASSAULT", "possible", "THREATEN"),
    ("Serbia deployed troops near Kosovo on 3 May.", "MOBILIZE", "asserted", "MOBILIZE"),
    ("Serbia could deploy troops near Kosovo in June.", "MOBILIZE", "possible", "THREATEN"),
    ("Canada imposed tariffs on China on 3 May.", "SANCTION", "asserted", "SANCTION"),
    ("Canada will impose tariffs on China in June.", "SANCTION", "planned", "THREATEN"),
    ("Canada will not impose tariffs on China.", "SANCTION", "negated", "CONCEDE"),
    ("Iran closed its border with Iraq on 3 May.", "COERCE", "asserted", "COERCE"),
    ("Iran will close its border with Iraq in June.", "COERCE", "planned", "THREATEN"),
    ("Miners in Georgia staged a strike on 3 May.", "PROTEST", "asserted", "PROTEST"),
    ("Miners in Georgia will stage a strike in June.", "PROTEST", "planned", "THREATEN"),
    # conflict in words stays what it is
    ("Latvia condemned the raid on 3 May.", "ACCUSE", "asserted", "ACCUSE"),
    ("Mexico demanded an apology from Spain on 3 May.", "REQUEST", "asserted", "REQUEST"),
    ("Iran rejected the offer of Oman on 3 May.", "REJECT", "asserted", "REJECT"),
    ("Iran threatened to close the strait on 3 May.", "THREATEN", "asserted", "THREATEN"),
    # what PLOVER leaves out
    ("The emir delivered a speech in Astana on 3 May.", "STATEMENT", "asserted", None),
]
# Cases that the manual decides against the first word one thinks of.
CLOSE = [
    ("Kenya cancelled the visit of the Somali delegation on 3 May.", "REJECT"),
    ("Kenya suspended talks with Somalia on 3 May.", "SANCTION"),
    ("Kenya barred the Somali minister from entering on 3 May.", "REJECT"),
    ("Kenya deported the Somali teacher on 3 May.", "COERCE"),
    ("Six diplomats were expelled by Kenya on 3 May.", "SANCTION"),
    ("Kenya sent peacekeepers to Haiti on 25 June 2024.", "AID"),
    ("Kenya sent soldiers to the Somali border on 3 May.", "MOBILIZE"),
    ("Kenya withdrew its soldiers from Somalia on 3 May.", "RETREAT"),
    ("Kenya withdrew its peacekeepers from Somalia on 3 May.", "SANCTION"),
    ("Thousands of Somalis sought refuge in Kenya on 3 May.", "REQUEST"),
    ("Kenya accepted refugees from Somalia on 3 May.", "AID"),
    ("The president of Kenya pardoned the general on 3 May.", "CONCEDE"),
    ("Kenya released the Somali fishermen on 3 May.", "RETREAT"),
    ("Kenya announced a ceasefire on 3 May.", "CONCEDE"),
    ("Kenya violated the ceasefire on 3 May, Somalia said.", "ASSAULT"),
    ("A court in Kenya convicted the Somali officer on 3 May.", "SANCTION"),
    ("Kenya launched a cyber attack on Somalia on 3 May.", "COERCE"),
    ("The senator launched a verbal attack on Kenya on 3 May.", "ACCUSE"),
    ("Kenya opened an investigation into the Somali bank on 3 May.", "ACCUSE"),
    ("Teachers in Kenya called off their strike on 3 May.", "CONCEDE"),
]


def _read(text: str) -> tuple[Report, ...]:
    return extract(Document(id=text, text=text, lang="en", published="2025-06-01")).events


@pytest.mark.parametrize(("text", "type", "factuality", "root"), FOLDED, ids=[row[0] for row in FOLDED])
def test_type_and_factuality_fold_into_plovers_root(
    text: str, type: str, factuality: str, root: str | None
) -> None:
    found = {(e.type, e.factuality, e.plover.root) for e in _read(text)}
    assert (type, factuality, root) in found


@pytest.mark.parametrize(("text", "root"), CLOSE, ids=[row[0] for row in CLOSE])
def test_close_cases(text: str, root: str) -> None:
    assert [e.plover.root for e in _read(text)] == [root]


def test_every_fold_leads_to_a_root_that_plover_has() -> None:
    types = event_types()
    for kind in types.values():
        for factuality, root in kind.folds.items():
            assert types[root].plover, (kind.type, factuality)
            assert root != kind.type, (kind.type, factuality)
        assert kind.plover or not kind.folds, kind.type


def test_no_act_of_cooperation_stays_one_when_it_is_only_planned() -> None:
    for kind in ("CONSULT", "SUPPORT", "COOPERATE", "AID"):
        folds = event_types()[kind].folds
        assert (folds["planned"], folds["possible"], folds["negated"]) == ("AGREE", "AGREE", "REJECT")


def test_material_conflict_is_a_threat_until_it_is_done() -> None:
    for kind in ("ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "SANCTION"):
        folds = event_types()[kind].folds
        assert (folds["planned"], folds["possible"], folds["negated"]) == ("THREATEN", "THREATEN", "CONCEDE")
