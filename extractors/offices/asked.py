"""The office that people mean by "US secretary of state" or "president of Kazakhstan".

What is typed is taken apart into the words for an office and the name of whose it is, in any order,
in any case of letters; an office's own name and id count too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from functools import cache

from babel.core import get_global

from datelines.extractors.names.sense import words_of
from datelines.extractors.offices.vocabulary import LEADER, fits, offices_of
from datelines.seeds.knowledge import Title, knowledge
from datelines.seeds.packed import FOLD, unpack

NEAR, LIKENESS = 6, 0.6  # how many offices are offered, and how like; 0.6 is the default of difflib
Words = tuple[str, ...]
PUNCTUATION = str.maketrans({**dict.fromkeys(",;:()/-", " "), ".": None})


def find_office(words: str, lang: str = "en") -> str | None:
    """Return the one office that goes by `words`; None where there is none, or several."""
    called = offices_called(words, lang)
    return called[0] if len(called) == 1 else None


def offices_called(words: str, lang: str = "en") -> tuple[str, ...]:
    """Return the ids of the offices that go by `words`: none, one, or several that share them."""
    base = knowledge()
    if words.strip() in base.offices:
        return (words.strip(),)
    asked = _plain(words, lang)
    named = _offices_by_name(lang).get(asked)
    return named or next((found for found in _readings(asked, lang) if found), ())


def languages() -> tuple[str, ...]:
    """Return the languages whose words for offices the seeds hold, English first."""
    spoken = [lang for lang, words in knowledge().words.items() if words.titles]
    return tuple(sorted(spoken, key=lambda lang: (lang != "en", lang)))


def near_offices(words: str, lang: str = "en") -> tuple[str, ...]:
    """Return names of offices that `words` may have meant: those of whom it names, else similar ones.

    None where it says whose it is by no word at all.
    """
    base = knowledge()
    asked = _plain(words, lang)
    if asked in _titles(lang):
        return ()
    owners = next((_owners(lang)[part] for _, part in _windows(asked) if part in _owners(lang)), ())
    of_owner = [o.name for o in base.offices.values() if {o.country, o.organisation} & set(owners)]
    similar = get_close_matches(" ".join(asked), _similar(lang), NEAR, LIKENESS)
    return tuple(of_owner[:NEAR] or (_similar(lang)[name] for name in similar))


def _readings(asked: Words, lang: str) -> Iterator[tuple[str, ...]]:
    """Yield the offices by every way to take `asked` apart, the longest words for an office first."""
    for start, part in _windows(asked):
        titles = _titles(lang).get(part)
        if titles:
            yield _offices(titles, asked[:start] + asked[start + len(part) :], lang)


def _windows(words: Words) -> Iterator[tuple[int, Words]]:
    """Yield every run of neighbouring words with its beginning, the longest first."""
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            yield start, words[start : start + length]


def _offices(titles: Sequence[Title], owner: Words, lang: str) -> tuple[str, ...]:
    """Return the offices with one of `titles` of the owner named; of all owners where none is named."""
    offices, neutral = knowledge().offices.values(), " ".join(words_of(lang).neutral).split()
    owner = tuple(word for word in owner if word not in neutral)
    if not owner:
        styled = [title for title in titles if title.style]
        return tuple(o.id for o in offices if any(fits(o, title) for title in styled))
    known = _owners(lang)
    if owner in known:
        return tuple(dict.fromkeys(o.id for id in known[owner] for o in offices_of(id, titles)))
    both = [known.get(owner[:at], ()) + known.get(owner[at:], ()) for at in range(1, len(owner))]
    fitting = [o for o in offices if o.organisation and o.country and any(fits(o, t) for t in titles)]
    return tuple(o.id for o in fitting if any(o.organisation in ids and o.country in ids for ids in both))


def _plain(words: str, lang: str) -> Words:
    """Return words in folded case, without stops, possessives, articles and prepositions."""
    known = words_of(lang)
    small = {*known.articles, *" ".join(known.of).split()}
    folded = words.translate(FOLD).casefold().replace(known.possessive or "'s", "").replace("' ", " ")
    return tuple(word for word in folded.translate(PUNCTUATION).split() if word not in small)


@cache
def _titles(lang: str) -> dict[Words, list[Title]]:
    words = words_of(lang)
    forms = [(form, title) for title in words.titles if not title.named_only for form in title.forms]
    return _grouped((_plain(form, lang), title) for form, title in (*forms, *_leaders(words.leader)))


def _leaders(words: Iterable[str]) -> Iterator[tuple[str, Title]]:
    yield from ((word, LEADER) for word in words)


def _grouped(pairs: Iterable[tuple[Words, Title]]) -> dict[Words, list[Title]]:
    found: dict[Words, list[Title]] = {}
    for words, title in pairs:
        found.setdefault(words, []).append(title)
    return found


@cache
def _owners(lang: str) -> dict[Words, tuple[str, ...]]:
    """Return the countries and bodies that have offices, by every name and by their ISO 3166 code."""
    base = knowledge()
    owners = {owner for o in base.offices.values() for owner in (o.country, o.organisation) if owner}
    found: dict[Words, dict[str, None]] = {}
    shorter = get_global("territory_aliases")  # alpha-3 -> alpha-2
    codes = [(code, id) for id in owners for code in (id, *shorter.get(id, ())[:1])]
    for name, id in (*_names_of(owners), *codes):
        found.setdefault(_plain(name, lang), {})[id] = None
    return {words: tuple(ids) for words, ids in found.items() if words}


def _names_of(owners: set[str]) -> Iterator[tuple[str, str]]:
    """Yield the names of countries and bodies in every language, for an office may be of 日本 too."""
    for names in knowledge().names.values():
        for name, packed in names.items():
            yield from ((name, id) for id, _ in unpack(packed) if id in owners)


@cache
def _offices_by_name(lang: str) -> dict[Words, tuple[str, ...]]:
    found: dict[Words, tuple[str, ...]] = {}
    for office in knowledge().offices.values():
        for name in (office.name, *office.aliases):
            words = _plain(name, lang)
            found[words] = (*found.get(words, ()), office.id)
    return {words: tuple(dict.fromkeys(ids)) for words, ids in found.items()}


@cache
def _similar(lang: str) -> dict[str, str]:
    """Return the offices' names by what a typed one is compared with."""
    return {" ".join(_plain(office.name, lang)): office.name for office in knowledge().offices.values()}
