"""What each step of the pipeline does: a page in, the page with its layers out.

The rooms do the work; here stands only which layers they are given. What loads a library of its own is
imported where it is used, so that `--only timexes` does not load the parser.
"""

from __future__ import annotations

from dataclasses import replace

from datelines.extractors.language import detect
from datelines.extractors.layers.sentence import by_sentence, span_of
from datelines.extractors.page import Page
from datelines.extractors.published import candidates
from datelines.extractors.text import sentences as sentence_splitter
from datelines.extractors.time import find_dates
from datelines.extractors.time.days import read_days


def language(page: Page) -> Page:
    lang = detect.of_document(page.document)
    return replace(page, lang=lang or "", is_read=detect.is_read(lang))


def published(page: Page) -> Page:
    time, doubts = candidates.publish_time(page.document)
    return replace(page, published=time, dct=candidates.dct_day(time, page.document.zone), review=doubts)


def own_text(page: Page) -> Page:
    unread = detect.unread(page.document.text, page.lang)
    return replace(page, text=detect.blanked(page.document.text, unread), unread=unread)


def dates(page: Page) -> Page:
    return replace(page, dated=find_dates(page.text, page.dct, page.lang))


def sentences(page: Page) -> Page:
    return replace(page, sentences=sentence_splitter.split(page.text, page.lang))


def names(page: Page) -> Page:
    from datelines.extractors.names.find import find_names

    asked = read_days(page.sentences, page.dated, page.dct)
    return replace(page, names=find_names(page.text, page.lang, asked))


def titles(page: Page) -> Page:
    from datelines.extractors.offices.titles import find_titles

    asked = read_days(page.sentences, page.dated, page.dct)
    return replace(page, titles=find_titles(page.text, page.names, asked, page.lang))


def ranks(page: Page) -> Page:
    from datelines.extractors.offices.ranks import find_ranked

    return replace(page, ranked=find_ranked(page.text, page.names, page.titles, page.dated, page.lang))


def gate(page: Page) -> Page:
    from datelines.extractors.clauses import gate

    days = [one.timex.start for one in page.dated if one.start is not None]
    offices = (*page.titles, *page.ranked)
    actors = sorted([*(name.start for name in page.names), *(title.start for title in offices)])
    gated = (
        number
        for number, sentence in enumerate(page.sentences)
        if (gate.within(days, sentence) and gate.within(actors, sentence))
        or gate.passes(sentence.text, page.lang)
    )
    return replace(page, gated=tuple(gated))


def fold(page: Page) -> Page:
    from datelines.extractors.text.simplify import stretches

    named = by_sentence(page.names, page.sentences, span_of)
    titled = by_sentence((*page.titles, *page.ranked), page.sentences, span_of)
    dated = by_sentence(page.dated, page.sentences, lambda found: span_of(found.timex))
    folded = {
        i: tuple(
            stretches(page.sentences[i], named.get(i, ()), titled.get(i, ()), dated.get(i, ()), page.lang)
        )
        for i in page.gated
    }
    return replace(page, folded=folded)


def plain(page: Page) -> Page:
    from datelines.extractors.text.lead_in import begins
    from datelines.extractors.text.simplify import simplify

    named = by_sentence(page.names, page.sentences, span_of)
    plain = {}
    for i in page.gated:
        sentence = page.sentences[i]
        plain[i] = simplify(sentence, page.folded.get(i, ()), begins(sentence, named.get(i, ())), page.lang)
    return replace(page, plain=plain)


def parse(pages: list[Page]) -> list[Page]:
    from datelines.extractors.language import parsers

    docs = iter(parsers.parse((page.lang, s.words, s.spaces) for page in pages for s in page.plain.values()))
    return [replace(page, docs=dict(zip(page.plain, docs, strict=False))) for page in pages]


def headlines(pages: list[Page]) -> list[Page]:
    from datelines.extractors.clauses.triggers import verbs
    from datelines.extractors.language import parsers
    from datelines.extractors.text.headlines import reworded

    again = []
    for page in pages:
        named = by_sentence(page.names, page.sentences, span_of)
        told = verbs(page.lang)
        found = {
            i: reworded(page.plain[i], doc, named.get(i, ()), told, page.lang) for i, doc in page.docs.items()
        }
        again.append({i: plain for i, plain in found.items() if plain is not None})
    docs = iter(
        parsers.parse(
            (page.lang, s.words, s.spaces)
            for page, plain in zip(pages, again, strict=True)
            for s in plain.values()
        )
    )
    return [
        replace(
            page,
            plain={**page.plain, **plain},
            docs={**page.docs, **dict(zip(plain, docs, strict=False))},
        )
        for page, plain in zip(pages, again, strict=True)
    ]


def triggers(page: Page) -> Page:
    from datelines.extractors.clauses.triggers import match

    return replace(page, matches={i: match(doc, page.lang) for i, doc in page.docs.items()})


def recognise(pages: list[Page]) -> list[Page]:
    from datelines.extractors.language import parsers

    parsers.recognise([page.docs[i] for page in pages for i, matched in page.matches.items() if matched])
    return pages


def direction(page: Page) -> Page:
    """Read the dates again where the parse shows that some lie in the future, or in the past."""
    from datelines.extractors.time import direction

    ahead = direction.ahead(page)
    behind = direction.behind(page)
    if not (ahead or behind):
        return page
    return replace(page, dated=find_dates(page.text, page.dct, page.lang, ahead, behind))


def units(page: Page) -> Page:
    from datelines.extractors.names.overlay import lay

    return replace(page, units=tuple(lay(page)))


def setting(page: Page) -> Page:
    from datelines.extractors.report import setting
    from datelines.extractors.text.turns import turns

    return replace(
        page,
        credited=setting.credited(page),
        heading_date=setting.heading_date(page),
        between_states=setting.is_between_states(page),
        turns=turns(page.text, page.sentences, page.names),
    )


def acts(page: Page) -> Page:
    from datelines.extractors.clauses.drafting import acts

    found = {unit.number: acts(unit, page) for unit in page.units}
    return replace(page, hits={number: hits for number, hits in found.items() if hits is not None})


def introductions(page: Page) -> Page:
    from datelines.extractors.discourse.introductions import introduce

    introduced, people = introduce(page)
    return replace(page, introduced=introduced, people=people)


def links(page: Page) -> Page:
    from datelines.extractors.discourse.links import link

    return replace(page, cast=link(page))


def clauses(page: Page) -> Page:
    from datelines.extractors.clauses.drafting import read

    read_ = [draft for unit in page.units if unit.number in page.hits for draft in read(unit, page)]
    return replace(page, drafts=tuple(read_))


def frames(page: Page) -> Page:
    from datelines.extractors.report.frames import inherited

    return replace(page, drafts=tuple(inherited(page.drafts)))


def same_event(page: Page) -> Page:
    from datelines.extractors.report.same_event import merge

    return replace(page, clusters=tuple(merge(page.drafts, page.lang)))


def reports(page: Page) -> Page:
    from datelines.extractors.report.compose import reports

    return replace(page, reports=reports(page.clusters, page.document.text, page.document.id, page.lang))


def chains(page: Page) -> Page:
    from datelines.extractors.discourse.chains import chains, with_chains

    found = chains(page)
    return replace(page, chains=found, reports=with_chains(page.reports, found))


def review(page: Page) -> Page:
    from datelines.extractors.offices.holders import review_offices
    from datelines.extractors.report.review import of_reports

    return replace(page, review=(*page.review, *review_offices(page.titles), *of_reports(page.reports)))
