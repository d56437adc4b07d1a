"""Event types, the triggers that tell of them, and what PLOVER makes of type and factuality together."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, model_validator

from datelines.seeds.loader import SeedModel

Factuality = Literal["asserted", "planned", "possible", "negated", "underspecified"]
Role = Literal["source", "target"]
Subtype = Literal[
    "speech", "interview", "article", "statement", "summit", "meeting", "visit", "call", "negotiation",
    "signing", "ratification", "accession", "proposal", "invitation", "establishment", "opening",
    "appointment", "election", "vote", "exercise", "aid", "trade", "sanction", "protest", "attack",
    "deployment", "other",
]  # fmt: skip
Type = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "STATEMENT", "OTHER",
]  # fmt: skip


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

    `verb` and `noun` are lemmas, one of them is given. Needs, all of which must hold: `object` (lemma
    of the direct object or passive subject), `subject` (lemma of the subject), `preps` (preposition ->
    lemmas of what it governs, empty for any), `particle`, `complement` (lemma of a verb or adjective
    that completes it), `modifier` (lemma of a word before the noun; none of `unless`), `auxiliary` (a form
    of one), `factuality` (what the cues must make of it; `gives` is what it counts as then).
    `roles` says which syntactic slot plays which part; a slot is subject, object, indirect, whose,
    before (words before a noun) or a preposition. A slot in `named` must hold an actor or a place, one in
    `certain` a place, a country or somebody who acts for a state.
    `infinitive`: an infinitive completes it; `bare`: nothing is said of its object ("called the plan a
    success"); `several`: two parties or more act. `impersonal`: the event needs nobody named. `content`:
    said in a meeting or speech that the text tells of, it is part of that. `dated`: stands only for a
    verb that no other row reads and whose own clause has a date; its `verb` may be "*", any but those
    `excepted`. `moves_to`: after one of these prepositions a day to come is the new one of the meeting
    put off, a CONSULT planned. `performative`: in the present tense the text itself does it, on the day
    it is published.
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
    subtype: Subtype
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


class EventType(SeedModel):
    """One file under ``seeds/events``: what the type means, and its CAMEO code.

    `folds` gives the PLOVER root for a factuality where the manual folds the two; a type without
    PLOVER counterpart has ``plover: false``.
    """

    type: Type
    meaning: str
    cameo: str | None = Field(default=None, pattern=r"^\d{2,4}$")
    plover: bool = True
    conflict: bool = False
    folds: dict[Factuality, Type] = {}
    source: str
