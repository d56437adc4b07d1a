"""One document's parsed sentences become its record: units, cast, drafts, merged reports, review."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from datelines.extractors.clauses import drafting
from datelines.extractors.discourse import introductions
from datelines.extractors.discourse.memory import Cast
from datelines.extractors.language import cues
from datelines.extractors.layers.actor import Actor
from datelines.extractors.layers.draft import Draft, Setting
from datelines.extractors.layers.found import Found
from datelines.extractors.layers.parse import Parsed, SentenceParse
from datelines.extractors.layers.sentence import Sentence, by_sentence, span_of
from datelines.extractors.names import overlay
from datelines.extractors.offices.holders import review_offices
from datelines.extractors.report import compose, frames, review, same_event
from datelines.extractors.text.turns import Turn, opened
from datelines.seeds.knowledge import knowledge
from datelines.seeds.person_names import family_key
from datelines.sources.records import Attribution, DateRange, Extraction

ENDS = tuple(".!?…;:,")
LONGEST_HEADING = 220


def finish(base: Extraction, dct: str | None, found: Found, parsed: Mapping[int, Parsed]) -> Extraction:
    """Return `base` with its events and review items. `parsed` maps sentence numbers to what was parsed."""
    lang = base.lang or ""
    units = list(_units(found, parsed, lang))
    cast = introductions.read_cast(units, found, lang, base.url)
    turns = _turns(base.text, found)
    setting = Setting(
        lang,
        dct,
        _countries(),
        _document_source(base.text, lang),
        _heading_date(found),
        _is_between_states(found),
    )
    drafts: list[Draft] = []
    for one in units:
        cast.speaker = _speaker(turns.get(one.number), cast)
        drafts += frames.inherit(drafting.read(one, cast, setting), drafts)
    reports = compose.reports(same_event.merge(drafts, lang), base.text, base.id, lang)
    doubts = (*base.review, *review_offices(found.titles), *review.of_reports(reports))
    return replace(base, events=reports, review=doubts)


def _is_between_states(found: Found) -> bool:
    """Say whether a text names two states or bodies, or officials of two."""
    named: list[str | None] = [name.country or name.id for name in found.names]
    named += [title.country or title.holder_id for title in (*found.titles, *found.ranked)]
    return len(set(filter(None, named))) > 1


def _countries() -> dict[str, str]:
    return {id: e.name for id, e in knowledge().entities.items() if e.kind == "country"}


def _units(found: Found, parsed: Mapping[int, Parsed], lang: str) -> Iterator[SentenceParse]:
    alone = len(found.sentences) == 1
    names = by_sentence(found.names, found.sentences, span_of)
    titled = by_sentence((*found.titles, *found.ranked), found.sentences, span_of)
    dated = by_sentence(enumerate(found.dated), found.sentences, lambda pair: span_of(pair[1].timex))
    for number, whole in parsed.items():
        sentence = found.sentences[number]
        yield overlay.build(
            number,
            sentence,
            whole,
            names.get(number, ()),
            titled.get(number, ()),
            dated.get(number, ()),
            lang,
            heading=not alone and _is_heading(sentence),
            alone=alone,
        )


def _heading_date(found: Found) -> DateRange | None:
    """Return the day that the first line names, as a schedule's does: what it lists is on that day."""
    if not found.sentences or not _is_heading(found.sentences[0]):
        return None
    end = found.sentences[0].end
    days = [(i, d) for i, d in enumerate(found.dated) if d.timex.end <= end and d.precision == "day"]
    if len(days) != 1:
        return None
    index, dated = days[0]
    if dated.start is None or dated.end is None:
        return None
    return DateRange(dated.start, dated.end, "day", dated.basis or "text", index, dated.steps)


def _is_heading(sentence: Sentence) -> bool:
    """Say whether a sentence is a headline: it ends without a stop, or asks, and stands first or short."""
    text = sentence.text.rstrip("\"'”’»)")
    return len(text) < LONGEST_HEADING and not text.endswith(ENDS)


def _turns(text: str, found: Found) -> dict[int, Turn | None]:
    """Return for each sentence the turn in which it is said; a town before a colon ("BISHKEK: …") is a
    dateline."""
    current: Turn | None = None
    turns: dict[int, Turn | None] = {}
    towns = {name.start for name in found.names if name.kind in {"place", "country"}}
    for number, sentence in enumerate(found.sentences):
        opens = opened(text, sentence.start)
        current = opens if opens and sentence.start not in towns else current
        turns[number] = current
    return turns


def _speaker(turn: Turn | None, cast: Cast) -> Actor | None:
    """Return who speaks, known by the surname that ends the line's name."""
    if turn is None:
        return None
    known = cast.people.get(family_key(turn.who, cast.lang))
    name, id, country = (known.name, known.id, known.country) if known else (None, None, None)
    return Actor(turn.who, turn.start, turn.start + len(turn.who), name, id, "person", country)


def _document_source(text: str, lang: str) -> Attribution | None:
    """Return whom a line credits for the whole document: "attributable to Spokesperson Jane Roe:"."""
    for line in re.finditer(r"[^\n]+:(?=\s*(?:\n|$))", text[:2000]):
        opened = cues.pattern(lang, "document-source").search(line[0])
        if opened:
            start = line.start() + opened.end() + 1
            end = line.end() - 1
            if end > start:
                return Attribution(text[start:end].strip(), start, start + len(text[start:end].strip()))
    return None
