"""The phrase around a title: its country, its modifiers, and the name it goes with.

"former Japanese Foreign Minister Akiko Sano", "President Tokayev of Kazakhstan", "the Kazakh
leader", "Yoriko Kawaguchi, Japan's foreign minister".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from datelines.extractors.layers.days import Days
from datelines.extractors.layers.name import Name
from datelines.extractors.names.sense import in_title_case, words_of
from datelines.extractors.offices.vocabulary import Grammar, grammar, titles_in
from datelines.seeds.knowledge import Title, Words
from datelines.seeds.letters import UPPER
from datelines.seeds.packed import FOLD

# Not measured: chosen by hand.
NEAR = 300  # characters from an office within which a "counterpart" is of the same
NOT_A_NAME = re.compile(rf"[{UPPER}]{{4,}}$")
Person = tuple[int, int, Name | None]  # offsets of a name, and whose it is where that is known


@dataclass(frozen=True)
class Page:
    """A document's text, folded, with its known names by their first and last character."""

    text: str
    folded: str
    lang: str
    words: Words
    grammar: Grammar
    days: Days
    starts: dict[int, Name]
    ends: dict[int, Name]
    over: dict[int, Name]

    def other_name(self, at: int) -> bool:
        """Say whether a character belongs to a known name that is no person's."""
        return at in self.over and self.over[at].kind != "person"


@dataclass(frozen=True)
class Phrase:
    """A title and what stands around it, before it is known which office it is."""

    titles: Sequence[Title]
    start: int
    end: int
    title_end: int
    owner: Name | None
    person: Person | None
    former: bool
    other_time: bool
    lower: bool


def read_phrase(
    page: Page, titles: Sequence[Title], start: int, end: int, body: Name | None = None
) -> Phrase:
    """Read what stands around a title; `body` is whose it is, where its own words say so."""
    left, owner, flags = leftwards(page, start)
    owner = body or owner
    another_time = page.grammar.another_time
    incoming = another_time.match(page.folded, end)
    right = incoming.end() if incoming and not incoming.group()[-1].isdigit() else end
    of = None if owner else owner_after(page, right)
    if of:
        owner, right = of, of.end
    person = person_after(page, left, right) or (_person_apposed(page, right) if owner else None)
    if person and owner is None:
        late = owner_after(page, person[1])
        owner, right = (late, late.end) if late else (None, person[1])
    elif person:
        right = max(right, person[1])
    else:
        person = _person_before(page, left, right)
        left = person[0] if person else left
    return Phrase(
        titles,
        left,
        right,
        end,
        owner,
        person,
        "former" in flags,
        bool(flags & {"former", "past"} or incoming or another_time.match(page.folded, right))
        or _told_before(page, left),
        "lower" in flags,
    )


def leftwards(page: Page, start: int) -> tuple[int, Name | None, set[str]]:
    """Walk left over country and modifiers; return where the phrase starts, whose it is, what was said."""
    flags: set[str] = set()
    owner = page.over.get(start)  # "Kyrgyz parliament" reaches into "parliament speaker"
    at = owner.start if owner else start
    while True:
        before = page.folded[max(0, at - 30) : at]
        gap = len(before) - len(before.rstrip(" -"))
        possessed = before.rstrip().endswith(page.words.possessive)
        name = page.ends.get(at - gap - (len(page.words.possessive) if possessed else 0))
        if gap and owner is None and name and name.kind in ("country", "organisation"):
            owner, at = name, name.start
            continue
        word = _modifier(page, before)
        if word is None:
            return at, owner, flags
        flags.add(word[0])
        at -= word[1]


def _told_before(page: Page, left: int) -> bool:
    return bool(page.grammar.told_before.search(page.folded, max(0, left - 30), left))


def _modifier(page: Page, before: str) -> tuple[str, int] | None:
    match = page.grammar.modifier.search(before)
    return (str(match.lastgroup), len(match.group())) if match else None


def owner_after(page: Page, end: int) -> Name | None:
    """Return the country or body in "… of the Republic of Kazakhstan", right after `end`."""
    for gap in [f" {word} " for word in page.words.of] or [" "]:  # a genitive needs no word
        at = end + len(gap)
        if page.folded[end:at] == gap:
            name = page.starts.get(at)
            if name and name.kind in ("country", "organisation") and name.form != "demonym":
                return _owned(page, name) if _is_possessive(page, name) else name
    return None


def _is_possessive(page: Page, name: Name) -> bool:
    ending = page.words.possessive
    return bool(ending) and page.folded.startswith(ending, name.end)


def _owned(page: Page, owner: Name) -> Name | None:
    """Return the body in "Kazakhstan's Majilis", where it is one of that country's."""
    name = page.starts.get(owner.end + len(page.words.possessive) + 1)
    return name if name and name.kind == "organisation" and name.country == owner.country else None


