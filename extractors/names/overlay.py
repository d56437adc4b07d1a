"""Lay names, titles and what the model recognises over a parsed sentence; what we know wins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from datelines.extractors.language.words import words
from datelines.extractors.layers.dated import Dated
from datelines.extractors.layers.entry import Entry, EntryKind
from datelines.extractors.layers.name import Name
from datelines.extractors.layers.parse import Parsed, SentenceParse
from datelines.extractors.layers.sentence import Sentence, by_sentence, span_of
from datelines.extractors.layers.titled import Titled
from datelines.extractors.names.find import entity as known_as
from datelines.extractors.page import Page
from datelines.extractors.text.sentences import is_heading

_NER: dict[str, EntryKind] = {
    "PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "venue",
}  # fmt: skip


def lay(page: Page) -> Iterator[SentenceParse]:
    """Yield the parsed sentences of a page with what is known of their spans."""
    alone = len(page.sentences) == 1
    names = by_sentence(page.names, page.sentences, span_of)
    titled = by_sentence((*page.titles, *page.ranked), page.sentences, span_of)
    dated = by_sentence(enumerate(page.dated), page.sentences, lambda pair: span_of(pair[1].timex))
    for number, doc in page.docs.items():
        sentence = page.sentences[number]
        yield build(
            number,
            sentence,
            (page.plain[number], doc, page.matches[number]),
            names.get(number, ()),
            titled.get(number, ()),
            dated.get(number, ()),
            page.lang,
            heading=not alone and is_heading(sentence),
            alone=alone,
        )


def build(
    number: int,
    sentence: Sentence,
    parsed: Parsed,
    names: Sequence[Name],
    titles: Sequence[Titled],
    dated: Sequence[tuple[int, Dated]],
    lang: str,
    heading: bool = False,
    alone: bool = False,
) -> SentenceParse:
    """Lay names, titles and what the model recognises over a sentence; what we know wins."""
    plain, doc, matches = parsed
    by_span = {(name.start, name.end): name for name in names}
    entries = [_titled(title, names, by_span) for title in titles]
    for name in names:
        _add(entries, _named(name))
    blocked = [(d.timex.start, d.timex.end) for _, d in dated]
    for entity in doc.ents:
        start, end = plain.starts[entity.start], plain.ends[entity.end - 1]
        text = sentence.text[start - sentence.start : end - sentence.start]
        entry = _recognised(entity.label_, text, start, lang)
        if entry and not any(s < entry.end and entry.start < e for s, e in blocked):
            owner = owner_of(entry.start, entries, sentence, lang)
            _add(entries, replace(entry, country=owner.country) if owner else entry)
    entries.sort(key=lambda entry: (entry.start, entry.end))
    over: dict[int, list[Entry]] = {}
    for entry in entries:
        for i, (start, end) in enumerate(zip(plain.starts, plain.ends, strict=True)):
            if start < entry.end and entry.start < end:
                over.setdefault(i, []).append(entry)
    return SentenceParse(
        number,
        lang,
        sentence,
        doc,
        matches,
        plain.starts,
        plain.ends,
        tuple(entries),
        tuple(dated),
        heading,
        alone,
        over,
    )


def owner_of(start: int, entries: Iterable[Entry], sentence: Sentence, lang: str) -> Entry | None:
    """Return the country whose possessive stands right before an offset: "Oman's" before "Roe"."""
    before = sentence.text[: start - sentence.start].rstrip()
    ending = next((e for e in words(lang).name_endings if before.endswith(e)), None)
    at = sentence.start + len(before) - len(ending or "")
    owners = (e for e in entries if e.kind == "country" and e.end == at)
    return next(owners, None) if ending else None


def _add(entries: list[Entry], new: Entry) -> None:
    if not any(entry.start < new.end and new.start < entry.end for entry in entries):
        entries.append(new)


def _titled(title: Titled, names: Iterable[Name], by_span: dict[tuple[int, int], Name]) -> Entry:
    if title.person_start is not None and title.person_end is not None and title.person_text:
        person = by_span.get((title.person_start, title.person_end)) or next(
            (
                n
                for n in names
                if n.kind == "person" and n.start < title.person_end and title.person_start < n.end
            ),
            None,
        )
        start, end = min(title.start, title.person_start), max(title.end, title.person_end)
        meant = (known_as(title.person_id) if title.person_id else None) or person
        return Entry(
            start, end, "person", title.person_text, (title.person_start, title.person_end),
            id=meant.id if meant else None, name=meant.name if meant else None,
            country=title.country or (person.country if person else None), known=title.person_id is not None,
        )  # fmt: skip
    return Entry(
        title.start, title.end, "title", title.text, (title.start, title.end), id=title.holder_id,
        country=title.country, form="title",
    )  # fmt: skip


def _named(name: Name) -> Entry:
    return Entry(
        name.start, name.end, name.kind, name.text, (name.start, name.end), id=name.id, name=name.name,
        country=name.country, form=name.form, lat=name.lat, lon=name.lon,
    )  # fmt: skip


def _recognised(label: str, text: str, start: int, lang: str) -> Entry | None:
    """Return what the model's entity recogniser found, where it looks like a name."""
    kind = _NER.get(label)
    if kind is None:
        return None
    lists = words(lang)
    opener = next((o for o in lists.name_openers if text.startswith(o)), "")
    text, start = text.removeprefix(opener), start + len(opener)
    for ending in lists.name_endings:
        text = text.removesuffix(ending)
    parts = [part for part in text.split() if part[:1].isalpha()]
    if not parts or not all(part[0].isupper() for part in (parts[0], parts[-1])):
        return None
    if kind == "person" and any(character.isdigit() for character in text):
        return None
    end = start + len(text)
    return Entry(start, end, kind, text, (start, end), known=False)
