"""Every Russian trigger and cue of the seeds does what its examples say, and leaves the others alone."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import pytest

from datelines.extractors.clauses import factuality, gate, triggers
from datelines.extractors.language import cues, parsers
from datelines.extractors.layers.hit import Row
from datelines.extractors.layers.sentence import Sentence
from datelines.extractors.names import overlay
from datelines.extractors.pipeline import extract
from datelines.extractors.text.simplify import simplify
from datelines.seeds.models.cues import FactualityExample
from datelines.seeds.models.events import Example
from datelines.sources.records import Document, Extraction, Report
from tests.marked import unmark

LANG, DAY = "ru", "2025-12-19"
HOLDS = [(row, example) for row in triggers.rows(LANG) for example in row.trigger.holds]
FAILS = [(row, text) for row in triggers.rows(LANG) for text in row.trigger.fails]
SHADES = [e for cue in cues.factuality(LANG) for e in (*cue.holds, *cue.fails)]


@cache
def _read(text: str) -> Extraction:
    return extract(Document(id=text, text=text, lang=LANG, published=DAY))


def _by(rule: str, text: str) -> list[Report]:
    return [event for event in _read(text).events if f" is {rule} " in event.steps[0]]


def _named(wanted: Sequence[str], event: Report, role: str) -> bool:
    """Names are given in the nominative: what is written shares their beginning."""
    written = [p.text for p in event.participants if p.role == role]
    return all(any(name[:-2] in text for text in written) for name in wanted)


@pytest.mark.parametrize(("row", "example"), HOLDS, ids=[f"{row.rule}: {e.text}" for row, e in HOLDS])
def test_trigger_holds(row: Row, example: Example) -> None:
    text, start, end = unmark(example.text)
    found = _by(row.rule, text)
    assert found, [(e.type, e.steps) for e in _read(text).events]
    assert (found[0].evidence.start or 0) <= start
    assert end <= (found[0].evidence.end or 0)
    assert _named(example.source or (), found[0], "source"), found[0].participants
    assert _named(example.target or (), found[0], "target"), found[0].participants
    assert gate.passes(text, LANG)


@pytest.mark.parametrize(("row", "text"), FAILS, ids=[f"{row.rule}: {text}" for row, text in FAILS])
def test_trigger_fails(row: Row, text: str) -> None:
    assert not _by(row.rule, text)


@pytest.mark.parametrize("example", SHADES, ids=lambda example: example.text)
def test_factuality_cue(example: FactualityExample) -> None:
    text, start, end = unmark(example.text)
    sentence = Sentence(0, len(text), text, 0)
    plain = simplify(sentence, (), lang=LANG)
    doc = next(parsers.parse([(LANG, plain.words, plain.spaces)]))
    read = overlay.build(0, sentence, (plain, doc, []), (), (), (), LANG)
    head = read.root(start, end)
    assert head is not None
    assert factuality.factuality(head, read)[0] == example.is_


@pytest.mark.parametrize("kind", ["reporting", "according", "document-source"])
def test_sources_are_credited(kind: str) -> None:
    for row in cues.phrases(LANG, kind):
        for text in row.holds:
            assert [e.attribution for e in _read(text).events if e.attribution], text
        for text in row.fails:
            assert _read(text).events, text
            assert not [e.attribution for e in _read(text).events if e.attribution], text


def test_opinions_are_no_events() -> None:
    for row in cues.phrases(LANG, "opinion"):
        for text in row.holds:
            assert not _read(text).events, text
        for text in row.fails:
            assert _read(text).events, text


def test_stances() -> None:
    for cue in cues.stances(LANG):
        for text in cue.holds:
            assert cue.stance in {e.position.stance for e in _read(text).events if e.position}, text
        for text in cue.fails:
            assert not [e.position for e in _read(text).events if e.position], text
