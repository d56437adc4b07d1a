"""Names that follow by rule from those that are listed, so that nobody lists them.

Each rule gives spellings that can mean nothing else: inverted order, a hyphen for a space, no
diacritics, an initial for a given name; a common noun with its country's name before or after it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from babel import Locale

from datelines.seeds.letters import is_unspaced
from datelines.seeds.models.knowledge import Aliases, Country, Mechanism, Organisation, Person

# CLDR locale -> the tag its names are filed under. The five countries' languages, and the large neighbours'.
LOCALES = {
    "en": "en",
    "ru": "ru",
    "zh": "zh",
    "ja": "ja",
    "kk": "kk",
    "ky": "ky",
    "uz": "uz",
    "uz_Cyrl": "uz",
    "tg": "tg",
    "tk": "tk",
}
PARTED = re.compile(r"[・·＝=]")
PLURAL_IN_S = re.compile(r"(?:[a-z]an|[a-z]i|er)$")
DASHES = ("-", " - ", "+", " + ", " plus ", " Plus ", "/")


def strip_marks(text: str) -> str:
    """Return Latin text without diacritics; other scripts, where a mark makes a letter, unchanged."""
    if not re.search(r"[A-Za-z]", text):
        return text
    decomposed = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c)))


def person_names(name: str, families: Sequence[str]) -> Iterator[str]:
    """Yield the safe variants of a full name; `families` are the spellings of its family name."""
    yield from _spellings(name)
    parts = name.split(" ")
    known = next((part for part in parts if part in families), None)
    if len(parts) != 2 or known is None:
        return
    given = parts[1 - parts.index(known)]
    for family in families:
        for order in ("{0} {1}", "{1} {0}", "{1}, {0}"):
            yield from _spellings(order.format(given, family))
        yield from _spellings(f"{given[0]}. {family}")


def _spellings(name: str) -> Iterator[str]:
    """Yield a name with and without its marks and hyphens: Lee Jae-myung, Lee Jae-Myung, Lee Jae Myung."""
    for marked in dict.fromkeys((name, strip_marks(name))):
        capital = re.sub(r"-[^\W\d_]", lambda after: after.group().upper(), marked)
        yield from dict.fromkeys((marked, capital, marked.replace("-", " "), capital.replace("-", " ")))


def inflected(name: str, endings: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield a name in each case, all its words in the same: Алматы, Астана -> Астаны, Астане …"""
    forms = [_forms(word, endings) for word in name.split(" ")]
    cases = max((len(each) for each in forms), default=1)
    for case in range(cases if cases > 1 else 0):
        yield " ".join(each[case] if len(each) > 1 else each[0] for each in forms)


def _forms(word: str, endings: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the case forms of a word, or the word alone where it has no ending that changes."""
    for length in range(min(len(word) - 1, 4), 0, -1):
        if word[-length:] in endings:
            return [word[:-length] + form for form in endings[word[-length:]]]
    return [word]


def stands_alone(name: str, names: list[str]) -> bool:
    """Say whether `name`, among a person's names of one language, is a family name alone.

    Japanese and Chinese part a foreigner's names by a dot; their own full names have no mark at all.
    """
    if is_unspaced(name):
        return not PARTED.search(name) and any(PARTED.search(other) for other in names)
    return " " not in name


def family_of(person: Person) -> str | None:
    """Return the part of a person's name that stands alone, or None."""
    return person.name.split(" ")[-1] if person.family == "" else person.family


@cache
def _territories(locale: str) -> dict[str, str]:
    return dict(Locale.parse(locale).territories)


def country_names(country: Country) -> Iterator[tuple[str, str]]:
    """Yield (language, name) from the seeds and the CLDR."""
    yield "en", country.name
    if country.official:
        yield "en", country.official
    yield from _listed(country.names)
    for former in country.former_names:
        yield "en", former.name
    if country.iso2:
        for locale, tag in LOCALES.items():
            name = _territories(locale).get(country.iso2)
            if name and "(" not in name:
                yield tag, name


def demonym_names(demonyms: Aliases) -> Iterator[tuple[str, str]]:
    """Yield (language, name): English plurals (Nigerian -> Nigerians), and adjectives that open a sentence.

    English adjectives in -an, -i and -er make a plural with -s; of the others it is listed.
    """
    for language, names in demonyms.items():
        for name in names:
            yield language, name
            if language == "en" and PLURAL_IN_S.search(name):
                yield language, f"{name}s"
            if name[:1].islower():
                yield language, name[:1].upper() + name[1:]


def _listed(aliases: Aliases) -> Iterator[tuple[str, str]]:
    for language, names in aliases.items():
        for name in names:
            yield language.split("-")[0], name


def listed(name: str, aliases: Aliases, former: Iterable[str] = ()) -> Iterator[tuple[str, str]]:
    """Yield (language, name) for an entity's display name, its aliases and its former names."""
    for own in (name, *former):
        yield "en", own
        yield "en", strip_marks(own)
    for language, alias in _listed(aliases):
        yield language, alias
        yield language, strip_marks(alias)


def common_names(body: Organisation, country: Country) -> Iterator[tuple[str, str]]:
    """Yield a national body's common names with its country: Kazakh Senate, Senate of Kazakhstan."""
    english = [country.name, *([country.official] if country.official else []), *country.names.get("en", ())]
    for noun in body.common.get("en", ()):
        for adjective in country.demonyms.get("en", ()):
            yield "en", f"{adjective} {noun}"
        for name in english:
            yield "en", f"{name} {noun}"
            yield "en", f"{name}'s {noun}"
            yield "en", f"{noun} of {name}"
            yield "en", f"{noun} of the {name}"


def mechanism_names(mechanism: Mechanism) -> Iterator[tuple[str, str]]:
    """Yield a format's names, those made of its parties among them: Central Asia-Japan, C5+1."""
    yield from listed(mechanism.name, mechanism.aliases)
    if len(mechanism.between) != 2:
        return
    first, second = mechanism.between
    for language in first.keys() & second.keys():
        for a in first[language]:
            for b in second[language]:
                for dash in DASHES:
                    yield language, f"{a}{dash}{b}"
