"""Event types, the triggers that tell of them, and what PLOVER makes of type and factuality together."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from datelines.seeds.loader import SeedModel

Factuality = Literal["asserted", "planned", "possible", "negated", "underspecified"]
Role = Literal["source", "target"]


def _marked(text: str) -> str:
    if text.count("[") != 1 or text.count("]") != 1 or text.index("[") > text.index("]"):
        raise ValueError("mark exactly one answer with [ ]")
    return text


class Example(SeedModel):
    """A sentence with the trigger word marked in [brackets], and what must be read there."""

    text: Annotated[str, AfterValidator(_marked)]
    factuality: Factuality | None = None
    source: tuple[str, ...] | None = None
    target: tuple[str, ...] | None = None


class Trigger(SeedModel):
    """A pattern on the parse that tells of an event: a verb or a noun, with what it needs around it.

    `verb` and `noun` are lemmas, one of them is given. Needs, all of which must hold: `object` (lemma of
    the direct object or passive subject), `subject` (lemma of the subject), `preps` (preposition -> lemmas
    of what it governs, empty for any), `particle`, `complement` (lemma of a verb or adjective that
    completes it), `modifier` (lemma of a word before the noun; none of `unless`), `auxiliary` (a form of
    one), `factuality` (what the cues must make of it; `gives` is what it counts as then). `roles` says
    which syntactic slot plays which part; a slot is subject, object, indirect, whose, before (words before
    a noun) or a preposition. A slot in `named` must hold an actor or a place, one in `certain` a place, a
    country or somebody who acts for a state. `infinitive`: an infinitive completes it; `bare`: nothing is
    said of its object ("called the plan a success"); `several`: two parties or more act. `impersonal`: the
    event needs nobody named. `content`: said in a meeting or speech that the text tells of, it is part of
    that. `dated`: stands only for a verb that no other row reads and whose own clause has a date; its
    `verb` may be "*", any but those `excepted`. `moves_to`: after one of these prepositions a day to come
    is the new one of the meeting put off, planned, and of the type that `put_off` names. `performative`: in
    the present tense the text itself does it, on the day it is published.
    """

    id: str
    verb: tuple[str, ...] = ()
    noun: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    preps: dict[str, tuple[str, ...]] = {}
    particle: tuple[str, ...] = ()
    complement: tuple[str, ...] = ()
    modifier: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    subtype: str
    cameo: str | None = Field(default=None, pattern=r"^\d{2,4}$")
    roles: dict[str, Role] = {"subject": "source", "object": "target"}
    auxiliary: tuple[str, ...] = ()
    factuality: Factuality | None = None
    gives: Factuality | None = None
    named: tuple[str, ...] = ()
    certain: tuple[str, ...] = ()
    infinitive: bool = False
    bare: bool = False
    several: bool = False
    impersonal: bool = False
    performative: bool = False
    dated: bool = False
    moves_to: tuple[str, ...] = ()
    excepted: tuple[str, ...] = ()
    content: bool = False
    why: str | None = None
    holds: tuple[Example, ...] = Field(min_length=1)
    fails: tuple[str, ...] = Field(min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _short_examples(cls, data: dict[str, Any]) -> dict[str, Any]:
        """Let an example be written as plain text where it says nothing but the trigger."""
        holds = data.get("holds")
        if isinstance(holds, list):
            data = {**data, "holds": [{"text": h} if isinstance(h, str) else h for h in holds]}
        for key in (
            "verb",
            "noun",
            "object",
            "subject",
            "particle",
            "complement",
            "modifier",
            "named",
            "certain",
        ):
            if isinstance(data.get(key), str):
                data = {**data, key: [data[key]]}
        return data

    @model_validator(mode="after")
    def _one_head(self) -> Trigger:
        if bool(self.verb) == bool(self.noun):
            raise ValueError("a trigger has either verb or noun")
        return self

    @property
    def says_target(self) -> bool:
        """Whether one of its slots plays the target, so that nobody need be found for that."""
        return "target" in self.roles.values()


class Subtype(SeedModel):
    """A subtype and how it behaves, in the file of the type to which it belongs; triggers of other types may
    tell of it too ("cancelled the visit"). What a key leaves unsaid is what most subtypes do.

    Where it is: `places` are the slots of its trigger that name its place; `travels` that it goes there, so
    that a preposition of direction places it ("sent troops to"); `journey` that somebody is taken there:
    the target is where it leads. `filed`: told first in a text, it was where the dateline says. `namesake`:
    its conference was in the town of its name ("the Tashkent Forum").

    Standing formats: `bodies` lets an international body count as its format; `issued` lets a format make
    it whatever its type; `stage` is the one that it tells of a format's life; `points` says what it takes
    for a clause without a name to mean the format last named: a number, an article ("the summit") or
    nothing.

    One happening: `like` are subtypes that may tell of the same one, `recalls` those that it may mean where
    it only points back ("the meeting"), `takes_in` those that say more exactly what it was. `by_thing`: two
    are two where their objects differ ("signed a treaty", "signed a contract"). `lasting`: told with two
    years it need not have been twice. `goes_on`: its parties do what follows on the same day.

    What is shown: `title` says whose words the display title takes, the subtype's, the type's, or the
    clause itself; `view` and `counted` the view that lists it and the yearly count that has it; `remote`
    that nobody meets in person.
    """

    name: str = Field(pattern=r"^[a-z]+$")
    meaning: str
    travels: bool = False
    journey: bool = False
    places: tuple[str, ...] = ("before",)
    filed: bool = False
    namesake: bool = False
    bodies: bool = False
    issued: bool = False
    stage: Literal["proposed", "established"] | None = None
    points: Literal["numbered", "definite", "always"] = "numbered"
    like: tuple[str, ...] = ()
    recalls: tuple[str, ...] = ()
    takes_in: tuple[str, ...] = ()
    by_thing: bool = False
    lasting: bool = False
    goes_on: bool = False
    title: Literal["subtype", "type", "clause"] = "subtype"
    view: str | None = Field(default=None, pattern=r"^[a-z_]+$")
    counted: str | None = Field(default=None, pattern=r"^[a-z_]+$")
    remote: bool = False

    @property
    def others(self) -> tuple[str, ...]:
        """The subtypes that it names."""
        return (*self.like, *self.recalls, *self.takes_in)


def _named(data: Any) -> Any:
    """Let the key under which a subtype stands be its name; what is no such mapping is left to be refused."""
    if not isinstance(data, dict):
        return data
    return {name: {**said, "name": name} if isinstance(said, dict) else said for name, said in data.items()}


Subtypes = Annotated[dict[str, Subtype], BeforeValidator(_named)]


class EventType(SeedModel):
    """One file under ``seeds/events``: what the type means, its CAMEO code, how its events behave, the
    subtypes that belong to it.

    `folds` gives the PLOVER root for a factuality where the manual folds the two; a type without PLOVER
    counterpart has ``plover: false``. `class` is its side in the balance, after PLOVER's score.

    `meets`: actors come together: it has a host and guests, and is the session of a format. `occasion`:
    other things are said and done in it, and a text comes back to it. `ongoing`: "is meeting" tells what
    goes on or is to come, and does not do it by telling. `promises`: to announce that one will do it is to
    do it. `titled`: what is said has a title ("a speech titled …"). `blames`: whose deed it is about is its
    target. `strikes`: so are the places whose people are hit. `cancels`: told of what was planned, that is
    off; `put_off` is the type of what its triggers move to another day.

    `format` says what a standing format is to it: not looked for, one that may act ("the council agreed"),
    or only the setting.
    """

    type: str = Field(pattern=r"^[A-Z]+$")
    meaning: str
    cameo: str | None = Field(default=None, pattern=r"^\d{2,4}$")
    plover: bool = True
    folds: dict[Factuality, str] = {}
    source: str
    class_: Literal["cooperation", "conflict", "neutral"] = Field(alias="class")
    meets: bool = False
    occasion: bool = False
    ongoing: bool = False
    promises: bool = False
    titled: bool = False
    blames: bool = False
    strikes: bool = False
    cancels: bool = False
    put_off: str | None = None
    format: Literal["none", "party", "setting"] = "none"
    subtypes: Subtypes = {}

    @property
    def others(self) -> tuple[str, ...]:
        """The types that it names."""
        return (*self.folds.values(), *filter(None, (self.put_off,)))
