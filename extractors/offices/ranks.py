"""For whom an official without a known office acts: "Turkmen Deputy Minister Roe", "Assistant Secretary Doe".

The country is the one named in the title; where none is, a ministry's own page speaks of its own officials.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from babel.core import get_global

from datelines.extractors.language.words import words
from datelines.extractors.layers.dated import Dated
from datelines.extractors.layers.entry import Entry
from datelines.extractors.layers.name import Name
from datelines.extractors.layers.parse import SentenceParse
from datelines.extractors.layers.titled import Titled
from datelines.extractors.published import addresses
from datelines.seeds import ROOT, read_seed
from datelines.seeds.knowledge import knowledge
from datelines.seeds.letters import UPPER

FARTHEST = 120  # characters that a title may take before the name; not measured: chosen by hand


@cache
def _title(lang: str) -> re.Pattern[str]:
    """Return a pattern for a title that ends where a name begins: capitalised words, one of them a rank."""
    ranks = "|".join(sorted(words(lang).ranks))
    joining = "|".join(sorted(words(lang).rank_joining))
    word = rf"(?:[{UPPER}][\w.’'&-]*,?|{joining})"
    return re.compile(rf"(?:{word}\s+)*(?:{ranks})(?:,?\s+{word})*\s+$")


def country_of(unit: SentenceParse, entry: Entry, lang: str, home: str | None) -> str | None:
    """Return the alpha-3 code of whom a person acts for by title, or None where no title stands there."""
    at = entry.at[0] - unit.sentence.start
    title = _title(lang).search(unit.sentence.text[max(0, at - FARTHEST) : at])
    titled = entry.start < entry.at[0]
    if title is None and not titled:
        return None
    start = unit.sentence.start + at - len(title[0]) if title else entry.start
    named = [
        e for e in unit.entries if start <= e.start < entry.at[0] and e.kind == "country" and e is not entry
    ]
    return named[0].country if named else home


@cache
def _ranked(lang: str) -> re.Pattern[str]:
    """Return a pattern for a rank with up to three capitalised words of a name right after it."""
    lists = words(lang)
    ranks, before = "|".join(sorted(lists.ranks)), "|".join(sorted(lists.rank_modifiers))
    no_name = "|".join(sorted(lists.ranks | lists.formats | lists.no_names))
    name = rf"(?!(?:{no_name})\b)[{UPPER}][\w'’-]+"
    return re.compile(rf"(?<!\w)(?:(?:{before})\s)*(?:{ranks})\s(?P<name>{name}(?:\s{name}){{0,2}})")


def find_ranked(
    text: str, names: Sequence[Name], titles: Sequence[Titled], dated: Sequence[Dated], lang: str
) -> tuple[Titled, ...]:
    """Return officials whose office the knowledge base does not hold: "Deputy Secretary Roe".

    What is known already, and what is a date, is left alone.
    """
    taken = [(t.start, t.end) for t in titles] + [(d.timex.start, d.timex.end) for d in dated]
    taken += [(n.start, n.end) for n in names]
    found = []
    for ranked in _ranked(lang).finditer(text):
        start, end = ranked.span()
        if any(s < end and start < e for s, e in taken):
            continue
        owner = next((n for n in names if n.kind == "country" and n.end in {start - 1, start - 3}), None)
        begin = owner.start if owner else start
        found.append(
            Titled(
                begin, end, text[begin:end], None, "", owner.country if owner else None,
                *ranked.span("name"), ranked["name"], None, None, False,
            )
        )  # fmt: skip
    return tuple(found)


@cache
def _endings() -> dict[str, str]:
    alpha2 = get_global("territory_aliases")
    states = (entity.id for entity in knowledge().entities.values() if entity.kind == "country")
    codes = {alpha2[state][0].lower(): state for state in states if state in alpha2}
    return codes | read_seed(ROOT / "domains.yml", dict[str, str])


def home_of(url: str | None) -> str | None:
    """Return the country of an address's last label, "gov" and country codes; None for .com and the like."""
    if not url:
        return None
    return _endings().get(addresses.host(url).rsplit(".", 1)[-1])
