"""The shapes of the knowledge base: who, what and where, as a person edits it under ``seeds/``.

Dates are ISO 8601 and as precise as their source: ``2004``, ``2004-09`` and ``2004-09-30`` are
values. A bound of a month or a year means some day inside it, never its first.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from datelines.seeds.loader import SeedModel

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Alpha3 = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
PartialDate = Annotated[
    str,
    BeforeValidator(
        lambda value: str(value) if isinstance(value, int) else value
    ),  # YAML reads a bare year so
    StringConstraints(pattern=r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"),
]
Address = Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]
Text = Annotated[str, StringConstraints(min_length=1)]
Aliases = dict[str, list[Text]]  # BCP-47 tag (en, ru, kk, kk-Latn, ja, zh …) -> names in use


class Span(SeedModel):
    """A stretch of time, both ends inclusive; `until` null means not ended when the row was written."""

    from_: PartialDate | None = Field(default=None, alias="from")
    until: PartialDate | None = None


class FormerName(Span):
    """A name that an entity bore for a time: it stays an alias, and says when it was the official one."""

    name: Text


class Country(SeedModel):
    """A state. Names beyond these come from the CLDR, by its alpha-2 code.

    `demonyms` are adjectives and the words for its people; `metonyms` palaces and the like that
    stand for its government (capitals are places, and their syntax decides).
    """

    id: Alpha3
    iso2: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")] | None = None
    name: Text
    official: Text | None = None
    names: Aliases = {}
    demonyms: Aliases = {}
    metonyms: Aliases = {}
    capital: Slug | None = None
    former_names: list[FormerName] = []
    from_: PartialDate | None = Field(default=None, alias="from")
    until: PartialDate | None = None


class Person(SeedModel):
    """A person. `name` is the display name in its usual order in English.

    `family` is the part that stands alone ("Tokayev"): by default the last word, null for people
    never called by one. Inverted order, hyphens and diacritics are generated and not listed.
    """

    id: Slug
    name: Text
    family: Text | None = ""
    aliases: Aliases = {}
    country: Alpha3 | None = None
    born: PartialDate | None = None
    died: PartialDate | None = None


class Holder(Span):
    """A term in office. On a day of handover both have held the office.

    `disputed`: two people claimed the office at once, so that the terms may overlap.
    """

    person: Slug
    from_: PartialDate = Field(alias="from")
    acting: bool = False
    disputed: bool = False
    source: Address


class Complete(SeedModel):
    """The years for which an office's list was checked against its source, without a gap."""

    from_: PartialDate = Field(alias="from")
    until: PartialDate


class Office(SeedModel):
    """A post that one person holds at a time (`single`), of a country or of an organisation.

    `styles` are the words that only some offices of a role go by, as ids of ``roles.yml``
    (president, king …). `leads` marks whom "the Kazakh leader" means.
    `vacant` are spans in which nobody held the office.
    """

    id: Slug
    name: Text
    role: Slug
    country: Alpha3 | None = None
    organisation: Slug | None = None
    styles: list[Slug] = []
    aliases: Aliases = {}
    leads: bool = False
    single: bool = True
    complete: Complete | None = None
    vacant: list[Span] = []
    holders: list[Holder] = []

    @model_validator(mode="after")
    def _belongs_somewhere(self) -> Office:
        if self.country is None and self.organisation is None:
            raise ValueError("an office needs a country or an organisation")
        return self


class ActorFile(SeedModel):
    """``actors/<ALPHA3 or a word>.yml``: the offices of one country or body, and the people."""

    offices: list[Office] = []
    people: list[Person] = []


class Organisation(SeedModel):
    """A body that acts: a ministry, a company of state weight, an international organisation.

    `country` is for whom it acts; null means that it is international. `place` is its seat.
    `common` names become names with the country's: Senate -> Kazakh Senate, Senate of Kazakhstan.
    """

    id: Slug
    name: Text
    aliases: Aliases = {}
    common: Aliases = {}
    country: Alpha3 | None = None
    place: Slug | None = None
    from_: PartialDate | None = Field(default=None, alias="from")
    until: PartialDate | None = None
    former_names: list[FormerName] = []
    members: list[Member] = []
    source: Address | None = None


class Member(Span):
    """A country in an organisation or a format, from its accession on."""

    country: Alpha3
    status: Literal["member", "observer", "partner", "host"] = "member"


class Ruler(Span):
    """The country a place lay in for a time."""

    country: Alpha3


class PlaceEntry(SeedModel):
    """A city, a building or another spot, with WGS84 coordinates in degrees.

    A venue lies at a place (`at`) and takes its country and, without its own, its coordinates.
    `earlier` are the states it belonged to before.
    """

    id: Slug
    name: Text
    kind: Literal["city", "venue", "site", "area"] = "city"
    country: Alpha3 | None = None
    at: Slug | None = None
    lat: Annotated[float, Field(ge=-90, le=90)] | None = None
    lon: Annotated[float, Field(ge=-180, le=180)] | None = None
    aliases: Aliases = {}
    former_names: list[FormerName] = []
    earlier: list[Ruler] = []
    source: Address | None = None

    @model_validator(mode="after")
    def _lies_somewhere(self) -> PlaceEntry:
        if self.at is None and (self.country is None or self.lat is None or self.lon is None):
            raise ValueError("a place needs a country and coordinates, or another place it is `at`")
        return self


class Session(SeedModel):
    """A meeting that was held: its number, its day or month, where, and where that was read."""

    ordinal: Annotated[int, Field(ge=1)] | None = None
    level: Slug | None = None
    date: PartialDate
    place: Slug | None = None
    source: Address


class Stage(SeedModel):
    """A turn in a format's life, other than its sessions."""

    stage: Literal["proposed", "established", "renamed"]
    date: PartialDate
    note: Text | None = None
    source: Address


class Mechanism(SeedModel):
    """A standing format of meetings: ``mechanisms/<id>.yml``.

    `between` are parties whose names joined by a dash, a plus or "plus" name the format too.
    """

    name: Text
    aliases: Aliases = {}
    between: list[Aliases] = []
    from_: PartialDate | None = Field(default=None, alias="from")
    until: PartialDate | None = None
    rhythm: Text | None = None
    part_of: Slug | None = None
    organisation: Slug | None = None
    members: list[Member] = []
    stages: list[Stage] = []
    sessions: list[Session] = []
    source: Address | None = None


class TopicEntry(SeedModel):
    """A question that actors take positions on: ``topics/<id>.yml``."""

    name: Text
    aliases: Aliases = {}
    parties: list[Alpha3] = []
    source: Address | None = None


class Region(SeedModel):
    """A group of countries under one name: ``regions/<id>.yml``."""

    name: Text
    aliases: Aliases = {}
    countries: list[Alpha3]
    demonyms: Aliases = {}


Organisation.model_rebuild()
