"""Chains: what is refused, and whom an event says that the words of its sentences mean."""

from __future__ import annotations

import doctest
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from datelines.sources.records import Chain, Span
from datelines.warehouse import AuditFailed, Extracted, Reader, WarehouseError, Writer, meant
from datelines.warehouse.migrations import open_work_file
from datelines.warehouse.validity import problem
from tests.factories import FETCHED, NO_KNOWLEDGE, chain, extracted, person, report

TEXT = "Aida met Ken. She thanked him in Oslo. They left."
AIDA = chain("c1", (0, 4, "name"), (14, 17, "pronoun"), name="Aida Seitkali")
KEN = chain("c2", (9, 12, "name"), (26, 29, "pronoun"))
BOTH = chain("c3", (39, 43, "group"), members=["c1", "c2"])


def told_of(*chains: Chain, of: str | None = "c1", told: Span | None = None) -> Extracted:
    """Return a document with these chains and one event, which the words at `told` tell."""
    met = report("Aida met Ken.", participants=[replace(person("Aida"), chain=of)])
    met = replace(met, mentions=(told,)) if told else met
    return extracted("d1", met, text=TEXT, chains=chains)


def linked_to(antecedent: int) -> Chain:
    return replace(AIDA, mentions=(AIDA.mentions[0], replace(AIDA.mentions[1], antecedent=antecedent)))


@pytest.mark.parametrize(
    ("bad", "wrong"),
    [
        (told_of(AIDA, replace(KEN, id="c1")), "two chains have the same id"),
        (told_of(chain("c1", (14, 99, "pronoun"))), "chain c1: mention at 14-99 is outside the text"),
        (told_of(linked_to(1)), "chain c1: mention 1 is linked to 1, which is no other mention"),
        (told_of(linked_to(2)), "chain c1: mention 1 is linked to 2, which is no other mention"),
        (told_of(linked_to(-1)), "chain c1: mention 1 is linked to -1, which is no other mention"),
        (told_of(AIDA, replace(KEN, mentions=())), "chain c2: no mention"),
        (told_of(AIDA, BOTH), "chain c3: its member c2 is no other chain"),
        (told_of(AIDA, KEN, replace(BOTH, members=("c3",))), "chain c3: its member c3 is no other chain"),
        (told_of(AIDA, of="c2"), "event e1: participant 'Aida' is of no chain c2"),
    ],
)
def test_a_chain_that_leads_nowhere_is_refused_with_its_reason(
    tmp_path: Path, bad: Extracted, wrong: str
) -> None:
    assert wrong in (problem(bad) or "")
    with Writer(tmp_path) as writer, pytest.raises(WarehouseError, match="d1: "):
        writer.write([bad], "r", FETCHED)


def test_a_good_chain_is_stored_with_its_participant(tmp_path: Path) -> None:
    assert problem(told_of(AIDA, KEN, BOTH)) is None
    reader = published(tmp_path, told_of(AIDA, KEN, BOTH))
    assert reader.query("SELECT text, chain FROM facts.participants").rows == [("Aida", "c1")]


@pytest.mark.parametrize(
    ("harm", "audit"),
    [
        ("INSERT INTO facts.chains FROM facts.chains", "duplicate_key"),
        ("INSERT INTO facts.chain_mentions FROM facts.chain_mentions", "duplicate_key"),
        ("UPDATE facts.chain_mentions SET span_end = 1000", "offsets_outside_the_document"),
    ],
)
def test_a_file_with_broken_chains_is_not_published(tmp_path: Path, harm: str, audit: str) -> None:
    published(tmp_path, told_of(AIDA, KEN, BOTH))
    with open_work_file(tmp_path / "work.duckdb") as work:
        work.execute(harm)
    with Writer(tmp_path) as writer, pytest.raises(AuditFailed, match=audit):
        writer.publish(NO_KNOWLEDGE)


def published(home: Path, *items: Extracted) -> Reader:
    with Writer(home) as writer:
        writer.write(items, "r", FETCHED)
        return Reader(writer.publish(NO_KNOWLEDGE))


def meant_in(home: Path, *items: Extracted) -> list[list[tuple[str, list[str], str]]]:
    """Return for each telling of the only event which words mean whom, and by which rule."""
    reader = published(home, *items)
    (row,) = reader.timeline().dicts()
    event: dict[str, Any] = reader.event(row["event_id"]) or {}
    return [[(w["text"], w["means"], w["rule"]) for w in told["meant"]] for told in event["reports"]]


RULE = "those last told of together"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (Span(0, 12), []),  # names explain themselves
        (
            Span(30, 37),
            [("She", ["Aida Seitkali"], RULE), ("him", ["Ken"], RULE)],
        ),  # the whole sentence counts
        (Span(39, 49), [("They", ["Aida Seitkali", "Ken"], RULE)]),
    ],
)
def test_an_event_says_whom_the_words_of_its_sentences_mean(
    tmp_path: Path, told: Span, expected: list[tuple[str, list[str], str]]
) -> None:
    assert meant_in(tmp_path, told_of(AIDA, KEN, BOTH, told=told)) == [expected]


def test_each_telling_has_the_words_of_its_own_document(tmp_path: Path) -> None:
    first = told_of(AIDA, KEN, told=Span(14, 29))
    other = extracted(
        "d2",
        report("He met Aida.", participants=[person("Aida")]),
        publisher="Herald",
        chains=[chain("c1", (0, 2, "pronoun"), (7, 11, "name"), rule="the last subject")],
    )
    found = meant_in(tmp_path, first, other)
    assert sorted(map(len, found)) == [1, 2]
    assert [("He", ["Aida"], "named in the text")] not in found


def test_a_description_that_stands_for_itself_is_not_explained_by_itself(tmp_path: Path) -> None:
    alone = chain("c1", (39, 43, "description"))
    assert meant_in(tmp_path, told_of(alone, told=Span(39, 49))) == [[]]


@pytest.mark.parametrize(
    ("before", "text", "after", "sentence"),
    [
        ("It rained. ", "Aida left", ". Ken stayed.", "Aida left. "),
        ("It rained. ", "Aida left.", " Ken stayed.", "Aida left. "),
        ("Then ", "Aida", ", with Ken, left", "Then Aida, with Ken, left"),
        ("A headline\n", "Aida left", "\nMore", "Aida left\n"),
        ("It rained. Dr. J. Roe and ", "Aida left", " at 5.30 p.m.", "Dr. J. Roe and Aida left at 5.30 p.m."),
        ('"Come!" ', "Aida said", "? No.", "Aida said? "),
        ("", "Aida left", "", "Aida left"),
    ],
)
def test_a_sentence_is_read_off_the_text_around_a_mention(
    before: str, text: str, after: str, sentence: str
) -> None:
    offset = 7  # the view gives a part of the document
    mention = {"span_start": offset + len(before), "before": before, "text": text, "after": after}
    start, end = meant.sentence(mention)
    assert (before + text + after)[start - offset : end - offset] == sentence


def test_the_example_in_the_code_is_true() -> None:
    assert doctest.testmod(meant).failed == 0
