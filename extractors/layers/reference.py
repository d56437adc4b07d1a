"""Whom a pronoun, a description or a bare title means, and how that was found out."""

from __future__ import annotations

from dataclasses import dataclass

from datelines.extractors.layers.actor import Actor
from datelines.sources.records import MentionForm


@dataclass(frozen=True, slots=True)
class Reference:
    """A mention that is no name of its own: offsets are the document's, `token` its head in the sentence.

    `rule` says in words how it was linked; `actors` are whom it means, none where nobody is known.
    """

    sentence: int
    token: int
    start: int
    end: int
    text: str
    form: MentionForm
    rule: str
    actors: tuple[Actor, ...]
