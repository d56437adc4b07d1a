"""Where news comes from: one file a source, with what to expect of it and a sample in its format."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, Field, HttpUrl, TypeAdapter, model_validator

from datelines.seeds.loader import SeedModel, read_folder

Kind = Literal["feed", "sitemap", "page"]
Independence = Literal[
    "presidency",
    "ministry",
    "government",
    "parliament",
    "state-agency",
    "intergovernmental",
    "public-broadcaster",
    "private",
    "nonprofit",
]


def _compiles(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from error
    return pattern


def _zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError(f"no time zone of the IANA database: {name}")
    return ZoneInfo(name).key


def _address(url: str) -> str:
    TypeAdapter(HttpUrl).validate_python(url)
    return url


Pattern = Annotated[str, AfterValidator(_compiles)]
Zone = Annotated[str, AfterValidator(_zone)]
Address = Annotated[str, AfterValidator(_address)]
Cron = Annotated[str, Field(pattern=r"^(\S+\s+){4}\S+$")]


class Healthy(SeedModel):
    """What is usual: documents a day, least and most, and the share of them that has a publication time."""

    documents_a_day: tuple[float, float]
    dated: float = Field(ge=0, le=1)

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        least, most = self.documents_a_day
        if not 0 <= least <= most:
            raise ValueError("documents_a_day is a pair: the least, the most")
        return self


class Expected(SeedModel):
    """What the first document read from a sample must be; `text` is how it begins."""

    url: str | None = None
    title: str | None = None
    published: str | None = None
    text: str


class Sample(SeedModel):
    """Made-up input in a source's format: what it lists, and one of the pages that the list leads to."""

    listing: str
    page: str | None = None
    expect: Expected


class Source(SeedModel):
    """A source of news. Nothing is fetched from it until a user asks; `enabled` puts it on the schedule.

    `kind` says what lies at `url`: a feed (RSS, Atom, JSON Feed), a sitemap, or a page of links. `follow`
    fetches what a feed's entries lead to; without it their own texts are read. Of the listed addresses
    those that match `links` count (all, without it) and not one of `skip`. `order` is how the source
    writes day and month in digits, for dates such as 05.03.2026. `verified` is the day on which someone
    last saw it work.
    """

    name: str
    kind: Kind
    url: Address
    lang: str | None = Field(default=None, pattern=r"^[a-z]{2,3}$")
    publisher: str
    country: str | None = Field(default=None, pattern=r"^[A-Z]{3}$")
    independence: Independence
    zone: Zone
    schedule: Cron | None = None
    terms: str
    order: Literal["dmy", "mdy"] | None = None
    follow: bool = True
    links: Pattern | None = None
    skip: tuple[Pattern, ...] = ()
    most: int = Field(default=50, ge=1, le=1000)
    healthy: Healthy
    enabled: bool = False
    verified: str | None = Field(default=None, pattern=r"^\d{4}-\d\d-\d\d$")
    sample: Sample

    @model_validator(mode="after")
    def _enough_to_go_by(self) -> Self:
        if self.kind == "page" and self.links is None:
            raise ValueError("a page of links needs `links`: which of them lead to news")
        if self.kind != "feed" and not self.follow:
            raise ValueError("only a feed has texts of its own: follow must be true")
        if self.enabled and self.verified is None:
            raise ValueError("a source is enabled after someone has verified it")
        return self


@cache
def sources() -> Mapping[str, Source]:
    """Return every source by the name of its file."""
    return read_folder("sources", Source)
