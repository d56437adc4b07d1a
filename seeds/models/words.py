"""The words by which a language is read: one lexicon, a row a word with its flags, and lists made of it."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, Field, model_validator

from datelines.seeds.loader import SeedModel
from datelines.seeds.models.events import Factuality, _marked

Marked = Annotated[str, AfterValidator(_marked)]
KINDS = (
    "noun",
    "adjective",
    "verb",
    "auxiliary",
    "adposition",
    "conjunction",
    "adverb",
    "determiner",
    "pronoun",
    "slot",
    "word",
)


class FlagReading(SeedModel):
    """A sentence with a flagged word marked, and an event that is read only because the word has the flag.

    What is not said may be anything; `countries` are all that take part, in order of their codes.
    """

    text: Marked
    type: str | None = None
    factuality: Factuality | None = None
    participants: tuple[str, ...] = ()
    countries: tuple[str, ...] | None = None
    place: str | None = None
    format: str | None = None


class Flag(SeedModel):
    """What it means that a word has a flag, with sentences whose [marked] word has it and has it not.

    The words of a `capitalised` flag are looked for as they stand, with a capital letter.
    """

    why: str
    capitalised: bool = False
    holds: tuple[Marked, ...] = Field(min_length=1)
    fails: tuple[Marked, ...] = Field(min_length=1)
    reads: tuple[FlagReading, ...] = ()


class Word(SeedModel):
    """A word as its lemma, under the key of its kind, and the flags that it has: `word` is any other kind.

    A `slot` is a slot's name, for a list that slots are compared with where no adposition is called so.
    """

    kind: str
    lemma: str
    is_: tuple[str, ...] = Field(alias="is", min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _by_kind(cls, row: dict[str, Any]) -> dict[str, Any]:
        kinds = [key for key in row if key in KINDS]
        if len(kinds) != 1:
            raise ValueError(f"a word has one of {', '.join(KINDS)}")
        return {"kind": kinds[0], "lemma": row[kinds[0]]} | {k: v for k, v in row.items() if k != kinds[0]}


class Lexicon(SeedModel):
    """One file ``lexicon.yml``: the flags of a language, and its words in order."""

    flags: dict[str, Flag] = Field(min_length=1)
    words: tuple[Word, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _agree(self) -> Lexicon:
        used = {flag for word in self.words for flag in word.is_}
        if undeclared := sorted(used - self.flags.keys()):
            raise ValueError(f"no flag is called {', '.join(undeclared)}")
        if idle := sorted(self.flags.keys() - used):
            raise ValueError(f"no word has the flag {', '.join(idle)}")
        seen: set[tuple[str, str]] = set()
        for word in self.words:
            if (word.kind, word.lemma) in seen or len(set(word.is_)) < len(word.is_):
                raise ValueError(f"the {word.kind} {word.lemma}, or a flag of it, stands twice")
            seen.add((word.kind, word.lemma))
        return self

    def by_flag(self) -> dict[str, tuple[str, ...]]:
        """Return the words of each flag in the order of the file, as they are looked for."""
        return {
            name: tuple(
                dict.fromkeys(
                    _capitalised(word.lemma) if flag.capitalised else word.lemma
                    for word in self.words
                    if name in word.is_
                )
            )
            for name, flag in self.flags.items()
        }


def _capitalised(lemma: str) -> str:
    return "-".join(part.capitalize() for part in lemma.split("-"))


class Wording(SeedModel):
    """One file ``language.yml``: what a language writes in its own way and is no flag of a word."""

    model_config = {**SeedModel.model_config, "str_strip_whitespace": False}

    abbreviations: tuple[str, ...] = Field(min_length=1)
    ordinals: dict[str, int]
    ordinal_endings: tuple[str, ...]
    numbers: dict[str, int]
    titled: tuple[str, ...]
    plain_dates: dict[str, str]
    endings: dict[str, tuple[str, ...]]
    doubling: tuple[str, ...]
    name_openers: tuple[str, ...]
    name_endings: tuple[str, ...]
    headline_adverb: str


class Pronouns(SeedModel):
    """Pronouns by what they may stand for, in lower case; each list is the words of one flag."""

    person: frozenset[str] = Field(default=frozenset(), alias="means-person")
    thing: frozenset[str] = Field(default=frozenset(), alias="means-thing")
    group: frozenset[str] = Field(default=frozenset(), alias="means-group")
    first: frozenset[str] = Field(default=frozenset(), alias="speaker")
    plural: frozenset[str] = Field(default=frozenset(), alias="speakers")


class Words(Wording):
    """The lists that reading asks for: each holds the words of the flag that it names, and none where a
    language declares no such flag."""

    pronouns: Pronouns
    people: frozenset[str] = Field(default=frozenset(), alias="person")
    bodies: frozenset[str] = Field(default=frozenset(), alias="body")
    sides: frozenset[str] = Field(default=frozenset(), alias="side")
    titles: frozenset[str] = Field(default=frozenset(), alias="title")
    unequal: frozenset[str] = Field(default=frozenset(), alias="any-office")
    governing: frozenset[str] = Field(default=frozenset(), alias="governs")
    ranks: frozenset[str] = Field(default=frozenset(), alias="rank")
    rank_modifiers: frozenset[str] = Field(default=frozenset(), alias="before-rank")
    rank_joining: frozenset[str] = Field(default=frozenset(), alias="joins-rank")
    no_names: frozenset[str] = Field(default=frozenset(), alias="no-name")
    countries: frozenset[str] = Field(default=frozenset(), alias="country")
    parties: frozenset[str] = Field(default=frozenset(), alias="party")
    state_bodies: frozenset[str] = Field(default=frozenset(), alias="state-body")
    posted: frozenset[str] = Field(default=frozenset(), alias="posted")
    alike: frozenset[str] = Field(default=frozenset(), alias="pair")
    others: frozenset[str] = Field(default=frozenset(), alias="neighbour")
    regions: frozenset[str] = Field(default=frozenset(), alias="region")
    ties: frozenset[str] = Field(default=frozenset(), alias="tie")
    participation: frozenset[str] = Field(default=frozenset(), alias="taking-part")
    invitation: frozenset[str] = Field(default=frozenset(), alias="invitation")
    journeys: frozenset[str] = Field(default=frozenset(), alias="journey")
    capitals: frozenset[str] = Field(default=frozenset(), alias="capital")
    settlements: frozenset[str] = Field(default=frozenset(), alias="settlement")
    sessions: frozenset[str] = Field(default=frozenset(), alias="session")
    formats: frozenset[str] = Field(default=frozenset(), alias="format")
    gatherings: frozenset[str] = Field(default=frozenset(), alias="gathering")
    joining: frozenset[str] = Field(default=frozenset(), alias="joins-name")
    support: frozenset[str] = Field(default=frozenset(), alias="lends")
    renaming: frozenset[str] = Field(default=frozenset(), alias="renames")
    achieves: frozenset[str] = Field(default=frozenset(), alias="achieves")
    accompanying: frozenset[str] = Field(default=frozenset(), alias="accompanies")
    leading: frozenset[str] = Field(default=frozenset(), alias="leads")
    hosting: frozenset[str] = Field(default=frozenset(), alias="hosts")
    attending: frozenset[str] = Field(default=frozenset(), alias="attends")
    participating: frozenset[str] = Field(default=frozenset(), alias="takes-part")
    impending: frozenset[str] = Field(default=frozenset(), alias="impending")
    within: frozenset[str] = Field(default=frozenset(), alias="within")
    span_opens: frozenset[str] = Field(default=frozenset(), alias="opens-span")
    span_joins: frozenset[str] = Field(default=frozenset(), alias="joins-span")
    at_dates: frozenset[str] = Field(default=frozenset(), alias="leads-date")
    periods: frozenset[str] = Field(default=frozenset(), alias="gives-period")
    belonging: frozenset[str] = Field(default=frozenset(), alias="belongs")
    of: frozenset[str] = Field(default=frozenset(), alias="sent-by")
    at: tuple[str, ...] = Field(default=(), alias="at")
    toward: tuple[str, ...] = Field(default=(), alias="toward")
    housed: frozenset[str] = Field(default=frozenset(), alias="housed")
    company: frozenset[str] = Field(default=frozenset(), alias="names-more")
    company_adverbs: frozenset[str] = Field(default=frozenset(), alias="in-company")
    by: frozenset[str] = Field(default=frozenset(), alias="agent")
    sides_of: frozenset[str] = Field(default=frozenset(), alias="sides-of")
    articles: frozenset[str] = Field(default=frozenset(), alias="article")
    indefinite: frozenset[str] = Field(default=frozenset(), alias="indefinite")
    definite: frozenset[str] = Field(default=frozenset(), alias="points-back")
    ours: frozenset[str] = Field(default=frozenset(), alias="ours")
    list_fill: frozenset[str] = Field(default=frozenset(), alias="fills-list")
    joints: frozenset[str] = Field(default=frozenset(), alias="joint")
    again: frozenset[str] = Field(default=frozenset(), alias="again")
    here: frozenset[str] = Field(default=frozenset(), alias="here")
    only: frozenset[str] = Field(default=frozenset(), alias="only")
    backshifted: frozenset[str] = Field(default=frozenset(), alias="backshifts")


def words_of(lexicon: Lexicon, wording: Wording) -> Words:
    """Return a language's lists. Raises `ValueError` for a flag that no list is made of."""
    flagged = lexicon.by_flag()
    if unknown := sorted(flagged.keys() - FLAGS):
        raise ValueError(f"reading asks for no flag {', '.join(unknown)}")
    pronouns = {name: words for name, words in flagged.items() if name in _PRONOUNS}
    others = {name: words for name, words in flagged.items() if name not in _PRONOUNS}
    return Words.model_validate({**wording.model_dump(), **others, "pronouns": pronouns})


_PRONOUNS = frozenset(field.alias for field in Pronouns.model_fields.values() if field.alias)
FLAGS = _PRONOUNS | {field.alias for field in Words.model_fields.values() if field.alias}
