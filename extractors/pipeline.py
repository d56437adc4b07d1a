"""The steps in order, cheap ones first: they choose which sentences the parser sees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Literal

from datelines.extractors.language import detect, parser, parsers
from datelines.extractors.layers import name, simplified
from datelines.extractors.layers.dated import Dated
from datelines.extractors.layers.found import Found
from datelines.extractors.layers.sentence import Sentence, by_sentence, span_of
from datelines.extractors.published import candidates
from datelines.extractors.text.sentences import split
from datelines.extractors.time import find_dates
from datelines.extractors.time.days import read_days
from datelines.sources.records import Document, Extraction, Published, ReviewItem, Unread

if TYPE_CHECKING:
    from datelines.extractors.layers.name import Name
    from datelines.extractors.layers.parse import Parsed
    from datelines.extractors.layers.titled import Titled

VERSION = "0.1.0"
BATCH = 32

Only = Literal["timexes"]


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A document after the cheap steps: everything but the parse."""

    document: Document
    lang: str | None
    published: Published
    dct: str | None
    review: tuple[ReviewItem, ...]
    text: str = ""  # what is read of the document: without the paragraphs in other languages
    unread: tuple[Unread, ...] = ()
    dated: tuple[Dated, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    gated: tuple[int, ...] = ()
    names: tuple[Name, ...] = ()
    titles: tuple[Titled, ...] = ()
    ranked: tuple[Titled, ...] = ()


def extract(document: Document, only: Only | None = None) -> Extraction:
    """Read one document: see docs/record.md for what comes out."""
    return next(extract_many([document], only))


def extract_many(documents: Iterable[Document], only: Only | None = None) -> Iterator[Extraction]:
    """Read documents in order; sentences are parsed in batches across them, memory stays flat."""
    source = iter(documents)
    while batch := list(islice(source, BATCH)):
        prepared = [_prepare(document, only) for document in batch]
        if only == "timexes":
            yield from map(_without_events, prepared)
        else:
            yield from _read(prepared)


def model_name() -> str:
    """Return the parser's name and version, as each run records it."""

    return parser.model_name()


def _prepare(document: Document, only: Only | None) -> _Prepared:
    lang = detect.of_document(document)
    time, doubts = candidates.publish_time(document)
    dct = candidates.dct_day(time, document.zone)
    if not detect.is_read(lang) or lang is None:
        return _Prepared(document, lang, time, dct, doubts)
    unread = detect.unread(document.text, lang)
    text = detect.blanked(document.text, unread)
    dated = find_dates(text, dct, lang)
    if only == "timexes":
        return _Prepared(document, lang, time, dct, doubts, text, unread, dated)
    from datelines.extractors.clauses import gate
    from datelines.extractors.names import find
    from datelines.extractors.offices import holders, ranks

    sentences = split(text, lang)
    asked = read_days(sentences, dated, dct)
    found = find.find_names(text, lang, asked)
    titles = holders.find_titles(text, found, asked, lang)
    ranked = ranks.find_ranked(text, found, titles, dated, lang)
    days = [one.timex.start for one in dated if one.start is not None]
    actors = sorted([*(name.start for name in found), *(title.start for title in (*titles, *ranked))])
    gated = tuple(
        i
        for i, sentence in enumerate(sentences)
        if (gate.within(days, sentence) and gate.within(actors, sentence)) or gate.passes(sentence.text, lang)
    )
    return _Prepared(
        document, lang, time, dct, doubts, text, unread, dated, sentences, gated, found, titles, ranked
    )


def _without_events(prepared: _Prepared) -> Extraction:
    return Extraction(
        id=prepared.document.id,
        lang=prepared.lang,
        status="ok" if detect.is_read(prepared.lang) else "unsupported-language",
        title=prepared.document.title,
        url=prepared.document.url,
        text=prepared.document.text,
        published=prepared.published,
        timexes=tuple(dated.timex for dated in prepared.dated),
        review=prepared.review,
        unread=prepared.unread,
    )


def _read(prepared: list[_Prepared]) -> Iterator[Extraction]:
    from datelines.extractors.report import assemble

    parsed = _parse(prepared)
    for number, cheap in enumerate(prepared):
        here = {i: parsed[number, i] for i in cheap.gated}
        one = _looking_ahead(cheap, here)
        base = _without_events(one)
        if base.status != "ok":
            yield base
            continue
        found = Found(one.sentences, one.names, one.titles, one.ranked, one.dated)
        yield assemble.finish(base, one.dct, found, here)


def _looking_ahead(one: _Prepared, parsed: dict[int, Parsed]) -> _Prepared:
    """Read the dates again where the parse shows that some lie in the future, or in the past."""
    from datelines.extractors.time import direction

    ahead = direction.ahead(parsed, one.sentences, one.dated, one.lang or "")
    behind = direction.behind(parsed, one.sentences, one.dated, one.dct or "", one.lang or "")
    if not (ahead or behind) or one.lang is None:
        return one
    return replace(one, dated=find_dates(one.text, one.dct, one.lang, ahead, behind))


def _parse(prepared: list[_Prepared]) -> dict[tuple[int, int], Parsed]:
    """Parse the gated sentences of several documents; where triggers match, let the model find names too."""
    from datelines.extractors.clauses import triggers
    from datelines.extractors.text import headlines, lead_in, simplify

    plain: dict[tuple[int, int], simplified.Simplified] = {}
    named: dict[tuple[int, int], Sequence[name.Name]] = {}
    for number, one in enumerate(prepared):
        of_sentence = by_sentence(one.names, one.sentences, span_of)
        titled = by_sentence((*one.titles, *one.ranked), one.sentences, span_of)
        dated = by_sentence(one.dated, one.sentences, lambda found: span_of(found.timex))
        for i in one.gated:
            sentence, here = one.sentences[i], of_sentence.get(i, [])
            named[number, i] = here
            stretches = simplify.stretches(
                sentence, here, titled.get(i, ()), dated.get(i, ()), one.lang or ""
            )
            begins = lead_in.begins(sentence, here)
            plain[number, i] = simplify.simplify(sentence, stretches, begins, one.lang or "")
    docs = dict(zip(plain, parsers.parse(_as_read(plain, prepared)), strict=True))
    again: dict[tuple[int, int], simplified.Simplified] = {}
    for (number, i), doc in docs.items():
        lang = prepared[number].lang or ""
        reworded = headlines.reworded(plain[number, i], doc, named[number, i], triggers.verbs(lang), lang)
        if reworded is not None:
            again[number, i] = reworded
    docs |= zip(again, parsers.parse(_as_read(again, prepared)), strict=True)
    plain |= again
    matches = [triggers.match(doc, prepared[number].lang or "") for (number, _), doc in docs.items()]
    parsers.recognise([doc for doc, matched in zip(docs.values(), matches, strict=True) if matched])
    return {
        key: (simple, doc, matched)
        for (key, simple), doc, matched in zip(plain.items(), docs.values(), matches, strict=True)
    }


def _as_read(
    plain: dict[tuple[int, int], simplified.Simplified], prepared: list[_Prepared]
) -> Iterator[parsers.Sentence]:
    """Yield sentences as their language's parser takes them."""
    for (number, _), sentence in plain.items():
        yield prepared[number].lang or "", sentence.words, sentence.spaces
