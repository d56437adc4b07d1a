"""Lines of a text that say when it was published, or hold its own address. The words are seeds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from datelines.seeds.models.published import AddressRule, LineRule, PublicationWords, publication_words
from datelines.sources.records import DctCandidate

# Not measured: chosen by hand.
HEAD_LINES, TAIL_LINES = 8, 8  # a page's furniture above and below the text that readers leave in
MAX_LINE = 300  # a dateline stands at the start of its line; what follows does not matter

_LINE = re.compile(r"[^\r\n]*\S[^\r\n]*")
_ADDRESS = r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?(?:[/?#][^\s<>()\[\]\"']*)?"
_ATOMS = {
    "year": r"(?:19|20)\d\d",
    "mday": r"(?:0?[1-9]|[12]\d|3[01])",
    "mm": r"(?:0?[1-9]|1[0-2])",
    "late": r"(?:1[3-9]|2\d|3[01])",  # a day that can be no month
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, its place in the text, and whether it is near the start or the end."""

    text: str
    start: int
    head: bool
    tail: bool


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that gives the day, by which rule of the seeds."""

    rule: str
    candidate: DctCandidate
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class AddressLine:
    address: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Compiled:
    """One language's words as patterns: the dates with named parts, the rules with one group "date"."""

    months: dict[str, int]
    dates: tuple[re.Pattern[str], ...]
    rules: tuple[tuple[LineRule, re.Pattern[str]], ...]


def lines_of(text: str) -> list[Line]:
    """Return the lines of a text that are not blank."""
    found = list(_LINE.finditer(text))
    last = len(found) - TAIL_LINES
    return [
        Line(
            match[0].strip()[:MAX_LINE],
            match.end() - len(match[0].lstrip()),
            index < HEAD_LINES,
            index >= last,
        )
        for index, match in enumerate(found)
    ]


def date_lines(lines: list[Line]) -> Iterator[DateLine]:
    """Yield the datelines, bylines and date lines that give a full date, the year included.

    A rule whose lines disagree within one text yields nothing: they head the items of a list. Nor does a
    text that is such a line and nothing else: it speaks of the day.
    """
    dated = [line for line in lines if re.search(r"\d{4}", line.text)]
    for words in _compiled():
        for rule, pattern in words.rules:
            found = [(line, match) for line in dated if (match := pattern.match(line.text))]
            days = {day for _, match in found if (day := _day(match["date"], words)) is not None}
            line, match = next(((x, m) for x, m in found if _near(x, rule)), (None, None))
            if line is None or match is None or len(days) != 1:
                continue
            if len(lines) == 1 and match.end() == len(line.text):
                continue
            evidence = match[0].strip()
            candidate = DctCandidate(days.pop().isoformat(), "day", "dateline", evidence, rule.confidence)
            start = line.start + match.start()
            yield DateLine(rule.id, candidate, start, start + len(match[0].rstrip()))


def own_address(lines: list[Line]) -> AddressLine | None:
    """Return the address that a labelled line near the start or end gives as the text's own.

    Addresses anywhere else are of other texts. Of several labels the first in the seeds counts.
    """
    near = [line for line in lines if line.head or line.tail]
    for pattern in _address_patterns():
        for line in near:
            if match := pattern.fullmatch(line.text):
                group = "address" if match["address"] else "bracketed"
                address = match[group].rstrip(".,;:")
                start = line.start + match.start(group)
                return AddressLine(address, start, start + len(address))
    return None


def _near(line: Line, rule: LineRule) -> bool:
    return (line.head and "head" in rule.where) or (line.tail and "tail" in rule.where)


def _day(written: str, words: _Compiled) -> date | None:
    for pattern in words.dates:
        if match := pattern.fullmatch(written):
            part = match.groupdict()
            name = part.get("month")
            month = words.months[name.lower()] if name else int(part["mm"])
            try:
                return date(int(part["year"]), month, int(part.get("mday") or part["late"]))
            except ValueError:  # 31 November
                return None
    return None


@cache
def _compiled() -> tuple[_Compiled, ...]:
    return tuple(_compile(words) for words in publication_words().values() if words.lines)


def _compile(words: PublicationWords) -> _Compiled:
    atoms = {**_ATOMS, "month": _any(words.months), "weekday": _any(words.weekdays), "clock": words.clock}
    dates = tuple(
        re.compile(_fill(shape, {k: f"(?P<{k}>{v})" for k, v in atoms.items()})) for shape in words.dates
    )
    plain_dates = "|".join(_fill(shape, atoms) for shape in words.dates)
    atoms |= {"place": words.place, "date": f"(?P<date>{plain_dates})"}
    rules = tuple((rule, re.compile(_fill(rule.match, atoms))) for rule in words.lines)
    return _Compiled({name.lower(): number for name, number in words.months.items()}, dates, rules)


def _any(names: Iterable[str]) -> str:
    """Return a pattern for any of the names, longest first, in any case."""
    return f"(?i:{'|'.join(sorted(map(re.escape, names), key=len, reverse=True))})"


def _fill(pattern: str, atoms: dict[str, str]) -> str:
    """Put the atoms into a pattern, KeyError if unknown; braces with digits are the pattern's own."""
    return re.sub(r"\{([a-z]+)\}", lambda match: atoms[match[1]], pattern)


@cache
def _address_patterns() -> tuple[re.Pattern[str], ...]:
    rules = [rule for words in publication_words().values() for rule in words.addresses]
    return tuple(_address_pattern(rule) for rule in rules)


def _address_pattern(rule: AddressRule) -> re.Pattern[str]:
    """Return the pattern of a label and its address, perhaps in Markdown, perhaps with a remark.

    "Label: address (in Chinese)", "Label - <address>", "**Label:** [name](address)", "Label: Name (address)".
    """
    label = rf"[*_#>\s]*{_any(rule.labels)}[*_]*\s*(?:[:：]|\s[-–—]\s)[*_]*\s*"
    bare = rf"<?(?P<address>{_ADDRESS})>?(?:\s*[(（][^()（）]{{1,40}}[)）])?"
    named = rf"[^()（）]{{1,80}}[(（](?P<bracketed>{_ADDRESS})[)）]"
    return re.compile(rf"{label}(?:{bare}|{named})\.?", re.IGNORECASE)
