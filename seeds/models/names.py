"""The shapes of what a language says around names and offices: ``roles/`` and ``names/``."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from datelines.seeds.loader import SeedModel
from datelines.seeds.models.knowledge import Slug, Text


class RoleTitle(SeedModel):
    """The words an office goes by in a language.

    Without `style` the words fit every office of the role; with it, only those whose `styles`
    list it. `named_only` words count only right before a name ("Secretary Rubio"), `owned` ones only
    with the name of a body that has such an office ("the UN chief"). `plural` forms come before several
    names ("Presidents Tokayev and Mirziyoyev").
    """

    id: Slug
    role: Slug
    forms: list[Text]
    plural: list[Text] = []
    style: bool = False
    named_only: bool = False
    owned: bool = False
    holds: list[Text] = []
    fails: list[Text] = []


class RoleWords(SeedModel):
    """``languages/<lang>/roles.yml``: titles and the words around them.

    `former` and `past` (then, late) say that the day of the text is not meant, `lower` (deputy) that
    it is another office, `neutral` (acting) nothing. `before` (predecessor, served as) come ahead of it
    all and say that another time is told of. `incoming` follow a title (President-elect),
    `dated` a title and come before a year (minister from 1994). `address` (Mr) and `particles`
    (bin, de) belong to names, `counterpart` to whoever holds elsewhere the office told of last;
    `articles`, `joining` (and) and `of` to the grammar. `asking` (who was) stand around an office in a
    question, and say nothing of it.
    """

    former: list[Text]
    past: list[Text]
    before: list[Text] = []
    neutral: list[Text]
    lower: list[Text]
    incoming: list[Text]
    dated: list[Text]
    of: list[Text]
    articles: list[Text]
    joining: list[Text]
    possessive: str
    address: list[Text]
    particles: list[Text]
    honorifics: list[Text]
    leader: list[Text]
    leaders: list[Text] = []
    counterpart: list[Text] = []
    asking: list[Text] = []
    titles: list[RoleTitle]


class Guard(SeedModel):
    """A name that is also something else: it does not count where `before` or `after` match.

    A guard is for one `name`, or for every name of a `form` (demonym) or a `kind` (place). Both
    patterns are regular expressions: `before` against the text that ends where the name starts,
    `after` against the text that starts where it ends. Spaces are written as \\s.
    """

    name: Text | None = None
    form: Literal["demonym", "short"] | None = None
    kind: Literal["place", "country"] | None = None
    before: Text | None = None
    after: Text | None = None
    holds: Annotated[list[Text], Field(min_length=1)]
    fails: Annotated[list[Text], Field(min_length=1)]
    why: Text

    @model_validator(mode="after")
    def _guards_something(self) -> Guard:
        if [self.name, self.form, self.kind].count(None) != 2 or not (self.before or self.after):
            raise ValueError("a guard is for a name, a form or a kind, and has a pattern")
        return self


class NameWords(SeedModel):
    """``languages/<lang>/names.yml``: what tells a name from a word like one, and how names are inflected.

    `openers` are words that open a sentence with a capital and are no given name; `eponyms` what
    follows a person's name in the name of something else; `common` family names that many bear;
    `verbs` are what headlines write with a capital before a family name ("Putin Hosts Tokayev"),
    `patronymics` the endings of a name between given and family name.
    `endings` lead from the last letters of a word to what replaces them, case by case (the longest
    counts, every list has as many); `suffixes` are what may follow a name without a space.
    """

    openers: list[Text] = []
    eponyms: list[Text] = []
    verbs: list[Text] = []
    patronymics: list[Text] = []
    common: list[Text] = []
    endings: dict[Text, list[str]] = {}
    suffixes: list[Text] = []
    guards: list[Guard] = []

    @model_validator(mode="after")
    def _cases_agree(self) -> NameWords:
        if len({len(forms) for forms in self.endings.values()}) > 1:
            raise ValueError("every ending has the same number of forms")
        return self
