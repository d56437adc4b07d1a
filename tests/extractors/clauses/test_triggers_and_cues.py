"""Every trigger and cue in seeds/ does what its examples say, and leaves its counter-examples alone."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import pytest

from datelines.extractors.clauses import factuality, gate, triggers
from datelines.extractors.language import cues, parser
from datelines.extractors.layers import hit
from datelines.extractors.layers.sentence import Sentence
from datelines.extractors.names import overlay
from datelines.extractors.pipeline import extract_many
from datelines.extractors.text.simplify import simplify
from datelines.seeds.models.cues import FactualityCue, FactualityExample, StanceCue
from datelines.seeds.models.events import Example
from datelines.sources.records import Document, Extraction, Report
from tests.marked import unmark

DAY = "2025-12-19"


@cache
def _read() -> dict[str, Extraction]:
    """Read every example sentence of the seeds once, each as a document of its own."""
    texts = {unmark(e.text)[0] for _, e in HOLDS} | {text for _, text in FAILS}
    texts |= {
        text for kind in PHRASES for row in cues.phrases("en", kind) for text in (*row.holds, *row.fails)
    }
    texts |= {text for cue in cues.stances("en") for text in (*cue.holds, *cue.fails)}
    documents = [Document(id=text, text=text, lang="en", published=DAY) for text in sorted(texts)]
    return {extraction.text: extraction for extraction in extract_many(documents)}


PHRASES = ("reporting", "according", "opinion", "document-source")
ROWS = triggers.rows("en")
HOLDS = [(row, example) for row in ROWS for example in row.trigger.holds]
FAILS = [(row, text) for row in ROWS for text in row.trigger.fails]
CUE_HOLDS = [(cue, example) for cue in cues.factuality("en") for example in cue.holds]
CUE_FAILS = [(cue, example) for cue in cues.factuality("en") for example in cue.fails]


def _by(rule: str, text: str) -> list[Report]:
    return [event for event in _read()[text].events if event.steps[0].split(" is ")[1].startswith(f"{rule} ")]


def _named(wanted: Sequence[str], event: Report, role: str) -> bool:
    written = [f"{p.text} {p.name or ''}" for p in event.participants if p.role == role]
    return all(any(name in text for text in written) for name in wanted)


@pytest.mark.parametrize(
    ("row", "example"), HOLDS, ids=[f"{row.rule}: {example.text}" for row, example in HOLDS]
)
def test_trigger_holds(row: hit.Row, example: Example) -> None:
    text, start, end = unmark(example.text)
    events = [
        event
        for event in _by(row.rule, text)
        if event.evidence.start is not None
        and event.evidence.start <= start
        and end <= (event.evidence.end or 0)
    ]
    assert events, [(e.type, e.steps) for e in _read()[text].events]
    event = events[0]
    if example.factuality:
        assert event.factuality == example.factuality, event.steps
    assert _named(example.source or (), event, "source"), event.participants
    assert _named(example.target or (), event, "target"), event.participants


def test_no_example_is_stopped_at_the_gate() -> None:
    stopped = [
        e.text for row, e in HOLDS if not row.trigger.dated and not gate.passes(unmark(e.text)[0], "en")
    ]
    assert not stopped
    assert not gate.passes("The weather in the valley was mild.", "en")


@pytest.mark.parametrize(("row", "text"), FAILS, ids=[f"{row.rule}: {text}" for row, text in FAILS])
def test_trigger_fails(row: hit.Row, text: str) -> None:
    assert not _by(row.rule, text), [(e.evidence.text, e.participants) for e in _by(row.rule, text)]


@pytest.mark.parametrize(
    ("cue", "example"),
    [*CUE_HOLDS, *CUE_FAILS],
    ids=[f"{cue.id}: {example.text}" for cue, example in (*CUE_HOLDS, *CUE_FAILS)],
)
def test_factuality_cue(cue: FactualityCue, example: FactualityExample) -> None:
    text, start, end = unmark(example.text)
    sentence = Sentence(0, len(text), text, 0)
    plain = simplify(sentence, ())
    doc = next(parser.parse([(plain.words, plain.spaces)]))
    read = overlay.build(0, sentence, (plain, doc, []), (), (), (), "en")
    head = read.root(start, end)
    assert head is not None
    assert factuality.factuality(head, read)[0] == example.is_


@pytest.mark.parametrize("kind", ["reporting", "according", "document-source"])
def test_sources_are_credited(kind: str) -> None:
    for row in cues.phrases("en", kind):
        for text in row.holds:
            assert [e.attribution for e in _read()[text].events if e.attribution], text
        for text in row.fails:
            assert _read()[text].events, text
            assert not [e.attribution for e in _read()[text].events if e.attribution], text


def test_opinions_are_no_events() -> None:
    for row in cues.phrases("en", "opinion"):
        for text in row.holds:
            assert not _read()[text].events, text
        for text in row.fails:
            assert _read()[text].events, text


@pytest.mark.parametrize("cue", cues.stances("en"), ids=lambda cue: cue.id)
def test_stances(cue: StanceCue) -> None:
    for text in cue.holds:
        assert cue.stance in {e.position.stance for e in _read()[text].events if e.position}, text
    for text in cue.fails:
        assert not [e.position for e in _read()[text].events if e.position], text
