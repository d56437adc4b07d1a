"""Whether a sentence is only its author's view."""

from __future__ import annotations

import re

from datelines.extractors.language import cues
from datelines.extractors.layers.parse import SentenceParse

QUOTED = re.compile('["“«][^"”»]*["”»]')


def is_opinion(unit: SentenceParse) -> bool:
    """Say whether a sentence is the author's own view: an opening in the first person, outside quotes."""
    outside = QUOTED.sub(lambda quoted: " " * len(quoted[0]), unit.sentence.text)
    return cues.pattern(unit.lang, "opinion").search(outside) is not None