def person_after(page: Page, left: int, end: int) -> Person | None:
    gap = page.grammar.name_follows.match(page.folded, end)
    if gap is None:
        return None
    at = gap.end()
    known = page.starts.get(at)
    if known:
        return (known.start, known.end, known) if known.kind == "person" else None
    if "," in gap.group():
        return None
    match = page.grammar.person.match(page.folded, at)
    if match is None or page.other_name(at):
        return None
    start, end = match.start(1), _end_of_name(page, *match.span(1))
    written = page.folded[start:end]
    if len(written) < 3 or NOT_A_NAME.match(written) or in_title_case(page.text, left, end, page.lang):
        return None
    return start, end, None


def _person_apposed(page: Page, right: int) -> Person | None:
    """Return the full name between commas after a title with owner: "the premier of Oman, Roe Doe, said"."""
    if page.folded[right : right + 2] != ", " or page.other_name(right + 2):
        return None
    match = page.grammar.person.match(page.folded, right + 2)
    if match is None:
        return None
    start, end = match.start(1), _end_of_name(page, *match.span(1))
    full = " " in page.folded[start:end] and page.folded[end : end + 1] == ","
    titled = any(True for _ in titles_in(page.folded[start:end], page.lang))
    return (start, end, None) if full and not titled else None


def _end_of_name(page: Page, start: int, end: int) -> int:
    """Return where a run of capitalised words stops being a name: at another name, or at "To", "In"."""
    for word in re.finditer(r"\S+", page.folded[start:end]):
        if page.other_name(start + word.start()) or word.group().lower() in page.words.openers:
            end = start + word.start()
            break
    return start + len(page.folded[start:end].rstrip(" .-'").removesuffix(page.words.possessive))


def _person_before(page: Page, left: int, right: int) -> Person | None:
    """Return the name before an apposition: "Akiko Sano, a former foreign minister of Japan,"."""
    if not page.grammar.apposition_ends.match(page.text, right):
        return None
    match = page.grammar.person_before.search(page.folded, max(0, left - 80), left)
    if match is None:
        return None
    start, end = match.span(1)
    known = page.ends.get(end)
    if known:
        return (known.start, known.end, known) if known.kind == "person" else None
    article = page.folded[:start].rpartition(" ")[0].rpartition(" ")[2].lower() in page.words.articles
    return None if page.other_name(start) or article else (start, end, None)


def read_page(text: str, names: Sequence[Name], days: Days, lang: str) -> Page:
    """Return a document with its names, ready to be read."""
    return Page(
        text,
        text.translate(FOLD),
        lang,
        words_of(lang),
        grammar(lang),
        days,
        {name.start: name for name in names},
        {name.end: name for name in names},
        {at: name for name in names for at in range(name.start, name.end)},
    )


def phrases(page: Page) -> Iterator[Phrase]:
    """Yield the phrases around the titles of a text; of two joined, the second shares the country."""
    last: Phrase | None = None
    for titles, start, end in _places(page):
        if start in page.over and page.over[start] is page.over.get(end - 1):
            continue  # part of a name: the Council of Heads of State
        if end - 1 in page.over and page.over[end - 1].end > end and page.over[end - 1].start > start:
            continue  # "secretary of the Security Council of Kyrgyzstan" is the body's, see body_titles
        if not titles:
            if last and start - last.end < NEAR:
                yield _counterpart(page, last, start, end)
            continue
        phrase = read_phrase(page, titles, start, end)
        joined = last and page.grammar.joined.fullmatch(page.folded, last.title_end, start)
        if last and joined and phrase.owner is None:
            phrase = replace(phrase, owner=last.owner)
        last = phrase
        yield phrase


def _places(page: Page) -> list[tuple[list[Title], int, int]]:
    """Return where titles stand, in order, and where "counterpart" does, which has no title of its own."""
    same = page.grammar.counterpart.finditer(page.folded)
    places = [*titles_in(page.folded, page.lang), *(([], each.start(), each.end()) for each in same)]
    return sorted(places, key=lambda place: place[1])


def _counterpart(page: Page, last: Phrase, start: int, end: int) -> Phrase:
    """Read "his Uzbek counterpart": who holds, for another, the office told of last.

    A president's may be a prime minister, so that a name given there is not doubted by the day.
    """
    roles = dict.fromkeys(title.role for title in last.titles)
    titles = [Title("counterpart", role, (), style=False, named_only=False, owned=True) for role in roles]
    phrase = read_phrase(page, titles, start, end)
    return replace(phrase, other_time=phrase.other_time or phrase.person is not None)
