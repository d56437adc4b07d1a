"""Whether a sentence is only its author's view."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from datelines.extractors.language import cues
from datelines.extractors.layers.parse import SentenceParse

if TYPE_CHECKING:
    pass


QUOTED = re.compile('["“«][^"”»]*["”»]')


def is_opinion(unit: SentenceParse) -> bool:
    """Say whether a sentence is the author's own view: an opening in the first person, outside quotes."""
    outside = QUOTED.sub(lambda quoted: " " * len(quoted[0]), unit.sentence.text)
    return cues.pattern(unit.lang, "opinion").search(outside) is not None
