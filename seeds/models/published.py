"""Ids in addresses that carry a time, and the lines of a text that say when and where it was published."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from datelines.seeds.loader import SeedModel, read_folder, read_languages


def _compiles(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from error
    return pattern


Pattern = Annotated[str, AfterValidator(_compiles)]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d$")]


class Grouped(SeedModel):
    """Letters that stand for fixed groups of decimal digits, counted from the right (Weibo)."""

    letters: int
    digits: int


class IdForm(SeedModel):
    """One shape of an id: ``time = (id >> shift) + epoch`` in `unit`.

    `match` is searched in the path and query of the address; its one group is the id, which is
    decimal unless `alphabet` gives the digits of another base in order.
    """

    id: str
    match: Pattern
    alphabet: str | None = None
    grouped: Grouped | None = None
    shift: int = Field(ge=0, le=64)
    epoch: int = 0
    unit: Literal["s", "ms", "us"] = "s"

    @model_validator(mode="after")
    def _one_group(self) -> Self:
        if re.compile(self.match).groups != 1:
            raise ValueError("match needs exactly one group: the id")
        return self


class IdExample(SeedModel):
    url: str
    at: str


class IdScheme(SeedModel):
    """The ids of one service. They mean nothing on other hosts than `hosts` and their subdomains."""

    service: str
    hosts: tuple[str, ...] = Field(min_length=1)
    since: Day
    forms: tuple[IdForm, ...] = Field(min_length=1)
    holds: tuple[IdExample, ...] = Field(min_length=1)
    fails: tuple[str, ...] = Field(min_length=1)
    why: str
    source: str


class LineExample(SeedModel):
    text: str
    at: str


class LineRule(SeedModel):
    """A line that says when the text was published.

    `match` may use the atoms {place}, {date} (a full date), {weekday} and {clock}; it must match from the
    start of a line. Where lines of the text disagree about it, it says nothing: a list of days, a digest.
    """

    id: str
    match: str
    where: tuple[Literal["head", "tail"], ...] = ("head",)
    confidence: float = Field(gt=0, lt=1)  # not measured in any file: an order of belief, chosen by hand
    holds: tuple[LineExample, ...] = Field(min_length=1)
    fails: tuple[str, ...] = Field(min_length=1)
    why: str


class AddressRule(SeedModel):
    """A label whose line holds the document's own address; the first rule of a file goes first."""

    id: str
    labels: tuple[str, ...] = Field(min_length=1)
    holds: tuple[LineExample, ...] = Field(min_length=1)
    fails: tuple[str, ...] = Field(min_length=1)


class PublicationWords(SeedModel):
    """How texts in one language say when and where they were published."""

    months: Mapping[str, Annotated[int, Field(ge=1, le=12)]] = Field(default_factory=dict)
    weekdays: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    clock: str = ""
    place: str = ""
    lines: tuple[LineRule, ...] = ()
    addresses: tuple[AddressRule, ...] = ()


@cache
def id_schemes() -> Mapping[str, IdScheme]:
    """Return every id scheme by the name of its file."""
    return read_folder("id_schemes", IdScheme)


@cache
def publication_words() -> Mapping[str, PublicationWords]:
    """Return the publication lines of each language by its tag."""
    return read_languages("datelines.yml", PublicationWords)
