"""What an address says about the time of its document: an id that carries a time, a date in its path."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from urllib.parse import SplitResult, urlsplit

from datelines.seeds.models.published import Grouped, IdForm, IdScheme, id_schemes, publication_words
from datelines.sources.records import DctCandidate

# How surely each dates the document. Not measured: chosen by hand, for the order in which they are believed.
FROM_ID, FROM_DAY, FROM_MONTH = 0.9, 0.85, 0.5
_UNITS_A_SECOND = {"s": 1, "ms": 1_000, "us": 1_000_000}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_END = datetime(2100, 1, 1, tzinfo=UTC)

# The shapes in which news sites write the day into the path, each at the start of a segment. A date inside
# or at the end of a slug of words is left alone: it is as often the day that the article tells of.
_YEAR = r"(?P<year>199[3-9]|20\d\d)"  # 1993: before that there were no news pages to address
_SHAPES = (
    rf"{_YEAR}(?P<sep>[-_/.])(?P<month>\d\d?)(?P=sep)(?P<day>\d\d?)",
    rf"{_YEAR}[-/]?(?P<month>\d\d)[-/](?P<day>\d\d)",
    rf"{_YEAR}/?(?P<month>\d\d)(?P<day>\d\d)",
    rf"[a-z]{{1,2}}_?{_YEAR}(?P<month>\d\d)(?P<day>\d\d)",
    rf"(?P<day>1[3-9]|2\d|3[01])(?P<sep>[-_./])(?P<month>\d\d)(?P=sep){_YEAR}",  # 13 and up can be no month
    rf"(?P<month>\d\d)(?P<sep>[-_./])(?P<day>1[3-9]|2\d|3[01])(?P=sep){_YEAR}",
)
_END_OF_DATE = r"(?=[/._-]|$)"
_SERIAL = rf"/[A-Z]{{2,4}}{_YEAR}(?P<month>\d\d)(?P<day>\d\d)\d{{6,12}}(?=[/.]|$)"  # AEN20251219001200315
_DAYS = (
    *(re.compile(f"/{shape}{_END_OF_DATE}", re.ASCII) for shape in _SHAPES),
    re.compile(_SERIAL, re.ASCII),
)
_MONTH = re.compile(rf"/{_YEAR}[-_/]?(?P<month>0[1-9]|1[0-2])(?=/)", re.ASCII)


def split_address(url: str) -> SplitResult | None:
    """Return the parts of an address, which may lack its scheme; None where it has no host."""
    address = url.strip()
    try:
        parts = urlsplit(address if "://" in address else f"https://{address.removeprefix('//')}")
        return parts if parts.hostname and "." in parts.hostname else None
    except ValueError:  # "http://[bad"
        return None


def host(url: str) -> str:
    """Return the host of an address, which may lack its scheme; empty where it has none."""
    parts = split_address(url)
    return ((parts.hostname if parts else None) or "").rstrip(".")


def address_candidates(url: str, confidence: float = 1.0) -> Iterator[DctCandidate]:
    """Yield what `url` says about its document's time, if `url` is its address with `confidence` (0-1)."""
    parts = split_address(url)
    if parts is None:
        return
    evidence = url.strip()
    if (moment := id_time(parts)) is not None:
        value = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
        yield DctCandidate(value, "second", "url-id", evidence, round(FROM_ID * confidence, 3))
    if (day := path_day(parts.path)) is not None:
        yield DctCandidate(day.isoformat(), "day", "url-date", evidence, round(FROM_DAY * confidence, 3))
    elif match := _MONTH.search(parts.path):
        value = f"{match['year']}-{match['month']}"
        yield DctCandidate(value, "month", "url-date", evidence, round(FROM_MONTH * confidence, 3))


def path_day(path: str) -> date | None:
    """Return the day that stands in an address path in a form with one reading."""
    for pattern in (*_DAYS, *_named_month_paths()):
        for match in pattern.finditer(path):
            month = _months().get(match["month"].lower()) or int(match["month"])
            try:
                return date(int(match["year"]), month, int(match["day"]))
            except ValueError:  # eight digits that are no date
                continue
    return None


@cache
def _months() -> dict[str, int]:
    return {name: number for words in publication_words().values() for name, number in words.months.items()}


@cache
def _named_month_paths() -> tuple[re.Pattern[str], ...]:
    """Return the pattern of /2025/dec/19/, with the month names of every language."""
    names = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    shape = rf"/{_YEAR}/(?P<month>{names})/(?P<day>\d\d?)(?=/|$)"
    return (re.compile(shape, re.IGNORECASE | re.ASCII),) if names else ()


def id_time(parts: SplitResult) -> datetime | None:
    """Return the time inside the id of an address, by the scheme of its own host; None out of bounds."""
    host = (parts.hostname or "").rstrip(".")
    where = f"{parts.path}?{parts.query}" if parts.query else parts.path
    for scheme in id_schemes().values():
        if not any(host == name or host.endswith(f".{name}") for name in scheme.hosts):
            continue
        for form in scheme.forms:
            moment = _form_time(form, where)
            if moment is not None and _since(scheme) <= moment < _END:
                return moment
    return None


def _since(scheme: IdScheme) -> datetime:
    return datetime.fromisoformat(scheme.since).replace(tzinfo=UTC)


def _form_time(form: IdForm, where: str) -> datetime | None:
    match = re.search(form.match, where, re.ASCII)
    number = _number(match[1], form) if match else None
    if number is None:
        return None
    ticks = (number >> form.shift) + form.epoch
    seconds, rest = divmod(ticks, _UNITS_A_SECOND[form.unit])
    try:
        return _EPOCH + timedelta(
            seconds=seconds, microseconds=rest * 1_000_000 // _UNITS_A_SECOND[form.unit]
        )
    except OverflowError:  # an id that is no time at all
        return None


def _number(written: str, form: IdForm) -> int | None:
    """Return the number an id is written for; None where a group of letters exceeds its digits."""
    if form.alphabet is None:
        return int(written)
    if form.grouped is None:
        return _in_base(written, form.alphabet)
    return _from_groups(written, form.alphabet, form.grouped)


def _in_base(written: str, alphabet: str) -> int:
    number = 0
    for letter in written:
        number = number * len(alphabet) + alphabet.index(letter)
    return number


def _from_groups(written: str, alphabet: str, grouped: Grouped) -> int | None:
    """Read letters in groups from the right, each standing for a fixed count of decimal digits."""
    number, scale, limit = 0, 1, 10**grouped.digits
    for end in range(len(written), 0, -grouped.letters):
        value = _in_base(written[max(0, end - grouped.letters) : end], alphabet)
        if value >= limit:
            return None
        number, scale = number + value * scale, scale * limit
    return number
